"""A centre's own tables (센터 표), kept over the packaged ones: skills, courses, travel times and
weights."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

Name = Literal["skills.csv", "courses.csv", "travel_times.csv", "weights.toml"]
FOLDER = "tables"


def own_table(home: Path, name: Name) -> Path | None:
    """The centre's own table, ``None`` where it has none."""
    path = home / FOLDER / name
    return path if path.exists() else None


def keep_table(home: Path, name: Name, text: str) -> int:
    """Put a table in force, whole or not at all; how many lines are in force now.

    Raises ``TableError`` with every bad line and its cure; the table before stays.
    """
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=folder) as beside:
        new = Path(beside) / name
        new.write_text(text, "utf-8")
        count = _reader(name)(new)
        new.replace(folder / name)
    return count


def _reader(name: Name) -> Callable[[Path], int]:
    """What reads a table and counts what is then in force."""
    from matcher.skills import CourseTable, SkillTable
    from matcher.travel import TravelTimes
    from matcher.weights_file import changed, read_weights

    readers: dict[Name, Callable[[Path], int]] = {
        "skills.csv": lambda path: len(SkillTable.read(path).skills),
        "courses.csv": lambda path: len(CourseTable.read(path).courses),
        "travel_times.csv": lambda path: len(TravelTimes.read(path)),
        "weights.toml": lambda path: len(changed(read_weights(path))),
    }
    return readers[name]
