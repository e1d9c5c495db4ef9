"""Character n-grams (음절 엮음): pieces of words, which forgive spacing, endings and slips."""

import re

SHORTEST, LONGEST = 2, 4
_WORDS = re.compile(r"\w+")


def letters(text: str) -> list[str]:
    """The n-grams of 2 to 4 characters within each word, whose ends count as blanks.

    As scikit-learn's ``char_wb`` cuts them; a word shorter than n gives itself once."""
    found = []
    for word in _WORDS.findall(text.lower()):
        padded = f" {word} "
        for n in range(SHORTEST, LONGEST + 1):
            found += [padded[at : at + n] for at in range(max(len(padded) - n, 0) + 1)]
            if n >= len(padded):
                break
    return found
