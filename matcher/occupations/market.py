"""The occupations of both sides of the market (직종), kept in a snapshot beside the records."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from embeddings.encoder import Encoder
from matcher.occupations.keco import groups_2018
from matcher.occupations.mapper import OccupationMapper
from matcher.occupations.names import OccupationNames
from matcher.occupations.records import (
    TOLD,
    Reading,
    RecordOccupation,
    fingerprint,
    posting_occupations,
    readings,
)
from matcher.records import Posting, Trainee
from matcher.text.profile import Profile


@dataclass(frozen=True, eq=False)
class OccupationIndex:
    """The likely group of each posting, in row order, and what each person seeks and has done.

    Without a ``mapper`` only stated groups are known, and nobody's wishes."""

    postings: tuple[RecordOccupation | None, ...] = ()
    people: Mapping[str, Reading] = field(default_factory=dict)
    mapper: OccupationMapper | None = None

    @classmethod
    def build(
        cls,
        postings: Sequence[Posting],
        trainees: Mapping[str, Trainee],
        mapper: OccupationMapper | None,
    ) -> "OccupationIndex":
        """Guess what no source states; ``postings`` stand in the index's row order."""
        if not postings:
            return cls()
        people: dict[str, Reading] = {}
        if mapper is not None and trainees:
            profiles = [Profile.of(trainee) for trainee in trainees.values()]
            people = dict(zip(trainees, readings(profiles, mapper), strict=True))
        return cls(tuple(posting_occupations(postings, mapper)), people, mapper)

    def reading(self, id: str, profile: Profile) -> Reading | None:
        """What a person seeks and has done; read anew where the profile has changed since."""
        known = self.people.get(id)
        if known is not None and known.of == fingerprint(profile):
            return known
        return readings([profile], self.mapper)[0] if self.mapper else None

    def told(self, row: int) -> str | None:
        """The group of a posting that may be told to people, ``None`` where it is too unsure."""
        found = self.postings[row] if row < len(self.postings) else None
        unsure = found is None or (found.confidence or 1.0) < TOLD
        return None if found is None or unsure else found.code

    def seekers(self, code: str, but: str) -> int:
        """How many people seek a group, one of them not counted."""
        return len(self._seeking.get(code, frozenset()) - {but})

    def crowding(self, row: int) -> float:
        """Seekers of a posting's group for each posting of it, at most 1; 0 where unknown."""
        code = self.told(row)
        if code is None:
            return 0.0
        return min(1.0, len(self._seeking.get(code, ())) / self._offered[code])

    def name(self, code: str) -> str:
        """The official name of a group, or its code."""
        return groups_2018().get(code, code)

    def nearest(self, code: str, k: int) -> tuple[str, ...]:
        """The k groups whose names mean most nearly the same as those of a group."""
        if self.mapper is None or code not in self._rank:
            return ()
        near = self._group_vectors @ self._group_vectors[self._rank[code]]
        order = np.argsort(-near, kind="stable").tolist()
        codes = self.mapper.names.codes
        return tuple(codes[at] for at in order if codes[at] != code)[:k]

    @cached_property
    def _seeking(self) -> dict[str, frozenset[str]]:
        codes = {code for reading in self.people.values() for code in reading.sought}
        return {
            code: frozenset(id for id, one in self.people.items() if code in one.sought)
            for code in codes
        }

    @cached_property
    def _offered(self) -> Counter[str | None]:
        return Counter(map(self.told, range(len(self.postings))))

    @cached_property
    def _group_vectors(self) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
        return self.mapper.names.group_vectors() if self.mapper else np.empty((0, 0), np.float32)

    @cached_property
    def _rank(self) -> dict[str, int]:
        codes = self.mapper.names.codes if self.mapper else ()
        return {code: at for at, code in enumerate(codes)}

    def save(self, folder: Path) -> None:
        """Write into an existing folder, which a snapshot's manifest will seal."""
        shape = {
            "postings": [
                None if one is None else [one.field, one.code, one.confidence]
                for one in self.postings
            ],
            "people": {
                id: [one.of, sorted(one.wished), sorted(one.sought), sorted(one.career)]
                for id, one in self.people.items()
            },
        }
        (folder / "occupations.json").write_text(json.dumps(shape), "utf-8")
        if self.mapper is not None:
            (folder / "names").mkdir()
            self.mapper.names.save(folder / "names")

    @classmethod
    def load(cls, folder: Path, encoder: Encoder | None) -> "OccupationIndex":
        """Read from a verified snapshot; the encoder reads profiles that changed since."""
        shape = json.loads((folder / "occupations.json").read_text("utf-8"))
        names = groups_2018()
        return cls(
            tuple(
                None if one is None else RecordOccupation(one[0], one[1], names.get(one[1]), one[2])
                for one in shape["postings"]
            ),
            {
                id: Reading(of, frozenset(wished), frozenset(sought), frozenset(career))
                for id, (of, wished, sought, career) in shape["people"].items()
            },
            OccupationMapper(encoder, names=OccupationNames.load(folder / "names"))
            if encoder is not None and (folder / "names").is_dir()
            else None,
        )
