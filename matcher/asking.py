"""Asking (자격요건·우대사항): which pieces of a posting say what it must have, and what it likes.

A heading opens a section; within a line the words 필수, 반드시, 소지자 and 우대 decide for what
stands before them. What neither a heading nor such a word marks asks for nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from matcher.records import Posting

Wanted = Literal["must", "nice"]

REACH = 40
"""Characters before a word such as 필수 that it can speak of."""

_LINE = re.compile(r"\n|(?=[\[<【][가-힣\s]{2,12}[\]>】])")
_HEAD = re.compile(
    r"[^가-힣A-Za-z0-9]*(?:\d{1,2}\s?[.)]\s*|[가-하]\s?[.)]\s*)?[^가-힣A-Za-z0-9]*"
    r"(?:(?P<must>(?:자격|지원|응시|참여|공통)\s?(?:자격|요건|조건)|필수\s?(?:자격|요건|사항|조건|역량)"
    r"|필요\s?(?:역량|자격)|요구\s?(?:역량|사항)|필수(?=\s?[:：\]>】]|$)|이런\s?분을\s?(?:찾|원|기다|모)[가-힣]*)"
    r"|(?P<nice>우대\s?(?:사항|조건|요건)|우대(?=\s?[:：\]>】]|$)|이런\s?분이면\s?더\s?좋[가-힣]*)"
    r"|(?P<other>(?:담당|주요|수행|모집|채용|근무|근로|직무|지원|접수|전형|제출|복리|급여|기타|회사|합격)"
    r"\s?(?:업무|내용|분야|부문|인원|조건|시간|지|형태|안내|방법|기간|절차|서류|후생|사항|소개|자\s?발표)?"
    r"|하는\s?일|혜택|복지|문의))"
    r"(?P<rest>\s*(?:[\]>】]\s*[:：]?|[:：]|\(|,|및|$))"
)
_BULLET = re.compile(r"\s*[-·*•ㆍ]")
_SENTENCE = re.compile(r"[.;!?](?:\s|$)")
_CUE = re.compile(
    r"(?P<none>(?:필수|자격)\S{0,3}\s?(?:아님|아닙|아니|X\b)|없어도|무관|불필요|필요\s?(?:가\s?)?없)"
    r"|(?P<nice>우대|가점|(?:이면|있으면)\s?(?:더\s?)?좋|선호)"
    r"|(?P<ahead>반드시|필히)"
    r"|(?P<must>(?:필수|소지자)(?![^,.;\n]{0,20}(?:우대|가점|선호))(?!\S{0,3}\s?(?:아님|아닙|아니)))"
)
_ANY = re.compile(r"필수|필히|반드시|소지자|자격|요건|역량|우대|가점|선호|좋|이런\s?분|요구")


@dataclass(frozen=True)
class Piece:
    """A piece of a posting's field that states needs (``must``) or preferences (``nice``)."""

    wanted: Wanted
    field: str
    start: int
    end: int
    text: str


def pieces(posting: Posting) -> tuple[Piece, ...]:
    """The pieces of title, body and preference that ask for something, in their order."""
    found = [*_of_text("title", posting.title), *_of_text("body", posting.body or "")]
    if posting.preference:
        text = posting.preference
        found.append(Piece("nice", "preference", 0, len(text), text))
    return tuple(found)


def _of_text(field: str, text: str) -> Iterator[Piece]:
    if not _ANY.search(text):
        return
    section: Wanted | None = None
    for start, line in _lines(text):
        head = _HEAD.match(line)
        if head is None:
            yield from _of_line(field, start, line, section)
            continue
        kind: Wanted | None = "must" if head["must"] else "nice" if head["nice"] else None
        said = line[head.end() :]
        yield from _of_line(field, start + head.end(), said, kind)
        if not (said.strip() and _BULLET.match(line)):  # ``- 우대: …`` speaks of itself alone
            section = kind


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for mark in _LINE.finditer(text):
        yield at, text[at : mark.start()]
        at = mark.end()
    yield at, text[at:]


def _of_line(field: str, start: int, line: str, section: Wanted | None) -> Iterator[Piece]:
    at = 0
    for end in (*(mark.end() for mark in _SENTENCE.finditer(line)), len(line)):
        yield from _of_sentence(field, start + at, line[at:end], section)
        at = end


def _of_sentence(field: str, start: int, said: str, section: Wanted | None) -> Iterator[Piece]:
    def piece(wanted: Wanted, first: int, last: int) -> Iterator[Piece]:
        if said[first:last].strip():
            yield Piece(wanted, field, start + first, start + last, said[first:last])

    at = 0
    for cue in _CUE.finditer(said):
        if cue["ahead"]:
            yield from piece("must", cue.end(), len(said))
            return
        first = at if section else max(at, cue.start() - REACH)
        if not cue["none"]:
            liked = cue["nice"] or section == "nice"
            yield from piece("nice" if liked else "must", first, cue.end())
        at = cue.end()
    if section:
        yield from piece(section, at, len(said))
