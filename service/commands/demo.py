"""``ieum demo``: the sample town, from nothing to ranked and explained matches."""

import time
from typing import Annotated

import typer

from service.commands.matching import Format, show_matches
from service.commands.serving import run

SHOWN = "P042"


def demo(
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the pages after.")
    ] = True,
    port: Annotated[int | None, typer.Option(min=1, max=65535)] = None,
) -> None:
    """Load the sample town, build the index, print one trainee's matches, serve the pages.

    Example: ieum demo --no-serve
    """
    from service.bootstrap import open_services, with_home
    from service.indexing import build_index
    from service.settings import Settings
    from service.tables import keep_table
    from service.town import load_town, town_courses

    started = time.monotonic()
    settings = Settings.read()
    services = open_services(with_home(settings, settings.home / "demo"))
    town = load_town(services.today())
    people = {trainee.id: trainee.model_dump_json() for trainee in town.trainees}
    jobs = {posting.id: posting.model_dump_json() for posting in town.postings}
    services.store.put_trainees(town.trainees, people)
    services.store.put_postings(town.postings, jobs)
    keep_table(services.settings.home, "courses.csv", town_courses())
    built = build_index(services, progress=True)
    typer.echo(
        f"보기 마을: 과정 {len(town.courses)}개, 훈련생 {len(town.trainees)}명, "
        f"공고 {built.postings}건 (모두 지어낸 것입니다)\n"
    )
    ranking = services.matcher.matches(SHOWN, as_of=services.today(), top=5)
    show_matches(ranking, services, Format.TABLE)
    seconds = time.monotonic() - started
    typer.echo(f"\n새로 읽은 글 {built.encoded}건, {seconds:.1f}초 걸렸습니다.", err=True)
    if serve:
        run(open_services(services.settings, threads=settings.threads), port)
    else:
        typer.echo(
            f"이어서 해 보기: IEUM_HOME={services.settings.home} ieum candidates "
            f"{ranking.matches[0].id}",
            err=True,
        )
