"""Entries (이력): spells of work, schools, courses and licences out of rows and lines."""

import re
from collections.abc import Iterable
from datetime import date

from matcher.ingest.careers import spell_in, years_of
from matcher.ingest.resumes.items import Item

_SPLIT = re.compile(r"\s{2,}|\t|\s*[|│]\s*|\s+[/–—-]\s+|\s*[:：]\s+|,\s+")
_FIRM = re.compile(
    r"㈜|\(주\)|\(유\)|\(재\)|\(사\)|주식회사|유한회사|재단|협회|은행$|병원$|의원$|학교$|학원$|센터$|공사$|공단$|"
    r"조합$|구청$|시청$|군청$|도청$|마트$|건설$|전자$|물산$|상사$|산업$|유통$|식당$|호텔$|그룹$|백화점$|어린이집$|복지관$"
)
_DATED = re.compile(
    r"[(（\[]?\s*(?:19|20)[0-9]{2}\s?[./년-]\s?[0-9]{1,2}(?:\s?[./월-]\s?[0-9]{1,2})?\s?[.월일]?\s*[)）\]]?|"
    r"[(（\[]?\s*(?:19|20)[0-9]{2}\s?년?(?![0-9])\s*[)）\]]?"
)
_BULLET = re.compile(r"^\s*(?:[-–•·*■□◆▶○●※]|[0-9]{1,2}[.)](?=\s)|[①-⑳])\s*")
_LEFT = re.compile(r"미수료|중단|중도\s?(?:포기|탈락)|수강\s?포기|취소")
_TAKING = re.compile(r"수강\s?중|교육\s?중|진행\s?중|재학\s?중?|이수\s?중|훈련\s?중|예정")
_DONE = re.compile(r"수료|이수|완료")
_STATE_AT_END = re.compile(
    r"[\s(\[·,-]*(?:(?:교육|훈련)?(?:수료|이수|완료)(?:함|증)?|수강\s?중|교육\s?중|진행\s?중|이수\s?중)\s*[)\]]?\s*$"
)
_ISSUED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]\s*$")
_ISSUER = re.compile(
    r"(?:상공회의소|공단|협회|경찰청|진흥원|평가원|재단|교육부|복지부|도지사|시장|시험원|개발원|청장)$"
)
_SCHOOLS = (
    r"박사",
    r"석사|대학원",
    r"대학교|대졸|4년제|학사(?!\s?고시)",
    r"전문대|대학|초대졸",
    r"고등학교|고졸|여고|상고|공고|농고|고교|검정고시",
    r"중학교|중졸",
    r"초등학교|국민학교|초졸",
)


def careers_of(items: Iterable[Item], as_of: date | None) -> list[tuple[dict[str, object], str]]:
    """The spells with their sources; a line without a date below a spell tells of its duties."""
    spells: list[tuple[dict[str, object], str]] = []
    for item in items:
        if item.cells:
            made = _from_row(item.cells, as_of)
        elif spell_in(item.text, as_of) or not spells:
            made = _from_line(item.text, as_of)
        else:
            entry, source = spells[-1]
            told = _BULLET.sub("", item.text)
            entry["duties"] = f"{entry['duties']} {told}" if entry.get("duties") else told
            spells[-1] = (entry, f"{source}\n{item.text}")
            continue
        if made:
            spells.append((made, item.source))
    return spells


def _from_row(cells: dict[str, str], as_of: date | None) -> dict[str, object] | None:
    cells = {name: text.replace("\n", " ").strip() for name, text in cells.items()}
    duties = cells.get("duties")
    place = " ".join(cells[name] for name in ("department", "position") if cells.get(name))
    title = cells.get("title") or place
    if not title and duties and len(duties) <= 40:
        title, duties = duties, None
    title = title or cells.get("company") or ""
    if not title:
        return None
    period, told = cells.get("period", ""), cells.get("years", "")
    spell = spell_in(period, as_of)
    years = next((y for y in (years_of(told), spell and spell.years, years_of(period)) if y), None)
    return {"title": title, "industry": cells.get("industry"), "years": years, "duties": duties}


def _from_line(text: str, as_of: date | None) -> dict[str, object] | None:
    text = _BULLET.sub("", text)
    spell = spell_in(text, as_of)
    years = spell.years if spell else None
    if spell:
        text = f"{text[: spell.start]}  {text[spell.end :]}"
    parts = [part for one in _SPLIT.split(text) if (part := one.strip(" ,:-·"))]
    said = [part for part in parts if years_of(part) is not None]
    years = next((years_of(part) for part in said), years)
    parts = [part for part in parts if part not in said]
    if not parts:
        return None
    head, *rest = parts
    words = head.split()
    if len(words) > 1 and _FIRM.search(words[0]):
        head = " ".join(words[1:])
    elif rest and (_FIRM.search(head) or _FIRM.search(words[-1])):
        head, *rest = rest
    return {"title": head, "industry": None, "years": years, "duties": ", ".join(rest) or None}


def education_of(items: Iterable[Item]) -> tuple[str, str] | None:
    """The highest school that is named, and its source."""
    best: tuple[int, str, str] | None = None
    for item in items:
        order = ("school", "major", "state")
        named = " ".join(item.cells[name] for name in order if item.cells.get(name))
        text = _undated(named or item.text)
        rank = next((n for n, rule in enumerate(_SCHOOLS) if re.search(rule, text)), None)
        if rank is not None and text and (best is None or rank < best[0]):
            best = (rank, text, item.source)
    return best[1:] if best else None


def courses_of(items: Iterable[Item]) -> list[tuple[dict[str, object], str]]:
    """Courses with their state; one that was broken off is left out."""
    found: list[tuple[dict[str, object], str]] = []
    for item in items:
        told = item.cells.get("state", "") if item.cells else item.text
        if _LEFT.search(told):
            continue
        state = "수강중" if _TAKING.search(told) else "수료" if _DONE.search(told) else None
        name = item.cells.get("course", "") if item.cells else _course_name(item.text)
        if name:
            found.append(({"name": " ".join(name.split()), "status": state}, item.source))
    return found


def licences_of(items: Iterable[Item]) -> list[tuple[str, str]]:
    """The names of licences without their day and issuer."""
    found = []
    for item in items:
        if item.cells:
            names = [item.cells.get("licence", "")]
        else:
            names = re.split(r"[,;、]\s*(?![^()]*\))|\s/\s", _BULLET.sub("", item.text))
        for name in names:
            kept = _named(name)
            if kept and kept not in ("없음", "해당없음", "해당 없음", "무"):
                found.append((kept, item.source))
    return found


def _named(text: str) -> str:
    """``컴퓨터활용능력 2급 (2003.05, 대한상공회의소)`` is ``컴퓨터활용능력 2급``."""
    text = _ISSUED.sub("", text) if re.search(r"[0-9]{4}|[원회청단]\s*[)）\]]", text) else text
    parts = [
        part
        for part in re.split(r"\s{2,}|\t|\s[-–|]\s", _DATED.sub("  ", text).strip(" .,-"))
        if part
    ]
    kept = [part.strip(" .,-()") for part in parts if not _ISSUER.search(part.strip(" ()"))]
    name = re.sub(r"\s*(?:자격증?\s)?취득$", "", kept[0]) if kept else ""
    return " ".join(name.split())


def _course_name(text: str) -> str:
    text = _BULLET.sub("", text)
    if spell := spell_in(text):
        text = f"{text[: spell.start]}  {text[spell.end :]}"
    text = _DATED.sub("  ", text)
    parts = (
        _STATE_AT_END.sub("", part).strip(" ,:-·()")
        for part in re.split(r"\s{2,}|\t|\s[|/]\s", text)
    )
    return next((" ".join(part.split()) for part in parts if part), "")


def _undated(text: str) -> str:
    text = _BULLET.sub("", text)
    if spell := spell_in(text):
        text = f"{text[: spell.start]} {text[spell.end :]}"
    return " ".join(_DATED.sub(" ", text).split()).strip(" ,:-·~()")
