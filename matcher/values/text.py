"""Clean text (글자 정리): entities, composition and invisible characters."""

import html
import re
import unicodedata

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AND = re.compile(r"&(?:(?:amp|AMP|#0*38|#[xX]0*26);)+")
_ROUNDS = 8
"""Entities in entities, deeper than any feed writes, would take a round for each level."""

INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Zero-width and bidi signs, variation selectors, tags and Hangul fillers: letters nobody sees."""

_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
_DASHES = str.maketrans(dict.fromkeys("〜∼˜∽", "~") | dict.fromkeys("‐‑‒–—―−", "-"))


_SIGNS = "!-%'-~가-힣一-鿿·ㆍ～㈜㈔↑"
_PLAIN = re.compile(f"[{_SIGNS}]+(?: [{_SIGNS}]+)*")
"""What is clean as it stands, as most cells are: composed letters, single blanks, no ``&``."""


def unescape(raw: str) -> str:
    """Resolve entities until nothing changes: feeds escape twice and thrice."""
    text = _AND.sub("&", raw)
    for _ in range(_ROUNDS):
        resolved = _AND.sub("&", _ENTITY.sub(_resolve, text))
        if resolved == text:
            break
        text = resolved
    return _LINE_END.sub("\n", text)


def _resolve(found: re.Match[str]) -> str:
    """The character an entity names; an entity nobody knows stays as it is written."""
    character = html.unescape(found[0])
    return found[0] if character.endswith(found[0][-4:]) and len(character) > 3 else character


def clean_text(raw: str | None) -> str | None:
    """Text as a reader sees it: NFC, no invisible characters, single blanks; empty is ``None``."""
    text = raw or ""
    if _PLAIN.fullmatch(text):
        return text
    for turn in range(_ROUNDS + 1):
        before = text if turn < _ROUNDS else text.replace("&", "")
        text = unicodedata.normalize("NFC", INVISIBLE.sub("", unescape(before)))
        text = _BLANKS.sub(" ", _CONTROL.sub("", text))
        if text == before:
            break
    return "\n".join(line.strip() for line in text.split("\n")).strip() or None


def folded(raw: str | None) -> str:
    """The form parsers read: cleaned, full-width letters narrowed, one tilde and one dash."""
    return unicodedata.normalize("NFKC", clean_text(raw) or "").translate(_DASHES).strip()
