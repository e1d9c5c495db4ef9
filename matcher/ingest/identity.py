"""Identity (동일인 확인): a number in a roster that already is somebody else's."""

import re
from collections.abc import Mapping
from dataclasses import replace

from matcher.ingest.cures import shape
from matcher.ingest.intake import Intake, Rejection, line_note
from matcher.records import Trainee

_OTHER = (
    "이 번호에는 이미 다른 사람이 있습니다(이름과 출생연도 또는 연락처가 다릅니다). 사람마다 "
    "바뀌지 않는 번호인지 확인해 주십시오. 같은 사람이면 상담사 화면에서 이름을 먼저 고친 뒤 다시 "
    "가져와 주십시오."
)
_RENAMED = (
    "같은 번호의 이름이 전과 다른데 출생연도·전화·이메일이 없어 같은 사람인지 알 수 없습니다. "
    "명단의 번호가 밀리지 않았는지 확인해 주십시오"
)


def another_person(before: Trainee, after: Trainee) -> bool:
    """Whether a number would go to somebody else: another name, with another year of birth or
    with another telephone and mail. That they were born in the same year proves little.
    """
    reached = _reached_alike(before, after)
    return _renamed(before, after) and (
        _born_alike(before, after) is False or (bool(reached) and not any(reached))
    )


def without_other_people(intake: Intake[Trainee], known: Mapping[str, Trainee]) -> Intake[Trainee]:
    """The intake with each row refused that would make a person in ``known`` another one.

    A new name with nothing to tell the person by goes in, and the notes say in which lines.
    """
    pairs = [(known[one.id], one) for one in intake.records if one.id in known]
    others = {after.id for before, after in pairs if another_person(before, after)}
    doubtful = [
        intake.lines.get(after.id, 0)
        for before, after in pairs
        if _renamed(before, after)
        and not _reached_alike(before, after)
        and _born_alike(before, after) is None
    ]
    refused = (Rejection(intake.lines.get(id, 0), "번호", shape(id), _OTHER) for id in others)
    rejected = sorted((*intake.rejected, *refused), key=lambda one: one.row)
    return replace(
        intake,
        records=tuple(one for one in intake.records if one.id not in others),
        raw={id: raw for id, raw in intake.raw.items() if id not in others},
        rejected=tuple(rejected),
        notes=(*intake.notes, *([line_note(_RENAMED, doubtful)] if doubtful else [])),
    )


def _renamed(before: Trainee, after: Trainee) -> bool:
    old, new = (re.sub(r"\s+", "", one.name or "") for one in (before, after))
    return bool(old and new) and old != new


def _born_alike(before: Trainee, after: Trainee) -> bool | None:
    known = before.birth_year and after.birth_year
    return before.birth_year == after.birth_year if known else None


def _reached_alike(before: Trainee, after: Trainee) -> list[bool]:
    """For the telephone and the mail, where both have one, whether it is the same."""
    pairs = zip(_contacts(before), _contacts(after), strict=True)
    return [old == new for old, new in pairs if old and new]


def _contacts(one: Trainee) -> tuple[str, str]:
    return re.sub("[^0-9]", "", one.phone or ""), (one.email or "").casefold()
