"""Files: tables, JSON lines, mapped columns and exports, through to records."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from fuzz_records import derive, profile_of
from fuzz_target import Target

_SHEET = "xl/worksheets/sheet1.xml"
_ROSTER = (
    "번호,이름,과정명,수료여부,경력,희망임금,근무시간,출생연도,메일 동의\n"
    'T1,가나다,AI;엑셀,수료;수강중,"경리(회계, 9년): 전표",월 230만원,주 20시간,1966,2026-11-01\n'
)
_ODD = (
    "일자리 목록,(단위: 만원),2026.11.20. 기준\n"
    "연번,구인업체명,모집직종,임금(만원/월),근무지,근무시간,마감일,담당자,전화번호,비고\n"
    "1,가상,사무원,230,세종 어진동,주 5일,46387,가나다,044-123-4567,없음\n"
)
_PEOPLE = "학번,성명,생년월일,수강 과정,희망 급여(만원)\n7,가나다,660302-1,AI,230\n"
_LISTS = (
    "position_title,company_name,annual_salary,career,location,deadline_date,registration_date\n"
    "사무보조,가상상사,연봉 2800만원,경력무관,세종 어진동,2026-12-01,2026-11-20\n",
    "posting_id,company,end_day,title,dept1,dept2,dept3,career,edu,region,comp_industry\n"
    '7,가상㈜,~2018.10.19(금),공채,기획,사무,시설 외,신입·경력,무관,"경기, 전남 외",발전업\n',
)
_LINES = (
    '{"id": "J1", "title": "사무원", "company": "가상", "pay": "월급 230만원", "region": "세종"}\n',
    '{"id": "T1", "skills": ["엑셀"], "career": [{"title": "강사", "years": 3}], '
    '"desired": {"jobs": ["강사"], "hours_per_week_max": 20}}\n',
)


def file_targets() -> dict[str, Target]:
    """A target for each format of a file, and one for the inside of a workbook."""
    from matcher.ingest import UnreadableFile

    refused = (UnreadableFile,)
    tables = tuple(text.encode() for text in (_ROSTER, _ODD, _PEOPLE, *_LISTS))
    korean = tuple(text.encode("cp949") for text in (_ROSTER, _ODD))
    sheet = sheet_of(_ODD)

    def within(data: bytes) -> None:
        both(packed_with(sheet, _SHEET, data), "a.xlsx")

    return {
        "csv": Target(partial(both, name="a.csv"), (*tables, *korean), refused),
        "xlsx": Target(partial(both, name="a.xlsx"), (sheet, sheet_of(_ROSTER)), refused),
        "xlsx-inside": Target(within, (part_of(sheet, _SHEET),), refused),
        "jsonl": Target(partial(both, name="a.jsonl"), tuple(map(str.encode, _LINES)), refused),
        "mapping": _mapping(),
        "export": _export(),
        "judgments": _judgments(),
    }


def both(data: bytes, name: str) -> None:
    """A file as postings and as trainees, under the mapping that is proposed where one is."""
    from matcher.ingest import UnknownHeader, UnreadableFile, read_postings, read_trainees

    for read, use in ((read_postings, derive), (read_trainees, profile_of)):
        with suppress(UnreadableFile):
            try:
                intake = read(data, name)
            except UnknownHeader as unknown:
                intake = read(data, name, mapping=unknown.proposal.mapping)
            for record in intake.records[:20]:
                use(record)


def _mapping() -> Target:
    """Rows under one mapping: what is changed are the cells, and the lines above the header."""
    from matcher.ingest import UnknownHeader, UnreadableFile, read_postings, read_trainees

    def run(data: bytes) -> None:
        for head, read, use in (
            (_ODD.split("\n")[1], read_postings, derive),
            (_PEOPLE.split("\n")[0], read_trainees, profile_of),
            (_ROSTER.split("\n")[0], read_trainees, profile_of),
        ):
            table = f"{head}\n".encode() + data
            with suppress(UnreadableFile):
                try:
                    intake = read(table, "a.csv")
                except UnknownHeader as unknown:
                    intake = read(table, "a.csv", mapping=unknown.proposal.mapping)
                for record in intake.records[:20]:
                    use(record)

    rows = (_ODD.split("\n")[2], _PEOPLE.split("\n")[1], _ROSTER.split("\n")[1])
    return Target(run, tuple(row.encode() for row in rows))


def _export() -> Target:
    """One file of an export changed, or the export itself, taken over into an empty store."""
    from matcher.records import Posting, Trainee
    from service.store import Store, StoreError

    folder = Path(tempfile.mkdtemp(prefix="ieum-fuzz-export-"))
    filled, fresh = (Store.open(f"sqlite:///{folder}/{name}.db") for name in ("one", "two"))
    filled.put_postings([Posting(id="J1", source="a", title="사무원", company="가상")], {})
    filled.put_trainees([Trainee(id="T1", name="가나다")], {})
    filled.export(folder / "whole.zip")
    fresh.close()
    whole = (folder / "whole.zip").read_bytes()
    names = ("store.json", "postings.jsonl", "postings.source.jsonl", "trainees.jsonl")
    empty, file = (folder / "two.db").read_bytes(), folder / "changed.zip"

    def run(data: bytes) -> None:
        name = names[data[0] % len(names)] if data else names[0]
        file.write_bytes(data if data[:2] == b"PK" else packed_with(whole, name, data[1:]))
        (folder / "two.db").write_bytes(empty)
        store = Store.open(f"sqlite:///{folder}/two.db")
        try:
            store.load(file)
        except StoreError:
            if any(store.counts().values()):
                raise AssertionError("something was taken over") from None
            raise
        finally:
            store.close()

    seeds = (bytes([n]) + part_of(whole, name) for n, name in enumerate(names))
    return Target(run, (*seeds, whole), (StoreError,))


def _judgments() -> Target:
    from matcher.evaluation import JudgmentError, read_qrels, read_texts

    file = Path(tempfile.mkdtemp(prefix="ieum-fuzz-judgments-")) / "a"
    readers: tuple[Callable[[Path], object], ...] = (read_qrels, read_texts)

    def run(data: bytes) -> None:
        file.write_bytes(data)
        for read in readers:
            with suppress(JudgmentError):
                read(file)

    return Target(run, (b"T1 0 J1 3\n", '{"id": "T1", "text": "사무"}\n'.encode()))


def sheet_of(text: str) -> bytes:
    """A workbook of comma-separated lines."""
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for line in text.splitlines():
        book.active.append(line.split(","))
    book.save(out)
    return out.getvalue()


def part_of(package: bytes, name: str) -> bytes:
    """One part of a zip."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)


def packed_with(package: bytes, name: str, data: bytes) -> bytes:
    """The zip with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, data if part == name else old.read(part))
    return out.getvalue()
