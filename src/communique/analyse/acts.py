"""What the encoder says of each word: which events it reports, and with whom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np

from communique.analyse.engine.encoder import Encoded
from communique.analyse.engine.outputs import (
    ACTS,
    EVENT_PARTS,
    LINK_WIDTH,
    buckets,
)
from communique.analyse.engine.tags import Floats
from communique.model import EventType, Mention, Span

HEAD = "events"
Side = Literal["source", "target"]
REACH = 200  # pieces between a trigger and a party, at the most


class Party(msgspec.Struct, frozen=True):
    """A mention as the source or target of an act, and how likely it is to be that (0 to 1)."""

    mention: Mention
    chance: float


class Acts:
    """The event head's numbers for one text, to be asked by spans; `mentions` are those that can be parties."""

    def __init__(self, encoded: Encoded, mentions: Sequence[Mention]) -> None:
        cuts = np.cumsum(EVENT_PARTS)[:-1]
        self._scores, _status, _mode, _polarity, *vectors = np.split(encoded.given[HEAD], cuts, axis=1)
        self._paragraph = encoded.pieces.paragraph
        self._starts = encoded.pieces.start
        told = encoded.heads[HEAD]
        self._mentions = list(mentions)
        self._places = np.array([self._pieces(m.span) for m in self._mentions], dtype=np.int64).reshape(-1, 2)
        self._links = {
            "source": (vectors[0], self._means(vectors[1]), np.array(told["source_at"])),
            "target": (vectors[2], self._means(vectors[3]), np.array(told["target_at"])),
        }

    def _pieces(self, span: Span) -> tuple[int, int]:
        """The pieces of a span, first and last (half-open), one at the least."""
        first = int(np.searchsorted(self._starts, span.start))
        last = int(np.searchsorted(self._starts, span.end))
        first = min(first, len(self._starts) - 1)
        return first, max(last, first + 1)

    def _means(self, vectors: Floats) -> Floats:
        rows = [vectors[a:z].mean(0) for a, z in self._places]
        return np.array(rows, dtype=np.float32).reshape(-1, LINK_WIDTH)

    def chance(self, span: Span, act: EventType) -> float:
        """How likely a word of a span is to report an act: the most that one of its pieces has, 0 to 1."""
        first, last = self._pieces(span)
        return float(1 / (1 + math.exp(-self._scores[first:last, ACTS.index(act)].max())))

    def _told(self, numbers: Floats, span: Span, act: EventType) -> Floats:
        """A vector for an act that a span reports, those words first that report it most."""
        first, last = self._pieces(span)
        scores = self._scores[first:last, ACTS.index(act)]
        shares = np.exp(scores - scores.max())
        told: Floats = (shares / shares.sum()) @ numbers[first:last]
        return told

    def parties(self, span: Span, act: EventType, side: Side) -> list[Party]:
        """The mentions near an act's words, the likeliest source or target first."""
        if not len(self._places):
            return []
        seeks, keys, by_place = self._links[side]
        first, last = self._pieces(span)
        scores = self._scores[first:last, ACTS.index(act)]
        trigger = first + int(scores.argmax())
        near = np.flatnonzero(np.abs(self._places[:, 0] - trigger) <= REACH)
        if not len(near):
            return []
        at = by_place[buckets(np.array([[trigger, trigger + 1]]), self._places[near], self._paragraph)[0]]
        fit = keys[near] @ self._told(seeks, span, act) * (2 / math.sqrt(LINK_WIDTH)) + at
        chances = 1 / (1 + np.exp(-fit))
        order = np.argsort(-chances, kind="stable")
        return [Party(self._mentions[near[n]], float(chances[n])) for n in order]
