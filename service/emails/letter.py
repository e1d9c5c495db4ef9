"""A digest as a letter: subject, HTML and text. The file that meets css-inline and Jinja2."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from matcher.records import Trainee
from service.emails.digest import Digest, Job
from service.emails.wording import (
    WORK24_NOTICE,
    day_text,
    deadline,
    monthly_pay,
    one_line,
)
from service.wording import counsellor_name, from_work24, source_name

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True)
class Letterhead:
    """Who writes: the same on every mail of the centre."""

    centre: str
    short: str
    """The centre's name as the subject has it."""
    phone: str
    sender: str
    """The address that mail comes from."""
    unsubscribe_url: str | None = None
    hours: str = "평일 09:00~18:00"


@dataclass(frozen=True)
class Mail:
    """What a person reads, with no address yet."""

    subject: str
    html: str
    text: str


def render(digest: Digest, trainee: Trainee, letterhead: Letterhead) -> Mail:
    """The letter; days left are counted from ``digest.as_of``. Raises ValueError when empty."""
    if not digest.jobs:
        raise ValueError("a digest without jobs is not a mail; skip it")
    words = _words(digest, trainee, letterhead)
    environment = _environment()
    page = environment.get_template("weekly.html").render(words)
    return Mail(
        subject=f"[{one_line(letterhead.short)}] 이번 주 추천 일자리 {len(digest.jobs)}건입니다",
        html=_inlined(page),
        text=environment.get_template("weekly.txt").render(words),
    )


def _words(digest: Digest, trainee: Trainee, letterhead: Letterhead) -> dict[str, Any]:
    jobs = [_job_words(job, digest.as_of) for job in digest.jobs]
    return {
        "name": one_line(trainee.name),
        "counsellor": counsellor_name(one_line(trainee.counsellor)),
        "letterhead": letterhead,
        "tel": re.sub(r"[^0-9+]", "", letterhead.phone),
        "jobs": jobs,
        "count": len(jobs),
        "day": day_text(digest.as_of),
        "notice": WORK24_NOTICE if any(from_work24(j.facts.source) for j in digest.jobs) else None,
    }


def _job_words(job: Job, today: date) -> dict[str, Any]:
    facts = job.facts
    seen = f"{day_text(facts.seen)} 확인" if facts.seen else None
    helper = monthly_pay(facts.pay, facts.month_low, facts.month_high)
    return {
        "title": facts.title,
        "company": facts.company or "회사 이름이 적혀 있지 않습니다",
        "url": facts.url,
        "rows": [
            ("근무지", facts.place or "공고에서 확인해 주십시오", None),
            ("근무", facts.work or "공고에서 확인해 주십시오", None),
            ("급여", facts.pay or "공고에 적혀 있지 않습니다", facts.pay and helper),
            ("마감", deadline(facts.closes, facts.until_filled, facts.rolling, today), None),
            ("출처", source_name(facts.source), seen),
        ],
        "reasons": job.reasons,
        "missing": job.missing,
    }


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=PackageLoader("service.emails"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _inlined(page: str) -> str:
    import css_inline

    style = files("service.emails").joinpath("templates/weekly.css").read_text(encoding="utf-8")
    inliner = css_inline.CSSInliner(
        extra_css=style, keep_style_tags=False, load_remote_stylesheets=False
    )
    return str(inliner.inline(page))
