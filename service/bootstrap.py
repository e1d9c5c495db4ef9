"""The one place that assembles the service; every part can be given, so tests pass fakes."""

import logging
import threading
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from service.api.ports import Readiness
from service.settings import Settings
from service.tables import own_table

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from embeddings.manifest import Recipe
    from matcher.indexing import MatchIndex
    from matcher.matching import Matcher
    from matcher.records import Posting, Trainee
    from matcher.skills import CourseTable, HeldSkill, SkillTable
    from matcher.travel import TravelTimes
    from matcher.weights import Weights
    from service.consent import ConsentGate
    from service.emails.mailer import Mailer
    from service.store import Store

ABLATIONS = ("dense", "lexical", "career", "avoid", "coverage")
LOOK_AGAIN_S = 1.0
"""How often a running service looks whether store or snapshot have changed."""

logger = logging.getLogger(__name__)


class Services:
    """Settings, store, encoder and the matcher over the newest snapshot."""

    def __init__(
        self,
        settings: Settings,
        *,
        store: "Store | None" = None,
        encoder: "Encoder | None" = None,
        threads: int | None = None,
    ) -> None:
        self.settings, self._threads = settings, threads
        self._given_store, self._given_encoder = store, encoder
        self._matcher: ConsentGate | None = None
        self._index: MatchIndex | None = None
        self._note: str | None = None
        self._loaded: tuple[str, ...] = ()
        self._looked = float("-inf")
        self._lock = threading.Lock()

    @cached_property
    def store(self) -> "Store":
        """People and postings on disk."""
        from service.store import Store

        if self._given_store is not None:
            return self._given_store
        self.settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Store.open(self.settings.store_url)

    @cached_property
    def encoder(self) -> "Encoder":
        """The encoder behind the vector cache; weights are read on the first unknown text."""
        return self._given_encoder or open_encoder(self.settings, threads=self._threads)

    @cached_property
    def skills(self) -> "SkillTable":
        """The names of skills: the packaged table under the centre's own."""
        from matcher.skills import SkillTable

        return SkillTable.read(own_table(self.settings.home, "skills.csv"))

    @cached_property
    def courses(self) -> "CourseTable":
        """What courses verify: the packaged table under the centre's own."""
        from matcher.skills import CourseTable

        return CourseTable.read(own_table(self.settings.home, "courses.csv"))

    @cached_property
    def weights(self) -> "Weights":
        """The weights of the ranking: the packaged ones under the centre's own."""
        from matcher.weights_file import read_weights

        return read_weights(own_table(self.settings.home, "weights.toml"))

    @cached_property
    def travel(self) -> "TravelTimes":
        """The centre's travel times, empty where it has none."""
        from matcher.travel import TravelTimes

        return TravelTimes.read(own_table(self.settings.home, "travel_times.csv"))

    def held_skills(self, trainee: "Trainee") -> "tuple[HeldSkill, ...]":
        """A person's skills, each verified by a course, being learnt, or claimed."""
        from matcher.skills import skills_of

        return skills_of(trainee, self.today(), courses=self.courses, table=self.skills)

    @property
    def snapshots(self) -> Path:
        """The folder of snapshots."""
        return self.settings.home / "snapshot"

    @property
    def recipe(self) -> "Recipe":
        """What a snapshot must have been made with."""
        from embeddings.manifest import Recipe
        from matcher.text.kinds import TEXT_VERSION

        encoder = self.encoder
        return Recipe(encoder.name, encoder.revision, encoder.dimension, TEXT_VERSION)

    @property
    def matcher(self) -> "ConsentGate":
        """The matcher over the newest snapshot and the store as it is now, behind the consents."""
        with self._lock:
            if monotonic() - self._looked >= LOOK_AGAIN_S:
                state = self._state()
                if self._matcher is None or state != self._loaded:
                    self._matcher, self._loaded = self._load(), state
                self._looked = monotonic()
            loaded = self._matcher
        if loaded is None:
            raise LookupError("no snapshot is loaded; run: ieum index")
        return loaded

    def look_again(self) -> None:
        """Take a change of the store into account at the very next question."""
        self._looked = float("-inf")

    def today(self) -> date:
        """The day on the service's one clock."""
        return self.settings.day()

    def ready(self) -> Readiness:
        """Whether the store answers and a snapshot of the right model is loaded."""
        from embeddings.manifest import SnapshotError
        from service.store import StoreError

        try:
            self.store.counts()
            _ = self.matcher
        except (SnapshotError, StoreError, LookupError) as error:
            return Readiness(False, str(error))
        return Readiness(True, self._note)

    def mailer(self) -> "Mailer":
        """Where mail goes: a server, or a folder of files."""
        from service.emails.mailer import open_mailer

        return open_mailer(self.settings.mail_url, self.settings.home / "outbox")

    def _state(self) -> tuple[str, ...]:
        current = self.snapshots / "CURRENT"
        snapshot = current.read_text("utf-8") if current.exists() else ""
        return snapshot, str(self.store.generation())

    def _load(self) -> "ConsentGate":
        """The store as it is now, over the newest snapshot that can be used."""
        from embeddings.manifest import SnapshotError, open_snapshot
        from matcher.indexing import MatchIndex
        from matcher.matching import Matcher
        from service.consent import ConsentGate

        try:
            snapshot = open_snapshot(self.snapshots, self.recipe)
            self._index = MatchIndex.load(snapshot.path, self.encoder)
            self._note = snapshot.note or None
        except SnapshotError as error:
            if self._index is None:
                raise
            logger.warning("keeping the snapshot at work: %s", error)
            self._note = str(error)
        matcher = Matcher(
            self.store.trainees(),
            self.store.postings(),
            self._index,
            self.encoder,
            cleared=self.store.clearances(),
            weights=self.weights,
            skills=self.skills,
            courses=self.courses,
            travel=self.travel,
        )
        return ConsentGate(matcher)


def open_services(settings: Settings | None = None, *, threads: int | None = None) -> Services:
    """The service as the settings have it; nothing is read before it is used.

    ``threads`` are the encoder's: none given for many texts, which the cores share out among
    themselves; a few where one text is waited for."""
    return Services(settings or Settings.read(), threads=threads)


def open_encoder(
    settings: Settings, model: str | None = None, *, threads: int | None = None
) -> "Encoder":
    """The chosen model behind the vector cache of the home folder."""
    from embeddings import CachedEncoder, SentenceEncoder, VectorCache, default_model_folder

    chosen = model or settings.encoder
    folder = settings.models or default_model_folder()

    def load() -> "Encoder":
        return SentenceEncoder.load(
            chosen, cache_folder=folder, backend=settings.backend, threads=threads
        )

    known = SentenceEncoder.describe(chosen, cache_folder=folder, backend=settings.backend)
    return CachedEncoder(load, VectorCache(settings.home / "vectors.sqlite"), known)


def evaluation_matchers(
    settings: Settings, people: "Sequence[Trainee]", jobs: "Sequence[Posting]"
) -> "tuple[Mapping[str, Matcher], date]":
    """Matchers over these records alone, ``ieum`` and one ``without_…`` for each ablation."""
    from matcher.indexing import MatchIndex
    from matcher.matching import Matcher
    from matcher.scoring import RULES

    encoder = open_encoder(settings)
    trainees = {trainee.id: trainee for trainee in people}
    postings = {posting.id: posting for posting in jobs}
    index = MatchIndex.build(trainees, postings, encoder, progress=True)
    ieum = Matcher(trainees, postings, index, encoder, off=RULES)
    matchers = {f"without_{name}": ieum.without(name) for name in ABLATIONS}
    return {"ieum": ieum, **matchers}, settings.day()


def with_home(settings: Settings, home: Path) -> Settings:
    """The same settings in another home folder."""
    return settings.model_copy(update={"home": home, "database_url": None})
