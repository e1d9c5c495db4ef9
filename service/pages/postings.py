"""The counsellor's postings (공고 화면): what is held back and why, and clearing it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query
from fastapi.responses import Response
from pydantic import StringConstraints

from matcher.checks import Finding, check_posting, holds
from matcher.records import Posting
from service.api.errors import RefusedError
from service.api.lookup import posting_of
from service.api.routes import By, RecordId
from service.pages.site import Site, onward

PAGE_SIZE = 50
Show = Literal["all", "held", "programme", "closed"]
SHOWS: tuple[Show, ...] = ("all", "held", "programme", "closed")
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), Form()
]


def postings_router(site: Site) -> APIRouter:
    """The list, the search in it, and the clearing of one finding, which can be taken back."""
    router = APIRouter(include_in_schema=False)
    checked = Checked(site)

    @router.get("/postings")
    async def listed(
        show: Show = "all", page: Annotated[int, Query(ge=1, le=100_000)] = 1
    ) -> Response:
        return await site.page("postings.html", lambda: _listed(site, checked, "", show, page))

    @router.post("/postings")
    async def search(query: Annotated[str, Form(max_length=80)] = "") -> Response:
        return await site.page("postings.html", lambda: _listed(site, checked, query, "all", 1))

    @router.post("/postings/{id}/clear")
    async def clear(
        id: RecordId,
        fingerprint: Annotated[str, Form(max_length=300)],
        reason: Words,
        by: By,
    ) -> Response:
        return await site.answer(lambda: _clear(site, id, fingerprint, reason, by))

    @router.post("/postings/{id}/hold")
    async def hold(
        id: RecordId,
        fingerprint: Annotated[str, Form(max_length=300)],
        reason: Words,
        by: By,
    ) -> Response:
        return await site.answer(lambda: _hold(site, id, fingerprint, reason, by))

    return router


def findings_of(site: Site, posting: Posting) -> tuple[tuple[Finding, ...], frozenset[str]]:
    """Everything that the checks find in a posting today, and the fingerprints that still hold."""
    found = check_posting(posting, site.services.today())
    cleared = site.services.store.clearances().get(posting.id, frozenset())
    return found, frozenset(finding.fingerprint for finding in holds(found, cleared))


def _clear(site: Site, id: str, fingerprint: str, reason: str, by: str) -> Response:
    store = site.services.store
    found, held = findings_of(site, posting_of(store, id))
    clearable = {one.fingerprint for one in found if one.clearable} & held
    if fingerprint not in clearable:
        raise RefusedError(409, "nothing_to_clear", site.texts("error.nothing_to_clear"))
    now = datetime.now().astimezone()
    store.clear(id, fingerprint, reason, by, now)
    site.services.look_again()
    return onward(f"/postings/{id}", "cleared")


def _hold(site: Site, id: str, fingerprint: str, reason: str, by: str) -> Response:
    store, now = site.services.store, datetime.now().astimezone()
    posting_of(store, id)
    if not store.hold_again(id, fingerprint, reason, by, now):
        raise RefusedError(409, "nothing_to_hold", site.texts("error.nothing_to_hold"))
    site.services.look_again()
    return onward(f"/postings/{id}", "held")


def found(postings: Mapping[str, Posting], query: str) -> list[Posting]:
    """Postings whose title or company holds ``query``, however spaced, or whose id begins so."""
    wanted = "".join(query.split()).casefold()
    return [
        posting
        for id, posting in sorted(postings.items())
        if id.casefold().startswith(wanted)
        or any(wanted in "".join(t.split()).casefold() for t in _names(posting))
    ]


def _names(posting: Posting) -> tuple[str, ...]:
    return (posting.title, posting.company or "")


@dataclass(frozen=True)
class Marks:
    """The kinds found in a posting, and those that still hold it back."""

    kinds: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()

    def shown(self, show: Show) -> bool:
        """Whether the posting belongs to a choice of the list."""
        if show == "held":
            return bool(self.held - {"closed", "programme"})
        return show == "all" or show in self.kinds

    @property
    def told(self) -> list[str]:
        """What the list says of the posting: everything but advice."""
        return sorted(self.kinds - {"advice"})


class Checked:
    """What is found in every posting, read once for each state of the store and each day."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._of: tuple[int, date] | None = None
        self._marks: dict[str, Marks] = {}

    def marks(self) -> Mapping[str, Marks]:
        """The marks of each posting by id."""
        store, today = self._site.services.store, self._site.services.today()
        state = (store.generation(), today)
        if state != self._of:
            cleared = store.clearances()
            marks = {}
            for id, posting in store.postings().items():
                found = check_posting(posting, today)
                held = holds(found, cleared.get(id, frozenset()))
                marks[id] = Marks(_kinds(found), _kinds(held))
            self._of, self._marks = state, marks
        return self._marks


def _kinds(findings: Iterable[Finding]) -> frozenset[str]:
    return frozenset(str(finding.kind) for finding in findings)


def _listed(
    site: Site, checked: Checked, query: str, show: Show, page: int
) -> Mapping[str, object]:
    marks = checked.marks()
    known = [
        posting
        for posting in found(site.services.store.postings(), query)
        if marks.get(posting.id, Marks()).shown(show)
    ]
    pages = 1 if query else max(1, -(-len(known) // PAGE_SIZE))
    page = min(page, pages)
    shown = known if query else known[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return {
        "rows": [(posting, marks.get(posting.id, Marks()).told) for posting in shown],
        "count": len(known),
        "query": query.strip(),
        "show": show,
        "shows": SHOWS,
        "page": page,
        "pages": pages,
    }
