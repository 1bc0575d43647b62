"""The PLOVER type of what a source does to a target in a sentence.

From PLV (Hu et al. 2024), whose YIELD is CONCEDE and RETREAT together, and from sentences written for the
project (`training/plover/`: a file a type, source and target marked).
"""

from __future__ import annotations

import csv
import math
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.analyse.engine.windows import LONGEST, Ints, pieces, with_roles
from training.batches import Example, example

TYPES = (
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
).split()
YIELD = ("CONCEDE", "RETREAT")
TOLD = 0.6  # how often source and target are marked
WRITTEN = Path(__file__).parent.parent / "plover"
MARKED = re.compile(r"</?[st]>")


class Triple(msgspec.Struct, frozen=True):
    """A sentence, where in it source and target stand (code points, half-open), and the types that it may have."""

    sentence: str
    source: tuple[int, int]
    target: tuple[int, int]
    types: tuple[str, ...]


class Places(msgspec.Struct, frozen=True):
    """The target of a window: the pieces of source and target, and the types allowed, as a mask."""

    source: Ints
    target: Ints
    allowed: tuple[bool, ...]


class PloverHead(nn.Module):
    """Each piece votes for each type: as part of the source, of the target, and as a word of the sentence."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inner = nn.Linear(width, width)
        self.votes = nn.Linear(width, 4 * len(TYPES))

    def forward(self, states: Tensor) -> Tensor:
        """(windows, pieces, 4 × types): votes as source, as target, as word, and the word's share, unscaled."""
        return self.votes(functional.gelu(self.inner(states)))


class PloverTask:
    """Learns types of relations: half the time told which words are source and target, half the time not."""

    name = "plover"

    def __init__(self, rows: Sequence[Triple] | None = None, *, of_written: float = 1) -> None:
        """`rows` are those of PLV to learn from, None for all; `of_written` is the share of the project's sentences."""
        self.rows, self.of_written = rows, of_written

    def head(self, width: int) -> nn.Module:
        """Votes of the pieces."""
        return PloverHead(width)

    def examples(self, data: Path, rng: random.Random) -> Sequence[Example]:
        """The project's own sentences, or a share of them, and PLV's."""
        rows = self.rows if self.rows is not None else plv(data / "plv" / "train.tsv")
        own = list(written())
        own = rng.sample(own, int(len(own) * self.of_written))
        return [made(row, is_told=rng.random() < TOLD) for row in [*own, *rows]]

    def loss(self, head: nn.Module, given: Tensor, targets: Sequence[Places]) -> Tensor:  # noqa: ARG002
        """Negative log-likelihood of the types allowed."""
        chances = functional.log_softmax(logits(given, targets), dim=1)
        allowed = torch.tensor([t.allowed for t in targets], device=given.device)
        return -torch.logsumexp(chances.masked_fill(~allowed, -math.inf), dim=1).mean()

    def settings(self, head: nn.Module) -> dict[str, Any]:  # noqa: ARG002
        """The types, in the order of the votes."""
        return {"labels": TYPES}


def logits(given: Tensor, targets: Sequence[Places]) -> Tensor:
    """The votes counted: (windows, types)."""
    rows = []
    for votes, where in zip(given.float(), targets, strict=True):
        source, target, word, share = votes.unflatten(1, (4, len(TYPES))).unbind(1)
        last = int(max(where.source.max(), where.target.max()))
        length = max(last + 1, int((votes.abs().sum(1) > 0).sum()))
        shares = torch.softmax(share[:length], dim=0)
        rows.append(source[where.source].mean(0) + target[where.target].mean(0) + (shares * word[:length]).sum(0))
    return torch.stack(rows)


def plv(path: Path) -> Iterator[Triple]:
    """The rows of a PLV file that has labels."""
    csv.field_size_limit(10**8)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield marked(row["marked_sentence"], row["gold_root"])


def written() -> Iterator[Triple]:
    """The sentences written for the project."""
    for path in sorted(WRITTEN.glob("*.txt")):
        yield from (marked(line, path.stem) for line in path.read_text("utf-8").splitlines() if line.strip())
    for path in sorted(WRITTEN.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            kind, _, sentence = line.partition("\t")
            yield marked(sentence, kind)


def marked(line: str, kind: str) -> Triple:
    """A triple from a sentence with <s>source</s> and <t>target</t>; a mark that is missing stands for the whole."""
    sentence, at = "", 0
    edges: dict[str, int] = {}
    for mark in MARKED.finditer(line):
        sentence += line[at : mark.start()]
        at = mark.end()
        edges.setdefault(mark.group(), len(sentence))
    sentence += line[at:]
    whole = (0, len(sentence))
    source = (edges["<s>"], edges["</s>"]) if {"<s>", "</s>"} <= edges.keys() else whole
    target = (edges["<t>"], edges["</t>"]) if {"<t>", "</t>"} <= edges.keys() else whole
    return Triple(sentence, source, target, YIELD if kind == "YIELD" else (kind,))


def made(row: Triple, *, is_told: bool) -> Example:
    """The example of a triple, source and target marked if told; a sentence longer than a window is cut at its end."""
    found = pieces(row.sentence)
    if is_told:
        found = with_roles(found, row.source, row.target)
    last = min(len(found), LONGEST - 2)
    target = Places(
        _inside(found.start[:last], row.source),
        _inside(found.start[:last], row.target),
        tuple(t in row.types for t in TYPES),
    )
    return example(found, 0, last, target)


def _inside(starts: Ints, span: tuple[int, int]) -> Ints:
    """The places of pieces in a span, 0 ([CLS]) if none."""
    inside = np.flatnonzero((starts >= span[0]) & (starts < span[1])) + 1
    return inside if len(inside) else np.zeros(1, dtype=np.int64)
