"""Stretches seen from what the text told before: "that year", "the next day", "the following month", "the same day"."""

from __future__ import annotations

import re

from communique.analyse.timex.clock import PARTS
from communique.analyse.timex.expression import Expression
from communique.analyse.timex.periods import NAMED, Unit, moved, within

PART = "morning|afternoon|evening|night"
UNIT = rf"(?P<unit>{'|'.join(NAMED)}|{PART})"
SAME_LAST_YEAR = re.compile(r"^same (?P<unit>month|week|quarter|season) (?:of )?last year$")
SAME = re.compile(rf"^(?:that|same|that same|that very|this same) (?:very )?{UNIT}$")
NEXT = re.compile(rf"^(?P<which>next|following|previous|prior|preceding|subsequent) {UNIT}$")
BESIDE = re.compile(rf"^{UNIT} (?P<which>before|after|earlier|later)$")
BY = {"next": 1, "following": 1, "subsequent": 1, "after": 1, "later": 1}


def same(said: Expression) -> str | None:
    """The value of "that day", "the same month", "the same month last year"."""
    year_before = SAME_LAST_YEAR.match(said.words)
    if year_before is not None:
        held = _told(said, year_before["unit"], 0)
        return f"{int(held[:4]) - 1:04d}{held[4:]}" if held is not None else None
    match = SAME.match(said.words)
    return _told(said, match["unit"], 0) if match is not None else None


def beside(said: Expression) -> str | None:
    """The value of "the next day", "the following year", "the night before"."""
    match = NEXT.match(said.words) or BESIDE.match(said.words)
    if match is None:
        return None
    if match["which"] == "next" and match["unit"] not in {"day", *PART.split("|")}:
        return None
    return _told(said, match["unit"], BY.get(match["which"], -1))


def _told(said: Expression, word: str, by: int) -> str | None:
    unit: Unit = NAMED.get(word, "day")
    anchor = said.anchor(unit)
    if anchor is None:
        return None
    held = within(anchor, unit) if by == 0 else moved(anchor, unit, by)
    part = "T" + PARTS[word] if word in PARTS else ""
    return held + part if held is not None else None
