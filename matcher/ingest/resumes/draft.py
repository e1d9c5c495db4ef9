"""The draft (초안) of a profile: what a résumé says, each with its source, to be confirmed."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from pydantic import Field, ValidationError

from matcher.ingest.resumes.document import Document
from matcher.ingest.resumes.entries import careers_of, courses_of, education_of, licences_of
from matcher.ingest.resumes.items import Item, items_of
from matcher.ingest.resumes.labels import NEVER, UNUSED
from matcher.ingest.resumes.masking import masked, unmarked, without_private
from matcher.ingest.resumes.person import person_of
from matcher.ingest.resumes.wishes import wishes_of
from matcher.records import Trainee
from matcher.records.base import Record, Text
from matcher.records.trainee import CareerEntry, Course, Wishes

SUMMARY = 2_000
SHOWN = 10
_FORMAL = re.compile(
    r"사실과\s?(?:다름|틀림|같음)|위와\s?같이|\((?:인|서명)\)|개인정보[^.]{0,30}동의|귀[하중]$|"
    r"^(?:이\s?력\s?서|입\s?사\s?지\s?원\s?서|구\s?직\s?신\s?청\s?서|자\s?기\s?소\s?개\s?서|사\s?진|[0-9/\s-]{1,7})$|"
    r"^(?:19|20)[0-9]{2}\s?[년./-]\s?[0-9]{1,2}\s?[월./-]\s?[0-9]{1,2}\s?[일.]?$"
)
"""Titles, signatures and the date of signing: no statement of the person."""
_NONE = ("", "없음", "해당없음", "해당 없음", "무", "-", ".")


class ProfileDraft(Record):
    """What was read; ``sources`` holds the words for each field, ``masked`` counts by kind.

    ``notes`` are questions for the person (Korean). Nothing of what was masked is in it.
    """

    name: Text = None
    email: Text = None
    phone: Text = None
    home_place: Text = None
    birth_year: int | None = None
    education: Text = None
    courses: tuple[Course, ...] = ()
    career: tuple[CareerEntry, ...] = ()
    skills: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    desired: Wishes = Wishes()
    summary: Text = None
    sources: dict[str, str] = Field(default_factory=dict)
    masked: dict[str, int] = Field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def fields(self) -> dict[str, object]:
        """The fields of a trainee, without an id."""
        return self.model_dump(mode="json", exclude={"sources", "masked", "notes"})


def confirmed(draft: ProfileDraft, id: str, edits: Mapping[str, object] | None = None) -> Trainee:
    """The trainee that a person has confirmed; ``edits`` by field, wishes as ``desired.jobs``.

    Raises pydantic's ``ValidationError`` where the record refuses a field.
    """
    fields = draft.fields
    for path, value in (edits or {}).items():
        top, _, inner = path.partition(".")
        if inner:
            known = fields.get(top)
            fields[top] = {**(known if isinstance(known, dict) else {}), inner: value}
        else:
            fields[top] = value
    return Trainee.model_validate({**fields, "id": id})


def draft_of(document: Document, as_of: date | None = None) -> ProfileDraft:
    """The draft of a document; what may never be kept leaves first."""
    safe, counts = masked(document)
    items = _kept(items_of(safe), counts)
    by_key: dict[str, list[Item]] = {}
    for item in items:
        by_key.setdefault(item.key, []).append(item)
    built = _Built(as_of)
    built.person(by_key)
    built.history(by_key)
    built.wishes(by_key)
    built.summary(by_key.get("summary", []))
    built.unread(by_key)
    return ProfileDraft(
        **_valid(built.fields, built.notes),
        sources=built.sources,
        masked=dict(sorted(counts.items())),
        notes=tuple(built.notes),
    )


def _kept(items: Iterable[Item], counts: Counter[str]) -> Iterable[Item]:
    """The items that may be kept, without their private sentences."""
    for item in items:
        if item.key.startswith(NEVER) or item.key in ("family", "body"):
            kind = {"family": "가족", "body": "신체"}.get(item.key) or item.key.removeprefix(NEVER)
            counts[kind] += unmarked(item.text) not in _NONE
            continue
        formal = not item.cells and item.source == item.text and _FORMAL.search(item.text)
        if item.key in (UNUSED, "military") or formal:
            continue
        text = without_private(item.text, counts)
        cells = {name: without_private(cell, Counter()) for name, cell in item.cells.items()}
        cells = {name: cell for name, cell in cells.items() if cell}
        source = "".join(item.source.partition(": ")[:2]) if item.source != item.text else ""
        if text not in _NONE:
            yield Item(item.key, text, f"{source}{text}", cells)


class _Built:
    """The fields as they come together, each with its source."""

    def __init__(self, as_of: date | None) -> None:
        self._as_of = as_of
        self.fields: dict[str, object] = {}
        self.sources: dict[str, str] = {}
        self.notes: list[str] = []
        self._used: set[int] = set()

    def person(self, items: Mapping[str, list[Item]]) -> None:
        found, notes = person_of(items)
        for name, (value, source) in found.items():
            self._put(name, value, source)
        self.notes += notes

    def history(self, items: Mapping[str, list[Item]]) -> None:
        self._list("career", careers_of(items.get("career", ()), self._as_of))
        self._list("courses", courses_of(items.get("courses", ())))
        self._list("licences", licences_of(items.get("licences", ())))
        self._list("skills", _skills(items.get("skills", ())))
        if school := education_of(items.get("education", ())):
            self._put("education", *school)
        career = self.fields.get("career")
        for number, spell in enumerate(career if isinstance(career, list) else (), 1):
            if spell.get("years") is None:
                self.notes.append(
                    f"경력 {number}번째의 기간을 알 수 없습니다. 햇수를 적어 주십시오."
                )

    def wishes(self, items: Mapping[str, list[Item]]) -> None:
        found, notes = wishes_of(items)
        if found:
            self.fields["desired"] = {name: value for name, (value, _) in found.items()}
            self.sources |= {f"desired.{name}": source for name, (_, source) in found.items()}
        self.notes += notes

    def summary(self, items: list[Item]) -> None:
        text = "\n".join(item.text for item in items)
        if len(text) > SUMMARY:
            cut = max(text.rfind(end, 0, SUMMARY) for end in (". ", ".\n", "\n", " "))
            text = text[: cut + 1 if cut > 0 else SUMMARY]
            self.notes.append(f"자기소개가 길어 앞의 {SUMMARY:,}자까지만 적었습니다.")
        if text:
            self._put("summary", text.strip(), items[0].source[:80])

    def unread(self, items: Mapping[str, list[Item]]) -> None:
        """Questions on what is missing, and the lines nobody could place."""
        for name, title in (("name", "이름"), ("phone", "연락처")):
            if name not in self.fields:
                self.notes.append(
                    f"{title}을(를) 찾지 못했습니다. 적어 주십시오.".replace(
                        "을(를)", _OBJECT[name]
                    )
                )
        if not self.fields.get("career") and not self.fields.get("courses"):
            self.notes.append("경력도 교육도 찾지 못했습니다. 있으시면 적어 주십시오.")
        loose = [
            item.text
            for key in ("", "person", "other", "desired")
            for item in items.get(key, ())
            if item.source not in self.sources.values()
        ]
        used = " ".join(str(value) for value in self.sources.values())
        loose = [line for line in loose if line not in used]
        self.notes += (f"어디에 적을지 모르는 줄입니다: {line[:80]}" for line in loose[:SHOWN])
        if len(loose) > SHOWN:
            self.notes.append(f"읽지 못한 줄이 {len(loose) - SHOWN}개 더 있습니다.")

    def _put(self, name: str, value: object, source: str) -> None:
        self.fields[name], self.sources[name] = value, source

    def _list(self, name: str, found: Iterable[tuple[object, str]]) -> None:
        values: list[object] = []
        for value, source in found:
            if value not in values:
                self.sources[f"{name}.{len(values)}"] = source
                values.append(value)
        if values:
            self.fields[name] = values


_OBJECT = {"name": "을", "phone": "를"}


def _skills(items: Iterable[Item]) -> list[tuple[str, str]]:
    found = []
    for item in items:
        for part in re.split(r"[,;/·、\n]|\s{2,}", item.text):
            name = re.sub(r"\s*[(（][상중하급0-9\s]{1,4}[)）]\s*$|\s*[:：]?\s?[상중하]$", "", part)
            name = name.strip(" -•*■□◆▶○●.:")
            if name and name not in _NONE and len(name) <= 60:
                found.append((name, item.source))
    return found


def _valid(fields: Mapping[str, object], notes: list[str]) -> dict[str, object]:
    """The fields the record accepts; the others are asked for again, without their content."""
    kept = dict(fields)
    for _ in range(len(kept) + 1):
        try:
            Trainee.model_validate({**kept, "id": "draft"})
        except ValidationError as error:
            bad = {str(one["loc"][0]) for one in error.errors(include_input=False)}
            for name in bad & kept.keys():
                del kept[name]
                notes.append(
                    f"{TITLES.get(name, name)}: 적힌 값을 받을 수 없습니다. 다시 적어 주십시오."
                )
        else:
            break
    return kept


TITLES = {
    "name": "이름",
    "email": "이메일",
    "phone": "연락처",
    "home_place": "거주지",
    "birth_year": "출생연도",
    "education": "학력",
    "courses": "교육",
    "career": "경력",
    "skills": "기술",
    "licences": "자격증",
    "desired": "희망 조건",
    "summary": "자기소개",
}
"""What each field of a draft is called."""
