"""The first page (처음 화면): what this is, two doors, and how much is here."""

from collections.abc import Mapping

from fastapi import APIRouter
from fastapi.responses import Response

from service.pages.site import Site


def home_router(site: Site) -> APIRouter:
    """``/``."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def home() -> Response:
        return await site.page("home.html", lambda: _counts(site))

    return router


def _counts(site: Site) -> Mapping[str, object]:
    return {"counts": site.services.store.counts()}
