"""Intervals that the words round an expression make of it: "since Monday", "until May", "from 3 to 5 March"."""

from __future__ import annotations

import re

from communique.analyse.timex.direction import direction, sentence_before
from communique.analyse.timex.iso import before
from communique.analyse.timex.periods import first_day, moved, unit_of

LEAD = r"(?:(?:early|late|mid|at least|about|around|the|the (?:end|start|beginning|middle) of|on|in)[\s-]+)*$"
SINCE = re.compile(rf"\b(?:since|starting|beginning|with effect from)\s+{LEAD}", re.I)
FROM = re.compile(rf"\bfrom\s+{LEAD}", re.I)
AFTER = re.compile(rf"\bafter\s+{LEAD}", re.I)
UNTIL = re.compile(rf"\b(?:until|till|up to|through)\s+{LEAD}", re.I)
BY = re.compile(rf"\b(?:by|no later than)\s+{LEAD}", re.I)
BEFORE = re.compile(rf"\bbefore\s+{LEAD}", re.I)
ONWARD = re.compile(r"\s*(?:onwards?|on(?=[,.;]))", re.I)
REACH = 120
SPANNED = re.compile(r"\b(?:from|between)\s+(?:(?:the|early|late|mid)[\s-]+)*$", re.I)
TO = re.compile(r"\s*(?:-|–|—|\b(?:to|until|till|through)\b)\s*(?:the\s+)?", re.I)
AND = re.compile(r"\s*and\s*(?:the\s+)?", re.I)
DAY_BEFORE = re.compile(r"(?<![\d,.])\d\d?(?:st|nd|rd|th)?\s*(?:-|–|\bto\b|\band\b)\s*(?:the\s+)?$")
DAY_AFTER = re.compile(r"\s*(?:-|–|—)\s*\d\d?(?![\w:]|[,.]\d)")
NUMBERS = re.compile(
    r"(?<!\d)(?P<first>\d\d?|(?:19|20)\d\d)(?:st|nd|rd|th)?\s*(?P<joint>-|–|—|to|through|and)\s*(?:the\s+)?"
    r"(?P<last>\d\d?|(?:19|20)\d\d)(?:st|nd|rd|th)?(?!\w)"
)


def opened(value: str, text: str, start: int, end: int) -> str:
    """An interval left open by what stands before the words at `start`: since, until, by, before, after.

    >>> opened("2014", "Held since 2014.", 11, 15), opened("2025-02-14", "It runs until Friday.", 14, 20)
    ('2014/..', '../2025-02-14')
    """
    lead = sentence_before(text[max(0, start - REACH) : start])
    first, last = value.split("/", maxsplit=1)[0], value.rsplit("/", maxsplit=1)[-1]
    if SINCE.search(lead) or (FROM.search(lead) and ONWARD.match(text, end)):
        return f"{first}/.."
    if UNTIL.search(lead):
        return f"../{last}"
    bound = FROM.search(lead) or AFTER.search(lead) or BY.search(lead) or BEFORE.search(lead)
    if bound is None or direction(lead[: bound.start()], text[end : end + REACH]) != "ahead":
        return value
    if BEFORE.search(lead):
        return f"../{before(value)}" if before(value) is not None else value
    return f"../{last}" if BY.search(lead) else f"{first}/.."


def spanned(value: str, words: str) -> str | None:
    """The interval of a range written as one expression, "April 5-6", "2011-2015", given the value of its start.

    >>> spanned("2025-04-05", "April 5-6"), spanned("2011", "2011-2015"), spanned("2025-03-05", "3 to 5 March")
    ('2025-04-05/2025-04-06', '2011/2015', '2025-03-03/2025-03-05')
    """
    match = NUMBERS.search(words)
    if match is None:
        return None
    first, last = int(match["first"]), int(match["last"])
    unit = unit_of(value)
    if unit == "year" and len(match["first"]) == 4:
        last = last if last > 99 else first // 100 * 100 + last
        return f"{first}/{last}" if first < last else None
    if unit != "day" or not 0 < first < last <= 31:
        return None
    ends = [f"{value[:8]}{of_month:02d}" for of_month in (first, last)]
    return "/".join(ends) if all(first_day(end) for end in ends) else None


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The extent of a day with the other end of its range, "3 to [5 March]" or "[March 3]-5".

    >>> widened("It met from 3 to 5 March.", 17, 24)
    (12, 24)
    """
    lead = text[max(0, start - REACH) : start]
    day_before = DAY_BEFORE.search(lead)
    if day_before and ("and" not in day_before.group() or SPANNED.search(lead[: day_before.start()])):
        return start - len(day_before.group()), end
    day_after = DAY_AFTER.match(text, end)
    return start, day_after.end() if day_after else end


def between(first: str, last: str, text: str, start: int, gap: tuple[int, int]) -> str | None:
    """The interval of two values that "from … to …" or a dash joins; `gap` is what stands between them.

    >>> between("2025-02-10", "2025-02-14", "from Monday to Friday", 5, (11, 15))
    '2025-02-10/2025-02-14'
    """
    joint = text[slice(*gap)]
    is_led = SPANNED.search(text[max(0, start - REACH) : start]) is not None
    if not (TO.fullmatch(joint) and (is_led or joint.strip() in "-–—")) and not (is_led and AND.fullmatch(joint)):
        return None
    begin, end = first.split("/", maxsplit=1)[0], last.rsplit("/", maxsplit=1)[-1]
    if end < begin and unit_of(begin) == unit_of(end) == "day":
        end = moved(end, "day", 7) or end
    return f"{begin}/{end}" if begin < end else None
