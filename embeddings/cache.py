"""Vectors kept by what made them and of what: an unchanged text is never encoded twice."""

import hashlib
import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from embeddings.description import Description
from embeddings.encoder import Encoder, Role, Vectors
from embeddings.sections import surely_fits
from embeddings.wal import write_ahead

BLOCK = 2048
"""Texts encoded between two writes: an interrupted run loses no more than these."""
_WAIT_S = 60

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    text TEXT NOT NULL, role TEXT NOT NULL, model TEXT NOT NULL, revision TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (text, role, model, revision)
) WITHOUT ROWID
"""
_FIND = (
    "SELECT v.text, v.vector FROM json_each(?) AS wanted JOIN vectors AS v"
    " ON v.text = wanted.value AND v.role = ? AND v.model = ? AND v.revision = ?"
)


@dataclass(frozen=True)
class Maker:
    """What made a vector: two makers never share one."""

    model: str
    revision: str
    role: Role


class VectorCache:
    """A SQLite file of vectors by hash of text; safe for several processes and threads.

    Texts themselves are not kept, but their vectors are as personal as they: :meth:`forget`.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        with self._connection() as connection:
            write_ahead(connection, _WAIT_S)
            connection.execute(_SCHEMA)

    def get(self, texts: Iterable[str], maker: Maker) -> dict[str, Vectors]:
        """The known vectors, by text."""
        by_key = {text_key(text): text for text in texts}
        wanted = json.dumps(list(by_key))
        with self._connection() as connection:
            rows = connection.execute(_FIND, (wanted, maker.role, maker.model, maker.revision))
            return {by_key[key]: np.frombuffer(blob, dtype="<f4") for key, blob in rows}

    def put(self, texts: Sequence[str], vectors: Vectors, maker: Maker) -> None:
        """Keep one vector for each text, in one transaction."""
        rows = [
            (key, maker.role, maker.model, maker.revision, vector.astype("<f4").tobytes())
            for key, vector in zip(map(text_key, texts), vectors, strict=True)
        ]
        with self._connection() as connection:
            connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?, ?)", rows)

    def forget(self, texts: Iterable[str]) -> int:
        """Delete every vector of these texts, whatever made it; returns how many went."""
        return self._delete("IN", texts)

    def prune(self, keep: Iterable[str]) -> int:
        """Delete every vector of any other text; returns how many went."""
        return self._delete("NOT IN", keep)

    def __len__(self) -> int:
        with self._connection() as connection:
            return int(connection.execute("SELECT count(*) FROM vectors").fetchone()[0])

    def _delete(self, which: str, texts: Iterable[str]) -> int:
        keys = json.dumps([text_key(text) for text in texts])
        statement = f"DELETE FROM vectors WHERE text {which} (SELECT value FROM json_each(?))"  # noqa: S608 # which is one of two constants
        with self._connection() as connection:
            return connection.execute(statement, (keys,)).rowcount

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=_WAIT_S)) as connection, connection:
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute("PRAGMA secure_delete=ON")
            yield connection


class CachedEncoder:
    """An encoder in front of a cache: loads the real one at the first text it does not know."""

    def __init__(self, load: Callable[[], Encoder], cache: VectorCache, known: Description) -> None:
        self._load, self._cache, self._known = load, cache, known
        self._encoder: Encoder | None = None
        self._loading = threading.Lock()
        self.misses = 0

    @property
    def name(self) -> str:
        """The model's public name."""
        return self._known.name

    @property
    def revision(self) -> str:
        """Changes whenever the vectors would."""
        return self._known.revision

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._known.dimension

    @property
    def loaded(self) -> bool:
        """Whether the real encoder has been needed."""
        return self._encoder is not None

    def sections(self, text: str) -> list[str]:
        """As the real encoder's; short texts need not load it."""
        if surely_fits(text, self._known.sure_characters):
            return [stripped] if (stripped := text.strip()) else []
        return self._real().sections(text)

    def encode(
        self, texts: Sequence[str], role: Role, *, progress: bool = False, keep: bool = True
    ) -> Vectors:
        """As the real encoder's, encoding each distinct unknown text once (``misses`` counts)."""
        maker = Maker(self.name, self.revision, role)
        distinct = list(dict.fromkeys(texts))
        found = self._cache.get(distinct, maker)
        missing = sorted((text for text in distinct if text not in found), key=len)
        for start in range(0, len(missing), BLOCK):
            block = missing[start : start + BLOCK]
            vectors = self._real().encode(block, role, progress=progress)
            if keep:
                self._cache.put(block, vectors, maker)
            self.misses += len(block)
            found.update(zip(block, vectors, strict=True))
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        return np.stack([found[text] for text in texts])

    def _real(self) -> Encoder:
        with self._loading:
            if self._encoder is None:
                encoder = self._load()
                found = Description.of(encoder)
                if found != replace(self._known, sure_characters=0):
                    raise ValueError(
                        f"encoder: found {found}, expected {self._known}; run the command once more"
                    )
                self._encoder = encoder
            return self._encoder


def text_key(text: str) -> str:
    """The hash under which a text's vector is kept."""
    return hashlib.sha256(text.encode()).hexdigest()
