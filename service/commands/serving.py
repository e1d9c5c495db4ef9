"""``ieum serve``: the API and the pages, for this machine only until access control lands."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from service.bootstrap import Services

HOST = "127.0.0.1"


def serve(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Default IEUM_PORT.")] = None,
) -> None:
    """Serve the API and the pages on 127.0.0.1.

    Example: ieum serve --port 8080
    """
    from service.bootstrap import open_services
    from service.settings import Settings

    settings = Settings.read()
    run(open_services(settings, threads=settings.threads), port)


def run(services: "Services", port: int | None = None) -> None:
    """Serve until interrupted; only this machine can connect.

    A store that cannot be opened ends it; an index may come later, and is then picked up."""
    import uvicorn

    from service.api.app import create_app

    chosen = port or services.settings.port
    typer.echo(f"이음: http://{HOST}:{chosen}  (멈추려면 Ctrl+C)", err=True)
    typer.echo("접근 권한 기능이 들어오기 전까지 이 컴퓨터에서만 열립니다 (127.0.0.1).", err=True)
    services.store.counts()
    if not (state := services.ready()).ok:
        typer.echo(f"아직 답할 수 없습니다: {state.reason}", err=True)
    uvicorn.run(
        create_app(services), host=HOST, port=chosen, log_level="warning", server_header=False
    )
