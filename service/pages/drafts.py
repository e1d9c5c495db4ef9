"""Résumé drafts (이력서 초안): handed in, checked by a person, and only then a profile."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from matcher.ingest import UnreadableFile
from matcher.records import Trainee
from service.api.errors import RefusedError
from service.api.routes import By, Number
from service.drafts import confirm, content_of, known
from service.pages.editing import form_parts, unsigned
from service.pages.profile_form import Problem, checked, typed
from service.pages.site import Site
from service.store import Origin


def drafts_router(site: Site) -> APIRouter:
    """``/drafts``: hand a file in, check what was read, confirm or delete it."""
    router = APIRouter(include_in_schema=False)

    @router.get("/drafts")
    async def drafts() -> Response:
        return await site.page("drafts.html", lambda: _open(site))

    @router.post("/drafts")
    async def read(file: UploadFile, by: By) -> Response:
        data, name = await file.read(), file.filename or ""
        return await site.answer(lambda: _read(site, data, name, by.strip()))

    @router.get("/drafts/{number}")
    async def draft(number: Number) -> Response:
        return await site.page("draft.html", lambda: _draft(site, number))

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
            return RedirectResponse("/drafts", status_code=303)

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
    return RedirectResponse(f"/drafts/{number}", status_code=303)


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
        message = site.texts("error.unknown_draft", found=number)
        raise RefusedError(404, "unknown_draft", message, found=number) from None
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
        "other": None,
    }


def _save(
    site: Site, number: int, id: str, fields: dict[str, Any], by: str, *, same: bool
) -> Response | str:
    page = _draft(site, number, fields, id=id, by=by)
    record = checked(id, fields)
    problems = unsigned(site, by)
    other = _other_name(site, record) if isinstance(record, Trainee) else None
    if other and not same:
        problems.append(Problem("id", site.texts("drafts.other", name=other, id=id)))
    if isinstance(record, Trainee) and not problems:
        confirm(site.services.store, number, record, by)
        site.services.look_again()
        return RedirectResponse(f"/trainees/{id}", status_code=303)
    problems += record if isinstance(record, list) else []
    return site.draw("draft.html", {**page, "problems": problems, "other": other})


def _other_name(site: Site, record: Trainee) -> str | None:
    """Under which other name the number is known already; a name alike, however spaced, is not."""
    known = site.services.store.trainees().get(record.id)
    if known is None or not known.name:
        return None
    alike = "".join(known.name.split()) == "".join((record.name or "").split())
    return None if alike else known.name


def blank_filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were read among all that a form shows, the others empty."""
    blank = typed(FormData())
    inner = {name: {**blank[name], **fields.get(name, {})} for name in ("desired", "consents")}
    return {**blank, **fields, **inner}
