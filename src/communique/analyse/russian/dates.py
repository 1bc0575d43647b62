"""When: Russian time expressions with the day, month, year or interval that the record says for them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed
from communique.analyse.timex.dateline import day_of
from communique.model import Finding, Span, TimeFound

MONTHS = {
    "январ": 1,
    "феврал": 2,
    "март": 3,
    "апрел": 4,
    "ма": 5,
    "июн": 6,
    "июл": 7,
    "август": 8,
    "сентябр": 9,
    "октябр": 10,
    "ноябр": 11,
    "декабр": 12,
}
MONTH = r"(?P<month>январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)(?:ь|[яеюй]|ем|а|у|ом|)"
YEAR = r"(?:[\s,]+(?P<year>(?:1[89]|20)\d\d)(?:\s*(?:года|году|год|г\.))?)?"
DAYS = re.compile(
    rf"(?<![\w.,])(?P<first>\d{{1,2}})(?:\s*(?:[–—-]|и|по)\s*(?P<last>\d{{1,2}}))?(?:-?го)?\s+{MONTH}\b{YEAR}", re.I
)
IN_MONTH = re.compile(rf"\b(?P<lead>с|в|во|к|до|на)\s+(?:начале\s+|конце\s+|середине\s+)?{MONTH}\b{YEAR}", re.I)
IN_YEAR = re.compile(r"\b(?P<lead>с|в|к|до)\s+(?P<year>(?:1[89]|20)\d\d)(?:\s+(?:года|году|г\.))", re.I)
NEAR = {"сегодня": 0, "вчера": -1, "накануне": -1, "позавчера": -2, "завтра": 1, "послезавтра": 2}
NEAR_DAY = re.compile(rf"\b(?:{'|'.join(NEAR)})\b", re.I)
TODAYS = re.compile(r"\bсегодняшн(?:ий|яя|ее|его|ей|ем|им|юю)\b", re.I)
WEEKDAY = re.compile(
    r"\bво?\s+(?:(?P<which>прошл\w+|минувш\w+|следующ\w+|ближайш\w+)\s+)?"
    r"(?P<day>понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)\b",
    re.I,
)
WEEKDAYS = ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье")
WEEK = re.compile(r"\bна\s+(?P<which>прошл|минувш|эт|текущ|следующ|будущ)\w+\s+неделе\b", re.I)
PERIOD = re.compile(r"\bв\s+(?P<which>прошл|минувш|этом|нынешн|текущ|следующ|будущ)\w*\s+(?P<unit>году|месяце)\b", re.I)
SHIFT = {"прошл": -1, "минувш": -1, "эт": 0, "этом": 0, "текущ": 0, "нынешн": 0, "следующ": 1, "будущ": 1}
HALF_A_YEAR = 183


class Dates:
    """Finds time expressions; their value is None where no day is known to resolve them by."""

    name = "russian dates/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:  # noqa: ARG002
        """Yield the expressions from left to right, none overlapping another."""
        today = day_of(parsed.text, parsed.doc.published)
        end = 0
        for span, value in sorted(_told(parsed.text, today), key=lambda one: (one[0].start, -one[0].end)):
            if span.start >= end:
                end = span.end
                reason = f"seen from {today}" if value is not None else "no date of publication to resolve it by"
                yield TimeFound(span=span, value=value, extractor=self.name, reason=reason)


def _told(text: str, today: dt.date | None) -> Iterator[tuple[Span, str | None]]:
    for match in DAYS.finditer(text):
        value = _days(match, today)
        if value != "":
            yield Span(*match.span()), value
    for match in IN_MONTH.finditer(text):
        value = _month(match, today)
        begin = match.end("lead") + 1
        yield Span(begin, match.end()), _opened(value, match["lead"])
    for match in IN_YEAR.finditer(text):
        yield Span(match.end("lead") + 1, match.end()), _opened(match["year"], match["lead"])
    yield from _near(text, today)


def _near(text: str, today: dt.date | None) -> Iterator[tuple[Span, str | None]]:
    """What is told from today: "вчера", "в среду", "на прошлой неделе", "в этом году"."""
    for match in NEAR_DAY.finditer(text):
        yield Span(*match.span()), _shifted(today, NEAR[match[0].lower()])
    for match in TODAYS.finditer(text):
        yield Span(*match.span()), _shifted(today, 0)
    for match in WEEKDAY.finditer(text):
        yield Span(*match.span()), _weekday(match, today)
    for match in WEEK.finditer(text):
        yield Span(*match.span()), _week(today, SHIFT[match["which"].lower()])
    for match in PERIOD.finditer(text):
        yield Span(*match.span()), _period(today, SHIFT[match["which"].lower()], match["unit"].lower())


def _days(match: re.Match[str], today: dt.date | None) -> str | None:
    """A day or days of a month, in the year said or the nearest; an empty string for no such day."""
    month = MONTHS[match["month"].lower()]
    days = [int(match["first"])] + ([int(match["last"])] if match["last"] else [])
    year = int(match["year"]) if match["year"] else None
    if year is None and today is None:
        return None
    dates = [_nearest(year, month, day, today) for day in days]
    if any(date is None for date in dates):
        return ""
    return "/".join(date.isoformat() for date in dates if date is not None)


def _nearest(year: int | None, month: int, day: int, today: dt.date | None) -> dt.date | None:
    years = [year] if year is not None else [today.year, today.year - 1, today.year + 1] if today is not None else []
    possible = [date for one in years if (date := _date(one, month, day)) is not None]
    if not possible or year is not None or today is None:
        return next(iter(possible), None)
    return min(possible, key=lambda date: (abs((date - today).days) > HALF_A_YEAR, abs((date - today).days)))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month(match: re.Match[str], today: dt.date | None) -> str | None:
    date = _nearest(int(match["year"]) if match["year"] else None, MONTHS[match["month"].lower()], 1, today)
    return date.isoformat()[:7] if date is not None else None


def _opened(value: str | None, lead: str) -> str | None:
    """ "С 2014 года" is an open interval."""
    return f"{value}/.." if value is not None and lead.lower() == "с" else value


def _shifted(today: dt.date | None, days: int) -> str | None:
    return (today + dt.timedelta(days=days)).isoformat() if today is not None else None


def _weekday(match: re.Match[str], today: dt.date | None) -> str | None:
    """The last such day, today included; the next one for "в следующую среду"."""
    if today is None:
        return None
    back = (today.weekday() - WEEKDAYS.index(match["day"].lower())) % 7
    which = (match["which"] or "").lower()
    if which.startswith(("следующ", "ближайш")):
        return _shifted(today, 7 - back)
    return _shifted(today, -back if back or not which else -7)


def _week(today: dt.date | None, shift: int) -> str | None:
    if today is None:
        return None
    monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=shift)
    return f"{monday.isoformat()}/{(monday + dt.timedelta(days=6)).isoformat()}"


def _period(today: dt.date | None, shift: int, unit: str) -> str | None:
    if today is None:
        return None
    if unit == "году":
        return str(today.year + shift)
    months = today.year * 12 + today.month - 1 + shift
    return f"{months // 12}-{months % 12 + 1:02}"
