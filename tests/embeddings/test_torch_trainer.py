"""Training: partners come together, and an interrupted training ends as an uninterrupted one."""

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from test_sentence_encoder import tiny_tokenizer, tiny_weights

from embeddings import SentenceEncoder
from embeddings.bundled.folder import write_folder
from embeddings.models import read_card
from embeddings.torch_trainer import Step, Trainer
from embeddings.training.dropout import Masks
from embeddings.training.plan import Pair, Recipe
from embeddings.training.rehearsal import DRAWN, Families

RECIPE = Recipe(
    epochs=20,
    batch=4,
    learning_rate=5e-3,
    half=False,
    average=0.5,
    dropout=0,
    keep=0,
    temperature=0.04,
    share=1,
)
PAIRS = [
    Pair("a", "b b", "1", "made up"),
    Pair("b", "c c", "2", "made up"),
    Pair("c", "d d", "3", "made up"),
    Pair("d", "a a", "4", "made up"),
]
TURNED = [replace(pair, left=pair.right, right=pair.left) for pair in PAIRS]
RUNS = {"x": PAIRS, "y": [*TURNED, *PAIRS], "z": PAIRS[::-1]}
"""Three runs of other pairs, the second of twice as many."""
KEPT = [(f"{a} {b} {c}", f"{c} {a}", b) for a in "abcd" for b in "abcd" for c in "abcd"]
"""More families than a step reads."""
OF_RUNS = [replace(pair, run=run) for run, pairs in RUNS.items() for pair in pairs]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("start")
    folder = place / "tiny-model"
    folder.mkdir()
    torch.set_num_threads(1)
    prompts = {"query": "find ", "document": "give "}
    weights = tiny_weights()
    for name, value in weights.tensors.items():
        value -= np.float32(0.1)
        if "LayerNorm" in name:
            value[:] = float(name.endswith("weight"))
    write_folder(folder, weights, tiny_tokenizer(place / "tokenizer.json"), prompts)
    return folder


def trainer(
    folder: Path, pairs: Sequence[Pair] = PAIRS, recipe: Recipe = RECIPE, families: Families = ()
) -> Trainer:
    return Trainer(read_card(folder, folder), pairs, recipe, families)


def trained(
    folder: Path, pairs: Sequence[Pair] = PAIRS, recipe: Recipe = RECIPE, families: Families = ()
) -> Trainer:
    one = trainer(folder, pairs, recipe, families)
    one.run(lambda step: None)
    return one


def weights(one: Trainer) -> dict[str, torch.Tensor]:
    return {name: value.clone() for name, value in one.pipeline.state_dict().items()}


def vectors(one: Trainer, rows: list[list[int]]) -> np.ndarray:
    with torch.no_grad():
        return one._encode(rows).numpy()


def test_the_loss_falls_and_the_partner_becomes_the_nearest(folder: Path, tmp_path: Path) -> None:
    # when
    steps: list[Step] = []
    one = trainer(folder, recipe=replace(RECIPE, epochs=300, learning_rate=3e-3))
    one.run(steps.append)
    one.save_model(tmp_path / "out")

    # then
    assert [step.number for step in steps] == [*range(1, 300 + 1)]
    assert steps[-1].loss < steps[0].loss * 0.8
    encoder = SentenceEncoder.load(tmp_path / "out", cache_folder=tmp_path, backend="torch")
    left = encoder.encode([pair.left for pair in PAIRS], "query")
    right = encoder.encode([pair.right for pair in PAIRS], "passage")
    assert (left @ right.T).argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_a_text_longer_than_the_model_reads_is_cut(folder: Path) -> None:
    long = replace(PAIRS[0], left="a " * 99, right="b " * 99)

    one = trained(folder, [long, *PAIRS[1:]], replace(RECIPE, epochs=1))

    assert one.card.max_tokens < RECIPE.longest
    assert {len(one.left[0]), len(one.right[0])} == {one.card.max_tokens}


@pytest.mark.parametrize(
    ("pairs", "recipe", "stopped"),
    [
        (PAIRS, RECIPE, 7),
        (PAIRS, replace(RECIPE, dropout=0.2, keep=0.5), 7),
        *(
            (OF_RUNS, replace(RECIPE, epochs=5, share=0.7, dropout=0.1, keep=0.5), stopped)
            for stopped in (8, 15, 16)
        ),
    ],
    ids=["plain", "whole", "in the second of three runs", "at its end", "in the third"],
)
def test_an_interrupted_training_ends_with_the_very_same_weights(
    folder: Path, tmp_path: Path, pairs: list[Pair], recipe: Recipe, stopped: int
) -> None:
    # given a training stopped, as by a key
    def stop(step: Step) -> None:
        if step.number == stopped:
            first.save_state(tmp_path / "state.pt")
            raise KeyboardInterrupt

    first = trainer(folder, pairs, recipe, KEPT)
    with pytest.raises(KeyboardInterrupt):
        first.run(stop)

    # when
    second = trainer(folder, pairs, recipe, KEPT)
    second.load_state(tmp_path / "state.pt")
    numbers: list[int] = []
    second.run(lambda step: numbers.append(step.number))

    # then
    whole = trained(folder, pairs, recipe, KEPT)
    steps = recipe.epochs * len(pairs) // len(PAIRS)
    assert numbers == [*range(stopped + 1, steps + 1)]
    assert all(torch.equal(value, weights(whole)[name]) for name, value in weights(second).items())
    saved = []
    for one, place in ((whole, tmp_path / "whole"), (second, tmp_path / "second")):
        one.save_model(place)
        saved.append((place / "model.safetensors").read_bytes())
    assert saved[0] == saved[1]


@pytest.mark.parametrize("other", ["recipe", "pairs", "sentences"])
def test_a_state_of_another_recipe_or_of_other_texts_is_refused(
    folder: Path, tmp_path: Path, other: str
) -> None:
    recipe = replace(RECIPE, keep=1)
    trainer(folder, PAIRS, recipe, KEPT).save_state(tmp_path / "state.pt")
    recipe = replace(recipe, seed=5) if other == "recipe" else recipe
    pairs = [replace(PAIRS[0], left="a a"), *PAIRS[1:]] if other == "pairs" else PAIRS
    families = KEPT[1:] if other == "sentences" else KEPT

    with pytest.raises(ValueError, match=r"state\.pt: found .*same options.*or remove it"):
        trainer(folder, pairs, recipe, families).load_state(tmp_path / "state.pt")


def test_another_share_may_be_chosen_when_the_training_is_done(
    folder: Path, tmp_path: Path
) -> None:
    trained(folder).save_state(tmp_path / "state.pt")

    half = trainer(folder, recipe=replace(RECIPE, share=0.5))
    half.load_state(tmp_path / "state.pt")

    assert half.done == len(half.course.batches)


def test_embeddings_stay_as_they_were(folder: Path) -> None:
    before, after = weights(trainer(folder)), weights(trained(folder))

    changed = {name for name, value in before.items() if not torch.equal(value, after[name])}
    assert changed
    assert not any("embeddings" in name for name in changed)


def test_the_weights_of_three_runs_are_the_mean_of_three_trainings(folder: Path) -> None:
    # given, and with them what is left out and kept in each step
    recipe = replace(RECIPE, dropout=0.1, keep=0.5)

    # when
    whole = trained(folder, OF_RUNS, recipe, KEPT).mean

    # then
    of_run = [[pair for pair in OF_RUNS if pair.run == run] for run in RUNS]
    parts = [trained(folder, pairs, recipe, KEPT).mean for pairs in of_run]
    for name, value in whole.items():
        mean = (parts[0][name] + parts[1][name] + parts[2][name]) / 3
        assert torch.allclose(value, mean, atol=1e-6), name
    assert not all(torch.allclose(whole[name], parts[0][name], atol=1e-3) for name in whole)


def test_of_a_share_of_nothing_the_start_comes_back(folder: Path, tmp_path: Path) -> None:
    trained(folder, recipe=replace(RECIPE, share=0)).save_model(tmp_path / "out")

    start, out = (
        SentenceEncoder.load(place, cache_folder=tmp_path, backend="torch").encode(["a b"], "query")
        for place in (folder, tmp_path / "out")
    )
    np.testing.assert_array_equal(start, out)


def by_hand(one: Trainer, pairs: Sequence[Pair]) -> float:
    """The loss by plain loops: each text against what is no partner of it."""
    left, right = vectors(one, one.left), vectors(one, one.right)
    rejected = vectors(one, one.rejected)

    def against(i: int, j: int) -> bool:
        a, b = pairs[i], pairs[j]
        return a.group != b.group and a.left != b.left and a.right != b.right

    def lost(own: float, others: list[float]) -> float:
        near = np.exp(np.array([own, *others]) / one.recipe.temperature)
        return -math.log(near[0] / near.sum())

    total = 0.0
    for i, pair in enumerate(pairs):
        others = [j for j in range(len(pairs)) if against(i, j)]
        refused = [j for j, o in enumerate(pairs) if o.rejected and o.group == pair.group]
        own = float(left[i] @ right[i])
        forward = [float(left[i] @ right[j]) for j in others]
        forward += [float(left[i] @ rejected[j]) for j in refused]
        backward = [float(right[i] @ left[j]) for j in others]
        total += lost(own, forward) + lost(own, backward)
    return total / 2 / len(pairs)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {1: {"group": "1"}},
        {1: {"right": "b b"}},
        {2: {"left": "a"}},
        {0: {"rejected": "c d"}, 3: {"rejected": "b b"}},
    ],
    ids=["all apart", "one group", "one right text", "one left text", "rejected texts"],
)
def test_the_loss_is_the_one_worked_out_by_hand(
    folder: Path, changes: dict[int, dict[str, str]]
) -> None:
    pairs = [replace(pair, **changes.get(i, {})) for i, pair in enumerate(PAIRS)]
    one = trainer(folder, pairs, replace(RECIPE, temperature=0.5))

    loss = float(one._loss([0, 1, 2, 3]).detach())

    assert loss == pytest.approx(by_hand(one, pairs), abs=1e-5)


def test_a_rejected_text_ends_further_from_its_wish(folder: Path) -> None:
    with_it = [replace(PAIRS[0], rejected="c d"), *PAIRS[1:]]

    def nearness(one: Trainer) -> float:
        rows = one._cut([("query", "a"), ("passage", "c d")])
        a, b = vectors(one, rows)
        return float(a @ b)

    assert nearness(trained(folder, with_it)) < nearness(trained(folder))


def test_how_far_sentences_moved_is_the_correlation_that_is_missing(folder: Path) -> None:
    # given two families of sentences, and other vectors for them
    two = [["a b", "b c", "c d d"], ["a", "d a b", "b", "c a"]]
    one = trainer(folder, recipe=replace(RECIPE, keep=1), families=two)
    families = one.rehearsal.drawn(0, 0)
    start = vectors(one, [row for family in families for row in family])
    now = np.random.default_rng(4).normal(size=start.shape).astype(np.float32)
    now /= np.linalg.norm(now, axis=1, keepdims=True)

    # when
    found = float(one.rehearsal.moved(families, torch.from_numpy(now)))
    still = float(one.rehearsal.moved(families, torch.from_numpy(start)))

    # then of all 21 pairs, and of the 9 of one family
    every = [(i, j) for i in range(7) for j in range(i)]
    first = len(families[0])
    within = [(i, j) for i, j in every if (i < first) == (j < first)]
    assert len(within) == 9
    missing = 0.0
    for pairs in (every, within):
        before, after = ([float(x[i] @ x[j]) for i, j in pairs] for x in (start, now))
        missing += 1 - np.corrcoef(before, after)[0, 1]
    assert found == pytest.approx(missing, abs=1e-5)
    assert still == pytest.approx(0, abs=1e-5)


def test_the_loss_with_rehearsal_is_the_sum_of_both_by_their_weight(folder: Path) -> None:
    # given a model that has moved from its start
    one = trainer(folder, recipe=replace(RECIPE, keep=0.5), families=KEPT)
    one.pipeline.load_state_dict(trained(folder).pipeline.state_dict())

    # when
    loss = float(one._loss([0, 1, 2, 3]).detach())

    # then
    moved = moved_sentences(one)
    assert moved > 0.01
    assert loss == pytest.approx(by_hand(one, PAIRS) + 0.5 * moved, abs=1e-4)


def test_rehearsal_makes_sentences_move_less(folder: Path) -> None:
    def moved(keep: float) -> float:
        one = trainer(folder, recipe=replace(RECIPE, keep=1), families=KEPT)
        done = trained(folder, recipe=replace(RECIPE, keep=keep), families=KEPT)
        one.pipeline.load_state_dict(done.pipeline.state_dict())
        return moved_sentences(one)

    assert moved(20) < moved(0) / 2


def moved_sentences(one: Trainer) -> float:
    """How far those of its first step are from where the start has them."""
    families = one.rehearsal.drawn(one.recipe.seed, 0)
    with torch.no_grad():
        now = one._encode([row for family in families for row in family])
        return float(one.rehearsal.moved(families, now))


def test_sentences_are_to_be_kept_and_none_are_given(folder: Path) -> None:
    with pytest.raises(ValueError, match=r"keep=0\.5: found no families"):
        trainer(folder, recipe=replace(RECIPE, keep=0.5))


def test_families_come_again_for_the_same_step_and_carry_the_prefix(folder: Path) -> None:
    # given
    one = trainer(folder, recipe=replace(RECIPE, keep=1), families=KEPT)
    start, find, end = one.tokens.ids(["find"])[0]

    # when
    drawn = one.rehearsal.drawn(0, 7)

    # then
    assert len(drawn) == DRAWN
    assert drawn == one.rehearsal.drawn(0, 7)
    assert drawn != one.rehearsal.drawn(0, 8)
    assert drawn != one.rehearsal.drawn(1, 7)
    assert {(*row[:2], row[-1]) for family in drawn for row in family} == {(start, find, end)}
    assert len({str(family) for family in drawn}) == DRAWN


def test_a_mask_leaves_out_its_share_and_comes_again_after_a_restart() -> None:
    masks = Masks(0.25, "cpu")
    x = torch.ones(100_000)

    masks.restart(3, 7)
    first, next_one = masks.over(x), masks.over(x)
    masks.restart(3, 7)

    assert torch.equal(masks.over(x), first)
    assert not torch.equal(next_one, first)
    assert float((first == 0).float().mean()) == pytest.approx(0.25, abs=0.01)
    assert float((x * first).mean()) == pytest.approx(1, abs=0.02)


def test_dropout_is_for_training_alone(folder: Path) -> None:
    one = trainer(folder, recipe=replace(RECIPE, dropout=0.5))
    rows = one._cut([("query", "a b"), ("query", "c")])

    still, again = vectors(one, rows), vectors(one, rows)
    one.pipeline.train()
    shaken = vectors(one, rows)

    np.testing.assert_array_equal(still, again)
    assert np.abs(still - shaken).max() > 0.01


def test_fewer_pairs_than_a_batch_are_refused_before_anything_is_trained(folder: Path) -> None:
    with pytest.raises(ValueError, match="found 3 pairs, expected at least a batch of 4"):
        trainer(folder, PAIRS[:3])
