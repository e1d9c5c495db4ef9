"""Health (상태): alive is cheap; ready looks at the store and the snapshot."""

import logging
from typing import Any

import orjson
from fastapi import APIRouter
from fastapi.responses import Response

from service.api.desk import Desk
from service.api.ports import Readiness, Services
from service.api.schemas import HealthOut

logger = logging.getLogger(__name__)
_UNREADY: dict[int | str, dict[str, Any]] = {
    503: {"model": HealthOut, "description": "아직 답할 수 없습니다"}
}


def health_router(services: Services) -> APIRouter:
    """``/health/live`` and ``/health/ready``; both stay answerable while searches queue."""
    router = APIRouter(prefix="/health", tags=["상태"])
    desk = Desk(threads=1, waiting=8)

    @router.get("/live", response_model=HealthOut)
    async def live() -> Response:
        """서버가 살아 있는지 답합니다."""
        return _health(200, "live")

    @router.get("/ready", response_model=HealthOut, responses=_UNREADY)
    async def ready() -> Response:
        """저장소에 닿고 색인을 읽었으며 모델이 같은지 답합니다."""
        readiness = await desk.run(lambda: _ask(services))
        if readiness.ok:
            return _health(200, "ready", readiness.reason)
        return _health(503, "unready", readiness.reason)

    return router


def _ask(services: Services) -> Readiness:
    """An answer in every case: a check that fails is a service that is not ready."""
    try:
        return services.ready()
    except Exception as error:
        kind = type(error).__name__
        logger.warning("readiness check failed: %s", kind)
        return Readiness(False, f"상태를 확인하지 못했습니다({kind}).")


def _health(status: int, word: str, reason: str | None = None) -> Response:
    body = orjson.dumps({"status": word, "reason": reason})
    return Response(body, status, media_type="application/json")
