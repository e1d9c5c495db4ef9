"""Whether two postings are one job: vetoes first, then evidence. Unknown is neither."""

from collections.abc import Set

from matcher import values
from matcher.copies.faces import Face
from matcher.copies.titles import marks

NEW_VACANCY_DAYS = 120
"""Postings further apart are a new vacancy, however alike."""
SAME_ROUND_DAYS = 14
"""Recruitments that name no job are one where they close within these days."""
LONG_BODY = 60
"""Letters from which a body says something."""
SAME_BODY = 0.6
"""The share of the shorter body that the longer one must have."""


def conflict(a: Face, b: Face) -> str | None:
    """The first stated fact by which two postings are different jobs, or ``None``."""
    checks = {
        "employer": _other_employer(a, b),
        "place": _other_place(a, b),
        "career": _other_career(a, b),
        "education": _differ(a.education, b.education),
        "employment": _other_employment(a, b),
        "pay": _other_pay(a, b),
        "hours": _other_hours(a.hours, b.hours),
        "duties": _apart(a.functions, b.functions) or _other_body(a, b),
    }
    return next((name for name, found in checks.items() if found), None)


def strength(a: Face, b: Face) -> float:
    """How surely two postings are one job; 0 where nothing shows it. Symmetric."""
    if not one_employer(a, b) or (days_apart(a, b) or 0) > NEW_VACANCY_DAYS or conflict(a, b):
        return 0.0
    body = shared_body(a, b)
    if a.number is not None and a.number == b.number:
        return 5.0
    alike = likeness(a, b)
    if alike == 0.0:
        return 0.0
    if any(face.agency and not face.client for face in (a, b)):
        proof = body >= 0.8 or _facts(a, b) >= 3
    elif alike < 1.0:
        proof = body >= 0.6 or _facts(a, b) >= 2
    elif not (a.title.telling and b.title.telling):
        proof = body >= 0.8 or _same_round(a, b)
    else:
        proof = True
    return alike + body + 0.1 * _facts(a, b) if proof else 0.0


def one_employer(a: Face, b: Face) -> bool:
    """Whether both offer for the same employer, an agency's named client included."""
    if a.owner and a.owner == b.owner:
        return True
    if a.business_number and a.business_number == b.business_number:
        return True
    return _names(a, b) or _names(b, a)


def likeness(a: Face, b: Face) -> float:
    """1 for equal words, less for a cut title or near words under one body, 0 for others."""
    one, two = a.title, b.title
    if one.core == two.core or one.words == two.words:
        return 1.0
    if one.cut or two.cut:
        return 0.9 if _opens(a, b) else 0.0
    if marks(one.core) != marks(two.core) or shared_body(a, b) < 0.85:
        return 0.0
    near = _dice(one.core, two.core)
    return near if near >= 0.7 else 0.0


def shared_body(a: Face, b: Face) -> float:
    """The share of the shorter body's letters that the other has too; 0 where one is short."""
    least = min(_letters(a), _letters(b))
    if least < LONG_BODY:
        return 0.0
    both = a.clauses.keys() & b.clauses.keys()
    return min(1.0, sum(len(a.clauses[key]) for key in both) / least)


def days_apart(a: Face, b: Face) -> int | None:
    """Days between two registrations, else between two closing dates; ``None`` unknown."""
    for one, two in ((a.registered, b.registered), (a.closes, b.closes)):
        if one and two:
            return abs((one - two).days)
    return None


def _letters(face: Face) -> int:
    return sum(map(len, face.clauses.values()))


def _names(agency: Face, other: Face) -> bool:
    """Whether an agency's posting that names no client names the other's employer."""
    known = agency.agency and not agency.client and len(other.owner) >= 3
    return known and other.owner in agency.told


def _opens(a: Face, b: Face) -> bool:
    """Whether a cut title is the beginning of the other, at least eight letters long."""
    one, two = a.title.opening, b.title.opening
    shorter, longer = (one, two) if len(one) <= len(two) else (two, one)
    cut = a.title.cut if shorter is one else b.title.cut
    return cut and len(shorter) >= 8 and longer.startswith(shorter)


def _facts(a: Face, b: Face) -> int:
    """How many stated facts are equal, of pay, closing date, hours, place, kind of employment."""
    equal = (
        a.pay.known and a.pay == b.pay,
        a.closes is not None and a.closes == b.closes,
        a.hours.known and a.hours == b.hours,
        bool(a.quarters & b.quarters or a.streets & b.streets),
        bool(a.employment) and a.employment == b.employment,
    )
    return sum(map(bool, equal))


def _same_round(a: Face, b: Face) -> bool:
    """Whether two recruitments that name no job close together and seek the same functions."""
    if a.closes is None or b.closes is None:
        return False
    days, both = abs((a.closes - b.closes).days), a.functions & b.functions
    shared = len(both) / len(a.functions | b.functions) if both else 0.0
    return (shared == 1.0 and days <= SAME_ROUND_DAYS) or (shared >= 0.5 and days == 0)


def _dice(one: str, two: str) -> float:
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, two)]
    total = len(pairs[0]) + len(pairs[1])
    return 2 * len(pairs[0] & pairs[1]) / total if total else 0.0


def _apart(one: Set[str], two: Set[str]) -> bool:
    return bool(one and two and not one & two)


def _unequal(one: Set[str], two: Set[str]) -> bool:
    return bool(one and two and one != two)


def _differ(one: object, two: object) -> bool:
    return one is not None and two is not None and one != two


def _other_employer(a: Face, b: Face) -> bool:
    """Two business numbers are two employers, unless an agency stands between."""
    return not (a.agency or b.agency) and _differ(a.business_number, b.business_number)


def _other_place(a: Face, b: Face) -> bool:
    if _apart(a.streets, b.streets) or _apart(a.quarters, b.quarters):
        return True
    one, two = a.title.places, b.title.places
    if one and two and not (one <= two or two <= one):
        return True
    if not a.regions or not b.regions:
        return False
    return not (_covers(a.regions, b.regions) or _covers(b.regions, a.regions))


def _covers(wide: Set[str], narrow: Set[str]) -> bool:
    """Whether each region lies in one of the others (``36110`` in ``36000``)."""
    return all(any(_within(code, area) for area in wide) for code in narrow)


def _within(code: str, area: str) -> bool:
    if area.endswith("000"):
        return code[:2] == area[:2]
    return code[:4] == area[:4] if area.endswith("0") else code == area


def _other_career(a: Face, b: Face) -> bool:
    one, two = a.career, b.career
    return (
        _differ(one.kind, two.kind)
        or _differ(one.min_months, two.min_months)
        or _unequal(a.title.levels, b.title.levels)
        or (one.kind == "new" and _apart(a.levels, b.levels))
    )


def _other_employment(a: Face, b: Face) -> bool:
    """Another kind, or a title alone that says 파트타임 or 계약직 where no field settles it."""
    if a.employment and b.employment:
        return not a.employment & b.employment
    one, two = a.title.employment, b.title.employment
    whole = not (a.title.cut or b.title.cut)
    return _unequal(one, two) or (whole and one - {"regular"} != two - {"regular"})


def _other_pay(a: Face, b: Face) -> bool:
    """Another amount; another unit is another pay unless both come to the same a month."""
    if not (a.pay.known and b.pay.known) or a.pay.unit is None or b.pay.unit is None:
        return False
    if a.pay.unit == b.pay.unit:
        return _differ(a.pay.min, b.pay.min) or _differ(a.pay.max, b.pay.max)
    one, two = (face.pay.monthly(face.hours.week_hours) for face in (a, b))
    return one is None or two is None or abs(one - two) > 0.01 * max(one, two)


def _other_hours(one: values.Hours, two: values.Hours) -> bool:
    names = ("days", "week_hours", "start", "end", "shift")
    return any(_differ(getattr(one, name), getattr(two, name)) for name in names)


def _other_body(a: Face, b: Face) -> bool:
    """Bodies that share little, or whose differing clauses name another shift, branch or hour."""
    if min(_letters(a), _letters(b)) >= LONG_BODY and shared_body(a, b) < SAME_BODY:
        return True
    only_a = " ".join(a.clauses[key] for key in sorted(a.clauses.keys() - b.clauses.keys()))
    only_b = " ".join(b.clauses[key] for key in sorted(b.clauses.keys() - a.clauses.keys()))
    return _apart(marks(only_a), marks(only_b))
