import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import Encoder
from embeddings.hashing import HashingEncoder
from matcher.evaluation import JudgmentError
from matcher.evaluation.baselines import char_ngram_cosines
from matcher.evaluation.bootstrap import Estimate, Sampled, estimate, paired_difference
from matcher.evaluation.dense import cosines
from matcher.evaluation.encoder_sets import EncoderSets, files_of, read_bench, read_codes
from matcher.evaluation.encoders import evaluate_encoders
from matcher.evaluation.encoders_report import EncodersReport
from matcher.evaluation.similarity_sets import read_klue, read_korsts
from matcher.evaluation.spearman import sampled_spearman, spearman
from matcher.training.held_out import for_choosing, reported

HELD, OTHER_HELD, SEEN, CHOOSING = "0544", "1654", "0211", "0012"
"""Group codes of the invented dictionary; the first test shows which are held out."""

ENTRIES = {"bake": HELD, "bread": HELD, "nurse": OTHER_HELD, "book": SEEN, "ledger": SEEN}
DOCUMENTS = {
    "bake": "제빵사. 빵을 굽는다.",
    "bread": "제과원. 빵과 과자를 굽는다.",
    "nurse": "간호사. 환자를 돌본다.",
    "book": "경리원. 장부를 적는다.",
    "ledger": "회계원. 장부를 맞춘다.",
}


ENTRY = dict.fromkeys(
    ("work_sum", "do_work", "similar_names", "connected_jobs", "cert_lic", "keco_name"), ""
)
"""What else the dictionary says of an entry."""


BAKERS_AND_NURSES = {
    "빵장이": (1, 0),
    DOCUMENTS["bread"]: (1, 0),
    DOCUMENTS["bake"]: (0.8, 0),
    "병간호": (0, 1),
    DOCUMENTS["nurse"]: (0, 1),
}
"""Vectors by which bake is second for h0, and nurse first for h1."""


class Fixed:
    """Gives each text the vector that was written for it; any other text points elsewhere."""

    revision, dimension = "1", 3

    def __init__(self, name: str, vectors: dict[str, tuple[float, float]]) -> None:
        self.name, self._vectors = name, vectors
        self.asked: list[tuple[str, str]] = []

    def sections(self, text: str) -> list[str]:
        return text.split("|")

    def encode(
        self, texts: list[str], role: str, *, progress: bool = False, keep: bool = True
    ) -> np.ndarray:
        self.asked += [(text, role) for text in texts]
        rows = [(*self._vectors.get(text, (0.0, 0.0)), 0.0) for text in texts]
        out = np.array(rows, dtype=np.float32)
        out[:, 2] = np.sqrt(np.maximum(0, 1 - (out[:, :2] ** 2).sum(axis=1)))
        return out


def _lines(path: Path, rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def _bench(folder: Path, queries: dict[str, str], qrels: str) -> None:
    _lines(folder / "queries.jsonl", [{"id": i, "text": text} for i, text in queries.items()])
    _lines(folder / "docs.jsonl", [{"id": i, "text": text} for i, text in DOCUMENTS.items()])
    (folder / "qrels.tsv").write_text(qrels, "utf-8")


def _klue(*rows: tuple[str, str, float]) -> str:
    return json.dumps(
        [
            {"sentence1": a, "sentence2": b, "labels": {"label": 0, "real-label": label}}
            for a, b, label in rows
        ]
    )


def _korsts(*rows: tuple[str, str, float]) -> str:
    header = "genre\tfilename\tyear\tid\tscore\tsentence1\tsentence2\n"
    return header + "".join(f"g\tf\ty\t1\t{label}\t{a}\t{b}\n" for a, b, label in rows)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two benches and two sets of sentences that are read by eye."""
    _lines(
        tmp_path / "occupations/entries.jsonl",
        [{"id": id_, "keco_code": code} for id_, code in ENTRIES.items()],
    )
    _bench(
        tmp_path / "bench/alias_hard",
        {"h0": "빵장이", "h1": "병간호", "h2": "장부쟁이", "h3": "아무도"},
        "h0 0 bake 1\nh1 0 nurse 1\nh2 0 book 1\nh3 0 bake 0\n",
    )
    _bench(
        tmp_path / "bench/keco_peers",
        {"bake": DOCUMENTS["bake"], "book": DOCUMENTS["book"]},
        "bake 0 bread 1\nbook 0 ledger 1\n",
    )
    (tmp_path / "sts").mkdir()
    sentences = (("가 나", "가 나", 5.0), ("가 나", "가 다", 3.0), ("가 나", "라 마", 0.0))
    (tmp_path / "sts/korsts_test.tsv").write_text(_korsts(*sentences), "utf-8")
    (tmp_path / "sts/klue_sts_dev.json").write_text(_klue(*sentences), "utf-8")
    return tmp_path


def _evaluated(data: Path, stock: Encoder, *models: Encoder) -> EncodersReport:
    return evaluate_encoders(EncoderSets.read(data), stock, models)


def test_the_invented_groups_are_held_out_as_they_are_said_to_be() -> None:
    codes = (HELD, OTHER_HELD, SEEN, CHOOSING)
    assert [reported(code) for code in codes] == [True, True, False, False]
    assert [for_choosing(code) for code in codes] == [False, False, False, True]


def test_ranks_in_opposite_order_with_one_pair_turned_have_the_textbook_value() -> None:
    # given ranks 1 2 3 4 against 2 1 3 4: squared differences 1 + 1, so 1 - 6 * 2 / (4 * 15)
    assert spearman(np.array([0.1, 0.2, 0.3, 0.9]), np.array([20, 10, 30, 40.0])) == (
        pytest.approx(0.8)
    )
    assert spearman(np.array([1.0, 2.0, 3.0]), np.array([9.0, 5.0, 1.0])) == pytest.approx(-1)


def test_equal_values_share_their_middle_rank() -> None:
    # given ranks 1, 2.5, 2.5, 4 against 1 2 3 4: deviations -1.5 0 0 1.5 and -1.5 -0.5 0.5 1.5,
    # products 4.5, squares 4.5 and 5
    found = spearman(np.array([1.0, 3.0, 3.0, 7.0]), np.array([1.0, 2.0, 3.0, 4.0]))

    assert found == pytest.approx(4.5 / np.sqrt(4.5 * 5))


def test_what_has_no_order_agrees_with_nothing_and_too_little_is_refused() -> None:
    assert spearman(np.ones(3), np.array([1.0, 2.0, 3.0])) == 0
    with pytest.raises(ValueError, match="2 cases or more"):
        spearman(np.ones(1), np.ones(1))
    with pytest.raises(ValueError, match="2 cases or more"):
        sampled_spearman(np.ones(3), np.ones(2))


def test_samples_of_a_correlation_are_ranked_anew_within_each_draw() -> None:
    # given four cases, of which 4 ** 4 draws can be made and ranked one by one
    first, second = np.array([1.0, 2.0, 2.0, 3.0]), np.array([2.0, 1.0, 3.0, 4.0])
    possible = {
        round(spearman(first[list(rows)], second[list(rows)]), 9)
        for rows in product(range(4), repeat=4)
    }

    # when
    found = sampled_spearman(first, second)

    # then all those values were met, no other, and equally often as far as chance allows
    assert {round(float(sample), 9) for sample in found.samples} == possible
    exact = np.mean(
        [spearman(first[list(rows)], second[list(rows)]) for rows in product(range(4), repeat=4)]
    )
    assert found.samples.mean() == pytest.approx(exact, abs=0.02)
    assert len(found.samples) == 10_000


def test_the_interval_of_a_correlation_of_many_cases_is_about_the_normal_one() -> None:
    # given 400 cases without relation: the standard error is 1 / sqrt(399)
    random = np.random.default_rng(3)
    found = sampled_spearman(random.normal(size=400), random.normal(size=400)).estimate

    assert found.high - found.low == pytest.approx(2 * 1.96 / 399**0.5, rel=0.1)


def test_figures_of_the_same_cases_are_compared_draw_by_draw() -> None:
    # given
    one, twice = np.array([0.1, 0.2, 0.4]), np.array([0.2, 0.4, 0.8])
    figure, double = Sampled(1.0, np.array([1.0, 2.0]), 3), Sampled(2.0, np.array([2.0, 4.0]), 3)

    # then twice as high is twice in every draw, and the difference is the mean's
    assert double.times(figure) == Estimate(2.0, 2.0, 2.0)
    assert double.minus(figure) == Estimate(1.0, 1.025, 1.975)
    assert paired_difference(twice, one).value == pytest.approx(estimate(one).value)
    assert double.times(Sampled(0.0, np.zeros(2), 3)) is None
    with pytest.raises(ValueError, match="3 and 2 cases, expected the same"):
        double.minus(Sampled(1.0, np.zeros(2), 2))


def test_only_queries_of_groups_that_training_never_sees_are_reported(data: Path) -> None:
    sets = EncoderSets.read(data)

    # h2 and book are of a group that training sees, h3 has nothing to find
    assert {bench.name: bench.held_out for bench in sets.retrieval} == {
        "alias_hard": {"h0", "h1"},
        "keco_peers": {"bake"},
    }


def test_one_relevant_document_of_a_seen_group_is_enough_to_leave_a_query_out(data: Path) -> None:
    qrels = data / "bench/alias_hard/qrels.tsv"
    qrels.write_text("h0 0 bake 1\nh0 0 book 1\nh1 0 nurse 1\nh1 0 book 0\n", "utf-8")

    found = read_bench(qrels.parent, ENTRIES)

    assert found.held_out == {"h1"}


def test_models_are_chosen_on_other_groups_than_those_that_are_reported(data: Path) -> None:
    # given a book-keeper's group that is kept for choosing
    codes = ENTRIES | {"book": CHOOSING, "ledger": CHOOSING}
    _lines(
        data / "occupations/entries.jsonl",
        [{"id": id_, "keco_code": code} for id_, code in codes.items()],
    )
    # and vectors by which bake is second for h0, nurse first for h1 and book third for h2
    stock = Fixed(
        "plain",
        {
            **BAKERS_AND_NURSES,
            "장부쟁이": (0.9, 0.1),
            DOCUMENTS["book"]: (0.3, 0),
        },
    )

    # when
    sets = EncoderSets.read(data, "choosing")
    report = evaluate_encoders(sets, stock)

    # then
    assert {bench.name: bench.held_out for bench in sets.retrieval} == {
        "alias_hard": {"h2"},
        "keco_peers": {"book"},
    }
    assert report.to_json()["groups"] == "choosing"
    assert _value(report.estimate("stock", "alias_hard")) == pytest.approx(1 / 3)
    # and no measure holds a query whose figure is reported
    assert [(one.name, one.cases) for one in report.measures] == [
        *(("alias_hard", 1), ("keco_peers", 1), ("korsts_test", 3), ("klue_sts_dev", 3))
    ]
    assert all(set(found) <= {m.name for m in report.measures} for found in report.figures.values())


def test_tags_of_postings_are_asked_whole_where_their_table_is_there(data: Path) -> None:
    # given entries as the dictionary has them, and five titles under a tag
    rows = [{"id": i, "keco_code": code, **ENTRY, "name": i} for i, code in ENTRIES.items()]
    _lines(data / "occupations/entries.jsonl", rows)
    (data / "postings").mkdir()
    titles = "".join(f"빵 {n}호점,제빵·제과,bake,\n" for n in range(5))
    (data / "postings/jobkorea_2018.csv").write_text(f"title,dept1,dept2,dept3\n{titles}", "utf-8")

    # when
    report = _evaluated(data, HashingEncoder())

    # then every query is reported, and no figure for orientation stands beside it
    (found,) = [one for one in report.measures if "posting_tags" in one.name]
    assert (found.name, found.cases, found.of, found.trained_on) == ("posting_tags", 1, 1, False)
    assert report.estimate("stock", "posting_tags") == Estimate(1.0, 1.0, 1.0)
    assert data / "postings/jobkorea_2018.csv" in files_of(data)
    # and nothing is asked of it while models are chosen
    _lines(data / "occupations/entries.jsonl", [row | {"keco_code": CHOOSING} for row in rows])
    choosing = EncoderSets.read(data, "choosing")
    assert [bench.name for bench in choosing.retrieval] == ["alias_hard", "keco_peers"]


def test_a_dictionary_without_names_beside_postings_is_refused_with_the_cure(data: Path) -> None:
    (data / "postings").mkdir()
    (data / "postings/jobkorea_2018.csv").write_text("title,dept1,dept2,dept3\n", "utf-8")

    with pytest.raises(JudgmentError, match=r"entries\.jsonl: an entry without 'name'; get the"):
        EncoderSets.read(data)


def test_encoders_of_others_stand_behind_stock_under_the_names_given(data: Path) -> None:
    theirs = {"theirs": HashingEncoder(8)}
    sets = EncoderSets.read(data)

    report = evaluate_encoders(sets, HashingEncoder(), [HashingEncoder(16)], rivals=theirs)

    assert list(report.figures) == ["bm25", "char_ngram", "stock", "theirs", "hashing"]
    assert report.makers["theirs"].revision == "1-8"
    assert report.minus_stock("theirs", "alias_hard") is not None


def test_map_is_that_of_the_ranks_of_what_was_to_be_found(data: Path) -> None:
    # given cosines of h0 with bread 1, bake 0.8; of h1 with nurse 1; of h2 with bread 0.9, bake
    # 0.8 * 0.9 and more, nurse 0.4, book 0.1 * 0.4 and more than ledger
    stock = Fixed(
        "plain",
        {
            **BAKERS_AND_NURSES,
            "장부쟁이": (0.9, 0.4),
            DOCUMENTS["book"]: (0, 0.1),
        },
    )
    # and a model that knows bake and else nothing: equals come by id, so nurse is fifth for h1
    tuned = Fixed("tuned", {"빵장이": (1, 0), DOCUMENTS["bake"]: (1, 0), "병간호": (0, 1)})

    # when
    report = _evaluated(data, stock, tuned)

    # then bake is second and nurse first, and over all queries book is fourth
    assert report.estimate("stock", "alias_hard") == Estimate(0.75, 0.5, 1.0)
    assert _value(report.estimate("stock", "alias_hard, all visible")) == (1 / 2 + 1 + 1 / 4) / 3
    # and the other model has bake first: 1 and 1/5, so the differences are 1/2 and -4/5
    assert _value(report.estimate("tuned", "alias_hard")) == 0.6
    assert _value(report.minus_stock("tuned", "alias_hard")) == pytest.approx(0.6 - 0.75)
    assert _value(report.times_stock("tuned", "alias_hard")) == pytest.approx(0.8)
    lead = report.minus_stock("tuned", "alias_hard")
    assert lead is not None
    assert (lead.low, lead.high) == (pytest.approx(-0.8), pytest.approx(0.5))
    assert report.minus_stock("stock", "alias_hard") is None
    assert report.times_stock("stock", "alias_hard") is None


def _value(found: Estimate | None) -> float | None:
    return found.value if found else None


def test_an_entry_never_finds_itself_among_its_peers(data: Path) -> None:
    # given peers that share words, which the hashing encoder sees
    report = _evaluated(data, HashingEncoder())

    # then each finds its peer first, though it is itself a document
    assert report.estimate("stock", "keco_peers") == Estimate(1.0, 1.0, 1.0)
    assert report.estimate("stock", "keco_peers, all visible") == Estimate(1.0, 1.0, 1.0)


def test_sentences_are_all_read_as_queries_and_each_text_once(data: Path) -> None:
    stock = Fixed("plain", {"가 나": (1, 0), "가 다": (0.5, 0), "라 마": (-0.5, 0)})

    report = _evaluated(data, stock)

    # then cosines 1, 0.5 and -0.5 are in the order of the labels
    found = report.estimate("stock", "korsts_test")
    assert found is not None
    assert (found.value, found.high) == (pytest.approx(100), pytest.approx(100))
    sentences = [(text, role) for text, role in stock.asked if text in ("가 나", "가 다", "라 마")]
    assert sentences == [("가 나", "query"), ("가 다", "query"), ("라 마", "query")] * 2
    documents = [text for text, role in stock.asked if role == "passage"]
    assert documents == [*DOCUMENTS.values()] * 2  # once a bench


def test_long_sentences_are_as_close_as_their_closest_sections() -> None:
    encoder = Fixed("plain", {"가": (1, 0), "나": (0, 1), "다": (0.6, 0.8)})

    found = cosines(encoder, [("가|나", "다"), ("가", "다"), ("나", "나")])

    assert found == pytest.approx([0.8, 0.6, 1.0])


def test_character_n_grams_tell_how_close_sentences_are() -> None:
    alike, apart, some = char_ngram_cosines([("가나", "가나"), ("가나", "다라"), ("다라", "가나")])

    assert alike == pytest.approx(1)
    assert (apart, some) == (0, 0)
    assert list(char_ngram_cosines([("가", "나")])) == [0]  # nothing is in two texts


def test_every_system_is_named_with_model_and_revision_in_the_public_shape(data: Path) -> None:
    report = _evaluated(data, HashingEncoder(), HashingEncoder(8), HashingEncoder(16))

    told = json.loads(json.dumps(report.to_json()))

    assert list(told) == ["groups", "measures", "systems"]
    assert told["groups"] == "reported"

    assert list(told["systems"]) == [
        *("bm25", "char_ngram", "stock", "hashing (1-8)", "hashing (1-16)")
    ]
    assert told["systems"]["stock"]["model"] == "hashing"
    assert told["systems"]["stock"]["revision"] == "1-256"
    assert told["systems"]["bm25"]["model"] is None
    assert set(told["systems"]["bm25"]["figures"]) == {
        *("alias_hard", "keco_peers", "alias_hard, all visible", "keco_peers, all visible")
    }
    assert set(told["systems"]["char_ngram"]["figures"]) == set(told["measures"])
    assert told["measures"]["alias_hard"] == {
        "metric": "map",
        "cases": 2,
        "of": 3,
        "partly_trained_on_by_tuned_models": False,
    }
    assert told["measures"]["alias_hard, all visible"]["cases"] == 3
    assert told["measures"]["alias_hard, all visible"]["partly_trained_on_by_tuned_models"]
    assert set(told["systems"]["hashing (1-8)"]["minus_stock"]) == set(told["measures"])
    assert told["systems"]["stock"]["minus_stock"] == {}


def test_the_same_model_twice_is_refused(data: Path) -> None:
    with pytest.raises(ValueError, match="given twice"):
        _evaluated(data, HashingEncoder(), HashingEncoder(8), HashingEncoder(8))


def test_progress_tells_each_bench_and_system(data: Path) -> None:
    told: list[tuple[str, int, int]] = []

    evaluate_encoders(EncoderSets.read(data), HashingEncoder(), (), lambda *step: told.append(step))

    assert told[0] == ("alias_hard, bm25", 1, 4)
    assert told[-1] == ("keco_peers, stock", 2, 2)


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "a"}', '{"id": "a", "keco_code": "11"}', '{"keco_code": "0111"}']
)
def test_an_entry_without_id_or_group_is_named_by_its_row(tmp_path: Path, line: str) -> None:
    path = tmp_path / "entries.jsonl"
    path.write_text(f'{{"id": "x", "keco_code": "0111"}}\n{line}\n', "utf-8")

    with pytest.raises(JudgmentError, match=r"entries\.jsonl, row 2: .*four digits.*again"):
        read_codes(path)


def test_judged_documents_of_another_edition_are_refused(data: Path) -> None:
    with pytest.raises(JudgmentError, match=r"qrels\.tsv: h0 has the document bake, which is not"):
        read_bench(data / "bench/alias_hard", {"nurse": HELD})
    with pytest.raises(JudgmentError, match=r"none of the 4 queries is .* group \(reported\)"):
        read_bench(data / "bench/alias_hard", dict.fromkeys(ENTRIES, SEEN))
    with pytest.raises(JudgmentError, match=r"none of the 4 queries is .* group \(choosing\)"):
        read_bench(data / "bench/alias_hard", ENTRIES, "choosing")


@pytest.mark.parametrize(
    "row",
    ["g\tf\ty\t1\t3.0\t가", "g\tf\ty\t1\tgood\t가\t나", "g\tf\ty\t1\t5.1\t가\t나",
     "g\tf\ty\t1\tnan\t가\t나", "g\tf\ty\t1\t3.0\t가\t "],
)  # fmt: skip
def test_a_malformed_pair_of_korsts_is_named_by_its_row(tmp_path: Path, row: str) -> None:
    path = tmp_path / "korsts_test.tsv"
    path.write_text(f"{_korsts(('가', '나', 1.0))}{row}\n", "utf-8")

    with pytest.raises(JudgmentError, match=r"korsts_test\.tsv, row 3: expected 7 cells.*again"):
        read_korsts(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "row 1: expected a header"),
        ("g\tf\ty\t1\t3.0\t가\t나\n", "row 1: expected a header with 'score'"),
        (_korsts(("가", "나", 3.0), ("가", "다", 3.0)), "2 pairs with 1 different scores"),
    ],
)
def test_a_file_that_is_no_korsts_is_refused(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "korsts_test.tsv"
    path.write_text(content, "utf-8")

    with pytest.raises(JudgmentError, match=told):
        read_korsts(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "no JSON in UTF-8"),
        ("{}", "expected a JSON list"),
        ("[]", "0 pairs with 0 different scores"),
        ('[{"sentence1": "가"}]', "row 1 of the list: expected sentence1, sentence2"),
        (_klue(("가", "나", 1), ("가", "", 2)), "row 2 of the list"),
        (_klue(("가", "나", 1), ("가", "나", 6)), "row 2 of the list"),
        ("[3]", "row 1 of the list"),
    ],
)
def test_a_malformed_pair_of_klue_is_named_by_its_row(
    tmp_path: Path, content: str, told: str
) -> None:
    path = tmp_path / "klue_sts_dev.json"
    path.write_text(content, "utf-8")

    with pytest.raises(JudgmentError, match=rf"klue_sts_dev\.json.*{told}.*again"):
        read_klue(path)


def test_the_shared_sets_have_as_many_reported_queries_as_the_split_says(shared: Path) -> None:
    sets = EncoderSets.read(shared / "data")

    counted = {b.name: (len(b.held_out), len(b.queries)) for b in sets.retrieval}
    assert counted == {"alias_hard": (93, 573), "keco_peers": (49, 241), "posting_tags": (109, 109)}
    choosing = EncoderSets.read(shared / "data", "choosing").retrieval
    assert {b.name: len(b.held_out) for b in choosing} == {"alias_hard": 17, "keco_peers": 19}
    reported = {bench.name: bench.held_out for bench in sets.retrieval}
    assert not any(reported[bench.name] & bench.held_out for bench in choosing)
    assert {one.name: len(one.pairs) for one in sets.similarity} == {
        "korsts_test": 1379,
        "klue_sts_dev": 519,
    }
    assert all(path.is_file() for path in files_of(shared / "data"))
