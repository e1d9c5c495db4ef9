"""The wheel: it carries every file, and it works on its own where it is installed."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("embeddings", "matcher", "service")


def run(*words: object, cwd: Path, **variables: str) -> str:
    """The output of a program that must succeed."""
    outside = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(  # our own interpreter and our own words
        list(map(str, words)),
        cwd=cwd,
        env=outside | variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the wheel is built from, so that nothing is left behind in the project."""
    folder = tmp_path_factory.mktemp("source")
    for room in ROOMS:
        leave = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / room, folder / room, ignore=leave)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, cwd=source)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel alone is installed."""
    target = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--no-deps", "--no-index", "--target", target, wheel, cwd=target)
    return target


def test_the_wheel_has_every_file_of_the_three_rooms_and_nothing_else(
    source: Path, wheel: Path
) -> None:
    # given
    files = [path for room in ROOMS for path in (source / room).rglob("*") if path.is_file()]
    expected = {path.relative_to(source).as_posix() for path in files}

    # when
    names = set(zipfile.ZipFile(wheel).namelist())

    # then
    about = {name for name in names if ".dist-info/" in name}
    assert names - about == expected
    assert any(name.endswith("licenses/LICENSE") for name in about)
    for kind in (".html", ".css", ".txt", ".toml", ".csv", ".jsonl", ".svg"):
        assert any(name.endswith(kind) for name in expected), f"no {kind} to look for"
    assert {f"{room}/py.typed" for room in ROOMS} <= names


def test_the_command_works_where_it_is_installed(elsewhere: Path, tmp_path: Path) -> None:
    out = run(elsewhere / "bin" / "ieum", "--help", cwd=tmp_path, PYTHONPATH=str(elsewhere))

    assert "candidates" in out


def test_town_rules_places_and_pages_are_read_from_the_installed_files(
    elsewhere: Path, tmp_path: Path
) -> None:
    # given
    code = """
import datetime, embeddings, matcher, service
from matcher import places
from matcher.checks import lint
from matcher.values import minimum_wage, parse_regions
from service.api.app import create_app
from service.pages import STATIC
from service.pages.catalogue import Catalogue
from service.town import load_town
today = datetime.date(2026, 11, 24)
town = load_town(today)
print(embeddings.__file__, matcher.__file__, service.__file__)
print(len(town.courses), len(town.trainees), len(town.postings))
print(len(lint("만 35세 이하만 지원하십시오.")), len(places.find("세종특별자치시")) > 0)
print(*parse_regions("세종"), minimum_wage(today) > 0)
print(len(Catalogue.load("ko").texts) > 50, (STATIC / "ieum.css").is_file())
"""

    # when
    out = run(sys.executable, "-P", "-c", code, cwd=tmp_path, PYTHONPATH=str(elsewhere))

    # then
    home, town, checks, values, pages = out.splitlines()
    assert home.split() == [str(elsewhere / room / "__init__.py") for room in ROOMS]
    assert town == "8 160 1500"
    assert checks == "1 True"
    assert values == "36110 True"
    assert pages == "True True"


def test_a_whole_file_goes_in_where_it_is_installed(elsewhere: Path, tmp_path: Path) -> None:
    # given
    row = '{"id": "J1", "title": "사무보조", "company": "㈜가상", "closes": "2026-12-31"}\n'
    (tmp_path / "jobs.jsonl").write_text(row, "utf-8")
    where = {"PYTHONPATH": str(elsewhere), "IEUM_HOME": str(tmp_path / "home")}

    # when
    ieum = elsewhere / "bin" / "ieum"
    out = run(ieum, "import", "postings", "jobs.jsonl", "--json", cwd=tmp_path, **where)

    # then
    assert out == '{"added": 1, "updated": 0, "unchanged": 0, "rejected": []}\n'
