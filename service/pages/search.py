"""The page of free text (글로 찾기): how a sentence was read, and the nearest jobs."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from matcher.query import LONGEST, NothingToSearch, Reading
from matcher.results import Ranking
from service.pages.counsellor import FIRST_SCREEN, answer_of, ranked_jobs
from service.pages.site import Site
from service.pages.views import correction_text, from_work24

_NOTHING: Mapping[str, object] = {"text": "", "problem": None, "ranking": None, "most": LONGEST}


def search_router(site: Site) -> APIRouter:
    """``/search``: the text may name a person; it comes by POST, is never stored or logged."""
    router = APIRouter(include_in_schema=False)

    @router.get("/search")
    async def ask() -> Response:
        return await site.page("search.html", lambda: _NOTHING)

    @router.post("/search")
    async def answer(text: Annotated[str, Form()] = "") -> Response:
        return await site.page("search.html", lambda: {**_NOTHING, **_found(site, text)})

    return router


def _found(site: Site, raw: str) -> Mapping[str, object]:
    """The jobs for a text, or what is wrong with it; the text stays in the field."""
    text = raw.replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        problem = site.texts("search.too_long", most=LONGEST, count=f"{len(text):,}")
        return {"text": text, "problem": problem}
    try:
        ranking = site.services.matcher.search(text, as_of=site.services.today(), top=FIRST_SCREEN)
    except NothingToSearch:
        return {"text": text, "problem": site.texts("search.empty")}
    return {"text": text, **_shown(site, ranking, ranking.reading or Reading(text, text))}


def _shown(site: Site, ranking: Ranking, reading: Reading) -> Mapping[str, object]:
    pairs = list(ranked_jobs(site.services.store, ranking.matches, reading))
    return {
        **answer_of(ranking, pairs),
        "reading": reading,
        "corrected": [correction_text(*one, site.texts) for one in reading.corrected],
        "work24": from_work24(one.posting for one in pairs),
    }
