"""Particles (조사), which follow the sound that a word ends in."""


def particle(word: str, closed: str, open_: str) -> str:
    """The particle for a word: ``closed`` after a final consonant (받침), else ``open_``."""
    last = next((char for char in reversed(word) if char.isalnum()), "")
    if "가" <= last <= "힣":
        return closed if (ord(last) - ord("가")) % 28 else open_
    return closed if last.lower() in "lmnr013678" else open_
