"""Dropout with masks drawn ahead: torch draws each in one thread, a fifth of a step on a CPU."""

import numpy as np
import torch
from torch import Tensor, nn

_DRAWN = 1 << 24
"""Zeros and ones drawn ahead; a mask is a stretch of them that begins at a place drawn anew."""


class Masks:
    """What is left out of each tensor that passes: the same after each restart with equal seeds."""

    def __init__(self, share: float, device: str) -> None:
        self.share = share
        draw = torch.Generator().manual_seed(0)
        stays = torch.rand(_DRAWN if share else 1, generator=draw) >= share
        # bfloat16 holds it to 0.4 %
        self._drawn = (stays.to(torch.bfloat16) / (1 - share)).to(device)
        self.restart(0, 0)

    def restart(self, seed: int, step: int) -> None:
        """Begin the places of a step."""
        self._places = np.random.default_rng((seed, step))

    def over(self, x: Tensor) -> Tensor:
        """A mask of the shape of ``x``: 0 for a share, else the inverse of what stays."""
        at = int(self._places.integers(0, len(self._drawn) - x.numel()))
        return self._drawn[at : at + x.numel()].view_as(x)


class _Dropout(nn.Module):
    p = 0.0
    """For attention that reads its dropout as a number."""

    def __init__(self, masks: Masks) -> None:
        super().__init__()
        self.masks = masks

    def forward(self, x: Tensor) -> Tensor:
        return x * self.masks.over(x) if self.training and self.masks.share else x


def leave_out(model: nn.Module, masks: Masks) -> None:
    """Give every dropout of the model's layers these masks; attention leaves nothing out."""
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Dropout):
                inside = hasattr(parent, "query")  # its own is a number that attention reads
                setattr(parent, name, nn.Dropout(0.0) if inside else _Dropout(masks))
