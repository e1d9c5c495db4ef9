"""How a name may be spelled (표기): spaces, width, case, particles; never inside another word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from unicodedata import normalize

LOOSE = 4
"""Letters from which a name may be spaced anywhere; ``한 글`` is not ``한글``."""
MARKS = r"\s\-‐‑_·ㆍ・/"
_TAIL = (
    r"(?:활용|사용|운용|관련|기초|기본|중급|고급|능숙|숙련|가능|우대|필수|경험|경력|보유|능력|업무"
    r"|담당|직무|작업|프로그램|기능|실무|전문|과정|교육|기술|스킬|모집|채용|구인)*"
    r"(?:자|원|직원|사원)?"
)
"""Words that follow a skill's name and leave it what it is (``엑셀활용능력``)."""
_PARTICLE = (
    r"(?:은|는|이|가|을|를|의|에|와|과|도|만|로|으로|에서|이나|나|및|등|까지|부터|이며|이고|인"
    r"|입니다|하기|하고|하는|하며|해|할|합니다|한)?"
)
_SUFFIX = re.compile(_TAIL + _PARTICLE)
_AFTER = re.compile(rf"{_TAIL}{_PARTICLE}(?![가-힣])")
_CLUSTER = re.compile(r"[ᄀ-ᅟ][ᅠ-ᆧ]*[ᆨ-ᇿ]*|.", re.DOTALL)


@dataclass(frozen=True)
class Folded:
    """A text in one width and case, one character for each written one, with their places."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Folded":
        """Fold a text; decomposed syllables (NFD) become one character."""
        clusters = list(_CLUSTER.finditer(text))
        letters = "".join(_one(cluster.group()) for cluster in clusters)
        return cls(letters, (*(cluster.start() for cluster in clusters), len(text)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where folded characters stand in the text as it was given."""
        return self.offsets[start], self.offsets[end]

    def starts(self) -> Iterator[int]:
        """Where a word may start: at a letter that none of its own script precedes."""
        before = ""
        for at, char in enumerate(self.text):
            script = _script(char)
            if script and script != before:
                yield at
            before = script


@dataclass(frozen=True)
class Spelling:
    """One variant and how it may be written."""

    variant: str

    @cached_property
    def letters(self) -> str:
        """The variant's letters alone."""
        return compact(self.variant)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        letters = self.letters
        pieces = [self._gap(a, b) + re.escape(b) for a, b in pairwise(letters)]
        return re.compile(re.escape(letters[0]) + "".join(pieces))

    def end(self, text: str, start: int) -> int | None:
        """Where the variant ends that starts at a place of a folded text, else ``None``."""
        found = self._pattern.match(text, start)
        return found.end() if found and _ends(text, found.end()) else None

    def _gap(self, before: str, after: str) -> str:
        """A space may fall between scripts, and between the letters of a longer name."""
        other = _script(before) != _script(after)
        return f"[{MARKS}]*" if other or len(self.letters) >= LOOSE else ""


def compact(text: str) -> str:
    """The letters alone, in one width and case: ``Ｅxcel 함수·피벗`` gives ``excel함수피벗``."""
    return re.sub(f"[{MARKS}]+", "", normalize("NFKC", text).casefold())


def stems(text: str) -> Iterator[str]:
    """A compact text, then ever shorter without the words and particle that may follow a name."""
    letters = compact(text)
    for cut in range(len(letters), 1, -1):
        if _SUFFIX.fullmatch(letters, cut):
            yield letters[:cut]


def _ends(text: str, end: int) -> bool:
    """Whether a name may end here: no letter of its script follows, but what leaves it a name."""
    last, after = _script(text[end - 1]), _script(text[end : end + 1])
    if last and after == last == "latin":
        return False
    return after != "korean" or bool(_AFTER.match(text, end))


def _script(char: str) -> str:
    if "가" <= char <= "힣":
        return "korean"
    return "latin" if char.isascii() and char.isalnum() else ""


def _one(cluster: str) -> str:
    """A cluster as one character; what would become several stays its first."""
    folded = normalize("NFKC", cluster).casefold()
    return folded if len(folded) == 1 else cluster[0]
