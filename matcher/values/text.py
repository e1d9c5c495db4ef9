"""Clean text (글자 정리): entities, composition and invisible characters."""

import html
import re
import unicodedata

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INVISIBLE = re.compile(
    "[\u00ad\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3164\uffa0\ufeff]"
)
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
_DASHES = str.maketrans(dict.fromkeys("〜∼˜∽", "~") | dict.fromkeys("‐‑‒–—―−", "-"))


def unescape(raw: str) -> str:
    """Resolve entities until nothing changes: feeds escape twice and thrice."""
    text = raw
    while (resolved := _ENTITY.sub(_resolve, text)) != text:
        text = resolved
    return _LINE_END.sub("\n", text)


def _resolve(found: re.Match[str]) -> str:
    """The character an entity names; an entity nobody knows stays as it is written."""
    character = html.unescape(found[0])
    return found[0] if character.endswith(found[0][-4:]) and len(character) > 3 else character


def clean_text(raw: str | None) -> str | None:
    """Text as a reader sees it: NFC, no invisible characters, single blanks; empty is ``None``."""
    text, before = raw or "", None
    while text != before:
        before = text
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", unescape(text)))
        text = _BLANKS.sub(" ", _CONTROL.sub("", text))
    return "\n".join(line.strip() for line in text.split("\n")).strip() or None


def folded(raw: str | None) -> str:
    """The form parsers read: cleaned, full-width letters narrowed, one tilde and one dash."""
    return unicodedata.normalize("NFKC", clean_text(raw) or "").translate(_DASHES).strip()
