"""What a text has spoken of so far: who, where, and in whose mouth; looked back on from any place in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from communique.model import Mention, Span, SpanIndex, StatementFound
from communique.resolve.clusters import Cluster

FIRST = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})


class Meaning(msgspec.Struct, frozen=True):
    """Whom a mention means, with the reason and a score from 0 to 1; nobody for an abstention.

    `thing` is a key of what it means where that is no actor.
    """

    who: tuple[Cluster, ...]
    reason: str
    score: float
    thing: str | None = None


class Spoken(msgspec.Struct, frozen=True, order=True):
    """A mention that has been understood: where, in which sentence, and whom it means."""

    start: int
    sentence: int
    mention: Mention
    who: tuple[Cluster, ...]


class StatementsByPlace:
    """Statements, to be asked which one's content holds a span."""

    def __init__(self, statements: Iterable[StatementFound]) -> None:
        self._by_span = {s.span: s for s in statements}
        self._index = SpanIndex(self._by_span)

    def holding(self, span: Span) -> StatementFound | None:
        """The statement whose content holds a span, None if none does."""
        content = self._index.holding(span.start, span.end)
        return self._by_span[content] if content is not None else None


class Discourse:
    """The mentions of a text in order, with those already understood."""

    def __init__(self, statements: Sequence[StatementFound], sentences: Sequence[Span]) -> None:
        self._sentence_starts = [s.start for s in sentences]
        self._quoted = StatementsByPlace(s for s in statements if s.kind == "direct")
        self._partly_quoted = StatementsByPlace(s for s in statements if s.kind == "mixed")
        self._turns = [s for s in statements if s.kind == "direct" and s.cue == s.source]
        self._things: dict[Span, str] = {}
        self._said_by = {s.source: s.span for s in statements if s.source is not None}
        self._spoken: list[Spoken] = []
        self._meant: dict[Span, tuple[Cluster, ...]] = {}
        self._by_head: dict[int, tuple[Cluster, ...]] = {}

    def remember(self, mention: Mention, who: tuple[Cluster, ...]) -> None:
        """Keep whom a mention means, to be looked back on."""
        self._meant[mention.span] = who
        self._by_head[mention.head.start] = who
        insort(
            self._spoken, Spoken(mention.span.start, self.sentence(mention.span), mention, who), key=lambda s: s.start
        )

    def said_by(self, mention: Mention) -> Span | None:
        """The words whose speaker a mention names."""
        return self._said_by.get(mention.span)

    def sentence(self, span: Span) -> int:
        """Which sentence a span begins in, counted from 1."""
        return bisect_right(self._sentence_starts, span.start)

    def speech(self, mention: Mention) -> StatementFound | None:
        """The quotation that a mention stands in; of one only partly in quotation marks, the first person alone."""
        said = self._quoted.holding(mention.span)
        if said is None and mention.form == "pronoun" and mention.name in FIRST | FIRST_PLURAL:
            said = self._partly_quoted.holding(mention.span)
        return said

    def speaker(self, mention: Mention) -> tuple[Cluster, ...]:
        """Who speaks where a mention stands; nobody outside quotations."""
        speech = self.speech(mention)
        return self._meant.get(speech.source, ()) if speech is not None and speech.source is not None else ()

    def addressee(self, mention: Mention) -> tuple[Cluster, ...]:
        """Whom the words that a mention stands in are said to; in a transcript of two, the other speaker."""
        speech = self.speech(mention)
        if speech is None:
            return ()
        if speech.addressee is not None:
            return self._meant.get(speech.addressee, ())
        speaker = self.speaker(mention)
        others = [who for who in self._speakers if who != speaker]
        return others[0] if speech.cue == speech.source and speaker and len(others) == 1 else ()

    @cached_property
    def _speakers(self) -> tuple[tuple[Cluster, ...], ...]:
        """The speakers of a transcript's turns, each once; asked when all names are known."""
        spoken = (self.whom(turn.source) for turn in self._turns if turn.source is not None)
        return tuple(dict.fromkeys(who for who in spoken if who))

    def name_thing(self, span: Span, thing: str) -> None:
        """Keep what a mention means that means no actor, by a key."""
        self._things[span] = thing

    def thing(self, span: Span) -> str | None:
        """What a phrase means where it means no actor; None where it means one, or it isn't known."""
        if span in self._meant:
            return None
        return self._things.get(span)

    def whom(self, span: Span) -> tuple[Cluster, ...]:
        """Whom the mention at a span means, if that is known."""
        return self._meant.get(span, ())

    def headed(self, head: Span) -> tuple[Cluster, ...]:
        """Whom the mention with this head means, if that is known."""
        return self._by_head.get(head.start, ())

    def back_from(self, mention: Mention, *, sentences: int) -> Iterator[tuple[int, Spoken]]:
        """What was spoken of before a mention, the nearest first, each with how many sentences back it lies."""
        here = self.sentence(mention.span)
        for place in range(bisect_left(self._spoken, mention.span.start, key=lambda s: s.start) - 1, -1, -1):
            spoken = self._spoken[place]
            back = here - spoken.sentence
            if back > sentences:
                return
            if spoken.mention.span.end <= mention.span.start:
                yield back, spoken
