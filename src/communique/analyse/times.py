"""Time expressions: those that the encoder finds and those that rules are sure of, with TIMEX3 types and values."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import cast

import msgspec

from communique.analyse.engine.encoder import Encoded
from communique.analyse.timex import TimexType, values
from communique.analyse.timex.certain import certain, cut, names, parts

Extent = tuple[int, int, TimexType]


class Timex(msgspec.Struct, frozen=True):
    """A time expression, code points of the text (half-open), with its TIMEX3 type and value (TimeML 1.2.1)."""

    start: int
    end: int
    type: TimexType
    value: str | None


def times(encoded: Encoded, text: str, *, published: dt.date | None) -> list[Timex]:
    """The time expressions of a text that was encoded, in its order; a value is None where it can't be told."""
    spans = with_certain(_found(encoded, text), text)
    told = values(text, spans, published=published)
    return [Timex(*span, value) for span, value in zip(spans, told, strict=True)]


def _found(encoded: Encoded, text: str) -> Iterator[Extent]:
    """What the encoder finds, less words that tell no time, and less names such as Good Friday Agreement."""
    taken = names(text)
    for first, last, kind in encoded.spans("timex"):
        for extent in cut(text, *encoded.extent(first, last)):
            if not any(extent[0] < z and a < extent[1] for a, z in taken):
                yield from ((*part, cast(TimexType, kind)) for part in parts(text, *extent))


def with_certain(found: Iterable[Extent], text: str) -> list[Extent]:
    """The expressions that were found, and those that rules are sure of where none was, or only a part.

    >>> with_certain([(28, 37, "DATE")], "Signed today, by the 3rd of June 2021.")
    [(7, 12, 'DATE'), (21, 37, 'DATE')]
    """
    every = list(found)
    for start, end, kind in certain(text):
        at = bisect_left(every, start + 1, key=lambda e: e[1])
        if at == len(every) or every[at][0] >= end:
            if at == 0 or start - every[at - 1][1] > 1:  # "April next year" is one
                every.insert(at, (start, end, kind))
        elif start <= every[at][0] and every[at][1] <= end:
            last = bisect_left(every, end, lo=at, key=lambda e: e[0])
            every[at:last] = [(start, end, every[at][2])]
    return every
