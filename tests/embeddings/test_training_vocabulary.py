"""A smaller vocabulary cuts the texts it was made for as before, and gives the same vectors."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from test_sentence_encoder import TINY, tiny_tokenizer, tiny_weights
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from embeddings import SentenceEncoder
from embeddings.bundled.folder import write_folder
from embeddings.training.vocabulary import kept_pieces, pruned_model

PIECES = (
    ("<unk>", 0.0),
    ("▁Ünused", -3.0),
    ("<s>", 0.0),
    ("<pad>", 0.0),
    ("</s>", 0.0),
    ("▁the", -3.1),
    ("▁", -3.2),
    ("경리", -4.0),
    ("▁사무원", -4.1),
    ("▁desk", -4.2),
    ("▁große", -4.3),
    ("a", -4.4),
    ("b", -4.5),
    ("▁abab", -4.6),
    ("ㄱ", -4.7),
    ("日本", -5.0),
    ("▁rare", -6.0),
)
NAMES = [piece for piece, _ in PIECES]
SHAPE = replace(TINY, vocabulary=len(PIECES))


def unigram(file: Path) -> Path:
    tokenizer = Tokenizer(models.Unigram([*PIECES], unk_id=0))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>"])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 2), ("</s>", 4)]
    )
    tokenizer.save(str(file))
    return file


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("whole")
    weights = tiny_weights()
    table = np.random.default_rng(3).normal(0, 0.5, (len(PIECES), SHAPE.hidden))
    weights.tensors["embeddings.word_embeddings.weight"] = table.astype(np.float32)
    folder = place / "model"
    folder.mkdir()
    write_folder(folder, replace(weights, shape=SHAPE), unigram(place / "tokenizer.json"), {})
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"pad_token_id": 3}))
    return folder


TEXTS = ["경리 사무원", "abab b", "경리 desk 日本"]


@pytest.fixture(scope="module")
def pruned(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pruned") / "model"
    pruned_model(whole, TEXTS, out, size=0)
    return out


def names(folder: Path) -> list[str]:
    file = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    return [piece for piece, _ in file["model"]["vocab"]]


def test_specials_stay_and_are_numbered_anew(pruned: Path) -> None:
    tokenizer = Tokenizer.from_file(str(pruned / "tokenizer.json"))
    config = json.loads((pruned / "config.json").read_text())

    assert names(pruned)[:4] == ["<unk>", "<s>", "<pad>", "</s>"]
    assert [tokenizer.token_to_id(name) for name in ("<unk>", "<s>", "<pad>", "</s>")] == [
        *range(4)
    ]
    assert tokenizer.encode("abab").ids[0] == 1
    assert tokenizer.encode("abab").ids[-1] == 3
    assert (config["pad_token_id"], config["vocab_size"]) == (2, len(names(pruned)))
    assert "▁große" not in names(pruned)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_whose_pieces_stay_is_cut_as_before(whole: Path, pruned: Path, text: str) -> None:
    before, after = (
        Tokenizer.from_file(str(folder / "tokenizer.json")).encode(text).tokens
        for folder in (whole, pruned)
    )

    assert before == after


def test_a_text_whose_pieces_stay_has_the_same_vector(
    whole: Path, pruned: Path, tmp_path: Path
) -> None:
    before, after = (
        SentenceEncoder.load(folder, cache_folder=tmp_path, backend="torch").encode(TEXTS, "query")
        for folder in (whole, pruned)
    )

    np.testing.assert_allclose(before, after, atol=1e-6)


def test_hangul_and_single_signs_always_stay(whole: Path) -> None:
    kept = kept_pieces(whole / "tokenizer.json", [], 0)

    assert [NAMES[i] for i in kept] == [
        *("<unk>", "<s>", "<pad>", "</s>", "▁", "경리", "▁사무원", "a", "b", "ㄱ")
    ]


def test_the_size_is_reached_by_frequent_english(whole: Path) -> None:
    small, larger = (set(kept_pieces(whole / "tokenizer.json", [], size)) for size in (10, 12))

    assert [NAMES[i] for i in sorted(larger - small)] == ["▁the", "▁desk"]


def test_a_tokenizer_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="found a WordLevel model, expected Unigram"):
        kept_pieces(tiny_tokenizer(tmp_path / "tokenizer.json"), [], 10)


@pytest.mark.model
def test_the_stock_model_shrinks_and_keeps_the_vectors_of_given_texts(
    stock_folder: Path, tmp_path: Path
) -> None:
    # given
    texts = ["query: 아파트 경비원", "query: 회계 장부를 정리하고 세금을 신고한다.", "query: 용접"]

    # when
    pruned_model(stock_folder, texts, tmp_path / "model")

    # then
    before, after = (
        SentenceEncoder.load(folder, cache_folder=tmp_path, backend="torch").encode(texts, "query")
        for folder in (stock_folder, tmp_path / "model")
    )
    np.testing.assert_allclose(before, after, atol=1e-6)
    tensors = load_file(tmp_path / "model" / "model.safetensors")
    assert 34_900 < len(names(tmp_path / "model")) < 36_000
    assert 34e6 < sum(tensor.size for tensor in tensors.values()) < 36e6
