"""Attribution relations (source, cue, content), from PolNeAR (Newell, Margolin and Ruths 2018).

In PolNeAR each relation has one cue, no two overlap but for a source that they share, and a content may stand
in two pieces. So words are tagged once, each piece of content chooses its cue, and each cue its source.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.analyse.engine.outputs import BUCKETS, LINK_WIDTH, bucket
from communique.analyse.engine.windows import Ints, Pieces, pieces, windows
from training.batches import Example, example
from training.tasks.tagging import Tagged, TagHead, bio, tag_loss, tagged

KINDS = ("source", "cue", "content")
LABELS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
STYLES = (("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("”", "”"))

Extent = tuple[int, int]


class Relation(msgspec.Struct, frozen=True):
    """One attribution: where its source, cue and content stand (code points, half-open), each in pieces or absent.

    `is_sourced` is false where it has a source and nobody wrote down which words it is.
    """

    source: tuple[Extent, ...]
    cue: tuple[Extent, ...]
    content: tuple[Extent, ...]
    is_sourced: bool = True


class Article(msgspec.Struct, frozen=True):
    """A text with its relations, and what of it the annotators left aside."""

    text: str
    relations: tuple[Relation, ...]
    discarded: tuple[Extent, ...]


class Links(msgspec.Struct, frozen=True):
    """A window's target: tagged words; spans as places in the window (half-open) and who belongs to whom.

    `contents` are (first, last, number of the cue); `sources` are (first, last); `source_of` gives each cue's: −1
    for none, −2 where it is not known; `paragraph` is that of each piece.
    """

    words: tuple[Tagged, ...]
    cues: tuple[Extent, ...]
    contents: tuple[tuple[int, int, int], ...]
    sources: tuple[Extent, ...]
    source_of: tuple[int, ...]
    paragraph: Ints


class AttributionHead(TagHead):
    """Tags, and vectors by which pieces of content find their cue and cues their source."""

    def __init__(self, width: int) -> None:
        super().__init__(width, LABELS, 4 * LINK_WIDTH)
        self.cue_at = nn.Parameter(torch.zeros(BUCKETS))
        self.source_at = nn.Parameter(torch.zeros(BUCKETS))
        self.no_source = nn.Parameter(torch.zeros(1))


class AttributionTask:
    """Learns who said what, as PolNeAR has it."""

    name = "attribution"

    def head(self, width: int) -> nn.Module:
        """Seven emissions and four vectors a piece."""
        return AttributionHead(width)

    def examples(self, data: Path, rng: random.Random) -> Sequence[Example]:
        """The windows of PolNeAR's training articles, a third of them with quotation marks of another style."""
        return [one for article in self.articles(data) for one in _windows(_restyled(article, rng))]

    def articles(self, data: Path) -> list[Article]:
        """The texts to learn from."""
        return articles(data / "polnear" / "train")

    def loss(self, head: nn.Module, given: Tensor, targets: Sequence[Links]) -> Tensor:
        """The field's loss, and the negative log-likelihood of the right cue and source."""
        assert isinstance(head, AttributionHead)
        tags = tag_loss(head.crf, given[..., : len(LABELS)], [t.words for t in targets])
        links = [link for row, target in zip(given.float(), targets, strict=True) for link in _links(head, row, target)]
        return tags * 8 + (torch.stack(links).mean() if links else 0)

    def settings(self, head: nn.Module) -> dict[str, Any]:
        """Labels, transitions and what distance does to links."""
        assert isinstance(head, AttributionHead)
        return head.settings(LABELS) | {
            "cue_at": head.cue_at.tolist(),
            "source_at": head.source_at.tolist(),
            "no_source": head.no_source.tolist(),
        }


def _links(head: AttributionHead, row: Tensor, target: Links) -> list[Tensor]:
    """A loss for each piece of content that has a cue, and for each cue."""
    if not target.cues:
        return []
    seeks_cue, is_cue, seeks_source, is_source = row[:, len(LABELS) :].unflatten(1, (4, LINK_WIDTH)).unbind(1)
    scale = LINK_WIDTH**-0.5
    keys = torch.stack([is_cue[a:z].mean(0) for a, z in target.cues])
    losses = []
    for a, z, cue in target.contents:
        at = head.cue_at[[bucket((a, z), c, target.paragraph) for c in target.cues]]
        scores = keys @ seeks_cue[a:z].mean(0) * scale + at
        losses.append(functional.cross_entropy(scores, torch.tensor(cue, device=row.device)))
    named = torch.stack([is_source[a:z].mean(0) for a, z in target.sources]) if target.sources else None
    for cue, source in zip(target.cues, target.source_of, strict=True):
        if source == -2:
            continue
        scores = head.no_source
        if named is not None:
            at = head.source_at[[bucket(cue, s, target.paragraph) for s in target.sources]]
            scores = torch.cat([scores, named @ seeks_source[cue[0] : cue[1]].mean(0) * scale + at])
        losses.append(functional.cross_entropy(scores, torch.tensor(source + 1, device=row.device)))
    return losses


def articles(folder: Path) -> list[Article]:
    """The articles of one split of PolNeAR; where several annotated one, the first file by name."""
    found = []
    for path in sorted((folder / "text").glob("*.txt")):
        annotations = sorted(p for p in (folder / "attributions").iterdir() if p.name.startswith(path.stem))
        if annotations:
            found.append(_article(path.read_bytes().decode("utf-8"), annotations[0]))
    return found


def _article(text: str, annotation: Path) -> Article:
    """From a brat file: T lines are spans with their kinds, E lines relations of them."""
    spans: dict[str, tuple[str, tuple[Extent, ...]]] = {}
    relations = []
    for line in annotation.read_bytes().decode("utf-8").splitlines():
        number, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", number):
            kind, _, where = rest.split("\t")[0].partition(" ")
            extents = tuple((int(a), int(z)) for a, z in (r.split() for r in where.split(";")))
            spans[number] = (kind.lower(), extents)
        elif re.fullmatch(r"E\d+", number):
            parts: dict[str, list[Extent]] = defaultdict(list)
            for part in rest.split():
                role, _, to = part.partition(":")
                if to in spans:
                    parts[re.sub(r"\d+$", "", role).lower()] += spans[to][1]
            relations.append(Relation(*(tuple(sorted(parts[kind])) for kind in KINDS)))
    discarded = tuple(extent for kind, extents in spans.values() if kind == "discard" for extent in extents)
    return Article(text, tuple(relations), discarded)


def _restyled(article: Article, rng: random.Random) -> Article:
    """Now and then with other quotation marks of the same length, so that offsets stay."""
    if rng.random() > 0.35:
        return article
    opening, closing = rng.choice(STYLES)
    depth, text = 0, []
    for sign in article.text:
        if sign == "\n":
            depth = 0
        is_open = sign == "“" or (sign == '"' and depth == 0)
        if sign in '“"”':
            depth = 1 if is_open else 0
            text.append(opening if is_open else closing)
        else:
            text.append(sign)
    return Article("".join(text), article.relations, article.discarded)


def _windows(article: Article) -> list[Example]:
    found = pieces(article.text)
    spans = [(a, z, kind) for r in article.relations for kind in KINDS for a, z in getattr(r, kind)]
    begins = np.flatnonzero(found.is_word)
    tags = np.zeros(len(found), dtype=np.int64)
    tags[begins] = bio(spans, found.start[begins], LABELS)
    dead = np.zeros(len(found), dtype=np.bool_)
    for a, z in article.discarded:
        dead |= (found.start >= a) & (found.start < z)
    examples = []
    for window in windows(found):
        alive = found.is_word[window.first : window.last] & ~dead[window.first : window.last]
        places = np.flatnonzero(alive) + window.first
        if len(places):
            target = _target(article, found, window.first, window.last, tagged(found, window.first, places, tags))
            examples.append(example(found, window.first, window.last, target))
    return examples


def _target(article: Article, found: Pieces, first: int, last: int, words: tuple[Tagged, ...]) -> Links:
    starts = found.start[first:last]

    def placed(extent: Extent) -> Extent | None:
        inside = np.flatnonzero((starts >= extent[0]) & (starts < extent[1])) + 1
        return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else None

    cues: list[Extent] = []
    contents: list[tuple[int, int, int]] = []
    sources: list[Extent] = []
    source_of: list[int] = []
    for relation in article.relations:
        cue = placed(relation.cue[0]) if relation.cue else None
        if cue is None:
            continue
        contents += [(a, z, len(cues)) for e in relation.content if (where := placed(e)) for a, z in [where]]
        source = placed(relation.source[0]) if relation.source else None
        if source is not None and source not in sources:
            sources.append(source)
        cues.append(cue)
        source_of.append(-2 if not relation.is_sourced else -1 if source is None else sources.index(source))
    paragraph = np.concatenate([[-1], found.paragraph[first:last], [-1]])
    return Links(words, tuple(cues), tuple(contents), tuple(sources), tuple(source_of), paragraph)
