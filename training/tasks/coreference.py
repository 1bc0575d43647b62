"""Which earlier mention a mention takes up, from GUM and, for names and descriptions, the project's own corpus."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from torch import Tensor, nn

from bench.gum import GoldMention, texts
from communique.analyse.engine.outputs import BUCKETS, LINK_WIDTH, buckets
from communique.analyse.engine.windows import Ints, Pieces, pieces, windows
from training.batches import Example, example
from training.tasks.statements import learnt

Extent = tuple[int, int]


class Chain(msgspec.Struct, frozen=True):
    """A text's mentions (code points, half-open) in order, each with the number of its cluster."""

    text: str
    mentions: tuple[tuple[Extent, int], ...]


class Links(msgspec.Struct, frozen=True):
    """A window's target: its mentions' places, and each one's antecedents.

    `antecedents` are numbers of earlier mentions, empty where the mention is its cluster's first, None where it is
    not to be learnt from.
    """

    places: tuple[Extent, ...]
    antecedents: tuple[tuple[int, ...] | None, ...]
    paragraph: Ints


class CoreferenceHead(nn.Linear):
    """Vectors by which mentions find the earlier ones that they take up."""

    def __init__(self, width: int) -> None:
        super().__init__(width, 2 * LINK_WIDTH)
        self.at = nn.Parameter(torch.zeros(BUCKETS))
        self.nobody = nn.Parameter(torch.zeros(1))


class CoreferenceTask:
    """Learns to link mentions."""

    name = "coreference"

    def head(self, width: int) -> nn.Module:
        """Two vectors a piece."""
        return CoreferenceHead(width)

    def examples(self, data: Path, rng: random.Random) -> Sequence[Example]:  # noqa: ARG002
        """The windows of GUM's training documents and of the corpus."""
        return [one for chain in chains(data) for one in _windows(chain)]

    def loss(self, head: nn.Module, given: Tensor, targets: Sequence[Links]) -> Tensor:
        """The negative log-likelihood of the right antecedents (Lee et al. 2017), a mean over mentions."""
        assert isinstance(head, CoreferenceHead)
        losses = torch.cat([_links(head, row, target) for row, target in zip(given.float(), targets, strict=True)])
        return losses.mean()

    def settings(self, head: nn.Module) -> dict[str, Any]:
        """What distance does to links."""
        assert isinstance(head, CoreferenceHead)
        return {"at": head.at.tolist(), "nobody": head.nobody.tolist()}


def _links(head: CoreferenceHead, row: Tensor, target: Links) -> Tensor:
    """A loss for each mention that is to be learnt from."""
    count = len(target.places)
    seeks, is_sought = row.unflatten(1, (2, LINK_WIDTH)).unbind(1)
    pool = torch.zeros((count, len(row)), device=row.device)
    for number, (a, z) in enumerate(target.places):
        pool[number, a:z] = 1 / (z - a)
    places = np.array(target.places, dtype=np.int64).reshape(-1, 2)
    at = head.at[torch.from_numpy(buckets(places, places, target.paragraph)).to(row.device)]
    scores = (pool @ seeks) @ (pool @ is_sought).T * LINK_WIDTH**-0.5 + at
    is_later = torch.ones((count, count), dtype=torch.bool, device=row.device).triu()
    scores = scores.masked_fill(is_later, -1e4)
    chances = torch.log_softmax(torch.cat([head.nobody.expand(count, 1), scores], dim=1), dim=1)
    is_right = np.zeros((count, count + 1), dtype=np.bool_)
    for number, antecedents in enumerate(target.antecedents):
        is_right[number, [a + 1 for a in antecedents] if antecedents else 0] = True
    learnt_from = [n for n, antecedents in enumerate(target.antecedents) if antecedents is not None and n > 0]
    right = torch.from_numpy(is_right).to(row.device)
    return -torch.logsumexp(chances.masked_fill(~right, -1e4), dim=1)[learnt_from]


def chains(data: Path) -> Iterator[Chain]:
    """GUM's training documents of all kinds, and the corpus's texts, whose pronouns are not annotated."""
    for gold in texts(data / "gum" / "train", genres=None):
        known = {entity: number for number, entity in enumerate(dict.fromkeys(m.entity for m in gold.mentions))}
        told = ((_words(m), known[m.entity]) for m in gold.mentions)
        yield Chain(gold.doc.text, tuple(sorted(told)))
    for one, text in learnt(data):
        every = sorted({(m, n) for n, actor in enumerate(one.actors) for m in actor.mentions})
        apart = (pair for pair in every if not any(_holds(other, pair[0]) for other, _ in every))
        yield Chain(text.text, tuple(apart))


def _words(mention: GoldMention) -> Extent:
    """The words by which a mention is known: of a pronoun it, else the phrase up to the noun that heads it."""
    start = mention.head.start if mention.form == "pronoun" else mention.span.start
    return start, max(mention.head.end, mention.least.end)


def _holds(one: Extent, other: Extent) -> bool:
    return one != other and one[0] <= other[0] and other[1] <= one[1]


def _windows(chain: Chain) -> list[Example]:
    found = pieces(chain.text)
    examples = []
    for window in windows(found):
        target = _target(chain, found, window.first, window.own, window.last)
        if any(antecedents is not None for antecedents in target.antecedents[1:]):
            examples.append(example(found, window.first, window.last, target))
    return examples


def _target(chain: Chain, found: Pieces, first: int, own: int, last: int) -> Links:
    """The mentions of a window; one is learnt from if it is the window's own and can be linked, or is a first one."""
    starts = found.start[first:last]
    places: list[Extent] = []
    clusters: list[int] = []
    antecedents: list[tuple[int, ...] | None] = []
    seen: set[int] = set()
    for (start, end), cluster in chain.mentions:
        inside = np.flatnonzero((starts >= start) & (starts < end)) + 1
        if len(inside):
            earlier = tuple(n for n, other in enumerate(clusters) if other == cluster)
            is_lost = not earlier and cluster in seen
            is_own = inside[0] >= own - first + 1
            antecedents.append(earlier if is_own and not is_lost else None)
            places.append((int(inside[0]), int(inside[-1]) + 1))
            clusters.append(cluster)
        seen.add(cluster)
    paragraph = np.concatenate([[-1], found.paragraph[first:last], [-1]])
    return Links(tuple(places), tuple(antecedents), paragraph)
