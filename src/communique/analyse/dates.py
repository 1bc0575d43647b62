"""When: time expressions with the day, month, year or interval that the record says for them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed
from communique.analyse.times import Timex, times
from communique.analyse.timex.dateline import day_of
from communique.analyse.timex.direction import direction
from communique.analyse.timex.interval import between, opened, spanned, widened
from communique.analyse.timex.iso import LENGTH, ahead, behind, due, iso
from communique.analyse.timex.periods import unit_of
from communique.model import Finding, Span, TimeFound

PAST = re.compile(r"\b(?:past|last|previous)\b", re.I)
IN = re.compile(r"\b[Ii]n (?:(?:about|around|just|only|some) )?$")
REACH = 120
COMING = re.compile(r"\b(?:next|coming)\b", re.I)
PAST_UNIT = re.compile(r"(?:the )?past (?P<unit>week|month|year)", re.I)
LEFT_ALONE = re.compile(r"\b(?:fiscal|financial|school|academic)\b|\bFY", re.I)
JUST = re.compile(
    r"\bjust(?=\s+(?:had|spoke|spoken|met|finished|concluded|completed|talked|signed|left|hung|got\s+off)\b)|"
    r"\bright\s+now\b"
)


class Dates:
    """Finds time expressions; their value is None where no day is known to resolve them by."""

    name = "dates/2"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:  # noqa: ARG002
        """Yield the expressions that tell a stretch of the calendar, from left to right."""
        today = day_of(parsed.text, parsed.doc.published)
        told = times(parsed.encoded, parsed.text, published=today)
        dated = list(self._dated(parsed.text, told, today))
        taken = {time.span.end for time in dated}
        for match in JUST.finditer(parsed.text):
            if match.end() not in taken:
                value = today.isoformat() if today is not None else None
                dated.append(self._found(Span(*match.span()), "PRESENT_REF", value, today))
        yield from sorted(dated, key=lambda t: t.span)

    def _dated(self, text: str, told: list[Timex], today: dt.date | None) -> Iterator[TimeFound]:
        last_end = 0
        for at, time in enumerate(told):
            if time.start < last_end or not _is_date(time, text):
                continue
            start, end = widened(text, time.start, time.end)
            value = _stretch(time, text, today)
            ranged = spanned(time.value, text[start:end]) if time.value is not None else None
            if ranged is None:
                start, end = time.start, time.end
                following = told[at + 1] if at + 1 < len(told) else None
                other = _stretch(following, text, today) if following is not None else None
                if value is not None and following is not None and other is not None:
                    ranged = between(value, other, text, start, (end, following.start))
                    end = following.end if ranged is not None else end
            last_end = end
            value = ranged or (opened(value, text, start, end) if value is not None else None)
            yield self._found(Span(start, end), time.value, value, today)

    def _found(self, span: Span, timex: str | None, value: str | None, today: dt.date | None) -> TimeFound:
        reason = f"{timex} in TIMEX3, seen from {today}" if value is not None else _why_not(timex, today)
        return TimeFound(span=span, value=value, timex=timex, extractor=self.name, reason=reason)


def _is_date(time: Timex, text: str) -> bool:
    """Whether an expression may date something: a stretch of the calendar, or a length that reaches to today."""
    words = text[time.start : time.end]
    if LEFT_ALONE.search(text[max(0, time.start - 12) : time.end]):
        return False
    if time.value is None:
        return time.type in {"DATE", "TIME"}
    is_near = PAST.search(words) or COMING.search(words) or _is_due(time, text)
    return unit_of(time.value) is not None or (bool(is_near) and LENGTH.fullmatch(time.value) is not None)


def _is_due(time: Timex, text: str) -> bool:
    """Whether a length tells when something will be: "will report in two days"."""
    lead = text[max(0, time.start - REACH) : time.start]
    return IN.search(lead) is not None and direction(lead, text[time.end : time.end + REACH]) == "ahead"


def _stretch(time: Timex, text: str, today: dt.date | None) -> str | None:
    """What the record says for an expression by itself."""
    words = " ".join(text[time.start : time.end].split())
    unit = PAST_UNIT.fullmatch(words)
    length = f"P1{unit['unit'][0].upper()}" if unit else time.value
    if length is None or (today is None and length.startswith("P")):
        return None
    if length.startswith("P") and today is not None:
        if _is_due(time, text):
            return due(length, today)
        return behind(length, today) if PAST.search(words) else ahead(length, today)
    return iso(length)


def _why_not(timex: str | None, today: dt.date | None) -> str:
    if today is None and (timex is None or LENGTH.fullmatch(timex)):
        return "no date of publication to resolve it by"
    return f"{timex} in TIMEX3 is no certain stretch of the calendar" if timex is not None else "no such day"
