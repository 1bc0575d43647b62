"""Time expressions as the encoder finds them, with their TIMEX3 types and values."""

from __future__ import annotations

import datetime as dt
from typing import cast

import msgspec

from communique.analyse.engine.encoder import Encoded
from communique.analyse.timex import TimexType, values


class Timex(msgspec.Struct, frozen=True):
    """A time expression, code points of the text (half-open), with its TIMEX3 type and value (TimeML 1.2.1)."""

    start: int
    end: int
    type: TimexType
    value: str | None


def times(encoded: Encoded, text: str, *, published: dt.date | None) -> list[Timex]:
    """The time expressions of a text that was encoded, in its order; a value is None where it can't be told."""
    spans = [(*encoded.extent(a, z), cast(TimexType, kind)) for a, z, kind in encoded.spans("timex")]
    told = values(text, spans, published=published)
    return [Timex(*span, value) for span, value in zip(spans, told, strict=True)]
