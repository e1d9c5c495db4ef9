"""Correcting a profile (훈련생 정보 고치기): what a counsellor writes, imports keep."""

from collections.abc import Mapping
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from matcher.records import Trainee
from matcher.records.trainee import WishName
from service.api.lookup import trainee_of
from service.api.routes import RecordId
from service.pages.profile_form import SPARE, Problem, changes, checked, typed
from service.pages.site import Site
from service.store import Origin

By = Annotated[str, Form(min_length=1, max_length=40)]
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
        fields, by = typed(sent), str(sent.get("by") or "").strip()
        return await site.answer(lambda: _save(site, id, fields, by))

    @router.post("/trainees/{id}/unlock")
    async def unlock(id: RecordId, field: Annotated[str, Form()], by: By) -> Response:
        def work() -> Response:
            site.services.store.unlock("trainee", id, field, Origin("counsellor", by.strip()))
            return _back(id)

        return await site.answer(work)

    return router


def _save(site: Site, id: str, fields: dict[str, Any], by: str) -> Response | str:
    before = trainee_of(site.services.store, id)
    after = checked(id, fields)
    if isinstance(after, Trainee) and by:
        changed = changes(before, after)
        if changed:
            site.services.store.edit_trainee(id, changed, Origin("counsellor", by))
            site.services.look_again()
        return _back(id)
    problems = after if isinstance(after, list) else [Problem("by", site.texts("edit.by_missing"))]
    return site.draw("edit.html", _form(site, before, fields, problems, by))


def _back(id: str) -> Response:
    return RedirectResponse(f"/trainees/{id}", status_code=303)


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
