"""The profile form (훈련생 정보 양식): a record as cells, and what was typed as fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import ValidationError

from matcher.ingest.cures import cure_of
from matcher.records import Trainee

ONE_LINE = ("name", "phone", "email", "home_place", "birth_year", "counsellor", "education")
LISTS = ("skills", "licences")
WISHES = ("jobs", "places", "employment_types", "avoid")
WISH_CELLS = ("hours_per_week_max", "days", "monthly_wage_min_manwon", "max_commute_min")
CONSENTS = ("matching", "weekly_mail", "employer_search")
SPARE = 2
"""Empty rows offered below the courses and the spells of the career."""
_REMOTE = {"yes": True, "no": False}
_NESTED = ("desired", "consents")


class Form(Protocol):
    """A form as it was sent: any name may come several times."""

    def get(self, key: str, /) -> Any:
        """The last value of a name."""

    def getlist(self, key: str, /) -> list[Any]:
        """Every value of a name, in order."""


@dataclass(frozen=True)
class Problem:
    """A cell that cannot be kept: the path of its field and the cure (Korean)."""

    field: str
    cure: str


def typed(form: Form) -> dict[str, Any]:
    """What was typed, as the fields of a trainee without the id; blank is unknown."""
    return {
        **{name: _cell(form, name) for name in (*ONE_LINE, "summary")},
        **{name: _lines(form, name) for name in LISTS},
        "courses": _rows(form, "courses", ("name", "status"), "name"),
        "career": _rows(form, "career", ("title", "industry", "years", "duties"), "title"),
        "desired": {
            **{name: _lines(form, f"desired.{name}") for name in WISHES},
            **{name: _cell(form, f"desired.{name}") for name in WISH_CELLS},
            "remote_ok": _REMOTE.get(_cell(form, "desired.remote_ok") or ""),
        },
        "consents": {name: _cell(form, f"consents.{name}") for name in CONSENTS},
        "hard": [str(name) for name in form.getlist("hard")],
    }


def checked(id: str, fields: Mapping[str, Any]) -> Trainee | list[Problem]:
    """The record, or everything that stands in its way."""
    try:
        return Trainee.model_validate({**fields, "id": id})
    except ValidationError as error:
        return [
            Problem(".".join(map(str, one["loc"])), cure_of(dict(one)))
            for one in error.errors(include_url=False, include_input=True)
        ]


def changes(before: Trainee, after: Trainee) -> dict[str, Any]:
    """The fields that differ, wishes and consents each by its own path, as JSON values."""
    old, new = _flat(before), _flat(after)
    return {path: value for path, value in new.items() if value != old[path]}


def _flat(trainee: Trainee) -> dict[str, Any]:
    fields = trainee.model_dump(mode="json", exclude={"id"})
    inner = {f"{top}.{name}": v for top in _NESTED for name, v in fields.pop(top).items()}
    return fields | inner


def _cell(form: Form, name: str) -> str | None:
    return _said(form.get(name))


def _said(value: object) -> str | None:
    """What was typed, with the line ends of a record rather than of a form; blank is unknown."""
    if not isinstance(value, str):
        return None
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() or None


def _lines(form: Form, name: str) -> list[str]:
    return [line.strip() for line in (_cell(form, name) or "").splitlines() if line.strip()]


def _rows(form: Form, name: str, cells: tuple[str, ...], key: str) -> list[dict[str, str | None]]:
    columns = [[_said(value) for value in form.getlist(f"{name}.{cell}")] for cell in cells]
    rows = [dict(zip(cells, row, strict=True)) for row in zip(*columns, strict=True)]
    return [row for row in rows if row[key] or any(row.values())]
