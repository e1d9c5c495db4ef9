"""A process of its own for one file (``python -m``): a file that eats time or memory ends only it.

Reads the bytes on standard input and writes the document, or the kind of fault, as JSON.
"""

import json
import sys
from collections.abc import Callable

from matcher.ingest.resumes.document import Document, Unreadable

MEMORY = 768 * 1024 * 1024


def reader_of(kind: str) -> Callable[[bytes], Document]:
    """The reader of a format; only its own library is loaded with it."""
    if kind == "hwp":
        from matcher.ingest.resumes.hwp import read_hwp as read
    elif kind == "hwpx":
        from matcher.ingest.resumes.hwpx import read_hwpx as read
    elif kind == "docx":
        from matcher.ingest.resumes.docx import read_docx as read
    elif kind == "pdf":
        from matcher.ingest.resumes.pdf import read_pdf as read
    else:
        raise Unreadable("unknown")
    return read


def answer(kind: str, data: bytes) -> dict[str, object]:
    """The document, or the fault: no error text, which could quote a person."""
    try:
        return {"blocks": reader_of(kind)(data).as_json()}
    except Unreadable as unreadable:
        return {"fault": unreadable.fault}
    except MemoryError:
        return {"fault": "large"}
    except Exception:  # whatever a library raises on a damaged file
        return {"fault": "damaged"}


def main() -> None:
    """Bound this process, read, answer."""
    import resource

    kind, seconds = sys.argv[1], int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    json.dump(answer(kind, sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
