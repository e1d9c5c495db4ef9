"""The first page (처음 화면): what this is, two doors, how much is here, and what went wrong."""

from collections.abc import Mapping

from fastapi import APIRouter
from fastapi.responses import Response

from service.api.routes import By, Number
from service.pages.site import Done, Site, onward


def home_router(site: Site) -> APIRouter:
    """``/``, and settling an alert that somebody has seen to."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def home(done: Done | None = None) -> Response:
        return await site.page("home.html", lambda: _home(site), done)

    @router.post("/alerts/{id}")
    async def settle(id: Number, by: By) -> Response:
        def work() -> Response:
            site.services.store.imports.settle(id, by=by)
            return onward("/", "settled")

        return await site.answer(work)

    return router


def _home(site: Site) -> Mapping[str, object]:
    store = site.services.store
    return {"counts": store.counts(), "alerts": store.imports.alerts()}
