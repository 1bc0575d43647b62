"""Time expressions (TIMEX3), from TimeBank as TempEval-3 has it; every fifth text by name is kept for testing."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
from torch import Tensor, nn

from communique.analyse.engine.windows import pieces, windows
from training.batches import Example, example
from training.splits import timebank
from training.tasks.tagging import Tagged, TagHead, bio, tag_loss, tagged

KINDS = ("DATE", "TIME", "DURATION", "SET")
LABELS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
BODY = re.compile(r"<TEXT>(.*?)</TEXT>", re.S)
TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
TYPE = re.compile(r'type="(\w+)"')


class TimexTask:
    """Learns where time expressions are and of which type."""

    name = "timex"

    def head(self, width: int) -> nn.Module:
        """Emissions for the nine tags."""
        return TagHead(width, LABELS)

    def examples(self, data: Path, rng: random.Random) -> Sequence[Example]:  # noqa: ARG002
        """The windows of the texts that are not kept for testing."""
        texts = (timeml(path.read_text("utf-8")) for path in timebank(data)[0])
        return [one for text, spans in texts for one in _windows(text, spans)]

    def loss(self, head: nn.Module, given: Tensor, targets: Sequence[tuple[Tagged, ...]]) -> Tensor:
        """That of the conditional random field."""
        assert isinstance(head, TagHead)
        return tag_loss(head.crf, given, targets)

    def settings(self, head: nn.Module) -> dict[str, Any]:
        """Labels and transitions."""
        assert isinstance(head, TagHead)
        return head.settings(LABELS)


def timeml(source: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text of a TimeML file, tags removed, and its time expressions with their types."""
    found = BODY.search(source)
    body, text, at = (found[1] if found else ""), "", 0
    spans: list[tuple[int, int, str]] = []
    opened: tuple[int, str] | None = None
    for tag in TAG.finditer(body):
        text += unescape(body[at : tag.start()])
        at = tag.end()
        if tag[2] != "TIMEX3":
            continue
        if not tag[1]:
            kind = TYPE.search(tag[3])
            opened = (len(text), kind[1] if kind else KINDS[0])
        elif opened is not None:
            spans.append((opened[0], len(text), opened[1]))
            opened = None
    return text + unescape(body[at:]), spans


def _windows(text: str, spans: Sequence[tuple[int, int, str]]) -> list[Example]:
    found = pieces(text)
    tags = np.zeros(len(found), dtype=np.int64)
    begins = np.flatnonzero(found.is_word)
    tags[begins] = bio(spans, found.start[begins], LABELS)
    examples = []
    for window in windows(found):
        places = np.flatnonzero(found.is_word[window.own : window.last]) + window.own
        if len(places):
            target = tagged(found, window.first, places, tags)
            examples.append(example(found, window.first, window.last, target))
    return examples
