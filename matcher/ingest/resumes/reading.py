"""Reading (읽기): which format the bytes are, a document out of a process of its own, its draft."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path, PurePath

from matcher.ingest.intake import Rejection, UnreadableFile
from matcher.ingest.resumes.document import Document, Fault, Unreadable
from matcher.ingest.resumes.draft import ProfileDraft, draft_of
from matcher.ingest.resumes.package import Package
from matcher.ingest.resumes.plain import read_text

LIMIT = 20 * 1024 * 1024
SECONDS = 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_TEXTS = ("", ".txt", ".text", ".md")
_OTHERS = (".hwp", ".hwpx", ".docx", ".pdf")
_NOT_READ = "내용을 읽지 못했습니다."
_SENTENCES: dict[Fault, str] = {
    "locked": "암호가 걸렸거나 배포용으로 잠긴 파일입니다. 암호를 풀어 다시 저장하시거나",
    "scanned": "글자가 없는 파일입니다(스캔한 그림으로 보입니다). 한글이나 워드 원본을 올리시거나",
    "old": "읽을 수 없는 예전 형식입니다. 한글·워드에서 HWPX나 DOCX로 다시 저장하시거나",
    "macro": "매크로나 바깥 자료를 부르는 내용이 들어 있어 열지 않았습니다. 새 문서로 저장하시거나",
    "damaged": "파일이 손상되어 열 수 없습니다. 다시 저장하시거나",
    "large": "파일이 너무 크거나 풀면 너무 커집니다. 사진을 빼고 다시 저장하시거나",
    "slow": "읽는 데 너무 오래 걸려 그만두었습니다. 다른 형식으로 다시 저장하시거나",
    "unknown": "읽을 수 없는 파일 종류입니다. HWP, HWPX, DOCX, PDF, TXT 파일로 저장하시거나",
    "empty": "빈 파일입니다. 내용이 있는 파일을 고르시거나",
}


def read_resume(source: Path | bytes, name: str = "", as_of: date | None = None) -> ProfileDraft:
    """Read a résumé; ``as_of`` is the day up to which ``~ 현재`` counts. Keeps nothing of the file.

    The bytes tell the format; ``name`` only tells plain text from a damaged file. Raises
    ``UnreadableFile`` with a sentence for its owner.
    """
    if isinstance(source, Path):
        name, source = name or source.name, _bytes_of(source)
    return draft_of(read_document(source, name), as_of)


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LIMIT + 1)


def read_document(data: bytes, name: str = "") -> Document:
    """The lines and tables of a résumé; raises ``UnreadableFile`` with a sentence for its owner."""
    try:
        kind = kind_of(data)
        if kind == "txt" and PurePath(name).suffix.lower() not in _TEXTS:
            raise Unreadable("damaged" if PurePath(name).suffix.lower() in _OTHERS else "unknown")
        document = read_text(data) if kind == "txt" else _apart(kind, data)
        if not document.blocks:
            raise Unreadable("scanned")
    except Unreadable as unreadable:
        cure = f"{_SENTENCES[unreadable.fault]}, 직접 입력해 주십시오."
        raise UnreadableFile(Rejection(0, "", _NOT_READ, cure)) from None
    return document


def kind_of(data: bytes) -> str:
    """The format by its first bytes, whatever the name says; raises ``Unreadable``.

    A package is looked at from outside only: a bomb is refused before any of it is unpacked.
    """
    if len(data) > LIMIT:
        raise Unreadable("large")
    if not data.strip():
        raise Unreadable("empty")
    if data.startswith(_OLE):
        return "hwp"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_ZIPS):
        return _package_kind(data)
    if data.startswith(b"HWP Document File"):
        raise Unreadable("old")
    if data.startswith(_PICTURES):
        raise Unreadable("scanned")
    if data.startswith((b"{\\rtf", b"<!DOCTYPE", b"<html", b"<?xml")):
        raise Unreadable("unknown")
    return "txt"


def _package_kind(data: bytes) -> str:
    package = Package(data)
    names = package.names
    if any(name.lower().endswith("vbaproject.bin") for name in names) or package.declares():
        raise Unreadable("macro")
    if "word/document.xml" in names:
        return "docx"
    if "Contents/header.xml" in names or "Contents/section0.xml" in names:
        return "hwpx"
    raise Unreadable("unknown")


def _apart(kind: str, data: bytes) -> Document:
    command = [sys.executable, "-m", "matcher.ingest.resumes.child", kind, str(SECONDS)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS)  # noqa: S603 - our own module, the kind is one of four
    except subprocess.TimeoutExpired:
        raise Unreadable("slow") from None
    if done.returncode:
        raise Unreadable("slow" if done.returncode < 0 else "damaged")
    answer = json.loads(done.stdout)
    if "fault" in answer:
        raise Unreadable(answer["fault"])
    return Document.from_json(answer["blocks"])
