"""Career cells (경력) of a roster."""

import re

_YEARS = re.compile(
    r"^(?:약\s?)?([0-9]{1,2}(?:\.[0-9])?)\s?년(?:\s?([0-9]{1,2})\s?개월)?(?:간|차)?$"
)
_MONTHS = re.compile(r"^([0-9]{1,3})\s?개월(?:간)?$")
_SPAN = re.compile(
    r"^((?:19|20)[0-9]{2})(?:\.\s?([0-9]{1,2}))?\.?\s?[~-]\s?((?:19|20)[0-9]{2})(?:\.\s?([0-9]{1,2}))?\.?$"
)
_ENTRY = re.compile(r"^(?P<title>[^:]+?)\s*\((?P<inside>[^()]*)\)\s*(?::\s*(?P<duties>.+))?$", re.S)
_PLAIN = re.compile(r"^(?P<title>[^:]+?)\s*:\s*(?P<duties>.+)$", re.S)


def parse_career_entry(cell: str) -> dict[str, object]:
    """One spell; what stands in brackets is industry and years only where years are among it."""
    parts = [part.strip() for part in cell.split(" / ")]
    if len(parts) > 1:
        return _from_parts(parts[0], parts[1:3], " / ".join(parts[3:]) or None)
    if found := _ENTRY.match(cell):
        inside = [part.strip() for part in found["inside"].split(",")]
        if any(years_of(part) is not None for part in inside):
            return _from_parts(found["title"], inside, found["duties"])
    if found := _PLAIN.match(cell):
        return {"title": found["title"], "duties": found["duties"]}
    return {"title": cell}


def years_of(text: str) -> float | None:
    """Years in ``9년``, ``17년 10개월``, ``1998.03 ~ 2015.12``; ``None`` where none are said."""
    if found := _YEARS.match(text):
        return round(float(found[1]) + int(found[2] or 0) / 12, 1)
    if found := _MONTHS.match(text):
        return round(int(found[1]) / 12, 1)
    if found := _SPAN.match(text):
        months = (int(found[3]) - int(found[1])) * 12 + int(found[4] or 1) - int(found[2] or 1)
        return round(months / 12, 1) if months >= 0 else None
    return None


def _from_parts(title: str, parts: list[str], duties: str | None) -> dict[str, object]:
    years = next((known for part in parts if (known := years_of(part)) is not None), None)
    industry = ", ".join(part for part in parts if part and years_of(part) is None)
    return {"title": title, "industry": industry or None, "years": years, "duties": duties}
