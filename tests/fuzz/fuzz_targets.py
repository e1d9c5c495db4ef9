"""What is fuzzed: every parser and file reader, each with seeds and the refusals it may make.

Formats in a container are fuzzed twice: the whole file, and its inside put into a valid container
(``hwpx-inside`` mutates the section, ``hwp-inside`` the unpacked records), for most changes of a
whole file end at its checksum.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "matcher" / "resumes"))
HANG = 1.0
"""Seconds after which a run counts as hanging."""
TODAY = date(2026, 11, 24)
_ADVERT = "만 35세 이하 여직원 모집, 용모 단정"
LETTERS = 20_000
"""The most characters of a text value; cells and fields are no longer."""


@dataclass(frozen=True)
class Target:
    """One thing to fuzz: it may refuse with ``refusals`` and must do nothing else."""

    run: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    refusals: tuple[type[BaseException], ...] = ()


def targets() -> dict[str, Target]:
    """Every target by name; the parts are loaded here, so that a harness can watch them."""
    return {**_values(), **_files(), **_resumes()}


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")[:LETTERS]


def _values() -> dict[str, Target]:
    from matcher import values
    from matcher.checks.lint import lint
    from matcher.ingest.careers import parse_career_entry, spell_in, years_of
    from matcher.ingest.wishes import monthly_wage, weekly_hours

    parsers: list[Callable[[str], object]] = [
        values.parse_address,
        values.parse_career,
        lambda text: values.parse_closing(text, registered=TODAY, seen=TODAY),
        values.parse_day,
        values.parse_education_range,
        values.parse_employment_set,
        values.parse_headcount,
        values.parse_holiday,
        values.parse_hours,
        values.parse_jobs_cd,
        values.parse_pay,
        values.parse_preference,
        lambda text: values.parse_regions(text, TODAY),
        values.parse_towns,
        values.unknown_places,
        values.company_key,
        values.keco2018_of,
        parse_career_entry,
        lambda text: years_of(text, TODAY),
        lambda text: spell_in(text, TODAY),
        weekly_hours,
    ]
    seeds = (
        "월급 230만원 ~ 260만원, 상여 400%, 수습 3개월 90%",
        "주 5일(월~금) 09:00~18:00, 휴게 12:00~13:00, 주 40시간",
        "경력 3년 이상 우대 / 1998.03 ~ 2015.12 (17년 10개월)",
        "2026-12-31 (채용시 마감) D-3 등록 11/20",
        "고졸~대졸(2~3년) 무관, 정규직, 모집인원 00명",
        "(30103) 세종특별자치시 도움4로 13 (어진동) > 대전 유성구",
        "&amp;amp;lt;b&#8203;가\u3164나",
    )

    def parse(data: bytes) -> None:
        text = _text(data)
        for parser in parsers:
            parser(text)
        hours = values.parse_hours(text).week_hours
        values.below_minimum(values.parse_pay(text), hours, TODAY)

    def clean(data: bytes) -> None:
        text = values.clean_text(_text(data))
        if values.clean_text(text) != text:
            raise AssertionError("cleaning twice is not cleaning once")

    raw = tuple(seed.encode() for seed in seeds)
    return {
        "values": Target(parse, raw),
        "clean": Target(clean, raw),
        "wage": Target(lambda data: monthly_wage(_text(data)), raw, (ValueError,)),
        "lint": Target(
            lambda data: lint(_text(data)), ("만 35세 이하 여직원 모집, 용모 단정".encode(),)
        ),
    }


def _files() -> dict[str, Target]:
    from matcher.ingest import UnreadableFile, read_postings, read_trainees
    from matcher.ingest.feeds import feed_rows
    from matcher.ingest.files import open_file
    from matcher.ingest.mapping.proposal import propose

    answers = ROOT / "matcher" / "feed_answers"
    feeds = tuple(file.read_bytes() for file in sorted(answers.iterdir()))
    roster = "번호,이름,과정명,수료여부,희망임금\nT1,가나다,AI,수료,월 230만원\n"
    listed = '{"id": "J1", "title": "사무원", "company": "가상", "pay": "월급 230만원"}\n'
    odd = "일자리 목록,,\n연번,구인업체명,모집직종,임금,마감일\n1,가상,사무원,월 230,2026-12-31\n"
    sheet = _sheet(odd)

    def offer(data: bytes, name: str) -> None:
        for kind in ("postings", "trainees"):
            propose(open_file(data, name).tables, kind)  # type: ignore[arg-type] # both kinds in turn

    def both(data: bytes, name: str) -> None:
        for read in (read_postings, read_trainees):
            with suppress(UnreadableFile):
                read(data, name)

    def within(data: bytes) -> None:
        both(_with(sheet, _FIRST, data), "a.xlsx")

    refused = (UnreadableFile,)
    return {
        "csv": Target(partial(both, name="a.csv"), (roster.encode(), odd.encode("cp949")), refused),
        "xlsx": Target(partial(both, name="a.xlsx"), (sheet,), refused),
        "xlsx-inside": Target(within, (_part(sheet, _FIRST),), refused),
        "jsonl": Target(partial(both, name="a.jsonl"), (listed.encode(),), refused),
        "feed": Target(lambda data: list(feed_rows(data)), feeds, refused),
        "mapping": Target(partial(offer, name="a.csv"), (odd.encode(), roster.encode()), refused),
    }


_FIRST = "xl/worksheets/sheet1.xml"


def _sheet(text: str) -> bytes:
    import io

    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for line in text.splitlines():
        book.active.append(line.split(","))
    book.save(out)
    return out.getvalue()


def _part(package: bytes, name: str) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)


def _with(package: bytes, name: str, data: bytes) -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, data if part == name else old.read(part))
    return out.getvalue()


def _resumes() -> dict[str, Target]:
    import resume_files as write
    from ole_files import container
    from resume_cases import CASES

    from matcher.ingest.resumes import draft_of
    from matcher.ingest.resumes.child import reader_of
    from matcher.ingest.resumes.document import Unreadable
    from matcher.ingest.resumes.plain import read_text
    from matcher.ingest.resumes.reading import kind_of

    chosen = [case.blocks for case in CASES[:4]]

    def whole(data: bytes, reader: Callable[[bytes], object]) -> None:
        kind_of(data)
        draft_of(reader(data), TODAY)  # type: ignore[arg-type] # any of the readers

    def inside(data: bytes, kind: str) -> None:
        if kind == "hwp":
            body = {"BodyText/Section0": data[:60_000], "DocInfo": b""}
            made = container({"FileHeader": b"HWP Document File".ljust(256, b"\0"), **body})
        elif kind == "pdf":
            made = write.pdf_of(data)
        else:
            made = write.zipped({_INSIDE[kind]: data})
        draft_of(reader_of(kind)(made), TODAY)

    inner = {
        "docx": tuple(_part(write.docx(blocks), _INSIDE["docx"]) for blocks in chosen),
        "hwpx": tuple(_part(write.hwpx(blocks), _INSIDE["hwpx"]) for blocks in chosen),
        "hwp": tuple(write.hwp_body(blocks) for blocks in chosen),
        "pdf": (
            b"q BT 0 g /F1 10 Tf 1 0 0 1 40 700 Tm <AC00B098> Tj (a) ' ET Q",
            b"q BT 3 Tr /F1 10 Tf 40 700 Td <AC00> Tj 1 1 1 rg T* [<AC00> -200 <B098>] TJ ET Q",
        ),
    }
    made = {
        "txt": Target(
            partial(whole, reader=read_text), tuple(map(write.txt, chosen)), (Unreadable,)
        )
    }
    for kind in ("docx", "hwpx", "hwp", "pdf"):
        seeds = tuple(map(write.FORMATS[kind], chosen))
        made[kind] = Target(partial(whole, reader=reader_of(kind)), seeds, (Unreadable,))
        made[f"{kind}-inside"] = Target(partial(inside, kind=kind), inner[kind], (Unreadable,))
    return made


_INSIDE = {"docx": "word/document.xml", "hwpx": "Contents/section0.xml"}
