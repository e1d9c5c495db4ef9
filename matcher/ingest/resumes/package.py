"""Packages (zip+XML, as HWPX and DOCX are): looked at before anything is unpacked."""

import re
import zipfile
from xml.etree.ElementTree import Element

from matcher.ingest.resumes.document import Unreadable
from matcher.ingest.xml import DeepXml, RefusedXml, xml_root
from matcher.ingest.zips import TooLarge, opened

UNPACKED = 64 * 1024 * 1024
XML = 24 * 1024 * 1024
HEAD = 4096
_READ = re.compile(r"(?:word/(?:document|styles)|Contents/[a-z0-9]+|META-INF/manifest)\.xml")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


class Package:
    """The parts of a package; raises ``Unreadable`` for a bomb or a locked file, unread."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = opened(data, UNPACKED)
        except TooLarge:
            raise Unreadable("large") from None
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OverflowError):
            raise Unreadable("damaged") from None
        parts = self._archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("locked")
        self.names = frozenset(part.filename for part in parts)

    def declares(self) -> bool:
        """Whether a part that is read opens with a document type: told at once, no tree made."""
        return any(_DECLARES.search(self._head(name)) for name in self.names if _READ.match(name))

    def _head(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as part:
                return part.read(HEAD).replace(b"\0", b"")
        except Exception:  # as below
            raise Unreadable("damaged") from None

    def xml(self, name: str) -> Element | None:
        """One part as a tree, or ``None``; no document type, no entities, bounded."""
        if name not in self.names:
            return None
        size = self._archive.getinfo(name).file_size
        if size > XML:
            raise Unreadable("large")
        try:
            with self._archive.open(name) as part:
                data = part.read(size)  # never more than the header says, whatever is inside
        except Exception:  # zipfile and its unpackers each raise their own on a damaged part
            raise Unreadable("damaged") from None
        try:
            return xml_root(data)
        except DeepXml:
            raise Unreadable("large") from None
        except RefusedXml:
            raise Unreadable("macro" if _DECLARES.search(data) else "damaged") from None


def local(element: Element) -> str:
    """The name of a mark without its namespace: its editions differ by year."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str:
    """An attribute by its local name, blank where it is missing."""
    for key, value in element.attrib.items() if element is not None else ():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def number(text: str, default: int = 0) -> int:
    """A small whole number, or the default where none is written."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default
