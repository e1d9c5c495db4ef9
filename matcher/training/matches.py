"""Pairs from a centre's own matches: what was accepted, and what was rejected for the same wish."""

import json
import re
from pathlib import Path

from embeddings.training.plan import Pair
from matcher.text.kinds import tidy
from matcher.text.private import blank_private

_HALF_SIGN = re.compile("[\ud800-\udfff]")


def match_pairs(file: Path) -> list[Pair]:
    """Lines ``{"wanted", "accepted", "rejected"?}``: a wish, a posting taken up, one refused.

    Sentences about health, family, age or gender and contacts are left out of each text.
    Raises ``ValueError`` with the line and the cure; nothing of a text stands in the message.
    """
    try:
        lines = file.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise ValueError(f"{file.name}: found no UTF-8, expected it; save it as UTF-8") from None
    pairs = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            pairs.append(_pair(line, f"{file.name}, line {number}"))
    return pairs


def _pair(line: str, where: str) -> Pair:
    try:
        row = json.loads(line)
        wanted, accepted, rejected = row["wanted"], row["accepted"], row.get("rejected")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError(
            f'{where}: expected {{"wanted": text, "accepted": text, "rejected": text}},'
            " the last may be left out; write one such object on each line"
        ) from None
    given = {"wanted": wanted, "accepted": accepted}
    if rejected not in (None, ""):
        given["rejected"] = rejected
    for name, text in given.items():
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"{where}, field {name}: found no words, expected a text; fill it in")
        if _HALF_SIGN.search(text):
            raise ValueError(f"{where}, field {name}: found half a sign; write the text anew")
    public = {name: tidy(blank_private(text) or "") for name, text in given.items()}
    for name, text in public.items():
        if not text:
            raise ValueError(
                f"{where}, field {name}: found only private sentences, expected work; say which"
            )
    if public["accepted"] == public.get("rejected"):
        raise ValueError(
            f"{where}, field rejected: found the text accepted, expected another; leave it out"
        )
    wish = public["wanted"]
    return Pair(wish, public["accepted"], f"match:{wish}", "match", public.get("rejected"))
