"""The employer's page (구인기업 화면): paste an advertisement, see blind cards."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from matcher.checks import hides, lint
from matcher.checks.pay import check_pay
from matcher.records import Posting, Trainee
from matcher.results import Band
from matcher.values import (
    clean_text,
    parse_hours,
    parse_pay,
    parse_regions,
)
from service.cards import BlindCard, blind_card
from service.consent import agreed
from service.pages.site import Site

TEXT_LIMIT = 20_000
TITLE_LIMIT = 300
SHOWN: frozenset[Band] = frozenset({"강함", "보통"})
"""Bands an employer sees; weaker matches are noise to somebody who looks for one person."""
_PLACE_LABEL = re.compile(r"\W*(?:근무지|근무\s?장소|근무\s?지역|위치|주소)\W*")
_LABEL = re.compile(r"^\W*(?:근무\s?(?:시간|조건|형태)|급여|임금|보수)\s?[:：]\s*")
_NOTHING: Mapping[str, object] = {
    "text": "",
    "problem": None,
    "findings": (),
    "stopped": False,
    "cards": None,
    "posting": None,
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


def pasted_posting(text: str, today: date | None = None) -> Posting:
    """An advertisement as an employer wrote it: the first line is the title, and place, hours
    and pay are the lines that can be read as such, the title last for pay. It stands open
    ``today``."""
    first, _, rest = text.strip().partition("\n")
    title = first.strip()
    if len(title) > TITLE_LIMIT:
        title, rest = title[:TITLE_LIMIT], title[TITLE_LIMIT:] + "\n" + rest
    lines = [line.strip() for line in rest.splitlines() if line.strip()]
    places = [line[label.end() :] for line in lines if (label := _PLACE_LABEL.match(line))]
    return Posting(
        id="pasted",
        source="employer",
        title=title,
        company="구인기업",
        body=rest,
        region=_first([*places, *lines], lambda line: bool(parse_regions(line))),
        working_condition=_bare(_first(lines, lambda line: parse_hours(line).known)),
        pay=_bare(_first([*lines, title], lambda line: parse_pay(line).known)),
        seen=today,
    )


def _bare(line: str | None) -> str | None:
    """A line without a label that the page puts before it anyway."""
    return None if line is None else _LABEL.sub("", line, count=1)


def _first(lines: Iterable[str], reads: Callable[[str], bool]) -> str | None:
    return next((line for line in lines if reads(line)), None)


def _too_long(site: Site, text: str) -> Mapping[str, object]:
    return {"text": text, "problem": site.texts("employers.too_long", count=f"{len(text):,}")}


def _search(site: Site, text: str) -> Mapping[str, object]:
    """Cards for a lawful advertisement; one with an unlawful condition or pay goes back first."""
    raw, today = text.replace("\r\n", "\n"), site.services.today()
    if len(raw) > TEXT_LIMIT:
        return _too_long(site, raw)
    text = clean_text(raw) or ""
    if not text:
        return {"problem": site.texts("employers.empty")}
    if len(text) > TEXT_LIMIT:
        return _too_long(site, text)
    posting = pasted_posting(text, today)
    findings = (*lint(text), *check_pay(posting, today))
    shown = {"text": text, "findings": findings}
    if hides(findings):
        return {**shown, "stopped": True}
    people = agreed(site.services.store.trainees(), "employer_search", today)
    return {
        **shown,
        "posting": posting,
        "cards": _cards(site, posting, people),
        "among": len(people),
    }


def _cards(site: Site, posting: Posting, people: dict[str, Trainee]) -> list[BlindCard]:
    if not people:
        return []
    ranking = site.services.matcher.candidates(
        posting, as_of=site.services.today(), among=frozenset(people)
    )
    secret = site.services.store.secret()
    return [
        blind_card(people[match.id], match, secret)
        for match in ranking.matches
        if match.id in people and match.band in SHOWN
    ]
