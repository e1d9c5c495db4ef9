"""Serial numbers (순번): numbers of rows, another one for everybody in the next file."""

import re
from collections.abc import Sequence

_NUMBER = re.compile("[0-9]{1,6}")
_SHORT = re.compile("[0-9]{1,4}")
_PEOPLE = (
    "칸은 줄 순서대로 매긴 순번으로 보입니다. 다음 명단에서 순번이 밀리면 다른 사람의 정보로 "
    "바뀝니다. 훈련생번호처럼 바뀌지 않는 번호를 적어 주십시오."
)
_POSTINGS = (
    "칸은 줄 순서대로 매긴 순번으로 보입니다. 다음 목록에서 순번이 밀리면 다른 공고로 바뀝니다. "
    "바뀌지 않는 공고 번호를 적거나, 번호 칸을 빼 주십시오(회사와 제목으로 알아봅니다)."
)


def counts_rows(cells: Sequence[str]) -> bool:
    """Whether the cells of a column are 1, 2, 3 … to the last, or back from the last to 1.

    Cells without any figure (합계) count nothing; one row alone tells nothing.
    """
    told = [cell for cell in cells if re.search("[0-9]", cell)]
    if len(told) < 2 or not all(map(_NUMBER.fullmatch, told)):
        return False
    numbers, upward = [int(cell) for cell in told], list(range(1, len(told) + 1))
    return numbers in (upward, upward[::-1])


def follows_lines(ids: Sequence[tuple[int, str]], missing: int) -> bool:
    """Whether ids rise with the lines they stand in, from 1 on but for ``missing`` rows."""
    if len(ids) < 2 or not all(_NUMBER.fullmatch(id) for _, id in ids):
        return False
    return len({line - int(id) for line, id in ids}) == 1 and int(ids[0][1]) <= missing + 1


def seems_serial(cells: Sequence[str], *, by_name: bool) -> bool:
    """Whether a column numbers rows: by its cells, or by a header such as 연번 over short ones."""
    return counts_rows(cells) or (by_name and bool(cells) and all(map(_SHORT.fullmatch, cells)))


def caution(column: str, *, people: bool) -> str:
    """What to tell whoever takes such a column for the number of a person or a posting."""
    return f"‘{column}’ {_PEOPLE if people else _POSTINGS}"
