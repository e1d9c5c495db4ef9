"""Building the snapshot: every record of the store, encoded once and published at once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.bootstrap import Services


@dataclass(frozen=True)
class Built:
    """What a build did: records indexed, texts that had to be encoded, the snapshot's name;
    ``left_out`` have not agreed to be matched."""

    trainees: int
    postings: int
    encoded: int
    snapshot: str
    left_out: int = 0


def build_index(services: "Services", *, progress: bool = False) -> Built:
    """Index the postings, and the people who agreed; unchanged texts come from the vector cache."""
    from embeddings.manifest import write_snapshot
    from matcher.indexing import MatchIndex
    from matcher.occupations import OccupationMapper
    from service.consent import agreed

    everybody, postings = services.store.trainees(), services.store.postings()
    trainees = agreed(everybody, "matching", services.today())
    encoder = services.encoder
    mapper = OccupationMapper(encoder)
    index = MatchIndex.build(trainees, postings, encoder, mapper=mapper, progress=progress)
    counts = {"trainees": len(trainees), "postings": len(postings)}
    snapshot = write_snapshot(services.snapshots, index.save, services.recipe, counts)
    encoded = getattr(encoder, "misses", 0)
    left_out = len(everybody) - len(trainees)
    return Built(len(trainees), len(postings), encoded, snapshot.path.name, left_out)
