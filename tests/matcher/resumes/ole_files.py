"""A small writer of OLE containers (CFB), for tests: olefile reads but cannot write."""

import struct

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def container(streams: dict[str, bytes]) -> bytes:
    """An OLE file of streams by path; one folder deep (``BodyText/Section0``)."""
    entries = _directory(streams)
    small = {path: data for path, data in streams.items() if len(data) < _CUTOFF}
    mini, mini_fat = b"", list[int]()
    starts: dict[str, int] = {}
    for path, data in small.items():
        starts[path] = len(mini) // _MINI if data else _END
        mini, mini_fat = _chained(mini, mini_fat, data, _MINI)
    chains = [b"\0" * 128 * len(entries), struct.pack(f"<{len(mini_fat)}I", *mini_fat), mini]
    large = [path for path in streams if path not in small]
    body, fat, at = b"", list[int](), list[int]()
    for chain in [*chains, *(streams[path] for path in large)]:
        at.append(len(fat) if chain else _END)
        body, fat = _chained(body, fat, chain, _SECTOR)
    starts |= dict(zip(large, at[3:], strict=True))
    starts[""] = at[2]
    directory = b"".join(
        _entry(
            name,
            kind,
            links,
            starts.get(path, 0),
            len(mini) if path == "" else len(streams.get(path, b"")),
        )
        for path, name, kind, links in entries
    )
    body = directory + body[len(directory) :]
    count = 1
    while count * 128 < len(fat) + count:
        count += 1
    first = len(fat)
    fat += [_FAT] * count
    fat += [_NONE] * (count * 128 - len(fat))
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    head += struct.pack(
        "<9I", 0, count, at[0], 0, _CUTOFF, at[1], -(-len(mini_fat) // 128), _END, 0
    )
    head += struct.pack("<109I", *range(first, first + count), *[_NONE] * (109 - count))
    return head + body + struct.pack(f"<{len(fat)}I", *fat)


def _chained(body: bytes, fat: list[int], data: bytes, size: int) -> tuple[bytes, list[int]]:
    count = -(-len(data) // size)
    first = len(fat)
    links = [*range(first + 1, first + count), _END] if count else []
    return body + data.ljust(count * size, b"\0"), fat + links


def _directory(streams: dict[str, bytes]) -> list[tuple[str, str, int, tuple[int, int]]]:
    """Every entry with its next sibling and its first child; siblings as a plain chain."""
    tops = sorted({path.partition("/")[0] for path in streams}, key=lambda n: (len(n), n.upper()))
    entries: list[tuple[str, str, int, tuple[int, int]]] = [("", "Root Entry", 5, (_NONE, 1))]
    inner: list[tuple[int, list[str]]] = []
    for number, top in enumerate(tops, 1):
        after = number + 1 if number < len(tops) else _NONE
        within = sorted(path for path in streams if path.startswith(f"{top}/"))
        entries.append((top, top, 1 if within else 2, (after, _NONE)))
        if within:
            inner.append((number, within))
    for number, within in inner:
        path, name, kind, (after, _) = entries[number]
        entries[number] = (path, name, kind, (after, len(entries)))
        for left, child in enumerate(within, 1):
            link = len(entries) + 1 if left < len(within) else _NONE
            entries.append((child, child.partition("/")[2], 2, (link, _NONE)))
    while len(entries) % 4:
        entries.append(("-", "", 0, (_NONE, _NONE)))
    return entries


def _entry(name: str, kind: int, links: tuple[int, int], start: int, size: int) -> bytes:
    text = f"{name}\0".encode("utf-16-le") if name else b""
    after, child = links
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(text), kind, 1, _NONE, after, child)
        + bytes(36)
        + struct.pack("<2I", start, size)
        + bytes(4)
    )
