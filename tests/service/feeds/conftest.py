"""Recorded answers of the six services, all invented, and a real server that gives them."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from service.feeds import SERVICES, FeedService
from service.feeds.arrival import Arrival, bring_in
from service.feeds.client import FeedClient
from service.feeds.crawl import crawl
from service.store import Store

DAY = date(2026, 11, 24)
KEY = "planted+key/ABC=="
HERE = Path(__file__).parent / "recorded"
WITH_DETAIL = ("work24", "senuri")

Answer = Callable[[dict[str, str]], bytes]


def recorded_text(name: str, part: str) -> str:
    """What was recorded of a service: ``row``, ``list``, ``detail`` or ``error``."""
    (file,) = HERE.glob(f"{name}.{part}.*")
    return file.read_text("utf-8").removesuffix("\n")


def listed(name: str, numbers: list[int], total: int) -> bytes:
    """A page of a list; one row alone is no list in JSON."""
    row = recorded_text(name, "row")
    rows = [
        row.replace("@N15@", f"{n:015}").replace("@N6@", f"{n:06}").replace("@N@", str(n))
        for n in numbers
    ]
    if row.startswith("{"):
        rows = [",".join(rows) if len(rows) == 1 else f"[{','.join(rows)}]"]
    page = recorded_text(name, "list").replace("@TOTAL@", str(total))
    return page.replace("@ROWS@", "".join(rows)).encode()


def detailed(name: str, query: dict[str, str]) -> bytes:
    """The detail of the posting asked for; Work24 wants to be told whose it is."""
    if name == "work24" and query.get("infoSvc") != "VALIDATION":
        return "<wantedRoot><message>정보제공처가 바르지 않습니다</message></wantedRoot>".encode()
    id = query.get("wantedAuthNo") or query["id"]
    return recorded_text(name, "detail").replace("@ID@", id).encode()


PAGE = 2
"""Rows on a page of the recorded services, so that three postings take two pages."""


@dataclass
class Recorded:
    """One service as it answers now; ``open`` are the numbers of its open postings."""

    name: str
    server: "RecordedServer"
    open: list[int] = field(default_factory=lambda: [1, 2, 3])

    @property
    def service(self) -> FeedService:
        """The real description, with small pages and, where none is known, an address."""
        known = SERVICES[self.name]
        url = known.url or "https://cleaneye.example/list"
        return replace(known, page_size=PAGE, url=url, timeout=5.0)

    def list_page(self, query: dict[str, str]) -> bytes:
        """The page that was asked for, out of what is open."""
        number = int(query[self.service.page_name]) - self.service.first_page
        shown = self.open[number * PAGE : (number + 1) * PAGE]
        return listed(self.name, shown, len(self.open))

    def client(self, **limits: object) -> FeedClient:
        """The real client, quick, sent to the server of this test."""
        given: dict[str, object] = {"delay": 0.0, "wait": 0.001, "timeout": 2.0} | limits
        return FeedClient(
            SecretStr(KEY),
            self.service.key_name,
            base_url=self.server.url,
            **given,  # type: ignore[arg-type] # limits of each test
        )

    def answers(self, body: "bytes | Answer", *, detail: bool = False) -> None:
        """From now on the list, or the detail, answers with this."""
        service = self.service
        url = service.detail.url if detail and service.detail else service.url
        given = body if callable(body) else (lambda _: body)
        self.server.answers[urlsplit(url).path] = given

    def change(self, old: str, new: str) -> None:
        """From now on the list says ``new`` where it said ``old``."""
        self.answers(lambda query: self.list_page(query).replace(old.encode(), new.encode()))

    def bring(
        self, store: Store, day: date = DAY, regions: tuple[str, ...] = (), **limits: object
    ) -> Arrival:
        """Crawl it on a day, and bring what was found into a store."""
        with self.client(**limits) as client:
            found = crawl(self.service, client, day, regions=regions)
        return bring_in(store, self.service, found, regions=regions)


class RecordedServer:
    """Answers by path, refuses a wrong key as the services do, and notes what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[dict[str, str]] = []
        self.failures: list[int] = []
        self.slow = 0.0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                query = {name: found[0] for name, found in parse_qs(parts.query).items()}
                outer.asked.append(query)
                status = outer.failures.pop(0) if outer.failures else 200
                time.sleep(outer.slow)
                keyed = KEY in query.values()
                wrong = "<wantedRoot><message>유효하지 않은 인증키</message></wantedRoot>".encode()
                self.reply(status, outer.answers[parts.path](query) if keyed else wrong)

            def reply(self, status: int, body: bytes) -> None:
                try:
                    self.send_response(status)
                    if status == 302:
                        self.send_header("Location", f"http://127.0.0.1:9/?{self.path}")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    return  # the client did not wait

            def log_message(self, format: str, *args: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[RecordedServer]:
    running = RecordedServer()
    yield running
    running.stop()


@pytest.fixture
def named(server: RecordedServer) -> Callable[[str], Recorded]:
    def start(name: str) -> Recorded:
        recorded = Recorded(name, server)
        recorded.answers(recorded.list_page)
        if name in WITH_DETAIL:
            recorded.answers(partial(detailed, name), detail=True)
        return recorded

    return start


@pytest.fixture
def work24(named: Callable[[str], Recorded]) -> Recorded:
    return named("work24")


@pytest.fixture(params=sorted(SERVICES))
def recorded(request: pytest.FixtureRequest, named: Callable[[str], Recorded]) -> Recorded:
    return named(request.param)


@pytest.fixture
def error_body(recorded: Recorded) -> bytes:
    return recorded_text(recorded.name, "error").encode()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'ieum.sqlite'}")
    yield opened
    opened.close()
