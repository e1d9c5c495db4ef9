"""The named kinds of text (텍스트 종류) that are embedded or searched, and where each comes from.

========  ==============================================  =====================================
kind      example                                         from
========  ==============================================  =====================================
wish      ``온라인몰 MD``                                 each wished job, a query of its own
course    ``AI 이커머스 관리자``                          each course
career    ``의류 바이어 (백화점). 브랜드 입점 협상 …``    each spell of the career
skills    ``엑셀, 스마트스토어 상품 등록, …``             skills and licences together
avoid     ``매장에 종일 서 있는 판매직``              each thing to avoid, held against a job
duties    ``온라인몰 MD 채용 / 상품기획·MD / 패션``       a posting's title, functions, industry
body      ``온라인몰 MD 채용 / 상품 소싱 …``              a posting's body, led by its title
========  ==============================================  =====================================

Nothing here can see who somebody is: the builders take a ``Profile``, which has no identity.
Change ``TEXT_VERSION`` whenever a builder's output or what a snapshot holds changes; older
snapshots are then refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from matcher.records import Posting
from matcher.text.private import MASK
from matcher.text.profile import Profile
from matcher.text.stuffing import blank_stuffed, strike_stuffed
from matcher.values.names import company_key

TEXT_VERSION = "6"

Kind = Literal["wish", "course", "career", "skills", "avoid", "duties", "body"]


@dataclass(frozen=True)
class KindText:
    """One text, its kind and the dotted path of the field that it comes from."""

    kind: Kind
    field: str
    text: str


def item_number(field: str) -> int:
    """Which item a dotted path names: 1 in ``career.1.title``."""
    return int(next(step for step in field.split(".") if step.isdigit()))


def profile_texts(profile: Profile) -> list[KindText]:
    """The texts of a person; wishes, courses and spells each stand alone."""
    return [
        *_items("wish", "desired.jobs", profile.jobs),
        *_courses(profile),
        *_career(profile),
        *_skills(profile),
    ]


def avoid_texts(profile: Profile) -> list[KindText]:
    """What a person wants to avoid; compared with a posting, never a reason to find one."""
    return list(_items("avoid", "desired.avoid", profile.avoid))


def posting_texts(posting: Posting) -> list[KindText]:
    """The texts of a posting; the index cuts what is too long for the encoder into sections."""
    title, functions, body = _stated(posting)
    duties = _slashed(title, ", ".join(functions), posting.industry)
    texts = [KindText("duties", "title", duties)] if duties else []
    if body:
        texts.append(KindText("body", "body", _slashed(title, body)))
    return texts


def summary_texts(profile: Profile) -> list[str]:
    """The summary, which the lexical legs read and no vector is made of."""
    return [tidy(profile.summary)] if profile.summary else []


def profile_document(profile: Profile) -> str:
    """Everything a person brings and wants, as one text for the lexical leg."""
    career = [entry for entry in profile.career if entry]
    parts: list[str | None] = [
        *profile.jobs,
        *(name for name, _ in profile.courses),
        *(part for entry in career for part in (entry.title, entry.industry)),
        *profile.skills,
        *profile.licences,
        *(entry.duties for entry in career),
        profile.summary,
    ]
    return tidy(" ".join(part for part in parts if part))


def tidy(text: str) -> str:
    """A profile's text without the gaps that private sentences and contact data left."""
    return " ".join(text.replace(MASK, " ").split())


def posting_document(posting: Posting) -> str:
    """A posting as one text for the lexical leg."""
    title, functions, body = _stated(posting)
    return _slashed(title, " ".join(functions), posting.industry, body)


def posting_heading(posting: Posting) -> str:
    """What a posting says it is: its title without the employer's name, and its functions.

    A cook's job at a nursing home is no nurse's because of the house's name."""
    title, functions, _ = _stated(posting)
    own = company_key(posting.company)
    if len(own) > 1:
        title = re.sub(r"\s*".join(map(re.escape, own)), " ", title, flags=re.IGNORECASE)
    return " ".join((*title.split(), *functions))


def _stated(posting: Posting) -> tuple[str, tuple[str, ...], str | None]:
    """Title, functions and body of a posting without what is said only to be found."""
    functions = tuple(filter(None, strike_stuffed(posting.functions)))
    body = _tidied(blank_stuffed(posting.body))
    return _tidied(blank_stuffed(posting.title)) or "", functions, body


def _tidied(text: str | None) -> str | None:
    return text.strip() if text else None


def _slashed(*parts: str | None) -> str:
    return " / ".join(part for part in parts if part)


def _items(kind: Kind, path: str, items: tuple[str | None, ...]) -> Iterator[KindText]:
    for number, text in enumerate(items):
        if text:
            yield KindText(kind, f"{path}.{number}", tidy(text))


def _courses(profile: Profile) -> Iterator[KindText]:
    for number, (name, _) in enumerate(profile.courses):
        if name:
            yield KindText("course", f"courses.{number}.name", tidy(name))


def _career(profile: Profile) -> Iterator[KindText]:
    for number, entry in enumerate(profile.career):
        if entry:
            industry = f" ({entry.industry})" if entry.industry else ""
            duties = f". {entry.duties}" if entry.duties else ""
            text = tidy(f"{entry.title}{industry}{duties}")
            yield KindText("career", f"career.{number}", text)


def _skills(profile: Profile) -> Iterator[KindText]:
    listed = [item for item in (*profile.skills, *profile.licences) if item]
    if listed:
        yield KindText("skills", "skills", tidy(", ".join(listed)))
