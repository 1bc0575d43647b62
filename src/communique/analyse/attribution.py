"""Attribution relations as the encoder finds them: which words are a source, a cue, a content, and whose."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict

import msgspec
import numpy as np

from communique.analyse.engine.encoder import Encoded
from communique.analyse.engine.outputs import LINK_WIDTH, Extent, bucket
from communique.analyse.engine.tags import Floats
from communique.analyse.engine.windows import Ints
from communique.model import Span

REACH = 100  # pieces between a content and its cue, a cue and its source, at the most
A_PARAGRAPH, A_PIECE = (
    6.0,
    0.04,
)  # what each paragraph and piece between two spans takes off the product of their vectors
FAR = 3  # paragraphs; more between them make no difference
BESIDE = 3  # pieces between two pieces of one content on the same side of the cue, at the most


class Relation(msgspec.Struct, frozen=True):
    """An attribution: `content` stands in one or more pieces; `source` is None where the text names none.

    `score`, 0 to 1, is how sure the encoder is: the least of the chances of cue and content to be such, times that of
    the cue among those that the content could belong to.
    """

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    score: float


def relations(encoded: Encoded, head: str = "attribution") -> list[Relation]:
    """The attribution relations of a text, in the order of their cues; a cue that has no content is none.

    `head` "attribution" finds them as PolNeAR defines them, "statements" as the record does.
    """
    spans = encoded.spans(head)
    of_kind: dict[str, list[Extent]] = defaultdict(list)
    for first, last, kind in spans:
        of_kind[kind].append((first, last))
    links = _Links(encoded, head)
    contents: dict[Extent, list[tuple[Extent, float]]] = defaultdict(list)
    for content in of_kind["content"]:
        cue, chance = links.cue_of(content, of_kind["cue"])
        if cue is not None:
            sure = min(encoded.chance(head, *content, "content"), encoded.chance(head, *cue, "cue"))
            contents[cue].append((content, chance * sure))
    found = []
    for cue in of_kind["cue"]:
        told = _one_content(cue, contents[cue], encoded.pieces.paragraph)
        if told:
            source = links.source_of(cue, of_kind["source"])
            found.append(
                Relation(
                    Span(*encoded.extent(*cue)),
                    Span(*encoded.extent(*source)) if source is not None else None,
                    tuple(Span(*encoded.extent(*content)) for content, _ in told),
                    min(score for _, score in told),
                )
            )
    return found


def _one_content(cue: Extent, told: list[tuple[Extent, float]], paragraph: Ints) -> list[tuple[Extent, float]]:
    """Of what chose a cue the pieces that can be one content: the nearest, and what in its paragraph goes on from it.

    That is what stands on the other side of the cue, or right beside what is there already.
    """
    nearest = sorted(told, key=lambda c: (paragraph[c[0][0]] != paragraph[cue[0]], _distance(c[0], cue)))
    kept = nearest[:1]
    for one in nearest[1:]:
        is_here = paragraph[one[0][0]] == paragraph[cue[0]]
        is_across = (one[0][0] >= cue[1]) != (kept[0][0][0] >= cue[1])
        if is_here and (is_across or min(abs(one[0][0] - k[0][1]) for k in kept) <= BESIDE):
            kept.append(one)
    return sorted(kept)


class _Links:
    """Which spans belong together, by the vectors of their pieces and how they lie to each other."""

    def __init__(self, encoded: Encoded, head: str) -> None:
        told = encoded.heads[head]
        vectors = encoded.given[head][:, len(told["labels"]) :]
        parts = vectors.reshape(len(vectors), 4, LINK_WIDTH)
        self.seeks_cue, self.is_cue, self.seeks_source, self.is_source = (parts[:, n] for n in range(4))
        self.paragraph = encoded.pieces.paragraph
        self.cue_at, self.source_at, self.no_source = told["cue_at"], told["source_at"], told["no_source"][0]

    def cue_of(self, content: Extent, cues: list[Extent]) -> tuple[Extent | None, float]:
        """The cue that a piece of content belongs to, with the chance of it among those within reach."""
        near = _within_reach(content, cues)
        if not near:
            return None, 0.0
        scores = [self._score(self.seeks_cue, content, self.is_cue, cue, self.cue_at) for cue in near]
        best = int(np.argmax(scores))
        return near[best], 1 / sum(math.exp(score - scores[best]) for score in scores)

    def source_of(self, cue: Extent, sources: list[Extent]) -> Extent | None:
        """The source that a cue belongs to, None where none fits better."""
        near = _within_reach(cue, sources)
        scores = [self._score(self.seeks_source, cue, self.is_source, source, self.source_at) for source in near]
        best = int(np.argmax([self.no_source, *scores]))
        return near[best - 1] if best else None

    def _score(self, seeks: Floats, one: Extent, is_sought: Floats, other: Extent, by_place: list[float]) -> float:
        """How well one span's vector and another's fit, and how they lie to each other."""
        product = float(seeks[slice(*one)].mean(0) @ is_sought[slice(*other)].mean(0)) / math.sqrt(LINK_WIDTH)
        apart = min(FAR, abs(int(self.paragraph[one[0]]) - int(self.paragraph[other[0]])))
        place = by_place[bucket(one, other, self.paragraph)]
        return product + place - A_PARAGRAPH * apart - A_PIECE * _distance(one, other)


def _within_reach(one: Extent, others: list[Extent]) -> list[Extent]:
    """Those of other spans, in order and not overlapping, that are near enough to belong to one."""
    first = bisect_left(others, one[0] - REACH, key=lambda other: other[1])
    return others[first : bisect_right(others, one[1] + REACH, key=lambda other: other[0])]


def _distance(one: Extent, other: Extent) -> int:
    return max(0, other[0] - one[1], one[0] - other[1])
