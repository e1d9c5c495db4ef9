"""Correcting a profile (훈련생 정보 고치기): what a counsellor writes, imports keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import ValidationError

from matcher.records import Trainee
from matcher.records.trainee import WishName
from service.api.lookup import trainee_of
from service.api.routes import LONGEST_NAME, By, RecordId
from service.pages.profile_form import SPARE, Problem, changes, checked, typed
from service.pages.site import Done, Site, onward
from service.store import Origin

HISTORY_SHOWN = 50


def editing_router(site: Site) -> APIRouter:
    """``/trainees/{id}/edit``: the form, and what it changes; every change names who made it."""
    router = APIRouter(include_in_schema=False)

    @router.get("/trainees/{id}/edit")
    async def form(id: RecordId) -> Response:
        return await site.page(
            "edit.html", lambda: _form(site, trainee_of(site.services.store, id))
        )

    @router.post("/trainees/{id}/edit")
    async def save(id: RecordId, request: Request) -> Response:
        sent = await request.form()
        said = Said(typed(sent), str(sent.get("shown") or ""), str(sent.get("by") or "").strip())
        return await site.answer(lambda: _save(site, id, said))

    @router.post("/trainees/{id}/unlock")
    async def unlock(id: RecordId, field: Annotated[str, Form()], by: By) -> Response:
        def work() -> Response:
            site.services.store.unlock("trainee", id, field, Origin("counsellor", by))
            return _back(id, "unlocked")

        return await site.answer(work)

    return router


@dataclass(frozen=True)
class Said:
    """What a counsellor sent: the fields, the record as it was shown, and a name."""

    fields: dict[str, Any]
    shown: str
    by: str


def _save(site: Site, id: str, said: Said) -> Response | str:
    """Only what was changed on the page is set; where somebody else was first, they are asked."""
    now = trainee_of(site.services.store, id)
    after, problems = checked(id, said.fields), unsigned(site, said.by)
    if isinstance(after, Trainee):
        changed = changes(_shown(said.shown, now), after)
        meanwhile = changes(after, now).keys() & changes(_shown(said.shown, now), now).keys()
        for path in sorted(changed.keys() & meanwhile):
            problems.append(Problem(path, site.texts("edit.meanwhile")))
        if not problems:
            if changed:
                site.services.store.edit_trainee(id, changed, Origin("counsellor", said.by))
                site.services.look_again()
            return _back(id, "saved" if changed else "unchanged")
    else:
        problems += after
    return site.draw("edit.html", _form(site, now, said.fields, problems, said.by))


def unsigned(site: Site, by: str) -> list[Problem]:
    """What is wrong with the name of who writes."""
    if 0 < len(by) <= LONGEST_NAME:
        return []
    return [Problem("by", site.texts("edit.by_missing"))]


def _shown(text: str, now: Trainee) -> Trainee:
    """The record as the page showed it; as it is now where the page did not say."""
    try:
        return Trainee.model_validate_json(text) if text else now
    except ValidationError:
        return now


def _back(id: str, done: Done) -> Response:
    return onward(f"/trainees/{id}", done)


def _form(
    site: Site,
    trainee: Trainee,
    fields: Mapping[str, Any] | None = None,
    problems: list[Problem] | None = None,
    by: str = "",
) -> Mapping[str, object]:
    store = site.services.store
    return {
        "trainee": trainee,
        "record": fields or trainee,
        "shown": trainee.model_dump_json(exclude_defaults=True),
        "problems": problems or [],
        "locked": store.locks("trainee", trainee.id),
        "history": store.history("trainee", trainee.id)[-HISTORY_SHOWN:][::-1],
        "by": by,
        **form_parts(),
    }


def form_parts(sources: Mapping[str, str] | None = None) -> Mapping[str, object]:
    """What every profile form needs besides the record; ``sources`` are words by field path."""
    known = sources or {}

    def sources_of(path: str) -> list[str]:
        within = (said for at, said in known.items() if at == path or at.startswith(f"{path}."))
        return list(dict.fromkeys(within))

    return {"sources_of": sources_of, "spare": SPARE, "hard_names": get_args(WishName)}
