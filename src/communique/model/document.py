"""The text that is read, and spans of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of a text, in Unicode code points, half-open: `Span(0, 4)` is its first four."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no span: {self.start} to {self.end}")

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside: `Span(0, 9).holds(Span(3, 5))` is true."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share a character: `Span(0, 4).meets(Span(3, 5))` is true."""
        return self.start < other.end and other.start < self.end


class SpanIndex:
    """Spans of which none overlaps another, to be asked quickly which one holds a given span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def holding(self, start: int, end: int) -> Span | None:
        """The span that holds `start` to `end`, None if none does."""
        place = bisect_right(self._starts, start) - 1
        return self._spans[place] if place >= 0 and self._spans[place].end >= end else None

    def meeting(self, span: Span) -> list[Span]:
        """The spans that share a character with another, in order."""
        first = bisect_right(self._spans, span.start, key=lambda s: s.end)
        return self._spans[first : bisect_left(self._starts, span.end)]


class Evidence(msgspec.Struct, frozen=True, order=True):
    """Exact words of a text with where they stand: `text[start:end]`, code points, half-open."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where the words stand, without the words."""
        return Span(self.start, self.end)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A text with what is known of its origin.

    `published` is an ISO 8601 date, or a date-time with its zone. `language` is a BCP 47 tag. `author`
    is whose own words the whole text is (several names for a joint text), None for a report by news media.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    author: str | tuple[str, ...] | None = None

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors as a tuple, empty for a report: `("Donald Trump",)`."""
        if self.author is None:
            return ()
        return (self.author,) if isinstance(self.author, str) else self.author


def quote(text: str, span: Span) -> Evidence:
    """The words of `text` at `span`; ValueError where the span lies outside.

    >>> quote("Peace talks began.", Span(0, 5)).text
    'Peace'
    """
    if span.end > len(text):
        raise ValueError(f"{span} lies outside a text of {len(text)} characters")
    return Evidence(text[span.start : span.end], span.start, span.end)
