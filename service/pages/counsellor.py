"""The counsellor's pages (상담사 화면): choose a trainee, read matches, ask why."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import Response

from matcher.eligibility import LIFTABLE
from matcher.query import Reading
from matcher.records import Posting, Trainee
from matcher.results import Match, Ranking, Verdict
from service.api.errors import UnknownPostingError, UnknownTraineeError
from service.api.lookup import posting_of, trainee_of
from service.api.ports import RecordStore, Services
from service.api.routes import RecordId, lifted_limits
from service.consent import NoConsentError
from service.pages.postings import findings_of
from service.pages.site import Done, Site
from service.pages.views import Aside, Pair, cited, from_work24, pair

PAGE_SIZE = 50
FIRST_SCREEN = 10
"""How many ranked records a page shows."""


def counsellor_router(site: Site) -> APIRouter:
    """Lists, one trainee, one posting, and why a job is missing."""
    router = APIRouter(include_in_schema=False)

    @router.get("/trainees")
    async def trainees(page: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
        return await site.page("trainees.html", lambda: _listed(site, "", page))

    @router.post("/trainees")
    async def search(query: Annotated[str, Form(max_length=80)] = "") -> Response:
        return await site.page("trainees.html", lambda: _listed(site, query, 1))

    @router.get("/trainees/{id}")
    async def trainee(
        id: RecordId,
        ignore: Annotated[list[str] | None, Query()] = None,
        done: Done | None = None,
    ) -> Response:
        return await site.page("trainee.html", lambda: _matches(site, id, ignore or []), done)

    @router.get("/trainees/{id}/why")
    async def why(
        id: RecordId, posting: Annotated[str, Query(min_length=1, max_length=80)]
    ) -> Response:
        return await site.page("why.html", lambda: _verdict(site, id, posting.strip()))

    @router.get("/postings/{id}")
    async def posting(id: RecordId, done: Done | None = None) -> Response:
        return await site.page("posting.html", lambda: _candidates(site, id), done)

    return router


def found(trainees: Mapping[str, Trainee], query: str) -> list[Trainee]:
    """Trainees whose name holds ``query``, however spaced, or whose id begins with it."""
    wanted = "".join(query.split()).casefold()
    return [
        trainee
        for id, trainee in sorted(trainees.items())
        if id.casefold().startswith(wanted)
        or wanted in "".join((trainee.name or "").split()).casefold()
    ]


def _listed(site: Site, query: str, page: int) -> Mapping[str, object]:
    everybody = found(site.services.store.trainees(), query)
    pages = 1 if query else max(1, -(-len(everybody) // PAGE_SIZE))
    page = min(page, pages)
    shown = everybody[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return {
        "trainees": shown,
        "count": len(everybody),
        "query": query.strip(),
        "page": page,
        "pages": pages,
    }


def _matches(site: Site, id: str, ignore: list[str]) -> Mapping[str, object]:
    services = site.services
    trainee = trainee_of(services.store, id)
    names = lifted_limits(",".join(ignore))
    known = {"trainee": trainee, "skills": services.held_skills(trainee), "consented": True}
    try:
        ranking = services.matcher.matches(
            trainee, as_of=services.today(), top=FIRST_SCREEN, ignore=names
        )
        advice = services.matcher.advice(
            trainee, as_of=services.today(), top=FIRST_SCREEN, ignore=names
        )
    except NoConsentError:
        return {**known, "consented": False, "ignored": []}
    pairs = list(ranked_jobs(services.store, ranking.matches, trainee))
    lane = _lane(services.store, ranking, trainee)
    return {
        **answer_of(ranking, pairs),
        **known,
        "advice": advice,
        "ignored": [name for name in LIFTABLE if name in names],
        "ignorable": LIFTABLE,
        "lane": lane,
        "work24": from_work24(
            shown.posting for some in (pairs, *(one.pairs for one in lane)) for shown in some
        ),
    }


def _lane(store: RecordStore, ranking: Ranking, trainee: Trainee) -> list[Aside]:
    """The neighbouring occupations of which the store still has a job."""
    found = (Aside(one, tuple(ranked_jobs(store, one.matches, trainee))) for one in ranking.lane)
    return [one for one in found if one.pairs]


def ranked_jobs(
    store: RecordStore, matches: Iterable[Match], asked: Trainee | Reading
) -> Iterator[Pair]:
    """The ranked jobs that the store still has; the snapshot may be a little older."""
    for match in matches:
        with suppress(UnknownPostingError):
            yield pair(match, asked, posting_of(store, match.id))


def _candidates(site: Site, id: str) -> Mapping[str, object]:
    services = site.services
    posting = posting_of(services.store, id)
    today = services.today()
    ranking = services.matcher.candidates(posting, as_of=today, top=FIRST_SCREEN)
    findings, held = findings_of(site, posting)
    return {
        **answer_of(ranking, list(_people(services.store, ranking, posting, today))),
        "posting": posting,
        "facts": _facts(posting),
        "findings": findings,
        "held": held,
        "copies": _known(services, services.matcher.copies(id)),
        "clearances": services.store.clearance_rows(id),
        "cleared": services.store.clearances().get(id, frozenset()),
        "history": services.store.history("posting", id),
        "work24": from_work24([posting]),
    }


def _known(services: Services, ids: tuple[str, ...]) -> list[Posting]:
    """The postings that the store still has."""
    found = []
    for id in ids:
        with suppress(UnknownPostingError):
            found.append(posting_of(services.store, id))
    return found


def _people(store: RecordStore, ranking: Ranking, posting: Posting, today: date) -> Iterator[Pair]:
    """The ranked people as the store has them now: who was deleted or withdrew is gone at once."""
    for match in ranking.matches:
        with suppress(UnknownTraineeError):
            trainee = trainee_of(store, match.id)
            if trainee.consents.allow("matching", today):
                yield pair(match, trainee, posting)


def answer_of(ranking: Ranking, pairs: list[Pair]) -> dict[str, object]:
    """What every page with a ranking shows: the rows, and what each limit held back."""
    held_back = sorted(ranking.excluded.items(), key=lambda item: (-item[1], item[0]))
    return {
        "ranking": ranking,
        "pairs": pairs,
        "held_back": [(reason, count) for reason, count in held_back if count],
    }


def _facts(posting: Posting) -> list[tuple[str, str]]:
    """The stated facts that have no line of their own, as (name of the text, value)."""
    facts = (
        ("industry", posting.industry),
        ("functions", ", ".join(posting.functions)),
        ("career", posting.career),
        ("education", posting.education),
        ("licences", ", ".join(posting.licences)),
        ("headcount", posting.headcount),
        ("preference", posting.preference),
    )
    return [(name, value) for name, value in facts if value]


def _verdict(site: Site, id: str, posting_id: str) -> Mapping[str, object]:
    services = site.services
    trainee, posting = trainee_of(services.store, id), posting_of(services.store, posting_id)
    try:
        verdict = services.matcher.why(id, posting_id, as_of=services.today())
    except KeyError:
        verdict = Verdict(False, None, ("not_indexed",), {})
    return {
        "trainee": trainee,
        "posting": posting,
        "verdict": verdict,
        "work24": from_work24([posting]),
        "reasons": cited(verdict.reasons, trainee, posting),
    }
