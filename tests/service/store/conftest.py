"""One suite for both databases; PostgreSQL is started here, for the tests alone."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from sqlalchemy import select

from matcher.records import Posting, Trainee
from service.store import Store
from service.store.tables import metadata

CURE = (
    "no PostgreSQL found: run `apt-get install -y postgresql`, or put initdb and postgres on the "
    "PATH; to leave these tests out, set SKIP=postgres"
)
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
}
NewUrl = Callable[[], str]
RowsOf = Callable[[Store], dict[str, list[str]]]


def person(id: str, **more: object) -> Trainee:
    """An invented trainee, as short as a test can say it."""
    return Trainee.model_validate({"id": id, "name": "가상인물", "skills": ["엑셀"], **more})


def job(id: str, **more: object) -> Posting:
    """An invented posting, as short as a test can say it."""
    base = {"id": id, "source": "invented", "title": "자료 입력", "company": "(주)가상데이터"}
    return Posting.model_validate(base | more)


class Server:
    """A PostgreSQL server in a folder of its own, reached by a socket in that folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, database: str, user: str = "ieum", password: str = "") -> str:
        return f"postgresql://{user}:{password}@/{database}?host={self.folder}"

    def run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def new_database(self, template: str = "template0") -> str:
        name = f"ieum_{secrets.token_hex(6)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return name


def program(name: str) -> str | None:
    """A program of PostgreSQL: on the PATH, else where Debian keeps it, the newest."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version)
    return shutil.which(name) or (str(kept[-1]) if kept else None)


def _version(path: Path) -> float:
    return float(path.parts[-3])


def _somebody_else() -> str | None:
    """PostgreSQL refuses to run as root: the user to run it as, where we are root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    if "postgres" in os.environ.get("SKIP", "").split(","):
        pytest.skip("left out by SKIP=postgres")
    initdb, postgres = program("initdb"), program("postgres")
    if initdb is None or postgres is None:
        pytest.fail(CURE)
    user = _somebody_else()
    folder = Path(tempfile.mkdtemp(prefix="ieum-pg-"))
    try:
        if user:
            shutil.chown(folder, user)
        data = folder / "data"
        how = ("--username=ieum", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        subprocess.run(
            [initdb, "--pgdata", data, *how], check=True, capture_output=True, user=user, cwd="/"
        )
        rules = data / "pg_hba.conf"
        rules.write_text("local all guarded scram-sha-256\n" + rules.read_text())
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        log = (folder / "log").open("wb")
        running = subprocess.Popen(
            [postgres, "-D", data, "-k", folder, *settings],
            stdout=log,
            stderr=log,
            user=user,
            cwd="/",
        )
        try:
            server = Server(folder)
            _wait(server, running)
            yield server
        finally:
            log.close()
            running.send_signal(2)  # fast shutdown
            try:
                running.wait(20)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: Server, running: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            return server.run("SELECT 1")
        except psycopg.OperationalError:
            if running.poll() is not None or time.monotonic() > deadline:
                pytest.fail("PostgreSQL did not start: " + (server.folder / "log").read_text())
            time.sleep(0.05)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> NewUrl:
    """A maker of URLs of databases in which there is nothing yet."""
    if database == "sqlite":
        return lambda: f"sqlite:///{tmp_path / secrets.token_hex(6) / 'ieum.sqlite'}"
    server: Server = request.getfixturevalue("postgres")
    return lambda: server.url(server.new_database())


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fresh") / "ieum.sqlite"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def fresh_database(postgres: Server) -> str:
    name = postgres.new_database()
    Store.open(postgres.url(name)).close()
    return name


@pytest.fixture
def new_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> NewUrl:
    """A maker of URLs of stores that were just made; copied, since making one takes longer."""
    if database == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        made: str = request.getfixturevalue("fresh_database")
        return lambda: server.url(server.new_database(made))
    file: Path = request.getfixturevalue("fresh_file")

    def copied() -> str:
        path = tmp_path / f"{secrets.token_hex(6)}.sqlite"
        shutil.copy(file, path)
        return f"sqlite:///{path}"

    return copied


@pytest.fixture
def store_url(new_url: NewUrl) -> str:
    return new_url()


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    store = Store.open(store_url)
    yield store
    store.close()


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """Makers of people and jobs."""
    return SimpleNamespace(person=person, job=job)


@pytest.fixture(scope="session")
def rows_of() -> RowsOf:
    """Everything in a store, by table, in an order of no database's own."""

    def rows(store: Store) -> dict[str, list[str]]:
        with store._engine.begin() as connection:
            return {
                table.name: sorted(str(tuple(row)) for row in connection.execute(select(table)))
                for table in metadata.sorted_tables
            }

    return rows
