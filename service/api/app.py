"""The web application, assembled in one place from the services it is given."""

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from service.api import errors
from service.api.desk import Desk
from service.api.guard import Guard
from service.api.health import health_router
from service.api.ports import Services
from service.api.routes import api_router
from service.pages import STATIC
from service.pages.counsellor import counsellor_router
from service.pages.drafts import drafts_router
from service.pages.editing import editing_router
from service.pages.employer import employer_router
from service.pages.home import home_router
from service.pages.postings import postings_router
from service.pages.search import search_router
from service.pages.site import Site

API_VERSION = "1"
DESCRIPTION = (
    "세종 신중년 AI 디지털 일자리센터의 일자리 추천입니다. "
    "자동 추천(인공지능) 결과이며 상담사가 확인합니다."
)


def create_app(services: Services, *, desk: Desk | None = None) -> FastAPI:
    """API, health and pages around ``services``; nothing is built before this call."""
    desk = desk or Desk()
    site = Site(services, desk)
    app = FastAPI(
        title="이음 API",
        version=API_VERSION,
        description=DESCRIPTION,
        docs_url=None,  # both viewers would load scripts from another host
        redoc_url=None,
        redirect_slashes=False,
    )
    app.include_router(api_router(services, desk))
    app.include_router(health_router(services))
    app.include_router(home_router(site))
    app.include_router(postings_router(site))
    app.include_router(editing_router(site))
    app.include_router(drafts_router(site))
    app.include_router(counsellor_router(site))
    app.include_router(search_router(site))
    app.include_router(employer_router(site))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    respond = errors.responder(site.error)
    errors.install(app, respond)
    hosts = list(services.settings.allowed_hosts)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    app.add_middleware(Guard, respond=respond)
    return app
