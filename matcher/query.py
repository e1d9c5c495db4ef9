"""Free text (글로 찾기): what a plain Korean sentence asks for, read as wishes and work.

``세종 나성동 근처 주3일 경리 월 200이상 야간 안되요`` wishes for a place, days, pay and no nights;
what is left, ``경리``, is the work that is looked for. Every wish is soft, and all is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any
from unicodedata import normalize

from matcher import places, values
from matcher.records import Wishes
from matcher.spelling import Spelling, set_right
from matcher.text.kinds import tidy
from matcher.text.private import blank_private
from matcher.text.tokens import is_compound, placed, spaced

_AVOID = re.compile(
    r"(?!(?:경력|경험|자격증?|학력|상관|관계|제한|문제|부담)\s?[은는이을를도]?\s?없)"
    r"(?P<what>[가-힣A-Za-z]{2,12})\s?(?:근무|일)?\s?(?:은|는|이|을|를|도)?\s?"
    r"(?:안\s?(?:되|돼|됩|하고|할|해|함)|못\s?(?:하|해|합)|싫|말고|빼고|제외|없(?:는|이|었|으)|아닌|불가|x\b)"
    r"[가-힣]*"
)
_PAY = re.compile(
    r"(?P<unit>월급?|월\s?급여|연봉|급여)?\s?(?<![\d,])(?P<amount>\d{1,3}(?:,\d{3})+|\d{2,8})(?!\d)\s?만?\s?원?\s?"
    r"(?P<floor>이상|부터|넘(?:는|게|었으면)?|정도)(?:\s?이면)?"
)
_OTHER_PAY = re.compile(
    r"(?:(?:시급|시간당|일급|일당|주급)(?:은|는|이|가|을|를|으로|로)?\s?(?:최소|약|한)?\s?[\d,]+(?:\s?만)?"
    r"|하루(?:에)?\s?(?:최소|약|한)?\s?[\d,]+\s?(?:만|천|(?=원)))"
    r"(?:\s?[\d,]+)?\s?천?\s?원?(?:\s?[~-]\s?[\d,]+\s?만?\s?원?)?\s?(?:이상|부터|정도)?(?:\s?이면)?"
)
"""Only a month's floor can be wished: that of an hour, a day or a week stays unread."""
_OTHER_PERIOD = re.compile(r"시급|시간당|일급|일당|주급|하루")
_WON = re.compile(
    r"(?P<unit>월급?|연봉|급여)\s?(?P<amount>\d{1,3}(?:,\d{3})+|\d{2,8})(?!\d)\s?만?\s?원?(?=\s|$)"
)
_DAYS = re.compile(r"(?:주|일주일에?)\s?(?P<days>[1-7])\s?(?:일|회|번)(?:\s?(?:만|정도|근무))?")
_WEEKDAYS = re.compile(r"평일(?:만|에만|에)?")
_WEEK_HOURS = re.compile(r"주\s?(?P<hours>\d{1,2})\s?시간\s?(?:이하|이내|미만|까지|안|정도)?")
_DAY_HOURS = re.compile(r"하루(?:에)?\s?(?P<hours>\d{1,2})\s?시간\s?(?:이하|이내|만|정도)?")
_HOME = re.compile(r"재택(?:\s?근무)?(?:로|으로)?|집에서|원격(?:\s?근무)?(?:으로)?")
_KIND = re.compile(r"정규직|계약직|파트\s?타임|아르바이트|알바|시간제|일용직|프리랜서|인턴")
_NEAR = re.compile(r"(?:근처|인근|부근|쪽|주변|안|내)?(?:에서|에|으로|로|의|이나|나|도|,)?$")
_OTHER = re.compile(r"(?:이나|나|,)$")
"""After it another place is named, not a part of the same."""
_WORD = re.compile(r"\S+")
_FILLER = re.compile(
    r"(?<!\S)(?:하는|할\s?수\s?있는)(?!\S)|(?:을|를|로|으로)?\s?(?:일자리|일거리|일|곳|자리|직장)?(?:를|을|이|가)?\s?"
    r"(?:구해요|구합니다|구함|찾아요|찾습니다|찾음|원해요|원합니다|하고\s?싶\S*|알아봐\S*|부탁\S*|있나요|있을까요|주세요|좋겠\S*)"
)
_COMMAS = re.compile(r"(?:\s*,)+")
LONGEST = 500
"""Letters of a search that are read; nobody looks for work in more."""
_MOST_JOINED = 2
MOST_PAY = 10_000
"""Ten thousands of won a month that a wish may hold; more is a slip of the hand."""
_NO_LIMIT = re.compile(
    r"(나이|연령|학력|경력)\s?(제한)?\s?(이|은|에|에는)?\s?(무관|(상관\s?)?없)[가-힣]*"
)
"""What is said not to matter is no criterion, and a word of age in it is not private."""
_LOST = re.compile(r"시급|근처|인근|이상|이하|주말|당일|지급|\d")


@dataclass(frozen=True)
class Criterion:
    """One thing a sentence was read as: the limit's name and its words in Korean."""

    name: str
    told: str


@dataclass(frozen=True)
class Reading:
    """How a sentence was read: the work, the wishes, what was corrected and not understood."""

    work: str
    written: str
    """The work where it stands in the sentence, with blanks for the rest."""
    wishes: Wishes = field(default_factory=Wishes)
    criteria: tuple[Criterion, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    """Each word as written and as it was taken."""
    unread: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The reading as sentences for the page."""
        things = [one.told for one in self.criteria]
        lines = [f"이렇게 읽었습니다: {', '.join([f'찾는 일 ‘{self.work}’', *things])}."]
        if self.corrected:
            taken = ", ".join(f"‘{wrote}’ → ‘{meant}’" for wrote, meant in self.corrected)
            lines.append(f"고쳐 읽은 말: {taken}.")
        if self.unread:
            lines.append(f"조건으로 읽지 못한 말: {', '.join(f'‘{one}’' for one in self.unread)}.")
        return " ".join(lines)

    def to_json(self) -> dict[str, Any]:
        """The ``reading`` of an answer to a search."""
        return {
            "told": self.told,
            "work": self.work,
            "criteria": [vars(one) for one in self.criteria],
            "corrected": [{"written": wrote, "taken": meant} for wrote, meant in self.corrected],
            "not_understood": list(self.unread),
        }


class NothingToSearch(ValueError):  # noqa: N818 - the state of the text, told in its own word
    """A search text in which nothing is left once private sentences are taken out."""


def read_query(text: str, spelling: Spelling) -> Reading:
    """Read a sentence; its private parts are left out.

    Raises ``NothingToSearch`` where nothing is left to look for."""
    text = text.encode("utf-8", "replace").decode()  # a half sign from a terminal
    public = blank_private(_NO_LIMIT.sub(" ", normalize("NFC", text)[:LONGEST]))
    if public is None or not placed(public):
        raise NothingToSearch("찾으실 일을 적어 주십시오. 예: 오전에 하는 데이터 라벨링")
    text = tidy(public)
    draft = _Draft(" ".join(map(_apart, text.split())))
    for take in (_avoided, _pay, _days, _hours, _remote, _kinds, _place):
        take(draft)
    rest = _COMMAS.sub(",", " ".join(_FILLER.sub(" ", draft.rest).split())).strip(" ,.!?~")
    lost = [bool(_LOST.search(word)) for word in rest.split()]
    pieces = [
        (gone, " ".join(word for _, word in group))
        for gone, group in groupby(zip(lost, rest.split(), strict=True), key=itemgetter(0))
    ]
    unread = (*draft.unread, *(words for gone, words in pieces if gone))
    work = " ".join(words for gone, words in pieces if not gone) or text.strip()
    written = _written(public, work)
    work, corrected = set_right(work, spelling)
    criteria = tuple(draft.criteria)
    return Reading(work, written, Wishes(**draft.wishes), criteria, corrected, unread)


def _apart(word: str) -> str:
    """A word run together of several, apart; a compound noun stays as it is written."""
    parts = spaced(word).split()
    named = sum(_place_name(part) is not None for part in parts)
    if len(parts) < 2 or (named < 2 and _place_name(word)):
        return word
    telling = named or any(map(_KIND.fullmatch, parts))
    return word if is_compound(word) and not telling else " ".join(parts)


def _written(public: str, work: str) -> str:
    """The sentence with all but the words of its work blanked out; places stay."""
    kept, at = [" "] * len(public), 0
    for word in (one.strip(" ,.!?~") for one in work.split()):
        start = public.find(word, at) if word else -1
        if start >= 0:  # else it was read apart, or in another form than written
            at = start + len(word)
            kept[start:at] = word
    return "".join(kept) if "".join(kept).strip() else public


class _Draft:
    """What is left of a sentence, and what was read of it so far."""

    def __init__(self, rest: str) -> None:
        self.rest = rest
        self.unread: list[str] = []
        self.wishes: dict[str, Any] = {}
        self.criteria: list[Criterion] = []

    def all(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Every place of a pattern, each taken out of what is left."""
        while found := pattern.search(self.rest):
            self.rest = f"{self.rest[: found.start()]} {self.rest[found.end() :]}"
            yield found

    def read(self, name: str, told: str, **wishes: Any) -> None:
        """Enter a criterion; of the same wish what was said first stays, and alone is told."""
        if wishes and wishes.keys() <= self.wishes.keys():
            return
        self.wishes = {**wishes, **self.wishes}
        self.criteria.append(Criterion(name, told))


def _avoided(draft: _Draft) -> None:
    things: list[str] = []
    for found in draft.all(_AVOID):
        what = re.sub(r"(은|는|이|을|를|도)$", "", found["what"])
        if _HOME.fullmatch(what):
            draft.read("remote", "재택근무 아님", remote_ok=False)
        elif what not in things:
            things.append(what)
            draft.read("avoid", f"피할 것 ‘{what}’")
    if things:
        draft.wishes["avoid"] = tuple(things)


def _pay(draft: _Draft) -> None:
    draft.unread += [found.group().strip() for found in draft.all(_OTHER_PAY)]
    told_only = bool(_OTHER_PERIOD.search(draft.rest))  # a bare amount may be that period's
    for pattern in (_PAY, _WON):
        for found in draft.all(pattern):
            unit = found["unit"]
            if told_only and not unit:
                draft.unread.append(found.group().strip())
                continue
            yearly = unit == "연봉"
            amount = int(found["amount"].replace(",", "")) / (12 if yearly else 1)
            floor = round(amount if amount < 10_000 else amount / 10_000, 1)
            if not 0 < floor <= MOST_PAY:
                continue
            draft.read("pay", f"월 {floor:g}만원 이상", monthly_wage_min_manwon=floor)


def _days(draft: _Draft) -> None:
    for found in draft.all(_DAYS):
        draft.read("days", f"주 {found['days']}일", days=f"주 {found['days']}일")
    for _ in draft.all(_WEEKDAYS):
        draft.read("days", "평일", days="평일")


def _hours(draft: _Draft) -> None:
    for found in draft.all(_WEEK_HOURS):
        if 0 < int(found["hours"]) <= 84:
            most = float(found["hours"])
            draft.read("hours", f"주 {most:g}시간 이내", hours_per_week_max=most)
    stated = re.search(r"\d", draft.wishes.get("days") or "")
    for found in draft.all(_DAY_HOURS) if stated else ():
        most = min(float(found["hours"]) * int(stated.group()), 84.0) if stated else 84.0
        if most:
            draft.read("hours", f"주 {most:g}시간 이내", hours_per_week_max=most)


def _remote(draft: _Draft) -> None:
    if any([*draft.all(_HOME)]) and "remote_ok" not in draft.wishes:
        draft.read("remote", "재택근무", remote_ok=True)


def _kinds(draft: _Draft) -> None:
    kinds = tuple(dict.fromkeys(found.group() for found in draft.all(_KIND)))
    if kinds:
        draft.read("employment", f"고용형태 {', '.join(kinds)}", employment_types=kinds)


def _place(draft: _Draft) -> None:
    names: list[str] = []
    left: list[str] = []
    before = -2
    for number, word in enumerate(_WORD.findall(draft.rest)):
        name = _place_name(word)
        if name:
            joined = before == number - 1 and names and names[-1].count(" ") < _MOST_JOINED
            names[-1:] = [f"{names[-1]} {name}"] if joined else [*names[-1:], name]
            before = -2 if _OTHER.search(word) else number
        elif not (before == number - 1 and _NEAR.fullmatch(word)):
            left.append(word)
    if names:
        draft.rest = " ".join(left)
        names = list(dict.fromkeys(names))
        draft.read("place", f"근무지 {', '.join(names)}", places=tuple(names))


def _place_name(word: str) -> str | None:
    for name in (word, _NEAR.sub("", word)):
        if len(name) > 1 and (values.parse_regions(name) or places.named(name)):
            return name
    return None
