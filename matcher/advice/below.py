"""Ranked below (순위에 밀림): by how much a job misses a list, and which factor it misses by."""

from collections.abc import Sequence
from math import prod

from matcher.advice.wording import FACTORS
from matcher.results import Change, Match
from matcher.scoring import Scored, Scorer

SHARED_OUT = "점수는 모자라지 않지만, 다른 희망이나 다른 직종의 일자리에 자리를 나누었습니다."


def below(scorer: Scorer, scored: Scored, matches: Sequence[Match]) -> Change:
    """What would have to change for a job that no limit holds back to be among ``matches``."""
    last = matches[-1] if matches else None
    ahead = [match for match in matches if _employer(scorer, match.id) == _own(scorer, scored)]
    if len(ahead) >= scorer.weights.per_employer and (last is None or scored.score >= last.score):
        told = f"같은 회사의 일자리 {len(ahead)}개가 이미 목록에 있어 뺐습니다."
        return Change("employer_cap", told)
    if last is None:
        return Change("ranked_below", "다른 일자리가 더 가까워 목록에 들지 못했습니다.")
    if scored.score >= last.score:
        return Change("shared_out", SHARED_OUT)
    short = round(last.score, 3) - round(scored.score, 3)
    told = (
        f"점수가 {short:.3f} 모자랍니다(이 일자리 {scored.score:.3f}, "
        f"목록의 마지막인 {last.rank}위 {last.score:.3f})."
    )
    return Change("ranked_below", f"{told} {_factor(scored, last)}".rstrip())


def _factor(scored: Scored, last: Match) -> str:
    """The factor by which a job is furthest behind the last of the list, and if it decides."""
    ratios = {
        name: scored.factors[name] / value
        for name, value in last.factors.items()
        if value > 0 and name in scored.factors
    }
    name = min(ratios, key=lambda one: ratios[one], default=None)
    if name is None or ratios[name] >= 1:
        return ""
    own, theirs = scored.factors[name], last.factors[name]
    equal = theirs * prod(value for other, value in scored.factors.items() if other != name)
    decides = (
        "이것이 같았다면 목록에 들었습니다."
        if equal >= last.score
        else ("이것이 같았더라도 목록에 들지 못했습니다.")
    )
    label = FACTORS.get(name, name)
    return (
        f"가장 크게 뒤진 요소는 ‘{label}’({own:.2f}, {last.rank}위는 {theirs:.2f})입니다. {decides}"
    )


def _own(scorer: Scorer, scored: Scored) -> str:
    posting = scorer.table[scored.row].posting
    return posting.employer.key or posting.id


def _employer(scorer: Scorer, id: str) -> str:
    row = scorer.index.postings.row(id)
    posting = scorer.table[row].posting if row is not None else None
    return (posting.employer.key or posting.id) if posting else ""
