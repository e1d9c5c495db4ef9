"""Zip archives (압축 파일): judged by what they claim, before any of it is unpacked."""

import io
import zipfile

PARTS = 2_000
RATIO = 200
SMALL = 1024 * 1024
"""A part above this size may be packed 1:200 at most; real sheets and texts are 1:10 to 1:50."""

_ENTRY = b"PK\x01\x02"


class TooLarge(ValueError):  # noqa: N818 - says what is wrong with it
    """A bomb: more parts or bytes than a file of its kind has, or packed beyond belief."""


def opened(data: bytes, unpacked: int) -> zipfile.ZipFile:
    """The archive, of at most ``unpacked`` bytes in all; raises ``TooLarge`` and zipfile's own."""
    if data.count(_ENTRY) > PARTS:  # counted first: only listing them takes half a second
        raise TooLarge
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = archive.infolist()
    bomb = any(part.file_size > max(SMALL, RATIO * part.compress_size) for part in parts)
    if bomb or len(parts) > PARTS or sum(part.file_size for part in parts) > unpacked:
        raise TooLarge
    return archive
