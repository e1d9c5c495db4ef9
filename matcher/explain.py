"""Explanation (설명): short Korean reasons and what is missing, taken from the factors alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from matcher import ranking, wishes
from matcher.evidence import Idf, PostingWords, profile_value, whole
from matcher.jobs import Job
from matcher.occlusion import Occlusion
from matcher.person import Person
from matcher.ranking import Scores
from matcher.records.trainee import CourseStatus
from matcher.requirements import HAD, Covered, lacking_lines, needs
from matcher.results import Need, Reason, Span
from matcher.skills import SkillTable, packaged_skills
from matcher.text.kinds import KindText, item_number, tidy
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
LEAST_ADDED = 0.003
"""What a piece of the profile adds to the fit, at least, to be a reason."""
_NOUN = MappingProxyType({"skills": "기술", "licences": "자격"})


@dataclass(frozen=True)
class Explainer:
    """Explains one person's matches; ``idf`` tells how rare a word is among the postings,
    ``table`` which words name the same skill."""

    person: Person
    weights: Weights
    occlusion: Occlusion
    idf: Idf
    table: SkillTable = field(default_factory=packaged_skills)
    covered: Callable[[Job], tuple[Covered, ...]] = lambda _: ()
    """How the person has what a job asks for."""

    def reasons(self, job: Job, standard: Scores) -> tuple[Reason, ...]:
        """Two or three reasons where there are as many; ``standard`` is the job's column."""
        words = PostingWords(job.posting, self.idf)
        found = [
            *self._similar(job, words, standard),
            *self._skills(job, words, standard),
            *self._conditions(job),
        ]
        return tuple(found[:MOST_REASONS])

    def missing(self, job: Job, standard: Scores) -> tuple[str, ...]:
        """What the job asks for beyond the profile, and what has to be checked."""
        return (*self._lacking(job, standard), *self._unmet(job), *self._unknown(job))

    def needs(self, job: Job) -> tuple[Need, ...]:
        """What the job asks for and likes, each with its span."""
        return needs(self.covered(job))

    def _similar(self, job: Job, words: PostingWords, standard: Scores) -> Iterator[Reason]:
        for kind in ("wish", "course", "career"):
            texts = {
                text.field: text.text
                for row in self.person.rows(kind)
                if self._telling(text := self.person.texts[row], words, standard[row])
            }
            if field := self._strongest(texts, job, standard):
                yield self._reason(kind, field, words.span_for(texts[field]))

    def _telling(self, text: KindText, words: PostingWords, near: float) -> bool:
        """Whether a text is near enough to a posting, or near and of the same telling words."""
        if near < self.weights.clear or text.kind == "wish":
            return near >= self.weights.clear
        plain = CLEAR_COURSE if text.kind == "course" else self.weights.related
        return near >= plain or bool(words.shared(text.text))

    def _strongest(self, fields: Iterable[str], job: Job, standard: Scores) -> str | None:
        """The piece of the profile that adds most to the fit; ``None`` where none adds to it."""
        added = {field: self.occlusion.added(field, job.posting.id, standard) for field in fields}
        best = max(added, key=lambda field: added[field], default=None)
        return best if best is not None and added[best] > LEAST_ADDED else None

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

    def _skills(self, job: Job, words: PostingWords, standard: Scores) -> Iterator[Reason]:
        profile = self.person.profile
        named = [(f"skills.{number}", item) for number, item in enumerate(profile.skills)]
        named += [(f"licences.{number}", item) for number, item in enumerate(profile.licences)]
        found = {
            field: (item, span)
            for field, item in named
            if item and (span := words.all_in(item) or words.skill(item, self.table))
        }
        factor = "fit"
        field = self._strongest(found, job, standard)
        if field is None:
            factor, field = "coverage", self._covering(found, job)
        if field:
            item, span = found[field]
            noun, label = _NOUN[field.split(".")[0]], _short(item)
            text = f"공고에 나오는 {noun} ‘{label}’{particle(label, '을', '를')} 갖고 계십니다."
            yield Reason(text, factor, whole(profile, field), span)

    def _covering(self, found: Mapping[str, tuple[str, Span]], job: Job) -> str | None:
        """The first skill that the job asks for, however it spells it."""
        had = {need.name for need in self.needs(job) if need.standing in HAD}
        return next((field for field, (item, _) in found.items() if self._named(item) in had), None)

    def _named(self, item: str) -> str:
        return self.table.resolve(item) or item

    def _conditions(self, job: Job) -> Iterator[Reason]:
        trainee, posting = self.person.trainee, job.posting
        desired = trainee.desired
        near = wishes.place(trainee, job, self.weights)
        if near.met and desired.places and posting.region:
            number = wishes.place_met(trainee, job)
            if number is not None and _public(desired.places[number]):
                told = f"(집에서 {near.trip.told})" if near.trip else ""
                text = f"희망하신 근무지 ‘{desired.places[number]}’에 있는 일자리입니다{told}."
                yield Reason(
                    text,
                    "place",
                    Span(f"desired.places.{number}", 0, len(desired.places[number])),
                    Span("region", 0, len(posting.region)),
                )
        way = wishes.commute(trainee, job, self.weights)
        if way.met and way.trip and posting.region:
            yield Reason(
                f"집에서 {way.trip.told}으로, 원하신 {desired.max_commute_min}분 안입니다.",
                "place",
                _number("desired.max_commute_min", desired.max_commute_min),
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
        yield from lacking_lines(self.covered(job))
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
        if wishes.days(trainee, job, weights).met is False:
            yield f"주 {posting.hours.days}일 근무로, 원하신 요일보다 많습니다."
        if wishes.employment(trainee, job, weights).met is False:
            yield f"고용형태가 희망과 다릅니다: {', '.join(sorted(job.employment))}"
        if wishes.place(trainee, job, weights).met is False:
            yield "희망하신 근무지 밖에 있습니다."
        way = wishes.commute(trainee, job, weights)
        if way.met is False:
            longest = trainee.desired.max_commute_min
            if way.trip:
                yield f"집에서 {way.trip.told}으로, 원하신 {longest}분보다 깁니다."
            else:
                yield f"그 지역의 가장 가까운 곳도 집에서 {longest}분보다 오래 걸립니다."
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
