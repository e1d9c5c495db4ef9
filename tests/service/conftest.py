"""The real service on an invented town of two people and six jobs, with an encoder that is fast."""

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from embeddings import CachedEncoder, Description, HashingEncoder, VectorCache
from embeddings.encoder import Encoder
from service.settings import FOR_TESTS, Settings

PEOPLE: tuple[dict[str, object], ...] = (
    {
        "id": "T01",
        "name": "가온누리",
        "email": "gaon.nuri@town.example",
        "phone": "010-0000-4321",
        "birth_year": 1966,
        "home_place": "세종 없는동",
        "summary": "안녕하세요, 가온누리입니다. 문서를 꼼꼼히 정리합니다.",
        "courses": [{"name": "AI 사무자동화", "status": "수료"}],
        "career": [
            {
                "title": "총무 과장",
                "industry": "제조",
                "years": 21,
                "duties": "문서 관리와 자료 입력, 엑셀 집계를 맡음.",
            }
        ],
        "skills": ["엑셀 함수", "자료 입력"],
        "desired": {"jobs": ["사무보조", "자료 입력"], "places": ["세종"]},
        "hard": ["place"],
        "consents": {
            "matching": "2026-09-01",
            "weekly_mail": "2026-09-01",
            "employer_search": "2026-09-01",
        },
    },
    {
        "id": "T02",
        "name": "다솜하늘",
        "email": "dasom@town.example",
        "phone": "010-0000-8765",
        "skills": ["자료 입력", "사무보조", "붓글씨"],
        "desired": {"jobs": ["사무보조"]},
        "consents": {"matching": "2026-09-01"},
    },
)


def job(id: str, title: str, body: str, **more: object) -> dict[str, object]:
    base = {
        "id": id,
        "source": "work24",
        "title": title,
        "company": f"㈜가상{id}",
        "region": "세종특별자치시",
        "pay": "시급 12,000원",
        "working_condition": "주 5일(월~금) 09:00~18:00, 주 40시간",
        "registered": "2026-11-20",
        "closes": "2026-12-31",
        "body": body,
    }
    return base | more


OFFICE = "문서를 정리하고 자료 입력과 엑셀 집계를 합니다."
JOBS = (
    job("J01", "사무보조 자료 입력", OFFICE),
    job("J02", "문서 정리 사무보조", OFFICE, closes="2026-11-01"),
    job("J03", "사무보조 직원 모집", "자료 입력. 만 35세 이하만 지원하십시오."),
    job("J04", "자료 입력 사무보조", OFFICE, region="부산광역시 해운대구"),
    job("J05", "농장 작물 수확", "비닐하우스에서 작물을 거두고 나릅니다."),
    job("J06", "사무보조 시간제", OFFICE, pay="시급 5,000원"),
)
"""J02 is closed, J03 asks for an age, J04 is far away, J05 another trade, J06 underpaid."""


@dataclass(frozen=True)
class Said:
    """What a command left: exit status, results and messages."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        return json.loads(self.out)


Ieum = Callable[..., Said]


def lines(path: Path, rows: tuple[dict[str, object], ...]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty installation on a fixed day."""
    for name in os.environ:
        if name.startswith("IEUM_") and name not in FOR_TESTS:
            monkeypatch.delenv(name)
    monkeypatch.setenv("IEUM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("IEUM_TODAY", "2026-11-24")
    return tmp_path / "home"


@pytest.fixture
def stored(home: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    """Every row of a table of the store in the home, by the table's name."""

    def read(table: str) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(home / "ieum.sqlite")
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 # our own word
        connection.close()
        return rows

    return read


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with ``people.jsonl`` and ``jobs.jsonl``."""
    lines(tmp_path / "people.jsonl", PEOPLE)
    lines(tmp_path / "jobs.jsonl", JOBS)
    return tmp_path


@pytest.fixture
def ieum(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Ieum]:
    """The real command line in this process; only the model's weights are replaced."""
    from service import bootstrap
    from service.cli import main
    from service.store import Store

    stores: list[Store] = []
    really_open = Store.open

    def open_store(url: str) -> Store:
        stores.append(really_open(url))
        return stores[-1]

    monkeypatch.setattr(bootstrap, "open_encoder", hashing_behind_the_cache)
    monkeypatch.setattr(Store, "open", open_store)

    def run(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["ieum", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        return Said(int(ended.value.code or 0), *capsys.readouterr())

    yield run
    for store in stores:
        store.close()


def hashing_behind_the_cache(
    settings: Settings, model: str | None = None, *, threads: int | None = None
) -> Encoder:
    """As ``bootstrap.open_encoder``, without a model."""
    known = Description.of(HashingEncoder())
    return CachedEncoder(HashingEncoder, VectorCache(settings.home / "vectors.sqlite"), known)


@pytest.fixture
def indexed(ieum: Ieum, files: Path) -> Ieum:
    """The command line over the town, imported and indexed."""
    for words in (
        ("import", "trainees", files / "people.jsonl"),
        ("import", "postings", files / "jobs.jsonl"),
        ("index",),
    ):
        done = ieum(*words)
        assert done.code == 0, done.err
    return ieum
