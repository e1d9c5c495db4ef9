"""Labels (항목 이름) of the forms: what a cell that names another cell stands for."""

import re
import tomllib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from importlib.resources import files

_MARKS = re.compile(r"[^0-9a-z가-힣.-]")
_NUMBERING = re.compile(
    r"^\s*(?:[-–•·*■□◆◇▶▷○●◎※#❍☐✔➤▪◦]+\s*)*(?:(?:[0-9]{1,2}|[ⅠⅡⅢⅣⅤⅥIVX]{1,3}|[가-하])[.)]\s+|[①-⑳]\s*|<|\[|【|《)?"
)
NEVER, UNUSED = "never:", "unused"


def bare(text: str) -> str:
    """A label without numbering, blanks, brackets and marks: ``1. 성 명 :`` is ``성명``."""
    return _MARKS.sub("", _NUMBERING.sub("", text, count=1).lower()).strip(".-")


class Labels:
    """The tables of ``labels.toml``, turned around."""

    def __init__(self, table: Mapping[str, Mapping[str, object]]) -> None:
        self._table = table
        never = {f"{NEVER}{kind}": names for kind, names in table["never"].items()}
        self.pairs = _turned({**table["pairs"], **never, UNUSED: table["unused"]["labels"]})
        self.sections = _turned(table["sections"])
        self.columns = {name: _turned(dict(part)) for name, part in _parts(table["columns"])}
        self._within = {name: _turned(dict(part)) for name, part in _parts(table["within"])}

    def key(self, text: str, section: str = "") -> str | None:
        """What a cell is the label of: a field, ``never:…``, ``unused``, or a part's name."""
        if len(text) > 24:
            return None
        name = bare(text)
        inner = self._within.get(section, {})
        return inner.get(name) or self.pairs.get(name) or self.sections.get(name)

    def section(self, text: str) -> str | None:
        """The part that a line is the heading of."""
        return self.sections.get(bare(text)) if len(text) <= 30 else None

    def header(self, texts: list[str], section: str) -> tuple[str, list[str | None]] | None:
        """The part and the columns of a table's head; ``None`` where it is no head."""
        names = [bare(text) for text in texts]
        named = [name for name in names if name]
        if len(named) < 2 or any(len(text) > 24 for text in texts):
            return None
        order = sorted(self.columns, key=lambda part: part != section)
        score = {part: sum(name in self.columns[part] for name in named) for part in order}
        best = max(order, key=lambda part: score[part])
        known = all(name in self.columns[best] or name in self.pairs for name in named)
        if score[best] < 2 or not known or (best != section and score[best] < len(named)):
            return None
        return best, [self.columns[best].get(name) for name in names]

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """A label with its colon, or before a number or address, where a statement can begin."""
        names = sorted({*self.pairs, *self.sections}, key=len, reverse=True)
        spelled = "|".join(r"\s?".join(map(re.escape, name)) for name in names)
        begins, colon = r"(?:^|(?<=[,/|·\s]))", r"(?:\s?\([^()]{1,10}\))?\s*[:：]"
        contact = r"\s+(?=\(?0[0-9]{1,2}[-) ]|[A-Za-z0-9._%+-]{1,64}@)"
        return re.compile(rf"{begins}(?P<label>{spelled})(?:{colon}|{contact})", re.I)


@lru_cache(maxsize=1)
def labels() -> Labels:
    """The labels of the table."""
    return Labels(tomllib.loads(files(__package__).joinpath("labels.toml").read_text("utf-8")))


def _turned(table: Mapping[str, object]) -> dict[str, str]:
    return {
        bare(str(label)): key
        for key, names in table.items()
        for label in (names if isinstance(names, list) else ())
    }


def _parts(table: Mapping[str, object]) -> list[tuple[str, Mapping[str, object]]]:
    return [(name, part) for name, part in table.items() if isinstance(part, dict)]
