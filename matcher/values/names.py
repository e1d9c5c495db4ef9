"""Company names, head counts and job codes (회사명, 모집인원, 직종코드)."""

import re

from matcher.values.text import folded

_LEGAL_FORM = re.compile(
    r"\((?:주|유|재|사|합|의|학|복)\)|주식회사|유한(?:책임)?회사|재단법인|사단법인|\bco\.?,?\s?ltd\.?|\binc\.",
    re.I,
)


def company_key(raw: str | None) -> str:
    """A company's name without legal form, blanks and case, to compare with others."""
    key, before = folded(raw).casefold(), None
    while key != before:
        before = key
        bare = re.sub(r"\s+", "", _LEGAL_FORM.sub(" ", key))
        key = folded(bare or key).casefold()
    return key


def parse_headcount(raw: str | None) -> int | None:
    """How many are sought, at least; ``0명``, ``○명`` and ``약간명`` ("some") stay unknown."""
    found = re.fullmatch(
        r"(?:총|각|약)?\s?([0-9]{1,4})\s?여?\s?(?:[~-]\s?[0-9]{1,4}\s?)?(?:명|인)?\s?(?:이상|내외|모집|채용)?",
        folded(raw),
    )
    return int(found[1]) or None if found else None


def parse_jobs_cd(raw: str | None) -> str | None:
    """Work24's six-digit jobsCd; spreadsheets lose its leading zero."""
    text = folded(raw)
    return text.zfill(6) if re.fullmatch(r"[0-9]{5,6}", text) else None


def keco2018_of(jobs_cd: str | None) -> str | None:
    """The four-digit group of KECO 2018 (한국고용직업분류) that a jobsCd begins with.

    Never to be compared with codes of the 2025 edition, which mean something else.
    """
    code = parse_jobs_cd(jobs_cd)
    return code[:4] if code else None
