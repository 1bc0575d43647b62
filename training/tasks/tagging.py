"""What the tasks share that tag words: a head with a conditional random field, and its loss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import torch
from torch import Tensor, nn

from communique.analyse.engine.windows import Ints, Pieces
from training.crf import Crf


class TagHead(nn.Module):
    """Emissions for each tag, and what else the task asks for by piece, in one row of numbers."""

    def __init__(self, width: int, labels: tuple[str, ...], more: int = 0) -> None:
        super().__init__()
        self.crf = Crf(labels)
        self.emit = nn.Linear(width, len(labels) + more)

    def forward(self, states: Tensor) -> Tensor:
        """(windows, pieces, tags + more)."""
        return self.emit(states)

    def settings(self, labels: tuple[str, ...]) -> dict[str, Any]:
        """What Viterbi needs: labels and transitions."""
        return {
            "labels": labels,
            "transitions": self.crf.transitions.tolist(),
            "opening": self.crf.opening.tolist(),
        }


class Tagged(msgspec.Struct, frozen=True):
    """The words of a paragraph in a window: which of the window's pieces begin them, and their tags."""

    places: Ints
    tags: Ints


def tagged(found: Pieces, first: int, places: Ints, tags: Ints) -> tuple[Tagged, ...]:
    """The words at these pieces of a text, a paragraph each, for a window that begins at piece `first`."""
    cuts = np.flatnonzero(np.diff(found.paragraph[places])) + 1
    return tuple(Tagged(part - first + 1, _begun(tags[part])) for part in np.split(places, cuts) if len(part))


def _begun(tags: Ints) -> Ints:
    """Tags with B for an I whose beginning is cut off. In the labels' order B is odd and its I comes next."""
    before = np.concatenate([[0], tags[:-1]])
    is_cut_off = (tags > 0) & (tags % 2 == 0) & (before != tags) & (before != tags - 1)
    return np.where(is_cut_off, tags - 1, tags)


def tag_loss(crf: Crf, emissions: Tensor, windows: Sequence[Sequence[Tagged]]) -> Tensor:
    """The field's loss over the words of all paragraphs, a mean."""
    rows = [(number, one) for number, window in enumerate(windows) for one in window]
    lengths = torch.tensor([len(one.places) for _, one in rows])
    shape = (len(rows), int(lengths.max()))
    place, gold = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for row, (_, one) in enumerate(rows):
        place[row, : len(one.places)], gold[row, : len(one.tags)] = one.places, one.tags
    device = emissions.device
    window = torch.tensor([number for number, _ in rows], device=device)
    picked = emissions.float()[window.unsqueeze(1), torch.from_numpy(place).to(device)]
    return crf.loss(picked, torch.from_numpy(gold).to(device), lengths.to(device))


def bio(spans: Sequence[tuple[int, int, str]], starts: Ints, labels: tuple[str, ...]) -> Ints:
    """Tags for words that start at `starts`, from spans with their kinds, in code points."""
    tags = np.zeros(len(starts), dtype=np.int64)
    for start, end, kind in spans:
        inside = np.flatnonzero((starts >= start) & (starts < end))
        if len(inside):
            tags[inside] = labels.index(f"I-{kind}")
            tags[inside[0]] = labels.index(f"B-{kind}")
    return tags
