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

from communique.analyse.engine.outputs import BUCKETS, LINK_WIDTH, buckets
from communique.analyse.engine.windows import Ints, Pieces, pieces, windows
from training.batches import Example, example
from training.gum import documents
from training.tasks.statements import learnt
from training.tasks.tagging import Tagged, TagHead, bio, tag_loss, tagged

FORMS = ("name", "pronoun")
LABELS = ("O", *(f"{part}-{form}" for form in FORMS for part in "BI"))
Extent = tuple[int, int]


class Chain(msgspec.Struct, frozen=True):
    """A text's mentions (code points, half-open) in order, the cluster of each, and whether its forms are told."""

    text: str
    mentions: tuple[tuple[Extent, int, str], ...]
    is_complete: bool


class Links(msgspec.Struct, frozen=True):
    """A window's target: its words tagged (none for the corpus), its mentions' places, and each one's antecedents.

    `antecedents` are numbers of earlier mentions, empty where the mention is its cluster's first, None where it is
    not to be learnt from.
    """

    words: tuple[Tagged, ...]
    places: tuple[Extent, ...]
    antecedents: tuple[tuple[int, ...] | None, ...]
    paragraph: Ints


class CoreferenceHead(TagHead):
    """Tags of names and pronouns, and vectors by which mentions find the earlier ones that they take up."""

    def __init__(self, width: int) -> None:
        super().__init__(width, LABELS, 2 * LINK_WIDTH)
        self.at = nn.Parameter(torch.zeros(BUCKETS))
        self.nobody = nn.Parameter(torch.zeros(1))


class CoreferenceTask:
    """Learns to link mentions."""

    name = "coreference"

    def head(self, width: int) -> nn.Module:
        """Five emissions and two vectors a piece."""
        return CoreferenceHead(width)

    def examples(self, data: Path, rng: random.Random) -> Sequence[Example]:  # noqa: ARG002
        """The windows of GUM's training documents and of the corpus."""
        return [one for chain in chains(data) for one in _windows(chain)]

    def loss(self, head: nn.Module, given: Tensor, targets: Sequence[Links]) -> Tensor:
        """The field's loss, and the negative log-likelihood of the right antecedents (Lee et al. 2017)."""
        assert isinstance(head, CoreferenceHead)
        told = [number for number, target in enumerate(targets) if target.words]
        tags = tag_loss(head.crf, given[told, :, : len(LABELS)], [targets[n].words for n in told]) if told else 0
        links = [_links(head, row, target) for row, target in zip(given.float(), targets, strict=True) if target.places]
        losses = torch.cat(links) if links else given.new_zeros(0)
        return tags * 4 + losses.sum() / max(len(losses), 1)

    def settings(self, head: nn.Module) -> dict[str, Any]:
        """Labels, transitions and what distance does to links."""
        assert isinstance(head, CoreferenceHead)
        return head.settings(LABELS) | {"at": head.at.tolist(), "nobody": head.nobody.tolist()}


def _links(head: CoreferenceHead, row: Tensor, target: Links) -> Tensor:
    """A loss for each mention that is to be learnt from."""
    count = len(target.places)
    seeks, is_sought = row[:, len(LABELS) :].unflatten(1, (2, LINK_WIDTH)).unbind(1)
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
    """GUM's training documents, and the corpus's texts, whose pronouns are not annotated."""
    for told in documents(data / "gum" / "train"):
        yield Chain(told.text, tuple((m.words, m.cluster, m.form) for m in told.mentions), is_complete=True)
    for one, text in learnt(data):
        every = sorted({(m, n) for n, actor in enumerate(one.actors) for m in actor.mentions})
        apart = [(m, n) for m, n in every if not any(o != m and o[0] <= m[0] and m[1] <= o[1] for o, _ in every)]
        yield Chain(text.text, tuple((m, n, "name") for m, n in apart), is_complete=False)


def _windows(chain: Chain) -> list[Example]:
    found = pieces(chain.text)
    tags = np.zeros(len(found), dtype=np.int64)
    begins = np.flatnonzero(found.is_word)
    named = [(*m, form) for m, _, form in chain.mentions if form in FORMS]
    tags[begins] = bio(named, found.start[begins], LABELS)
    examples = []
    for window in windows(found):
        places = np.flatnonzero(found.is_word[window.own : window.last]) + window.own
        if len(places):
            words = tagged(found, window.first, places, tags) if chain.is_complete else ()
            target = _target(chain, found, words, window.first, window.own, window.last)
            examples.append(example(found, window.first, window.last, target))
    return examples


def _target(chain: Chain, found: Pieces, words: tuple[Tagged, ...], first: int, own: int, last: int) -> Links:
    """The mentions of a window; one is learnt from if it is the window's own and can be linked, or is a first one."""
    starts = found.start[first:last]
    places: list[Extent] = []
    clusters: list[int] = []
    antecedents: list[tuple[int, ...] | None] = []
    seen: set[int] = set()
    for (start, end), cluster, _ in chain.mentions:
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
    return Links(words, tuple(places), tuple(antecedents), paragraph)
