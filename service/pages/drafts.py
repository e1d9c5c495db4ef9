"""Résumé drafts (이력서 초안): handed in, checked by a person, and only then a profile."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import Response
from starlette.datastructures import FormData

from matcher.ingest import UnreadableFile
from service.api.errors import RefusedError
from service.api.routes import By, Number
from service.drafts import AnotherName, confirm, content_of, known
from service.pages.editing import form_parts, unsigned
from service.pages.profile_form import Problem, checked, typed
from service.pages.site import Done, Site, onward
from service.store import Origin


def drafts_router(site: Site) -> APIRouter:
    """``/drafts``: hand a file in, check what was read, confirm or delete it."""
    router = APIRouter(include_in_schema=False)

    @router.get("/drafts")
    async def drafts(done: Done | None = None) -> Response:
        return await site.page("drafts.html", lambda: _open(site), done)

    @router.post("/drafts")
    async def read(file: UploadFile, by: By) -> Response:
        data, name = await file.read(), file.filename or ""
        return await site.answer(lambda: _read(site, data, name, by))

    @router.get("/drafts/{number}")
    async def draft(number: Number, done: Done | None = None) -> Response:
        return await site.page("draft.html", lambda: _draft(site, number), done)

    @router.post("/drafts/{number}")
    async def save(number: Number, request: Request) -> Response:
        sent = await request.form()
        id, by = (str(sent.get(name) or "").strip() for name in ("id", "by"))
        same = sent.get("same") == "yes"
        return await site.answer(lambda: _save(site, number, id, typed(sent), by, same=same))

    @router.post("/drafts/{number}/discard")
    async def discard(number: Number, by: By) -> Response:
        def work() -> Response:
            site.services.store.drafts.discard(number, by=by)
            return onward("/drafts", "discarded")

        return await site.answer(work)

    return router


def _open(site: Site, problem: str = "", by: str = "") -> Mapping[str, object]:
    drafts = [
        {"id": d.id, "at": d.at, "by": d.origin.by, "name": known(d.content)["fields"].get("name")}
        for d in site.services.store.drafts.open()
    ]
    return {"drafts": drafts, "problem": problem, "by": by}


def _read(site: Site, data: bytes, name: str, by: str) -> Response | str:
    from matcher.ingest.resumes import read_resume

    try:
        draft = read_resume(data, name, as_of=site.services.today())
    except UnreadableFile as error:
        return site.draw("drafts.html", _open(site, str(error), by))
    number = site.services.store.drafts.save(content_of(draft), Origin("document", by))
    return onward(f"/drafts/{number}", "read")


def _draft(
    site: Site,
    number: int,
    fields: Mapping[str, Any] | None = None,
    problems: list[Problem] | None = None,
    id: str = "",
    by: str = "",
) -> Mapping[str, object]:
    try:
        kept = known(site.services.store.drafts.get(number).content)
    except LookupError:
        raise _decided(site, number) from None
    return {
        **form_parts(kept["sources"]),
        "number": number,
        "record": fields or blank_filled(kept["fields"]),
        "masked": sorted(kept["masked"].items()),
        "notes": kept["notes"],
        "problems": problems or [],
        "locked": frozenset(),
        "id": id,
        "by": by,
        "other": False,
    }


def _save(
    site: Site, number: int, id: str, fields: dict[str, Any], by: str, *, same: bool
) -> Response | str:
    page = _draft(site, number, fields, id=id, by=by)
    record, problems = checked(id, fields), unsigned(site, by)
    if isinstance(record, list):
        return site.draw("draft.html", {**page, "problems": [*problems, *record]})
    if problems:
        return site.draw("draft.html", {**page, "problems": problems})
    try:
        confirm(site.services.store, number, record, by, same=same)
    except AnotherName as other:
        told = site.texts("drafts.other", name=other.name, id=id)
        shown = {"problems": [Problem("id", told)], "other": True}
        return site.draw("draft.html", {**page, **shown})
    except LookupError:
        raise _decided(site, number) from None
    site.services.look_again()
    return onward(f"/trainees/{id}", "confirmed")


def _decided(site: Site, number: int) -> RefusedError:
    message = site.texts("error.unknown_draft", found=number)
    return RefusedError(404, "unknown_draft", message, found=number)


def blank_filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were read among all that a form shows, the others empty."""
    blank = typed(FormData())
    inner = {name: {**blank[name], **fields.get(name, {})} for name in ("desired", "consents")}
    return {**blank, **fields, **inner}
