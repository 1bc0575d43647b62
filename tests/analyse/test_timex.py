"""The values of time expressions: the table `timex.tsv`, and what holds for any text."""

import datetime as dt
import re
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.analyse.timex import TimexType, values

CASES = Path(__file__).parent / "timex.tsv"
PUBLISHED = dt.date(2025, 2, 12)
TYPES: tuple[TimexType, ...] = get_args(TimexType)
BRACKETS = re.compile(r"\[([^\]]*)\]")
FORM = re.compile(
    r"(?:PAST|PRESENT|FUTURE)_REF|P(?=\w)(?:(?:\d+(?:\.\d+)?|X)(?:Y|Q|M|WE|W|DE|CE|GE|D|X))*"
    r"(?:T(?:(?:\d+(?:\.\d+)?|X)[HMS])+)?|PXX|"
    r"(?:\d{4}|XXXX)(?:-(?:(?:\d\d|XX)(?:-(?:\d\d|XX))?|W(?:\d\d|XX)(?:-(?:[1-7]|XX|WE))?|Q[1-4]|H[12]|SP|SU|FA|WI))?"
    r"(?:T(?:MO|MI|AF|EV|NI|DT|\d\d:\d\d(?::\d\d)?))?|\d{2,3}"
)
WORDS = (
    "last next this past the a year years ago earlier later day days monday friday night morning may march nov. 3 25 "
    "98 1998 1990s third quarter half of q3 weekend week century decade several two and or hour 10 p.m. 10:75 99:99 "
    "noon each every other daily 2/30/1998 9999-12-31 0000-01-01 ninety nineteen 11th spring easter christmas eve "
    "before after until in by 1/0 1/2 first thirtieth 31st feb -1 ² 10000000000000 season period month"
).split()


class Case(NamedTuple):
    text: str
    published: dt.date | None
    expressions: list[tuple[int, int, TimexType]]
    wanted: list[str | None]


def cases() -> list[Case]:
    found: list[Case] = []
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for line in lines[1:]:
        marked, published, kind, value = line.split("\t")
        if marked:
            spans = [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(BRACKETS.finditer(marked))]
            day = {"*": PUBLISHED, "-": None}[published]
            found.append(Case(BRACKETS.sub(r"\1", marked), day, [(*span, "DATE") for span in spans], []))
        case = found[-1]
        at = len(case.wanted)
        case.expressions[at] = (*case.expressions[at][:2], next(name for name in TYPES if name == kind))
        case.wanted.append(None if value == "!" else value)
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.text} {case.wanted[-1]}")
def test_case(case: Case) -> None:
    assert values(case.text, case.expressions, published=case.published) == case.wanted


def test_table_is_large_and_every_row_has_its_expression() -> None:
    assert sum(len(case.wanted) for case in cases()) >= 150
    assert all(len(case.wanted) == len(case.expressions) for case in cases())


def test_values_of_the_table_have_the_form_of_timex3() -> None:
    assert all(FORM.fullmatch(value) for case in cases() for value in case.wanted if value is not None)


def test_no_expressions_have_no_values() -> None:
    assert values("Nothing happened.", [], published=PUBLISHED) == []


DAYS = st.none() | st.dates()
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), st.sampled_from(TYPES)), max_size=8)


@given(st.text(max_size=80), SPANS, DAYS)
def test_any_text_gives_a_value_or_none(
    text: str, spans: list[tuple[int, int, TimexType]], published: dt.date | None
) -> None:
    expressions = sorted((start, start + length, kind) for start, length, kind in spans)
    found = values(text, expressions, published=published)
    assert len(found) == len(expressions)
    assert all(FORM.fullmatch(value) for value in found if value is not None)


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=1, max_size=5), st.data(), DAYS)
def test_any_words_of_time_give_a_value_or_none(
    phrases: list[list[str]], data: st.DataObject, published: dt.date | None
) -> None:
    text, expressions = "", []
    for phrase in (" ".join(words) for words in phrases):
        text += "It was "
        expressions.append((len(text), len(text) + len(phrase), data.draw(st.sampled_from(TYPES))))
        text += phrase + " "
    found = values(text, expressions, published=published)
    assert all(FORM.fullmatch(value) for value in found if value is not None)
    assert found == values(text, expressions, published=published)


@given(st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31)), st.sampled_from(["%Y-%m-%d", "%B {} %Y", "{} %b %Y"]))
def test_a_full_date_is_that_day_without_a_day_of_publication(day: dt.date, form: str) -> None:
    words = day.strftime(form).format(day.day) if "%Y-" not in form else day.isoformat()
    assert values(words, [(0, len(words), "DATE")], published=None) == [day.isoformat()]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 300))
def test_days_ago_and_days_from_now_are_so_many_days_off(day: dt.date, many: int) -> None:
    words = f"{many} days ago and {many} days from now"
    back = len(f"{many} days ago")
    found = values(words, [(0, back, "DATE"), (back + 5, len(words), "DATE")], published=day)
    assert found == [(day - dt.timedelta(many)).isoformat(), (day + dt.timedelta(many)).isoformat()]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(["Monday", "Thursday", "Sunday"]))
def test_a_weekday_behind_is_within_the_week_behind(day: dt.date, weekday: str) -> None:
    text = f"They met on {weekday}."
    [value] = values(text, [(12, len(text) - 1, "DATE")], published=day)
    assert value is not None
    assert 0 <= (day - dt.date.fromisoformat(value)).days < 7
    assert dt.date.fromisoformat(value).strftime("%A") == weekday
