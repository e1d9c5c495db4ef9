"""Blind cards (블라인드 카드): all that an employer may see of a person before consent.

The type has no field that could hold a name, an address or an age, and every text on it goes
through ``blank_private`` and ``mask``. What it may hold is an allow-list that a test checks by
construction.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from matcher.records import CareerEntry, Trainee
from matcher.results import Band, Match, Reason
from matcher.text import private
from matcher.text.profile import Profile

Own = tuple[re.Pattern[str], ...]
MASK = "○○○"
REGIONS = ("세종", "대전", "청주", "공주", "천안", "아산", "충북", "충남", "서울", "경기", "전국")
CAREER_FITS = "하신 일이 이 공고와 가깝습니다."
ELSEWHERE = "그 밖의 지역"
_CARD_FIELDS = re.compile(r"(skills|licences|courses|desired\.(jobs|employment_types))(\.|$)")
_PRIVATE_WISH = re.compile("원하|희망|피하고|집에서|알 수 없")
"""What a person is said to wish beyond the card (pay, places, things to avoid) stays private."""
_DISABILITY = re.compile(
    r"(?:지체|시각|청각|언어|지적|정신|뇌병변|신장|심장)\s?장애(?:인|\s?[1-6]급|\s?(?:경|중)증)?\s*(?:[)\].,’”'\"]|$)"
)
"""A disability that stands alone in a cell is the person's own, not of those they served."""
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\w.+-]+\s*(?:@|\(at\)|\[at\])\s*[\w-]+(?:\.[\w-]+)+",
        r"(?<!\d)\d{6}[\s\-–]*[1-8]\d{6}(?!\d)",
        r"(?<!\d)(?:\+?82[-.\s]?)?\(?0?1[016789]\)?[-.\s]?\d{3,4}[-.\s]?\d{4}(?!\d)",
        r"(?<!\d)\(?0\d{1,2}\)?[-.\s]\d{3,4}[-.\s]\d{4}(?!\d)",
        r"https?://\S+|www\.\S+",
        r"(?<!\d)(?:19[3-9]|200)\d\s*(?:년\s*)?(?:생|출생|년생)",
        r"(?:만\s*)?(?<!\d)[4-7]\d\s*세(?!대)",
        r"\d{2}\s*학번|[가-힣]{2,10}(?:대학교|고등학교)",
    )
)


@dataclass(frozen=True)
class CareerBand:
    """One spell of work (경력) without dates: what, in which trade, and about how long."""

    title: str
    industry: str | None
    years: str | None


@dataclass(frozen=True)
class BlindCard:
    """A consenting person as an employer sees them; there is no road back from ``token``."""

    token: str
    band: Band
    courses: tuple[str, ...]
    skills: tuple[str, ...]
    licences: tuple[str, ...]
    career: tuple[CareerBand, ...]
    employment_types: tuple[str, ...]
    hours_per_week_max: float | None
    regions: tuple[str, ...]
    reasons: tuple[str, ...]
    missing: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The card as plain values."""
        return asdict(self)


def blind_card(trainee: Trainee, match: Match, secret: bytes) -> BlindCard:
    """The card of ``trainee``; ``secret`` is the store's own and keeps tokens unguessable."""
    own = _own_words(trainee)
    wishes, profile = trainee.desired, Profile.of(trainee)
    return BlindCard(
        token=token(trainee.id, secret),
        band=match.band,
        courses=_public((name for name, _ in profile.courses), own),
        skills=_public(profile.skills, own),
        licences=_public(profile.licences, own),
        career=tuple(_careers(profile.career, own)),
        employment_types=_public(wishes.employment_types, own),
        hours_per_week_max=wishes.hours_per_week_max,
        regions=_regions(wishes.places),
        reasons=_reasons(match.reasons, own),
        missing=_public((text for text in match.missing if not _PRIVATE_WISH.search(text)), own),
    )


def token(id: str, secret: bytes) -> str:
    """A name such as ``7F3A-92C1-0B4D`` that says nothing and stays the same for one store."""
    digest = hmac.new(secret, b"blind-card:" + id.encode(), sha256).hexdigest().upper()
    return "-".join((digest[:4], digest[4:8], digest[8:12]))


def mask(text: str, own: Own = ()) -> str:
    """``text`` with addresses, numbers, ages and schools blotted out, and ``own`` words too."""
    text = unicodedata.normalize("NFKC", text)
    for pattern in (*_PATTERNS, *own):
        text = pattern.sub(MASK, text)
    return text


def _public(texts: Iterable[str | None], own: Own) -> tuple[str, ...]:
    shown = (_open(text, own) for text in texts)
    return tuple(text for text in shown if text is not None)


def _open(text: str | None, own: Own) -> str | None:
    """What anybody may read of ``text``; ``None`` where all of it is private."""
    if text is None or _DISABILITY.search(text):
        return None
    kept = private.blank_private(text)
    if kept is None:
        return None
    return mask(" ".join(re.sub(f"{private.MASK}+", MASK, kept).split()), own)


def _reasons(reasons: Iterable[Reason], own: Own) -> tuple[str, ...]:
    """Reasons that rest on what the card shows; a career is only summed up, without its years."""
    texts: list[str] = []
    for reason in reasons:
        if _CARD_FIELDS.match(reason.profile.field):
            texts.extend(_public([reason.text], own))
        elif reason.profile.field.startswith("career."):
            texts.append(CAREER_FITS)
    return tuple(dict.fromkeys(texts))


def _own_words(trainee: Trainee) -> Own:
    """What only this person's record knows: name, mail name, phone, home; however spaced."""
    name = re.sub(r"\s", "", trainee.name or "")
    words = [name, trainee.email or "", (trainee.email or "").split("@")[0], trainee.id]
    words.append(re.sub(r"\D", "", trainee.phone or ""))
    words.extend((trainee.home_place or "").split()[-1:])
    return tuple(
        re.compile(r"[\s.\-]*".join(map(re.escape, word)), re.IGNORECASE)
        for word in words
        if len(word) >= 2 and word not in REGIONS
    )


def _careers(entries: Iterable[CareerEntry | None], own: Own) -> Iterator[CareerBand]:
    """Spells whose title may be read; a private trade is left out."""
    for entry in entries:
        if entry is not None and (title := _open(entry.title, own)) is not None:
            yield CareerBand(title, _open(entry.industry, own), years_band(entry.years))


def years_band(years: float | None) -> str | None:
    """A band of years that ends at ten, because longer careers tell an age."""
    if years is None:
        return None
    steps = ((1, "1년 미만"), (3, "1~3년"), (5, "3~5년"), (10, "5~10년"))
    return next((text for limit, text in steps if years < limit), "10년 이상")


def _regions(places: Iterable[str]) -> tuple[str, ...]:
    """Wished places as city names from a fixed list; a street or a village never gets through."""
    found = {next((region for region in REGIONS if region in place), ELSEWHERE) for place in places}
    return tuple(region for region in (*REGIONS, ELSEWHERE) if region in found)
