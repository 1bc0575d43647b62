"""Times that recur: "every day" is P1D, "weekly" P1W, "each Thursday" XXXX-WXX-4, "twice a month" P1M."""

from __future__ import annotations

import re

from communique.analyse.timex.clock import PARTS
from communique.analyse.timex.durations import length
from communique.analyse.timex.expression import Expression
from communique.analyse.timex.periods import SEASONS
from communique.analyse.timex.written import ONLY_MONTH, month_of
from communique.lexicon.calendar import WEEKDAYS

ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "XXXX-XX-XXTNI",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
    "semiannual": "P6M",
    "semiannually": "P6M",
    "biannual": "P6M",
    "biennial": "P2Y",
}
ADVERB = re.compile(rf"^(?:\w+ )?(?P<adverb>{'|'.join(ADVERBS)})$")
EVERY = re.compile(
    r"^(?:once |twice |\w+ times )?(?:every|each|per|any given|an?)(?: single| and every| of)? (?P<what>.+)$"
)
RECURRING = re.compile(r"^(?:every|each(?! of)|per|once a|twice)\b|^\w+ times (?:a|an|per|every|each)\b")
DAYS = re.compile(rf"\b(?P<day>{'|'.join(WEEKDAYS)}|weekend|weekday)(?P<plural>s?)\b")
PART = re.compile(rf"\b(?P<part>{'|'.join(PARTS)})(?P<plural>s?)\b")
SEASON = re.compile(r"\b(?P<season>spring|summer|autumn|fall|winter)s?\b")
QUARTER = re.compile(r"\b(?P<nth>first|second|third|fourth)\b(?: quarters?)?$")


def recurring(said: Expression) -> str | None:
    """The value of what the words themselves say recurs, whatever type was given."""
    adverb = ADVERB.match(said.words)
    if adverb:
        return ADVERBS[adverb["adverb"]]
    is_plural = re.fullmatch(rf"(?:{'|'.join(WEEKDAYS)})s(?: (?:{'|'.join(PARTS)})s?)?", said.words) is not None
    if not is_plural and not RECURRING.match(said.words):
        return None
    return _of(said.words)


def set_of_times(said: Expression) -> str | None:
    """The value of an expression that is known to be a set: "a year", "Monday nights"."""
    return recurring(said) or _of(said.words)


def _of(words: str) -> str | None:
    every = EVERY.match(words)
    what = every["what"] if every else words
    named = _calendar(what)
    if named is not None:
        return named
    if what.startswith("other "):
        return length("two " + what.removeprefix("other "))
    if re.match(r"(?:last|past|next|the last|the past|the next) ", what):  # "each of the last three years" is yearly
        what = what.split()[-1].removesuffix("s")
    return length(what)


def _calendar(what: str) -> str | None:
    part = PART.search(what)
    of_day = "T" + PARTS[part["part"]] if part is not None else ""
    on = DAYS.search(what)
    if on is not None:
        if on["day"] in WEEKDAYS:
            return f"XXXX-WXX-{WEEKDAYS.index(on['day']) + 1}{of_day}"
        return "XXXX-WXX-WE" if on["day"] == "weekend" else "XXXX-WXX-XX"
    if part is not None:
        return "XXXX-XX-XX" + of_day
    season, month, nth = SEASON.search(what), ONLY_MONTH.search(what), QUARTER.search(what)
    if season is not None:
        return "XXXX-" + SEASONS[season["season"]]
    if month is not None:
        return f"XXXX-{month_of(month):02d}"
    if nth is not None:
        return f"XXXX-Q{('first', 'second', 'third', 'fourth').index(nth['nth']) + 1}"
    return None
