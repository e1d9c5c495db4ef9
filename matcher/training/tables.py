"""Tab-separated files with a header and no quoting."""

import csv
from pathlib import Path


def rows_of(file: Path) -> list[dict[str, str]]:
    """All rows by column; raises ``OSError`` for a missing file."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
