"""An expression as the rules see it: its words made plain, what stands around it, and what was told before it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

import msgspec

from communique.analyse.timex.direction import Direction, direction
from communique.analyse.timex.periods import SIZES, Unit, unit_of

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

REACH = 300
LONGEST = 120
PREPOSITIONS = (
    "in on at by since until till for from during over through throughout within of to after before into between"
)
SMALL = "two|three|four|five|six|seven|eight|nine|ten|twelve"
LEAD = re.compile(
    r"(?:the|very|early|earlier|late|later|mid|sometime|(?:middle|end|beginning|start|close|part|most|much|all|rest|"
    r"remainder|course|early hours|final days|days) of|(?:a )?good part of|about|around|nearly|almost|"
    r"approximately|roughly|at least|at most|more than|less than|fewer than|up to|no (?:more|less|fewer|later) than|"
    r"just|only|barely|as (?:long|much|many|little|early|late|soon) as|(?:a )?(?:full|whole|entire)|"
    rf"some(?= (?:\d+|{SMALL}|\w+teen|\w+ty|hundred)\b)|{PREPOSITIONS.replace(' ', '|')}) "
)
TAIL = re.compile(r" (?:or (?:so|more|later|longer|thereabouts)|and (?:beyond|later|after)|alone|itself|only)$")


class Told(msgspec.Struct, frozen=True):
    """An expression that was resolved earlier in the text, with its plain words."""

    start: int
    value: str
    words: str


class Expression(msgspec.Struct, frozen=True):
    """One time expression: `words` are lower case, without hyphens, modifiers and prepositions that lead or end it."""

    type: TimexType
    start: int
    words: str
    before: str
    after: str
    published: dt.date | None
    told: tuple[Told, ...] = ()
    is_definite: bool = False

    @property
    def direction(self) -> Direction | None:
        """Where the words around look."""
        return direction(self.before, self.after)

    def anchor(self, unit: Unit) -> str | None:
        """The last stretch told before that is no larger than `unit`, else the day of publication."""
        for told in reversed(self.told):
            own = unit_of(told.value)
            if own is not None and SIZES.index(own) <= SIZES.index(unit):
                return told.value
        return self.published.isoformat() if self.published is not None else None


def expression(
    text: str, span: tuple[int, int], kind: TimexType, published: dt.date | None, told: tuple[Told, ...] = ()
) -> Expression:
    """The expression at a span of the text.

    >>> expression("It opens in late November.", (9, 25), "DATE", None).words
    'november'
    """
    start, end = span
    words = plain(text[start:end][:LONGEST])
    kept, led = words, ""
    while (match := LEAD.match(kept)) is not None:
        led, kept = led + match.group(), kept[match.end() :]
    kept = TAIL.sub("", kept)
    return Expression(
        type=kind,
        start=start,
        words=kept,
        before=text[max(0, start - REACH) : start] + led,
        after=text[end : end + REACH],
        published=published,
        told=told,
        is_definite="the " in led or bool(re.search(r"\bthe\s+$", text[max(0, start - 8) : start], re.I)),
    )


def plain(words: str) -> str:
    """Words in lower case with single spaces, without hyphens, full stops and marks of possession.

    >>> plain("Mid-Nov."), plain("10 p.m. EST,"), plain("the year's end"), plain("the ’80s"), plain("1998-02-12")
    ('mid nov', '10 pm est', 'the year end', 'the 80s', '1998-02-12')
    """
    words = words.lower().replace("’", "'").replace("‘", "'")
    words = re.sub(r"\b(\d{1,3}),(\d{3})\b", r"\1\2", words)
    words = re.sub(r"(?<=[a-z])[-–](?=\w)|(?<=\d)[-–](?=[a-z])|[\"“”()\[\]{}`,;?!_]", " ", words)
    words = re.sub(r"(?<=[a-z])\.|'(?=\d\ds?\b)|(?<=\w)'s?(?!\w)", "", words)
    words = re.sub(r"\bmid(?=year|week|month|summer|winter)", "mid ", words)
    words = re.sub(r"\b(year|month|week|day|hour|decade|century)long\b", r"\1 long", words)
    return " ".join(words.split()).strip(" .:-–—'/")
