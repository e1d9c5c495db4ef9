"""Keys (식별자) of postings that have no number of their own."""

import hashlib


def posting_key(prefix: str, *parts: str | None) -> str:
    """Firm, title and day of registration tell postings apart; the same in, the same out.

    A day of the data (기준일) has no place here: it is another one in every edition of a list.
    """
    told = "\x1f".join(part or "" for part in parts)
    return f"{prefix}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
