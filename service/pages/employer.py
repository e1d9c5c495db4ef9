"""The employer's page (구인기업 화면): paste an advertisement, see blind cards."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from matcher.checks import lint
from matcher.records import Posting, Trainee
from service.cards import BlindCard, blind_card
from service.pages.site import Site

TEXT_LIMIT = 20_000
TITLE_LIMIT = 300
_NOTHING: Mapping[str, object] = {
    "text": "",
    "problem": None,
    "findings": (),
    "stopped": False,
    "cards": None,
    "among": 0,
}


def employer_router(site: Site) -> APIRouter:
    """``/employers``: the text comes by POST, is never stored and never logged."""
    router = APIRouter(include_in_schema=False)

    @router.get("/employers")
    async def ask() -> Response:
        return await site.page("employers.html", lambda: _NOTHING)

    @router.post("/employers")
    async def answer(text: Annotated[str, Form()] = "") -> Response:
        return await site.page("employers.html", lambda: {**_NOTHING, **_search(site, text)})

    return router


def pasted_posting(text: str) -> Posting:
    """An advertisement as an employer wrote it: the first line is the title."""
    first, _, rest = text.strip().partition("\n")
    title = first.strip()
    if len(title) > TITLE_LIMIT:
        title, rest = title[:TITLE_LIMIT], title[TITLE_LIMIT:] + "\n" + rest
    return Posting(id="pasted", source="employer", title=title, company="구인기업", body=rest)


def agreed(trainees: Mapping[str, Trainee], today: date) -> dict[str, Trainee]:
    """Those who have agreed to be shown to employers (기업 공개 동의) by today."""
    return {
        id: trainee
        for id, trainee in trainees.items()
        if (day := trainee.consents.employer_search) is not None and day <= today
    }


def _search(site: Site, text: str) -> Mapping[str, object]:
    """Cards for a lawful advertisement; one with an unlawful condition goes back first."""
    text = text.replace("\r\n", "\n")
    if not text.strip():
        return {"problem": site.texts("employers.empty")}
    if len(text) > TEXT_LIMIT:
        return {"text": text, "problem": site.texts("employers.too_long", count=f"{len(text):,}")}
    shown = {"text": text, "findings": (findings := lint(text))}
    if any(finding.kind == "unlawful" for finding in findings):
        return {**shown, "stopped": True}
    people = agreed(site.services.store.trainees(), site.services.today())
    return {**shown, "cards": _cards(site, text, people), "among": len(people)}


def _cards(site: Site, text: str, people: dict[str, Trainee]) -> list[BlindCard]:
    if not people:
        return []
    ranking = site.services.matcher.candidates(
        pasted_posting(text), as_of=site.services.today(), among=frozenset(people)
    )
    secret = site.services.store.secret()
    return [blind_card(people[m.id], m, secret) for m in ranking.matches if m.id in people]
