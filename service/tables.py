"""A centre's own tables (센터 표): skills and courses, kept over the packaged ones."""

from pathlib import Path
from typing import Literal

Name = Literal["skills.csv", "courses.csv"]
FOLDER = "tables"


def own_table(home: Path, name: Name) -> Path | None:
    """The centre's own table, ``None`` where it has none."""
    path = home / FOLDER / name
    return path if path.exists() else None


def keep_table(home: Path, name: Name, text: str) -> int:
    """Put a table in force, whole or not at all; how many lines are in force now.

    Raises ``TableError`` with every bad line and its cure; the table before stays.
    """
    from matcher.skills import CourseTable, SkillTable

    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = folder / f"{name}.new"
    aside.write_text(text, "utf-8")
    try:
        if name == "courses.csv":
            count = len(CourseTable.read(aside).courses)
        else:
            count = len(SkillTable.read(aside).skills)
        aside.replace(folder / name)
    finally:
        aside.unlink(missing_ok=True)
    return count
