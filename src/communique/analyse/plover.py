"""The PLOVER type of what a source does to a target, as the pieces of the sentence vote for it."""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from communique.analyse.engine.encoder import Encoded, encode_pieces
from communique.analyse.engine.windows import pieces, with_roles
from communique.model import EventType, Span

HEAD = "plover"


class Typed(msgspec.Struct, frozen=True):
    """A type with its chance among the sixteen (0 to 1), and the word that spoke most for it."""

    type: EventType
    score: float
    trigger: Span


def relation_type(encoded: Encoded, *, source: Span, target: Span, sentence: Span) -> Typed | None:
    """What `source` does to `target` in a sentence of the text that was encoded; None where it holds no piece.

    Each piece of the sentence votes for a type as part of the source, as part of the target and, by its share, as
    a word of the sentence; the votes are summed.
    """
    found = encoded.pieces
    within = _inside(encoded, sentence)
    if not len(within):
        return None
    labels: list[EventType] = encoded.heads[HEAD]["labels"]
    votes = encoded.given[HEAD].reshape(len(found), 4, len(labels))
    shares = np.exp(votes[within, 3] - votes[within, 3].max(0))
    words = shares / shares.sum(0) * votes[within, 2]
    sums = words.sum(0)
    for place, span in ((0, source), (1, target)):
        part = _inside(encoded, span)
        if len(part):
            sums = sums + votes[part, place].mean(0)
    chances = np.exp(sums - sums.max())
    best = int(sums.argmax())
    trigger = int(within[words[:, best].argmax()])
    return Typed(labels[best], float(chances[best] / chances.sum()), Span(*encoded.extent(trigger, trigger + 1)))


def sentence_type(text: str, *, source: Span, target: Span) -> Typed | None:
    """The same for a sentence that stands alone; the encoder is told which words are source and target."""
    found = with_roles(pieces(text), (source.start, source.end), (target.start, target.end))
    return relation_type(encode_pieces(found), source=source, target=target, sentence=Span(0, max(1, len(text))))


def _inside(encoded: Encoded, span: Span) -> npt.NDArray[np.intp]:
    starts = encoded.pieces.start
    return np.flatnonzero((starts >= span.start) & (starts < span.end))
