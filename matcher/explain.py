"""Explanation (설명): short Korean reasons and what is missing, taken from the factors alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from matcher import ranking, wishes
from matcher.evidence import Idf, PostingWords, profile_value, whole
from matcher.jobs import Job
from matcher.licences import lacking
from matcher.person import Person
from matcher.ranking import Scores
from matcher.records.trainee import CourseStatus
from matcher.results import Reason, Span
from matcher.skills import SkillTable, packaged_skills
from matcher.text.kinds import item_number, tidy
from matcher.text.particles import particle
from matcher.text.private import blank_private
from matcher.values import lacks_period
from matcher.weights import Weights

MOST_REASONS = 3
_COURSE: Mapping[CourseStatus | None, str] = MappingProxyType(
    {
        "수료": "과정을 마치셨고, 그 내용이",
        "수강중": "과정을 듣고 계시고, 그 내용이",
        None: "과정의 내용이",
    }
)
CLEAR_COURSE = 3.0
"""A course is a reason where the posting names its words, or it is as near as this."""
CLOSE = 0.7
"""Texts within so many spreads of the nearest are equally near."""


@dataclass(frozen=True)
class Explainer:
    """Explains one person's matches; ``idf`` tells how rare a word is among the postings,
    ``table`` which words name the same skill."""

    person: Person
    weights: Weights
    idf: Idf
    table: SkillTable = field(default_factory=packaged_skills)

    def reasons(self, job: Job, standard: Scores) -> tuple[Reason, ...]:
        """Two or three reasons where there are as many; ``standard`` is the job's column."""
        words = PostingWords(job.posting, self.idf)
        found = [
            *self._similar(words, standard),
            *self._skills(words),
            *self._conditions(job),
        ]
        return tuple(found[:MOST_REASONS])

    def missing(self, job: Job, standard: Scores) -> tuple[str, ...]:
        """What the job asks for beyond the profile, and what has to be checked."""
        return (*self._lacking(job, standard), *self._unmet(job), *self._unknown(job))

    def _similar(self, words: PostingWords, standard: Scores) -> Iterator[Reason]:
        for kind in ("wish", "course", "career"):
            rows = [row for row in self.person.rows(kind) if standard[row] >= self.weights.clear]
            if not rows:
                continue
            nearest = max(standard[row] for row in rows)
            close = [row for row in rows if standard[row] >= nearest - CLOSE]
            row = max(close, key=lambda at: (self._standing(at), standard[at]))
            text = self.person.texts[row]
            if kind != "course" or standard[row] >= CLEAR_COURSE or words.shared(text.text):
                yield self._reason(kind, text.field, words.span_for(text.text))

    def _standing(self, row: int) -> float:
        """Among texts equally near: the longest spell, the finished course."""
        text = self.person.texts[row]
        if text.kind == "career":
            return self.person.trainee.career[item_number(text.field)].years or 0.0
        if text.kind == "course":
            return float(self.person.profile.courses[item_number(text.field)][1])
        return 0.0

    def _reason(self, kind: str, field: str, posting: Span) -> Reason:
        profile = self.person.profile
        if kind == "career":
            field = f"{field}.title"
        label = _short(profile_value(profile, field) or "")
        if kind == "wish":
            text = f"희망하신 일 ‘{label}’{particle(label, '과', '와')} 가까운 일자리입니다."
        elif kind == "course":
            status = self.person.trainee.courses[item_number(field)].status
            text = f"‘{label}’ {_COURSE[status]} 이 일과 이어집니다."
        else:
            years = self.person.trainee.career[item_number(field)].years
            length = f" {years:g}년" if years else ""
            text = f"‘{label}’{length} 경력이 이 일과 이어집니다."
        return Reason(text, "fit", whole(profile, field), posting)

    def _skills(self, words: PostingWords) -> Iterator[Reason]:
        profile = self.person.profile
        named = [("skills", "기술", n, item) for n, item in enumerate(profile.skills)]
        named += [("licences", "자격", n, item) for n, item in enumerate(profile.licences)]
        for path, noun, number, item in named:
            span = (words.all_in(item) or words.skill(item, self.table)) if item else None
            if item and span:
                label = _short(item)
                text = f"공고에 나오는 {noun} ‘{label}’{particle(label, '을', '를')} 갖고 계십니다."
                yield Reason(text, "fit", whole(profile, f"{path}.{number}"), span)
                return

    def _conditions(self, job: Job) -> Iterator[Reason]:
        trainee, posting = self.person.trainee, job.posting
        desired = trainee.desired
        near = wishes.place(trainee, job, self.weights)
        if near.met and desired.places and posting.region:
            number = wishes.place_met(trainee, job)
            if number is not None and _public(desired.places[number]):
                text = f"희망하신 근무지 ‘{desired.places[number]}’에 있는 일자리입니다."
                yield Reason(
                    text,
                    "place",
                    Span(f"desired.places.{number}", 0, len(desired.places[number])),
                    Span("region", 0, len(posting.region)),
                )
        if wishes.hours(trainee, job, self.weights).met and posting.working_condition:
            text = f"주 {posting.hours.week_hours:g}시간 근무로, 원하신 시간 안입니다."
            yield Reason(
                text,
                "hours",
                _number("desired.hours_per_week_max", desired.hours_per_week_max),
                Span("working_condition", 0, len(posting.working_condition)),
            )
        if wishes.pay(trainee, job, self.weights).met and posting.pay:
            text = f"급여가 원하신 월 {desired.monthly_wage_min_manwon:g}만원 이상입니다."
            yield Reason(
                text,
                "pay",
                _number("desired.monthly_wage_min_manwon", desired.monthly_wage_min_manwon),
                Span("pay", 0, len(posting.pay)),
            )

    def _lacking(self, job: Job, standard: Scores) -> Iterator[str]:
        for demand in lacking(job.licences, self.person.trainee.licences):
            yield f"필요한 자격: {demand.licence.name} (프로필에 없습니다)"
        career = job.posting.career_range
        if job.newcomers_only:
            yield "신입 또는 인턴을 뽑는 공고입니다."
        elif career.kind == "exp" and career.min_months:
            months = ranking.related_months(self.person, standard, self.weights)
            if months < career.min_months:
                yield f"같은 분야 경력 {_length(career.min_months)} 이상을 요구합니다."

    def _unmet(self, job: Job) -> Iterator[str]:
        trainee, posting, weights = self.person.trainee, job.posting, self.weights
        if wishes.pay(trainee, job, weights).met is False:
            floor = trainee.desired.monthly_wage_min_manwon
            yield f"급여가 원하신 월 {floor:g}만원보다 적습니다."
        if wishes.hours(trainee, job, weights).met is False:
            most = trainee.desired.hours_per_week_max
            yield f"주 {posting.hours.week_hours:g}시간 근무로, 원하신 주 {most:g}시간보다 깁니다."
        if wishes.employment(trainee, job, weights).met is False:
            yield f"고용형태가 희망과 다릅니다: {', '.join(sorted(job.employment))}"
        if wishes.place(trainee, job, weights).met is False:
            yield "희망하신 근무지 밖에 있습니다."
        if wishes.avoids_nights(trainee, job) is not None:
            yield "피하고 싶다고 하신 야간·교대 근무가 있을 수 있습니다."
        if job.everybody:
            yield "여러 부문을 함께 뽑는 공고입니다. 지원 부문을 확인해 주십시오."

    def _unknown(self, job: Job) -> Iterator[str]:
        desired, posting = self.person.trainee.desired, job.posting
        if desired.monthly_wage_min_manwon and not posting.pay_range.known:
            yield _unknown_pay(posting.pay)
        if desired.hours_per_week_max and posting.hours.week_hours is None:
            yield "주당 근무시간을 알 수 없습니다."


def _unknown_pay(stated: str | None) -> str:
    """What is unknown of a wage: all of it, what it is for, or how much it is."""
    if stated is None:
        return "급여가 공고에 적혀 있지 않습니다."
    if lacks_period(stated):
        return f"급여가 월급인지 시급인지 적혀 있지 않습니다: {_short(stated)}"
    return f"급여 금액을 알 수 없습니다: {_short(stated)}"


def _public(text: str) -> bool:
    """Whether nothing in a text is private."""
    return blank_private(text) == text


def _number(field: str, value: float | None) -> Span:
    """A number's field, as long as it is written (``30``, ``220``)."""
    return Span(field, 0, len(f"{value:g}") if value is not None else 0)


def _short(text: str) -> str:
    told = tidy(text)
    return told if len(told) <= 30 else f"{told[:29]}…"


def _length(months: int) -> str:
    return f"{months // 12}년" if months % 12 == 0 else f"{months}개월"
