"""Days told by their name: yesterday, today, tomorrow, weekdays, and the parts of such days."""

from __future__ import annotations

import datetime as dt
import re

from communique.analyse.timex.clock import PART, clock_time, part_of_day, without_time
from communique.analyse.timex.expression import Expression, plain
from communique.analyse.timex.holidays import holiday
from communique.analyse.timex.numbers import number, ordinal
from communique.analyse.timex.periods import SIZES, first_day, moved, unit_of, within
from communique.analyse.timex.written import date_in_figures, date_in_words, month_alone
from communique.lexicon.calendar import WEEKDAYS

NAMED = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
NAMED_DAY = re.compile(r"\b(?:(?:day )?(?P<step>before|after) )?(?P<day>today|tonight|yesterday|tomorrow)\b")
TODAY_PART = re.compile(r"\b(?P<which>this|last|earlier|later) (?:past )?(?P<part>morning|afternoon|evening|night)\b")
WEEKDAY = re.compile(
    rf"\b(?:(?P<which>last|next|this|coming|past|previous|following) )?(?:coming |past )?"
    rf"(?P<day>{'|'.join(WEEKDAYS)}|mon|tues?|weds?|thurs?|fri|sat|sun)\b"
    r"(?: (?:of )?(?P<on>(?:next|last|this) week))?"
)
STEP = re.compile(
    r"^(?:(?P<many>\w+) )?(?P<unit>day|week|night|morning|afternoon|evening|eve)s? (?P<step>before|after|of|from|ago) "
    r"(?P<of>.+)$"
)
STEPS = {"before": -1, "ago": -1, "after": 1, "from": 1, "of": 0}
WEEK_OF = re.compile(r"^(?P<unit>week|weekend) (?:of|beginning|starting|that began) (?P<of>.+)$")
ENDED = re.compile(r"^(?:fiscal )?(?P<unit>week|month|quarter|year) (?:that )?(?:ended|ending) (?P<of>.+)$")
DAY_AFTER = re.compile(
    rf"\s*(?:\([^)]{{1,20}}\)|GMT|EDT|EST)?,?\s*(?:on\s+)?(?P<day>today|yesterday|tomorrow|{'|'.join(WEEKDAYS)})\b",
    re.I,
)
HOLIDAY_WEEK = re.compile(r"^(?P<of>.+) (?P<unit>week|weekend)$")
NTH_WEEKDAY = re.compile(rf"\b(?P<nth>first|second|third|fourth) (?P<day>{'|'.join(WEEKDAYS)}) (?:in|of) (?P<of>.+)$")
MOST_STEPS = 1000
NEARBY = 300


def day_and_time(said: Expression) -> str | None:
    """The value of a time by the clock, with the day that the words name or that was told last.

    >>> from communique.analyse.timex.expression import expression
    >>> day_and_time(expression("10 p.m. Wednesday", (0, 17), "TIME", dt.date(1998, 2, 13)))
    '1998-02-11T22:00'
    """
    time = clock_time(said.words)
    if time is None:
        return None
    rest = without_time(said.words)
    if not rest and (follows := DAY_AFTER.match(said.after)):
        rest = plain(follows["day"])
    on = day_named(_again(said, rest, kind="DATE")) if rest else None
    if on is None:
        on = _day_nearby(said)
    return on[:10] + time if on is not None and unit_of(on) == "day" else None


def day_named(said: Expression) -> str | None:
    """The value of a day told by any name, "yesterday", "last Friday", "Friday night", "the day before Easter"."""
    step = STEP.match(said.words)
    if step:
        return _stepped(said, step)
    for rule in (_named, _part_of_today, _part_alone, _nth_weekday, date_in_figures, date_in_words, weekday, holiday):
        found = rule(said)
        if found is not None:
            return found + part_of_day(said) if unit_of(found) == "day" and "T" not in found else found
    return None


def _stepped(said: Expression, step: re.Match[str]) -> str | None:
    """ "The day before Easter", "two weeks from Friday", "the night of Feb. 3"."""
    many = number(step["many"] or "one")
    of = f"coming {step['of']}" if step["step"] == "from" else step["of"]
    on = day_named(_again(said, of, kind="DATE"))
    if on is None or many is None or unit_of(on) != "day" or many > MOST_STEPS:
        return None
    days = STEPS[step["step"]] * int(many) * (7 if step["unit"] == "week" else 1)
    found = moved(on, "day", days)
    return found + part_of_day(said) if found is not None else None


def week_of(said: Expression) -> str | None:
    """The stretch told by a day: "the week of March 6", "Easter week", "the year ended June 30"."""
    match = (
        WEEK_OF.match(said.words)
        or ENDED.match(said.words)
        or (HOLIDAY_WEEK.match(said.words) if holiday(said) else None)
    )
    on = day_named(_again(said, match["of"], kind="DATE")) if match is not None else None
    for unit in SIZES:
        if match is not None and on is not None and unit == match["unit"]:
            return within(on, unit)
    return None


def weekday(said: Expression) -> str | None:
    """The value of a weekday: the last one, today included, or the next one where the words look ahead."""
    match = WEEKDAY.search(said.words)
    today = said.published
    if match is None or today is None:
        return None
    wanted = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(match["day"][:3]))
    which = match["which"]
    if which in {"following", "previous"} and (anchor := said.anchor("day")) is not None:
        today = first_day(anchor) or today
    if match["on"]:
        weeks = {"next": 1, "last": -1, "this": 0}[match["on"][:4]]
        return _on(today, wanted - today.weekday() + 7 * weeks)
    if which == "this" and said.direction != "behind":
        which = "coming"
    behind, ahead = (today.weekday() - wanted) % 7, (wanted - today.weekday()) % 7
    if which == "next":  # on Wednesday, two days ahead is "Friday" or "this Friday"
        return _on(today, wanted - today.weekday() + 7)
    if which in {"coming", "following"} or (which is None and said.direction == "ahead"):
        return _on(today, ahead or (7 if which == "following" else 0))
    days = behind or (7 if which in {"last", "past", "previous"} else 0)
    return _on(today, -days)


def _named(said: Expression) -> str | None:
    match = NAMED_DAY.search(said.words)
    if match is None or said.published is None:
        return None
    by = NAMED[match["day"]]
    return _on(said.published, by + {"before": -1, "after": 1}.get(match["step"] or "", 0))


def _part_of_today(said: Expression) -> str | None:
    match = TODAY_PART.search(said.words)
    if match is None or said.published is None:
        return None
    return _on(said.published, -1 if match["which"] == "last" else 0)


def _part_alone(said: Expression) -> str | None:
    """The day of "the morning", "overnight", which is the one told last."""
    return _day_nearby(said) if PART.fullmatch(said.words) else None


def _nth_weekday(said: Expression) -> str | None:
    """ "The second Tuesday in March"."""
    match = NTH_WEEKDAY.search(said.words)
    if match is None:
        return None
    month = month_alone(_again(said, match["of"], kind="DATE"))
    first = first_day(month) if month is not None else None
    nth = ordinal(match["nth"])
    if first is None or nth is None:
        return None
    ahead = (WEEKDAYS.index(match["day"]) - first.weekday()) % 7
    return _on(first, ahead + 7 * (nth - 1))


def _on(today: dt.date, by: int) -> str | None:
    return moved(today.isoformat(), "day", by)


def _again(said: Expression, words: str, *, kind: str) -> Expression:
    return Expression(
        type="DATE" if kind == "DATE" else "TIME",
        start=said.start,
        words=words,
        before=said.before,
        after=said.after,
        published=said.published,
        told=said.told,
    )


def _day_nearby(said: Expression) -> str | None:
    """The day told last, if that was near, else that of publication."""
    for told in reversed(said.told):
        if said.start - told.start > NEARBY:
            break
        if unit_of(told.value) == "day":
            return told.value
    return said.published.isoformat() if said.published is not None else None
