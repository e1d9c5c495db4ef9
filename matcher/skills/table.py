"""The table of skills (기술표): one canonical name for every spelling of a skill."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from matcher.skills.spelling import Folded, Spelling, compact, stems
from matcher.skills.tables import Cells, TableError, beneath, edited, listed, packaged, read_rows

COLUMNS = ("skill", "kind", "variants", "within", "context")
KINDS = ("tool", "task", "trade", "language")


@dataclass(frozen=True)
class Skill:
    """A line of the table; several lines may add variants to one skill.

    ``within`` names broader skills that its holder has too, never the other way round.
    ``context`` are words of which a text must have one before these variants mean the skill."""

    name: str
    kind: str
    variants: tuple[str, ...]
    within: tuple[str, ...] = ()
    context: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it; a line with a context adds only its variants."""
        return self.variants if self.context else (self.name, *self.variants)


@dataclass(frozen=True)
class SkillSpan:
    """A skill named in a text, by the place of its words."""

    skill: str
    start: int
    end: int


@dataclass(frozen=True)
class _Meant:
    """What a spelling means, and the context that it needs."""

    skill: str
    context: tuple[str, ...]

    def fits(self, letters: str) -> bool:
        return not self.context or any(word in letters for word in self.context)


class SkillTable:
    """Resolves spellings to skills; symmetric and transitive, since a spelling has one skill."""

    def __init__(self, rows: Iterable[Skill], *, name: str = "skills.csv") -> None:
        self.rows = tuple(rows)
        self._within: dict[str, tuple[str, ...]] = {}
        self._meant: dict[str, _Meant] = {}
        self._spellings: dict[str, list[Spelling]] = {}
        for row in self.rows:
            self._within[row.name] = (*self._within.get(row.name, ()), *row.within)
            self._add(row, name)
        for row in self.rows:
            for broader in row.within:
                if broader not in self._within:
                    raise TableError(
                        f"{name}, skill {row.name}, within: found {broader!r}, which is no skill "
                        "of the table; add a line for it or take it out"
                    )
        for spellings in self._spellings.values():
            spellings.sort(key=lambda spelling: -len(spelling.letters))

    @classmethod
    def read(cls, extra: Path | None = None) -> "SkillTable":
        """The packaged table under a centre's own lines; raises ``TableError`` on a bad one.

        A skill of the centre's file replaces the packaged one of that name; a spelling that it
        has is taken from any other skill, and a skill's name with all its other spellings."""
        rows = read_rows(packaged("skills.csv"), COLUMNS, _skill, name="skills.csv")
        if extra is None:
            return cls(rows)
        own = read_rows(edited(extra), COLUMNS, _skill, name=extra.name)
        taken = {compact(spelling): row.name for row in own for spelling in row.spellings}
        kept = [_under(row, taken) for row in beneath(rows, own, lambda row: row.name)]
        return cls([*(row for row in kept if row.spellings), *own], name=extra.name)

    @cached_property
    def skills(self) -> tuple[str, ...]:
        """The canonical names."""
        return tuple(dict.fromkeys(row.name for row in self.rows))

    def resolve(self, text: str, *, context: str = "") -> str | None:
        """The skill that a whole text names, else ``None``; ``context`` is what surrounds it."""
        around = compact(f"{text} {context}")
        for letters in stems(text):
            meant = self._meant.get(letters)
            if meant and meant.fits(around):
                return meant.skill
        return None

    def skills_in(self, text: str) -> tuple[SkillSpan, ...]:
        """The skills that a text names, in order; of spellings in one another, the longest."""
        folded, around = Folded.of(text), compact(text)
        found, reached = list[SkillSpan](), 0
        for start in folded.starts():
            for spelling in self._spellings.get(folded.text[start], ()):
                end = spelling.end(folded.text, start)
                meant = self._meant[spelling.letters]
                if end and end > reached and meant.fits(around):
                    found.append(SkillSpan(meant.skill, *folded.span(start, end)))
                    reached = end
                    break
        return tuple(found)

    def named(self, text: str, *, context: str = "") -> frozenset[str]:
        """The skills of an item of a profile or a posting: the one it is, or those in it."""
        whole = self.resolve(text, context=context)
        return frozenset([whole] if whole else (span.skill for span in self.skills_in(text)))

    def with_broader(self, skills: Iterable[str]) -> frozenset[str]:
        """Skills and all that stand over them: who has pivot tables has Excel."""
        found, ahead = set[str](), list(skills)
        while ahead:
            skill = ahead.pop()
            if skill not in found:
                found.add(skill)
                ahead.extend(self._within.get(skill, ()))
        return frozenset(found)

    def missing_skills(self, asked: Iterable[str], held: Iterable[str]) -> tuple[str, ...]:
        """Of what is asked, as written, that which the held skills do not cover."""
        held = list(held)
        have = self.with_broader(skill for item in held for skill in self.named(item))
        spelled = {compact(item) for item in held}
        return tuple(
            item
            for item in dict.fromkeys(asked)
            if compact(item) not in spelled and not self._covered(item, have)
        )

    def _covered(self, item: str, have: frozenset[str]) -> bool:
        wanted = self.named(item)
        return bool(wanted) and wanted <= have

    def _add(self, row: Skill, name: str) -> None:
        for variant in row.spellings:
            spelling, meant = Spelling(variant), _Meant(row.name, tuple(map(compact, row.context)))
            known = self._meant.setdefault(spelling.letters, meant)
            if known.skill != row.name:
                raise TableError(
                    f"{name}, skill {row.name}, variants: found {variant!r}, which already means "
                    f"{known.skill}; a spelling has one skill"
                )
            if known is meant:
                self._spellings.setdefault(spelling.letters[0], []).append(spelling)


@lru_cache(maxsize=1)
def packaged_skills() -> SkillTable:
    """The packaged table, read once."""
    return SkillTable.read()


def _skill(cells: Cells) -> Skill:
    if not compact(cells["skill"]):
        raise TableError("skill: found nothing; write the skill's name")
    if cells["kind"] not in KINDS:
        raise TableError(f"kind: found {cells['kind']!r}; write one of {', '.join(KINDS)}")
    if bad := [variant for variant in listed(cells["variants"]) if not compact(variant)]:
        raise TableError(f"variants: found {bad[0]!r} without a letter; take it out")
    row = Skill(cells["skill"], cells["kind"], *(listed(cells[name]) for name in COLUMNS[2:]))
    if row.context and not row.variants:
        raise TableError("variants: found none beside a context; write what the context decides")
    return row


def _under(row: Skill, taken: Mapping[str, str]) -> Skill:
    """A packaged line under a centre's own: what those take is theirs, a taken name with all
    its other spellings."""
    return Skill(
        taken.get(compact(row.name), row.name),
        row.kind,
        tuple(variant for variant in row.variants if compact(variant) not in taken),
        tuple(taken.get(compact(broader), broader) for broader in row.within),
        row.context,
    )
