"""Files that give no text: each refused with a sentence, and bombs before they are unpacked."""

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from ole_files import container
from resume_files import Seen, docx, hwp, hwpx, pdf, zipped

from matcher.ingest import UnreadableFile
from matcher.ingest.resumes import read_resume, reading
from matcher.ingest.resumes.child import reader_of
from matcher.ingest.resumes.document import Unreadable
from matcher.ingest.resumes.package import Package
from matcher.ingest.resumes.reading import LIMIT, kind_of

LINES = ["성명: 가나다"]
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">%s]><x>&l9;</x>""" % b"".join(
    b'<!ENTITY l%d "%s">' % (n, (b"&l%d;" % (n - 1) if n else b"&a;") * 10) for n in range(10)
)


def locked_pdf() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(pdf(LINES)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def old_word() -> bytes:
    return container({"WordDocument": b"\xec\xa5" + bytes(5000)})


REFUSED = [
    pytest.param(hwp(LINES, flags=3), "a.hwp", "암호", id="hwp with a password"),
    pytest.param(hwp(LINES, flags=5), "a.hwp", "암호", id="hwp for distribution"),
    pytest.param(
        hwpx(LINES, {"META-INF/manifest.xml": b"<m><encryption-data/></m>"}),
        "a.hwpx",
        "암호",
        id="hwpx with a password",
    ),
    pytest.param(
        container({"EncryptedPackage": bytes(5000)}), "a.docx", "암호", id="docx with a password"
    ),
    pytest.param(locked_pdf(), "a.pdf", "암호", id="pdf with a password"),
    pytest.param(pdf(LINES, text_layer=False), "a.pdf", "스캔", id="pdf without text"),
    pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(100), "a.png", "스캔", id="picture"),
    pytest.param(b"HWP Document File V3.00 \x1a\x01\x02", "a.hwp", "예전 형식", id="hwp 3"),
    pytest.param(old_word(), "a.doc", "예전 형식", id="doc"),
    pytest.param(
        zipped({"word/document.xml": b"<x/>", "word/vbaProject.bin": b"x"}),
        "a.docm",
        "매크로",
        id="docm",
    ),
    pytest.param(
        zipped({"word/document.xml": LAUGHS}), "a.docx", "바깥 자료", id="billion laughs in docx"
    ),
    pytest.param(
        zipped({"Contents/section0.xml": LAUGHS}),
        "a.hwpx",
        "바깥 자료",
        id="billion laughs in hwpx",
    ),
    pytest.param(zipped({"word/document.xml": b"<x"}), "a.docx", "손상", id="broken xml"),
    pytest.param(docx(LINES)[:900], "a.docx", "손상", id="cut docx"),
    pytest.param(hwp(LINES)[:1500], "a.hwp", "손상", id="cut hwp"),
    pytest.param(b"%PDF-1.7 nothing", "a.pdf", "손상", id="broken pdf"),
    pytest.param(b"not a package", "a.hwpx", "손상", id="text named hwpx"),
    pytest.param(zipped({"xl/workbook.xml": b"<x/>"}), "a.xlsx", "파일 종류", id="workbook"),
    pytest.param(b"name,phone", "a.csv", "파일 종류", id="csv"),
    pytest.param(b"{\\rtf1}", "a.rtf", "파일 종류", id="rtf"),
    pytest.param(b"", "a.txt", "빈 파일", id="empty"),
    pytest.param(b"\n \n", "a.txt", "빈 파일", id="blank"),
    pytest.param(b"x" * (LIMIT + 1), "a.txt", "너무 크거나", id="large"),
]


@pytest.mark.parametrize(("data", "name", "word"), REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    data: bytes, name: str, word: str
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_resume(data, name)
    assert str(refused.value).startswith("내용을 읽지 못했습니다.")
    assert word in str(refused.value)
    assert str(refused.value).endswith("직접 입력해 주십시오.")


class Untouched(io.BytesIO):
    """A file that counts what is read from it."""

    count = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        Untouched.count += len(data)
        return data


@pytest.mark.parametrize("name", ["word/document.xml", "Contents/section0.xml"])
def test_a_bomb_is_refused_before_any_of_it_is_unpacked(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = zipped({name: b" " * 100_000_000, "Contents/header.xml": b""})

    def unpacked(*_: object) -> None:
        raise AssertionError("a part was opened")

    monkeypatch.setattr(zipfile.ZipFile, "open", unpacked)
    with pytest.raises(Unreadable) as refused:
        kind_of(bomb)
    assert refused.value.fault == "large"
    assert len(bomb) < 200_000


def test_a_bomb_too_small_for_the_limit_on_all_is_refused_by_its_ratio() -> None:
    with pytest.raises(Unreadable, match="large"):
        Package(zipped({"word/document.xml": b" " * 20_000_000}))


def test_a_locked_part_is_refused() -> None:
    data = bytearray(zipped({"word/document.xml": b"<x/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Unreadable, match="locked"):
        kind_of(bytes(data))


@pytest.mark.parametrize("name", ["word/document.xml", "Contents/section0.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_billion_laughs_are_refused_before_any_tree_is_made(name: str, encoding: str) -> None:
    with pytest.raises(Unreadable, match="macro"):
        kind_of(zipped({name: LAUGHS.decode().encode(encoding)}))


def test_more_text_than_a_resume_has_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="너무 크거나"):
        read_resume(("가" * 999 + "\n").encode() * 501)
    with pytest.raises(UnreadableFile, match="너무 크거나"):
        read_resume("가\n".encode() * 20_001)
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * (LIMIT + 10_000_000))
    with pytest.raises(UnreadableFile, match="너무 크거나"):
        read_resume(file)


def test_many_parts_and_many_bytes_are_too_large() -> None:
    with pytest.raises(Unreadable, match="large"):
        Package(zipped({f"{number}.xml": b"" for number in range(2_001)}))
    with pytest.raises(Unreadable, match="large"):
        Package(zipped({f"{n}.xml": bytes(range(256)) * 4_000 for n in range(66)}))


def test_a_hwp_section_unpacks_to_a_bounded_size() -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packing.compress(bytes(64 * 1024 * 1024)) + packing.flush()
    header = b"HWP Document File".ljust(36, b"\0") + b"\x01\0\0\0" + bytes(216)
    data = container({"FileHeader": header, "DocInfo": b"\x03\0", "BodyText/Section0": bomb})
    with pytest.raises(Unreadable, match="large"):
        reader_of("hwp")(data)


def test_a_container_that_claims_more_than_it_holds_is_refused_at_once() -> None:
    data = bytearray(hwp(LINES))
    entry = data.index("FileHeader".encode("utf-16-le"))
    data[entry + 120 : entry + 124] = (3_000_000_000).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="damaged"):
        reader_of("hwp")(bytes(data))
    many = bytearray(hwp(LINES))
    many[44:48] = (1_000_000).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="damaged"):
        reader_of("hwp")(bytes(many))


def test_tables_in_tables_are_followed_only_so_deep() -> None:
    open_, close = b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"
    xml = b'<w:document xmlns:w="urn:w"><w:body>%s%s</w:body></w:document>'
    with pytest.raises(Unreadable, match="large"):
        reader_of("docx")(zipped({"word/document.xml": xml % (open_ * 200, close * 200)}))


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.001)
    with pytest.raises(UnreadableFile, match="너무 오래"):
        read_resume(pdf(LINES))


def test_a_refusal_quotes_nothing_of_the_file() -> None:
    secret = "가나다680302"
    with pytest.raises(UnreadableFile) as refused:
        read_resume(zipped({"word/document.xml": f"<{secret}".encode()}), f"{secret}.docx")
    assert secret not in str(refused.value)
    assert refused.value.__cause__ is None


HIDDEN = "파이썬 전문가"


@pytest.mark.parametrize("write", [docx, hwpx, hwp, pdf])
@pytest.mark.parametrize("look", ["white", "tiny", "gone"])
def test_text_that_nobody_sees_is_not_read(write: object, look: str) -> None:
    blocks = [
        "성명: 가나다",
        Seen(HIDDEN, look),
        [["자격증", Seen(HIDDEN, look)], ["연락처", "010-0000-0001"]],
    ]
    data = write(blocks)
    document = reader_of(kind_of(data))(data)
    texts = " ".join(document.texts)
    assert HIDDEN not in texts
    assert "가나다" in texts
    assert "010-0000-0001" in texts


def test_zero_width_signs_and_fillers_are_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("성\u200b명: 가\u3164나\uffa0다\U000e0041\u202e", encoding="utf-16")
    assert read_resume(file).name == "가나다"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_text_is_read_in_every_encoding(encoding: str) -> None:
    assert read_resume("이름: 똠방각".encode(encoding), "a.txt").name == "똠방각"
