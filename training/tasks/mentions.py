"""Mentions of actors with their kinds, from the project's own corpus (`training/corpus/`)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from torch import Tensor, nn

from communique.analyse.engine.outputs import KINDS
from communique.analyse.engine.windows import pieces, windows
from training.batches import Example, example
from training.corpus import Annotation
from training.tasks.statements import learnt
from training.tasks.tagging import Tagged, TagHead, bio, tag_loss, tagged

LABELS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))


class MentionTask:
    """Learns where actors are named or described, and what they are."""

    name = "mentions"

    def head(self, width: int) -> nn.Module:
        """Emissions for the tags."""
        return TagHead(width, LABELS)

    def examples(self, data: Path, rng: random.Random) -> Sequence[Example]:  # noqa: ARG002
        """The windows of the English texts that are not kept for measuring."""
        return [one for annotation, text in learnt(data) for one in _windows(text.text, outermost(annotation))]

    def loss(self, head: nn.Module, given: Tensor, targets: Sequence[tuple[Tagged, ...]]) -> Tensor:
        """That of the conditional random field."""
        assert isinstance(head, TagHead)
        return tag_loss(head.crf, given, targets)

    def settings(self, head: nn.Module) -> dict[str, Any]:
        """Labels and transitions."""
        assert isinstance(head, TagHead)
        return head.settings(LABELS)


def outermost(one: Annotation) -> list[tuple[int, int, str]]:
    """The mentions that stand in no other, with their actors' kinds."""
    every = [(start, end, actor.kind) for actor in one.actors for start, end in actor.mentions]
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(every, key=lambda m: (m[0], -m[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, kind))
    return kept


def _windows(text: str, spans: Sequence[tuple[int, int, str]]) -> list[Example]:
    found = pieces(text)
    tags = np.zeros(len(found), dtype=np.int64)
    begins = np.flatnonzero(found.is_word)
    tags[begins] = bio(spans, found.start[begins], LABELS)
    examples = []
    for window in windows(found):
        places = np.flatnonzero(found.is_word[window.own : window.last]) + window.own
        if len(places):
            examples.append(example(found, window.first, window.last, tagged(found, window.first, places, tags)))
    return examples
