"""The lexicon of occupations (직업명 사전): official names and synonyms, each with its group.

Names, synonyms and codes are facts of 한국직업사전 (한국고용정보원, open data)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from matcher.occupations.keco import groups_2018, rows
from matcher.skills.spelling import compact


@dataclass(frozen=True)
class Occupation:
    """One entry of the dictionary: its name, its KECO 2018 group, and what else it is called."""

    name: str
    code: str
    synonyms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of it."""
        return (self.name, *self.synonyms)


@dataclass(frozen=True)
class Lexicon:
    """Entries, and the official names of groups, which are names of their own members."""

    occupations: tuple[Occupation, ...]
    groups: Mapping[str, str]

    @classmethod
    def packaged(cls) -> "Lexicon":
        """The whole dictionary as packaged, read once."""
        return _packaged()

    @cached_property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Each name once with each group that it stands for."""
        own = [(name, one.code) for one in self.occupations for name in one.names]
        return tuple(dict.fromkeys([*own, *((name, code) for code, name in self.groups.items())]))

    def without(self, names: Iterable[str]) -> "Lexicon":
        """The lexicon that never saw some names: their entries go, with all synonyms, and the
        same words as synonyms of other entries."""
        gone = {compact(name) for name in names}
        return Lexicon(
            tuple(
                Occupation(
                    one.name,
                    one.code,
                    tuple(name for name in one.synonyms if compact(name) not in gone),
                )
                for one in self.occupations
                if compact(one.name) not in gone
            ),
            self.groups,
        )


@lru_cache(maxsize=1)
def _packaged() -> Lexicon:
    entries = (
        Occupation(row["name"], row["code"], tuple(filter(None, row["synonyms"].split("|"))))
        for row in rows("names.csv")
    )
    return Lexicon(tuple(entries), groups_2018())
