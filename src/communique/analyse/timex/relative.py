"""Stretches seen from the day of publication: "last week", "this month", "the current quarter", "two weeks ago"."""

from __future__ import annotations

import re

from communique.analyse.timex.expression import Expression
from communique.analyse.timex.numbers import is_vague, number
from communique.analyse.timex.periods import NAMED, moved, within
from communique.analyse.timex.reports import of_publication, reported

UNITS = "|".join(NAMED)
UNIT = rf"(?P<unit>{UNITS})"
NEAR = re.compile(
    rf"\b(?P<which>last|past|previous|prior|next|coming|upcoming|this|current|present|latest|most recent|recent)"
    rf"(?: (?:past|coming|current|fiscal|calendar|financial))* {UNIT}\b"
)
TWO_OFF = re.compile(rf"^{UNIT} (?:before (?P<which>last)|after next)$")
BY = {"last": -1, "past": -1, "previous": -1, "prior": -1, "next": 1, "coming": 1, "upcoming": 1}
ONLY_UNIT = re.compile(rf"^(?:fiscal |calendar |financial )?{UNIT}(?: end)?$")
STEP = re.compile(
    rf"^(?P<many>.*?) ?(?P<plural>minute|hour|trading day|business day|{UNITS})s?(?: or so| or more)? "
    r"(?P<to>ago|earlier|before|previously|later|after|afterwards?|hence|from now|from today|back)\b"
)
AFTER = re.compile(r"\s*(?:or so )?(?P<to>ago|earlier|later|before|after|from now|hence)\b")
LENGTH = re.compile(rf"^(?P<many>.*?) ?(?P<plural>minute|hour|trading day|business day|{UNITS})s?$")
AHEAD_OF = re.compile(r"\b(?:in|within)\s+(?:(?:just|about|only|around|some|under|the|at least|less than)\s+)*$", re.I)


def near(said: Expression) -> str | None:
    """The value of "last week", "this month", "next year", "the latest quarter"."""
    two_off = TWO_OFF.match(said.words)
    if two_off is not None and said.published is not None:
        return moved(said.published.isoformat(), NAMED[two_off["unit"]], -2 if two_off["which"] == "last" else 2)
    match = NEAR.search(said.words)
    if match is None or said.published is None:
        return None
    which, unit = match["which"], match["unit"]
    if unit in {"quarter", "period"} and which in {"latest", "most recent", "recent"}:
        return reported(said) or moved(said.published.isoformat(), "quarter", -1)
    if unit in {"period", "fortnight"}:
        return None
    if unit == "weekend":
        return weekend(said)
    return moved(said.published.isoformat(), NAMED[unit], BY.get(which, 0))


def weekend(said: Expression) -> str | None:
    """The value of a weekend: the last one, or the next where the words look ahead."""
    if not re.search(r"\bweekend\b", said.words) or said.published is None:
        return None
    today = said.published
    which = re.search(r"\b(last|past|previous|next|coming|this)\b", said.words)
    ahead = which is not None and which[1] in {"next", "coming", "this"}
    weeks = 1 if which is not None and which[1] == "next" else 0
    if not ahead and not (which is None and said.direction == "ahead"):
        weeks = -1 if today.weekday() < 5 or (which is not None and which[1] == "last") else 0
    return moved(today.isoformat(), "weekend", weeks)


def unit_alone(said: Expression) -> str | None:
    """The value of "the quarter", "the year", "year's end", "the day": the one that the text is on."""
    match = ONLY_UNIT.match(said.words)
    if match is None:
        return None
    unit = match["unit"]
    if unit in {"quarter", "period"}:
        return reported(said) or of_publication(said, "quarter")
    if unit == "weekend":
        return weekend(said)
    if unit == "day" and (anchor := said.anchor("day")) is not None:
        return within(anchor, "day")
    return of_publication(said, NAMED[unit])


def steps_away(said: Expression) -> str | None:
    """The value of "three days ago", "two weeks later", "a month from now"; of "in five years" too."""
    match = STEP.search(said.words)
    length = match or LENGTH.match(said.words)
    if length is None or (said.type in {"DURATION", "SET"} and match is None):
        return None
    after = AFTER.match(said.after) if match is None else None
    to = match["to"] if match else after["to"] if after else None
    if to is None:
        to = "from now" if AHEAD_OF.search(said.before) else None
    many = number(length["many"]) if length["many"] else None
    if to is None or many is None or is_vague(length["many"]):
        return None
    return _stepped(said, length["plural"].split()[-1], many.numerator // many.denominator, to)


def _stepped(said: Expression, unit: str, many: int, to: str) -> str | None:
    by = -many if to in {"ago", "earlier", "before", "previously", "back"} else many
    size = "day" if unit in {"minute", "hour"} else NAMED[unit]
    is_told = to not in {"ago", "from now", "from today", "hence", "back"}
    base = said.anchor(size) if is_told else said.published.isoformat() if said.published is not None else None
    if base is None or many > 4000:
        return None
    if unit in {"minute", "hour"}:
        return within(base, "day")
    if unit in {"decade", "century"}:
        return moved(base, "year", by * (10 if unit == "decade" else 100))
    return moved(base, size, by * (2 if unit == "fortnight" else 1))
