"""``ieum import feed``: postings from the public services into the store."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.common import opened

if TYPE_CHECKING:
    from pydantic import SecretStr

    from service.feeds import FeedService
    from service.feeds.arrival import Arrival
    from service.feeds.crawl import Crawl
    from service.settings import Settings

Name = Annotated[
    str,
    typer.Argument(metavar="SERVICE", help="work24, senuri, alio, saramin, gojobs or cleaneye."),
]
Regions = Annotated[
    list[str] | None, typer.Option("--region", help="A region's code such as 36110; repeatable.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")]
SHOWN = 20


def feed(
    service: Name, region: Regions = None, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Fetch a service's open postings; what a complete list no longer has is closed.

    Example: ieum import feed work24 --region 36110 --dry-run
    """
    from service.feeds.arrival import bring_in
    from service.feeds.client import FeedClient
    from service.feeds.crawl import crawl

    asked, regions = _service(service), _regions(region or [])
    services = opened()
    key = _key(services.settings, asked)
    with FeedClient(key, asked.key_name, timeout=asked.timeout) as client:
        found = crawl(asked, client, services.today(), regions=regions, progress=_progress)
    arrival = bring_in(services.store, asked, found, regions=regions, dry_run=dry_run)
    _report(found, arrival, as_json)
    if arrival.alerts:
        typer.echo(f"ieum: {service}: {' '.join(arrival.alerts)}", err=True)
        raise typer.Exit(1)


def _service(name: str) -> "FeedService":
    from service.feeds import SERVICES

    if name not in SERVICES:
        known = ", ".join(SERVICES)
        raise typer.BadParameter(f"unknown service {name!r}; expected one of {known}")
    if not SERVICES[name].url:
        raise typer.BadParameter(
            f"the address of {name} is not known; save its answer and run: "
            "ieum import postings FILE.xml"
        )
    return SERVICES[name]


def _regions(codes: Sequence[str]) -> list[str]:
    from matcher.values import region_name

    for code in codes:
        try:
            region_name(code)
        except KeyError:
            told = f"unknown region {code!r}; expected a code such as 36110"
            raise typer.BadParameter(told, param_hint="--region") from None
    return list(dict.fromkeys(codes))


def _key(settings: "Settings", service: "FeedService") -> "SecretStr":
    key: SecretStr | None = getattr(settings, service.setting)
    if key is None or not key.get_secret_value().strip():
        variable = f"IEUM_{service.setting.upper()}"
        raise ValueError(f"no key for {service.name}; set {variable} to the key you were issued")
    return key


def _progress(told: str) -> None:
    typer.echo(told, err=True)


def _report(crawl: "Crawl", arrival: "Arrival", as_json: bool) -> None:
    if as_json:
        rejected = [asdict(one) for one in crawl.rejected]
        told = {**arrival.counts, "complete": crawl.complete, "rejected": rejected}
        typer.echo(json.dumps({**told, "alerts": list(arrival.alerts)}, ensure_ascii=False))
        return
    counts = arrival.counts
    typer.echo(
        f"추가 {counts['added']}건, 수정 {counts['updated']}건, 그대로 {counts['unchanged']}건, "
        f"마감 {counts['closed']}건, 받지 못한 행 {counts['rejected']}건"
    )
    for one in crawl.rejected[:SHOWN]:
        typer.echo(f"  {one.row}번째 {one.field}: ‘{one.found}’ → {one.cure}")
