"""What built a snapshot, and the proof that it is whole."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FORMAT = 1
MANIFEST = "manifest.json"
SEAL = "manifest.sha256"
CURE = "run: ieum index"


class SnapshotError(RuntimeError):
    """A snapshot that must not be used: what was found, what was expected, and the cure."""

    def __init__(self, found: str, expected: str, cure: str = CURE) -> None:
        super().__init__(f"snapshot: found {found}, expected {expected}; {cure}")
        self.found, self.expected, self.cure = found, expected, cure


class DamagedSnapshot(SnapshotError):  # noqa: N818 - reads as what it is
    """A snapshot whose bytes are not those that were written."""


@dataclass(frozen=True)
class Recipe:
    """What decides every vector of a snapshot; another recipe makes it useless."""

    model: str
    revision: str
    dimension: int
    text_version: str


@dataclass(frozen=True)
class Manifest(Recipe):
    """A recipe with how many rows it made (by kind) and the sha256 of each file."""

    counts: Mapping[str, int]
    files: Mapping[str, str]

    def difference(self, expected: Recipe) -> SnapshotError | None:
        """The error naming the first field that differs from a recipe, if one does."""
        for field in fields(Recipe):
            found, wanted = getattr(self, field.name), getattr(expected, field.name)
            if found != wanted:
                return SnapshotError(f"{field.name} {found!r}", f"{wanted!r}")
        return None


def seal(folder: Path, recipe: Recipe, counts: Mapping[str, int]) -> str:
    """Write the manifest of a folder's files and its checksum, and return the checksum."""
    files = {name: _sha256(folder / name) for name in _names(folder)}
    content = {"format": FORMAT, **asdict(recipe), "counts": dict(counts), "files": files}
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    digest = _sha256(folder / MANIFEST)
    (folder / SEAL).write_text(_seal_line(digest), encoding="ascii")
    return digest


def verify(folder: Path) -> tuple[Manifest, str]:
    """Check every byte of a snapshot before anything reads it, and return its manifest.

    Also returns the manifest's sha256. Raises ``DamagedSnapshot`` on a damaged, missing or
    unexpected file, ``SnapshotError`` on another format.
    """
    present = set(_names(folder))
    if missing := {MANIFEST, SEAL} - present:
        raise DamagedSnapshot(f"no {min(missing)} in {folder.name}", "a whole snapshot")
    digest = _sha256(folder / MANIFEST)
    if (folder / SEAL).read_bytes() != _seal_line(digest).encode():
        raise DamagedSnapshot(f"a damaged {MANIFEST} in {folder.name}", "the one written")
    manifest = _parsed((folder / MANIFEST).read_bytes())
    listed = {*manifest.files, MANIFEST, SEAL}
    if present != listed:
        name = min(present ^ listed)
        kind = "an unexpected" if name in present else "a missing"
        raise DamagedSnapshot(f"{kind} file {name} in {folder.name}", "the files listed")
    for name, wanted in manifest.files.items():
        if _sha256(folder / name) != wanted:
            raise DamagedSnapshot(f"a damaged {name} in {folder.name}", f"sha256 {wanted[:12]}…")
    return manifest, digest


def _parsed(content: bytes) -> Manifest:
    stored = json.loads(content)
    if (found := stored.pop("format")) != FORMAT:
        raise SnapshotError(f"format {found}", f"format {FORMAT}")
    return Manifest(**stored)


def _names(folder: Path) -> list[str]:
    """Every file below a folder, by its relative name; refuses links and the like."""
    names = []
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise DamagedSnapshot(f"{path.name}, which is no plain file", "plain files only")
        if path.is_file():
            names.append(path.relative_to(folder).as_posix())
    return names


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _seal_line(digest: str) -> str:
    """The line that ``sha256sum --check`` reads."""
    return f"{digest}  {MANIFEST}\n"
