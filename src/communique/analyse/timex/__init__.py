"""What time expressions stand for: each its TIMEX3 `value`, seen from the day of publication and from the text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from communique.analyse.timex.days import day_and_time, day_named, week_of
from communique.analyse.timex.durations import duration
from communique.analyse.timex.expression import Expression, TimexType, Told, expression
from communique.analyse.timex.kinds import decided
from communique.analyse.timex.narrative import beside, same
from communique.analyse.timex.relative import near, steps_away, unit_alone, weekend
from communique.analyse.timex.reports import a_year_before
from communique.analyse.timex.sets import recurring, set_of_times
from communique.analyse.timex.spans import century, decade, half, quarter, season
from communique.analyse.timex.vague import reference
from communique.analyse.timex.written import day_of_month_alone, month_alone, year_alone

__all__ = ["TimexType", "values"]

Rule = Callable[[Expression], str | None]

CLEAR: tuple[Rule, ...] = (recurring,)
DATES: tuple[Rule, ...] = (
    same,
    a_year_before,
    beside,
    day_and_time,
    week_of,
    half,
    quarter,
    day_named,
    month_alone,
    season,
    century,
    decade,
    weekend,
    reference,
    near,
    steps_away,
    year_alone,
    day_of_month_alone,
    unit_alone,
)
LENGTHS: tuple[Rule, ...] = (duration,)
ORDER: dict[TimexType, tuple[Rule, ...]] = {
    "DATE": CLEAR + DATES + LENGTHS,
    "TIME": CLEAR + DATES + LENGTHS,
    "DURATION": CLEAR + LENGTHS + DATES,
    "SET": (*CLEAR, set_of_times, *DATES),
}
KEPT = 40
FOLLOWS = re.compile(r"\s+(?:ago|earlier|period|quarter)\b")


def values(
    text: str, expressions: Sequence[tuple[int, int, TimexType]], *, published: dt.date | None
) -> list[str | None]:
    """The TIMEX3 value of each expression, in text order; None where it can't be told.

    >>> values("They met on Monday and again the next day.", [(12, 18, "DATE"), (29, 41, "DATE")],
    ...        published=dt.date(2025, 2, 12))
    ['2025-02-10', '2025-02-11']
    """
    told: tuple[Told, ...] = ()
    found: list[str | None] = []
    for start, end, kind in expressions:
        said = expression(text, (start, end), kind, published, told)
        value = next((value for rule in ORDER[decided(said) or kind] if (value := rule(said)) is not None), None)
        found.append(value)
        if value is not None:
            follows = FOLLOWS.match(said.after)
            told = (*told[-KEPT:], Told(start, value, said.words + (follows.group().lower() if follows else "")))
    return found
