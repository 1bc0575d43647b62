"""Windows with their targets, gathered into padded batches of similar length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
import torch
from torch import Tensor

from communique.analyse.engine.windows import FIRST, LAST, Ints, Pieces


class Example(msgspec.Struct, frozen=True):
    """A window to learn from: its pieces between [CLS] and [SEP], and the task's own target for it."""

    ids: Ints
    marks: Ints
    target: Any

    def __len__(self) -> int:
        return len(self.ids)


class Batch(msgspec.Struct, frozen=True):
    """Padded windows, (windows, pieces) and (windows, pieces, 3), with their targets in the same order."""

    task: str
    ids: Tensor
    mask: Tensor
    marks: Tensor
    targets: tuple[Any, ...]


def example(found: Pieces, first: int, last: int, target: Any) -> Example:
    """The pieces from `first` to `last` (half-open) as an example; a target counts from the first as 1, after [CLS]."""
    ids = np.concatenate([[FIRST], found.ids[first:last], [LAST]])
    nothing = np.zeros((1, found.marks.shape[1]), dtype=np.int64)
    return Example(ids, np.concatenate([nothing, found.marks[first:last], nothing]), target)


def gathered(task: str, examples: Sequence[Example]) -> Batch:
    """One batch of them, padded to the longest."""
    longest = max(len(e) for e in examples)
    ids = np.zeros((len(examples), longest), dtype=np.int64)
    mask = np.zeros_like(ids)
    marks = np.zeros((len(examples), longest, examples[0].marks.shape[1]), dtype=np.int64)
    for row, one in enumerate(examples):
        ids[row, : len(one)], mask[row, : len(one)], marks[row, : len(one)] = one.ids, 1, one.marks
    return Batch(
        task, torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(marks), tuple(e.target for e in examples)
    )


def batches(task: str, examples: Sequence[Example], *, pieces: int, rng: random.Random) -> Iterator[Batch]:
    """Batches of about so many pieces each, windows of similar length together, in random order."""
    order = sorted(examples, key=lambda e: len(e) + rng.random() * 16)
    groups: list[list[Example]] = [[]]
    for one in order:
        if groups[-1] and len(one) * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(one)
    rng.shuffle(groups)
    return (gathered(task, group) for group in groups if group)
