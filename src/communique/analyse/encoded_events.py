"""Events by the encoder: reports that the lexicon's triggers miss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from communique.analyse.acts import Acts
from communique.analyse.firing import PARTS, Fired
from communique.analyse.parsed import Parsed, Token
from communique.lexicon.triggers import Trigger
from communique.model import EventFound, EventType, Span, SpanIndex

FIRES = 0.5  # the least chance of a word that reports an event without the lexicon
APART = 6  # words between two reports of the same type in a sentence, at the least


class Untold(msgspec.Struct, frozen=True):
    """A word that reports an event of a type, with the chance of it."""

    token: Token
    type: EventType
    chance: float


def untold(parsed: Parsed, acts: Acts, told: Iterable[EventFound]) -> Iterator[Untold]:
    """The words that report an event, those of one type a few words apart; what is told already is left out."""
    taken: dict[EventType, list[Span]] = {}
    for event in told:
        taken.setdefault(event.type, []).append(event.span)
    known = {kind: SpanIndex(spans) for kind, spans in taken.items()}
    for sentence in parsed.sentences:
        likely = [
            Untold(token, kind, chance)
            for token in sentence.tokens
            if token.pos in PARTS
            for kind, chance in acts.likely(token.span, FIRES)
        ]
        chosen: list[Untold] = []
        for one in sorted(likely, key=lambda u: -u.chance):
            index = known.get(one.type)
            is_known = index is not None and index.holding(one.token.start, one.token.end) is not None
            near = (abs(c.token.index - one.token.index) < APART for c in chosen if c.type == one.type)
            if not is_known and not any(near):
                chosen.append(one)
        yield from sorted(chosen, key=lambda u: u.token.start)


def fired(one: Untold) -> Fired:
    """An untold event as a trigger would tell it: who acts is the subject or owner, who is acted upon the object."""
    part = PARTS[one.token.pos]
    source = ("subj",) if part == "verb" else ("by", "poss")
    target = ("obj", "with", "to", "against", "on") if part == "verb" else ("with", "of", "to", "against", "on")
    row = Trigger(type=one.type, mode=None, source=source, target=target, status=None, conditions=())
    return Fired(one.token, row, part)
