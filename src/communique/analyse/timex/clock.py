"""Times of the day: "5 p.m.", "noon Thursday", "1900 GMT", and parts of it: morning, afternoon, evening, night."""

from __future__ import annotations

import re

from communique.analyse.timex.expression import Expression
from communique.analyse.timex.numbers import number

PARTS = {
    "morning": "MO",
    "dawn": "MO",
    "daybreak": "MO",
    "afternoon": "AF",
    "lunchtime": "MI",
    "midday": "MI",
    "evening": "EV",
    "dusk": "EV",
    "night": "NI",
    "overnight": "NI",
    "tonight": "NI",
    "daytime": "DT",
}
PART = re.compile(rf"\b(?P<part>{'|'.join(PARTS)})s?\b")
HOUR = r"(?P<hour>\d\d?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
CLOCK = (
    re.compile(r"\b(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))?(?:[:.](?P<second>\d\d))? ?(?P<half>[ap]) ?m\b"),
    re.compile(rf"\b{HOUR}(?: (?P<minute>thirty|fifteen))? (?P<half>[ap]) ?m\b"),
    re.compile(rf"(?<![:\d]){HOUR}(?: o'clock)?(?= (?:in the|at) (?:morning|afternoon|evening|night)\b)"),
    re.compile(rf"\b{HOUR} o'clock\b"),
    re.compile(rf"^{HOUR} (?P<minute>thirty|fifteen|forty five)(?= (?:this|tonight|in|at|on)\b|$)"),
    re.compile(r"(?<![\d-])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"),
    re.compile(r"\b(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d) ?(?:hours|hrs|gmt|utc|cet|est|edt|local)\b"),
    re.compile(r"\b(?P<hour>noon|midday|midnight)\b"),
)
HALVES = {"morning": "a", "dawn": "a", "afternoon": "p", "evening": "p", "tonight": "night", "night": "night"}
NAMED = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


def part_of_day(said: Expression) -> str:
    """The letters of the part of the day that the words name, "TNI", or nothing.

    >>> from communique.analyse.timex.expression import expression
    >>> part_of_day(expression("Friday night", (0, 12), "TIME", None))
    'TNI'
    """
    match = PART.search(said.words)
    return "T" + PARTS[match["part"]] if match is not None else ""


def without_time(words: str) -> str:
    """The words without the time of the day, which leaves the day.

    >>> without_time("10 pm wednesday"), without_time("friday night"), without_time("noon")
    ('wednesday', 'friday', '')
    """
    for pattern in (*CLOCK, PART, re.compile(r"\b(?:gmt|utc|[ecmp][sd]?t|local time|time|in the|at|on|of|during)\b")):
        words = pattern.sub(" ", words)
    return " ".join(words.split()).strip(" ,")


def clock_time(words: str) -> str | None:
    """The time by the clock that the words tell.

    >>> clock_time("10 pm wednesday"), clock_time("around 7:15 pm"), clock_time("noon"), clock_time("friday")
    ('T22:00', 'T19:15', 'T12:00', None)
    """
    for pattern in CLOCK:
        match = pattern.search(words)
        if match is not None:
            part = PART.search(words)
            return NAMED.get(match["hour"]) or _told(match.groupdict(), HALVES.get(part["part"]) if part else None)
    return None


def _told(groups: dict[str, str | None], half: str | None) -> str | None:
    hour = number(groups["hour"] or "")
    minute = number(groups.get("minute") or "0")
    if hour is None or minute is None or hour > 24:
        return None
    hours = _hours(int(hour), groups.get("half") or (half if hour <= 12 else None))
    second = f":{groups['second']}" if groups.get("second") else ""
    return f"T{hours:02d}:{int(minute):02d}{second}"


def _hours(hour: int, half: str | None) -> int:
    """The hour of 24 from that of 12; "2 at night" is in the morning."""
    if half == "p" or (half == "night" and hour > 4):
        return hour % 12 + 12
    return hour % 12 if half is not None else hour
