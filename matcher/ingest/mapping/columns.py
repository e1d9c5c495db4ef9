"""A column mapping (칸 연결): which column of a table is which field, as a person confirmed it."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Self

from pydantic import Field, ValidationError

from matcher.ingest.mapping.fields import (
    DROPPED,
    IGNORED,
    REQUIRED,
    Kind,
    bare_name,
    field_of,
    fields,
)
from matcher.records.base import Record

_UNIT = re.compile(r"(만\s?원|천\s?원|백만\s?원|원)\s*(?:/\s*(?:월|시간?|일|연|년)\s*)?$")


class WrongMapping(ValueError):  # noqa: N818 - the person's mistake, told in Korean
    """A mapping that cannot be used: what was found, and the cure (Korean)."""


class ColumnMapping(Record):
    """Columns by header: their field, or ``ignored`` (kept raw) or ``dropped`` (never kept).

    ``units`` are of bare numbers in a column (만원); ``source`` names the list, if anybody did.
    """

    kind: Kind
    columns: dict[str, str]
    units: dict[str, str] = Field(default_factory=dict)
    source: str | None = None

    @property
    def fingerprint(self) -> str:
        """The same for every file with these headers, in whatever order."""
        return fingerprint(self.kind, self.columns)

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without which no row can go in and that no column gives."""
        return tuple(one for one in REQUIRED[self.kind] if one not in self.columns.values())

    @property
    def dropped(self) -> frozenset[str]:
        """The columns that reach neither record nor raw."""
        return frozenset(name for name, field in self.columns.items() if field == DROPPED)

    def columns_of(self, field: str) -> list[str]:
        """The columns of a field, in the order of the file they were proposed from."""
        return [name for name, mapped in self.columns.items() if mapped == field]

    def changed(self, said: Iterable[str]) -> Self:
        """With lines such as ``임금=pay`` or ``비고=-`` changed; raises ``WrongMapping``."""
        columns = dict(self.columns)
        for line in said:
            column, _, name = line.rpartition("=")
            column = self._column(column)
            if (field := field_of(self.kind, name.strip())) is None:
                known = ", ".join(one for one in fields(self.kind) if one != IGNORED)
                raise WrongMapping(f"‘{name}’ 항목은 없습니다. 다음 가운데 고르십시오: {known}, -")
            columns[column] = field
        return self.model_copy(update={"columns": columns}).checked()

    def checked(self) -> Self:
        """Itself; raises ``WrongMapping`` where a field is unknown or has two columns."""
        known = fields(self.kind)
        for field in self.columns.values():
            if field not in known:
                raise WrongMapping(f"‘{field}’ 항목은 없습니다. 항목 이름을 확인해 주십시오.")
            several = self.columns_of(field)
            if len(several) > 1 and not known[field].many and field not in (IGNORED, DROPPED):
                raise WrongMapping(
                    f"{field} 항목에 칸이 여럿입니다({', '.join(several)}). "
                    "하나만 남기고 =- 로 빼 주십시오."
                )
        return self

    def _column(self, said: str) -> str:
        by_name = {bare_name(name): name for name in self.columns} | {n: n for n in self.columns}
        found = by_name.get(said.strip()) or by_name.get(bare_name(said))
        if found is None:
            raise WrongMapping(
                f"‘{said}’ 칸이 파일에 없습니다. 다음 가운데 고르십시오: {', '.join(self.columns)}"
            )
        return found

    @classmethod
    def from_json(cls, text: str) -> Self:
        """A mapping as ``to_json`` wrote it or a person edited it; raises ``WrongMapping``."""
        try:
            return cls.model_validate_json(text).checked()
        except ValidationError as error:
            where = ".".join(map(str, error.errors(include_url=False)[0]["loc"])) or "JSON"
            raise WrongMapping(
                f"칸 연결 파일을 읽을 수 없습니다({where}). "
                "--json 으로 나온 형식대로 적어 주십시오."
            ) from None

    def to_json(self) -> str:
        """One line of JSON."""
        return self.model_dump_json()


def fingerprint(kind: Kind, names: Iterable[str] | Mapping[str, str]) -> str:
    """A stable name for a set of headers, whatever their order, blanks and case."""
    bare = sorted(squeezed(name) for name in names if not unnamed(name))
    return hashlib.sha256("\x1f".join([kind, *bare]).encode()).hexdigest()[:16]


def squeezed(name: str) -> str:
    """A header without blanks and case."""
    return "".join(name.split()).casefold()


def unnamed(name: str) -> bool:
    """Whether a column has no header of its own and is called by its place."""
    return name.startswith("(머리글 없음")


def unit_of(header: str) -> str | None:
    """The unit of money in a header, as in ``임금(만원)``, ``급여(만원/월)``."""
    inside = re.findall(r"[(\[（]([^()\[\]）]*)[)\]）]", header)
    found = (_UNIT.search(part) for part in inside)
    return next(("".join(one[1].split()) for one in found if one), None)
