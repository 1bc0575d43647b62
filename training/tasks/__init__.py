"""What the heads learn, one file a task; TASKS is the list of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from torch import Tensor, nn

from training.batches import Example


class Task(Protocol):
    """A kind of finding that a head learns: data in, examples and a loss out."""

    name: str

    def head(self, width: int) -> nn.Module:
        """A new head: states (windows, pieces, width) to numbers (windows, pieces, n)."""

    def examples(self, data: Path, rng: random.Random) -> Sequence[Example]:
        """The windows to learn from, made anew for each epoch (quotation marks vary)."""

    def loss(self, head: nn.Module, given: Tensor, targets: Sequence[Any]) -> Tensor:
        """How far what the head gave is from the targets, a mean."""

    def settings(self, head: nn.Module) -> dict[str, Any]:
        """What the program needs beside the numbers, as JSON: labels, transitions."""


def tasks() -> tuple[Task, ...]:
    """The tasks, in the order in which the ONNX file names its outputs."""
    from training.tasks.attribution import AttributionTask
    from training.tasks.events import EventTask
    from training.tasks.plover import PloverTask
    from training.tasks.statements import StatementTask
    from training.tasks.timex import TimexTask

    return AttributionTask(), StatementTask(), TimexTask(), PloverTask(), EventTask()
