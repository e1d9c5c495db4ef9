"""Trains a sentence-transformers model on pairs, on the CPU or an accelerator, step by step."""

import hashlib
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, normalize

from embeddings.batches import in_batches
from embeddings.encoder import Role
from embeddings.models import ModelCard
from embeddings.tokens import TOKENIZER_FILE, Tokens, laid_out
from embeddings.torch_engine import Pipeline, open_model
from embeddings.training.course import Course
from embeddings.training.dropout import Masks, leave_out
from embeddings.training.plan import Pair, Recipe
from embeddings.training.rehearsal import Families, Rehearsal

CHUNK_TOKENS = 2304
"""Padded tokens that run through the model at a time within a step."""

_LEFT, _RIGHT = attrgetter("left"), attrgetter("right")

_AVERAGED_FROM = 10
"""The running average forgets the untrained start within so many steps."""


@dataclass(frozen=True)
class Step:
    """What is known after a step: its number of ``total``, and the loss over its batch."""

    number: int
    total: int
    loss: float


class Trainer:
    """A model in training, with the running average of its weights: a saved state goes on.

    Where the pairs are of several runs each run begins from the start, and the runs' averages are
    averaged, each counting alike (a model soup, Wortsman et al. 2022).

    Each text of a batch is to find its partner among all partners of the batch (InfoNCE, both
    ways); texts of its own group, and equal texts, are not counted against it. A rejected text
    counts against the wishes of its group alone: another may want it. Word embeddings stay as
    they are, so that pieces which the pairs never show keep their place among those they show.
    Plain sentences of ``families`` are to stay as alike one another as the start finds them
    (``Rehearsal``), which keeps general language.
    """

    def __init__(
        self, card: ModelCard, pairs: Sequence[Pair], recipe: Recipe, families: Families = ()
    ) -> None:
        """Raises ``ValueError`` for no folder, too few pairs, or ``recipe.keep`` of no families."""
        if card.folder is None:
            raise ValueError(f"model {card.name}: found no folder, expected one to train from")
        if recipe.keep and not families:
            raise ValueError(f"keep={recipe.keep}: found no families, expected some to keep")
        self.course = Course(pairs, recipe)
        self.card, self.pairs, self.recipe, self.start = card, pairs, recipe, card.folder
        self.families = families
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.pipeline = self._opened()
        self.masks = Masks(recipe.dropout, self.device)
        leave_out(self.pipeline, self.masks)
        self.pipeline.eval()
        self.tokens = Tokens(self.start / TOKENIZER_FILE)
        self.left = self._cut([(pair.left_role, pair.left) for pair in pairs])
        self.right = self._cut([(pair.right_role, pair.right) for pair in pairs])
        self.rejected = self._cut([(pair.right_role, pair.rejected or "") for pair in pairs])
        self.average: dict[str, Tensor] = {}
        self.mean: dict[str, Tensor] = {}
        """Of the running averages of the runs that are over; what is saved."""
        self.done, self.seconds = 0, 0.0
        self._begin()

    @cached_property
    def rehearsal(self) -> Rehearsal:
        """The families, and what the start makes of them."""
        families = [self._cut([("query", text) for text in family]) for family in self.families]
        return Rehearsal(families, partial(self._encode, by=self._opened().eval()))

    def run(self, report: Callable[[Step], None]) -> None:
        """Every step that is left; ``report`` is called after each."""
        began = time.monotonic() - self.seconds
        for batch in self.course.batches[self.done :]:
            if self.done in self.course.ends:
                self._begin()
            for group in self.optimiser.param_groups:
                group["lr"] = self.course.rate(self.done)
            self.masks.restart(self.recipe.seed, self.course.in_run(self.done))
            self.pipeline.train()
            loss = self._loss(batch)
            self.pipeline.eval()
            loss.backward()  # type: ignore[no-untyped-call] # torch has no type here
            torch.nn.utils.clip_grad_norm_(self.pipeline.parameters(), 1.0)
            self.optimiser.step()
            self.optimiser.zero_grad(set_to_none=True)
            self._take_into_average()
            self.done += 1
            if self.done in self.course.ends:
                self._take_into_mean()
            self.seconds = time.monotonic() - began
            report(Step(self.done, len(self.course.batches), float(loss.detach())))

    def save_state(self, file: Path) -> None:
        """All that is needed to go on, written whole or not at all."""
        part = file.with_suffix(".part")
        state = {
            "made_of": self._made_of(),
            "done": self.done,
            "seconds": self.seconds,
            "weights": self.pipeline.state_dict(),
            "average": self.average,
            "mean": self.mean,
            "optimiser": self.optimiser.state_dict(),
        }
        torch.save(state, part)
        part.replace(file)

    def load_state(self, file: Path) -> None:
        """Go on from a saved state.

        Raises ``ValueError`` where it is of another recipe or start, or of other texts.
        """
        state = torch.load(file, map_location=self.device)
        if state["made_of"] != self._made_of():
            raise ValueError(
                f"{file.name}: found a state of {state['made_of']}, expected {self._made_of()};"
                " give the same options and files, or remove it to begin anew"
            )
        self.pipeline.load_state_dict(state["weights"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average, self.mean = state["average"], state["mean"]
        self.done, self.seconds = state["done"], state["seconds"]

    def save_model(self, folder: Path) -> None:
        """The mean of the runs' averaged weights as a SentenceTransformer folder, mixed with the
        start's.

        ``recipe.share`` of each weight is trained; the rest stays, and with it general language.
        """
        torch.manual_seed(self.recipe.seed)  # a start without a pooler gets a random one
        model, share = open_model(self.start), self.recipe.share
        with torch.no_grad():
            for name, value in Pipeline(model).named_parameters():
                value.lerp_(self.mean[name].cpu(), share)
        model.save(str(folder), create_model_card=False)

    def _begin(self) -> None:
        """A run: from the start's weights, and nothing remembered of another run."""
        self.pipeline.load_state_dict(self._opened().state_dict())
        self.optimiser = torch.optim.AdamW(self._parameters(), lr=self.recipe.learning_rate)
        self.average = {name: value.detach().clone() for name, value in self._named()}

    def _made_of(self) -> dict[str, Any]:
        read = (tuple(self.pairs), self.course.batches, tuple(map(tuple, self.families)))
        texts = hashlib.sha256(repr(read).encode()).hexdigest()
        recipe = asdict(self.recipe)
        del recipe["share"]  # taken at the end: another may be chosen then
        return {"start": self.card.digest, "texts": texts, **recipe}

    def _loss(self, batch: Sequence[int]) -> Tensor:
        size = len(batch)
        against = [i for i in batch if self.pairs[i].rejected]
        rows = [*(self.left[i] for i in batch), *(self.right[i] for i in batch)]
        rows += [self.rejected[i] for i in against]
        keep, step = self.recipe.keep, self.course.in_run(self.done)
        families = self.rehearsal.drawn(self.recipe.seed, step) if keep else []
        sentences = [row for family in families for row in family]
        parts = [size, size, len(against), len(sentences)]
        left, right, rejected, rehearsed = torch.split(self._encode([*rows, *sentences]), parts)
        own = torch.arange(size, device=self.device)
        groups = np.array([self.pairs[i].group for i in batch])
        texts = [np.array([side(self.pairs[i]) for i in batch]) for side in (_LEFT, _RIGHT)]
        alike = [one[:, None] == one[None, :] for one in (groups, *texts)]
        others = torch.from_numpy(np.logical_or.reduce(alike)).to(self.device)
        crossed = torch.from_numpy(texts[0][:, None] == texts[1][None, :]).to(self.device)
        partners = (others | crossed) & ~torch.eye(size, dtype=torch.bool, device=self.device)
        refused_by = np.array([self.pairs[i].group for i in against], dtype=groups.dtype)
        elsewhere = torch.from_numpy(groups[:, None] != refused_by[None, :]).to(self.device)

        def near(one: Tensor, other: Tensor, hidden: Tensor) -> Tensor:
            return (one @ other.T / self.recipe.temperature).masked_fill(hidden, -math.inf)

        across = near(left, right, partners)
        forward = torch.cat([across, near(left, rejected, elsewhere)], 1)
        loss = (cross_entropy(forward, own) + cross_entropy(across.T, own)) / 2
        return loss + keep * self.rehearsal.moved(families, rehearsed) if keep else loss

    def _opened(self) -> Pipeline:
        torch.manual_seed(self.recipe.seed)
        pipeline = Pipeline(open_model(self.start)).to(self.device)
        if self.device == "cpu":  # half as long for short texts
            transformer: Any = pipeline.model[0]
            transformer.auto_model.set_attn_implementation("eager")
        return pipeline

    def _encode(self, rows: Sequence[list[int]], by: Pipeline | None = None) -> Tensor:
        parts: list[Tensor] = []
        order: list[int] = []
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.recipe.half):
            for batch in in_batches([len(row) for row in rows], CHUNK_TOKENS):
                laid = laid_out(batch, rows, self.tokens.pad)
                given = (torch.from_numpy(one).to(self.device) for one in laid)
                parts.append((by or self.pipeline)(*given).float())
                order += batch.texts
        back = torch.from_numpy(np.argsort(order)).to(self.device)
        return normalize(torch.cat(parts)[back], dim=-1)

    def _take_into_average(self) -> None:
        done = self.course.in_run(self.done) + 1
        keep = min(self.recipe.average, done / (done + _AVERAGED_FROM))
        with torch.no_grad():
            for name, value in self._named():
                self.average[name].lerp_(value, 1 - keep)

    def _take_into_mean(self) -> None:
        over = self.course.ends.index(self.done) + 1
        for name, one in self.average.items():
            self.mean[name] = torch.lerp(self.mean.get(name, one), one, 1 / over)

    def _named(self) -> list[tuple[str, Tensor]]:
        return [(name, value) for name, value in self.pipeline.named_parameters()]

    def _parameters(self) -> list[dict[str, Any]]:
        for name, value in self.pipeline.named_parameters():
            value.requires_grad_("embeddings" not in name)
        trained = [value for value in self.pipeline.parameters() if value.requires_grad]
        return [
            {"params": [v for v in trained if v.ndim < 2], "weight_decay": 0.0},
            {
                "params": [v for v in trained if v.ndim > 1],
                "weight_decay": self.recipe.weight_decay,
            },
        ]

    def _cut(self, texts: Sequence[tuple[Role, str]]) -> list[list[int]]:
        longest = min(self.recipe.longest, self.card.max_tokens)
        return self.tokens.ids([self.card.prefixes[role] + text for role, text in texts], longest)
