from datetime import date

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from communique.model import Plan
from communique.present.calendar import days_of, to_calendar
from tests.compare.sample import report


def plan(**changes):
    first = report("a", status="planned", date="2025-03-14", place="Bergen", words="Berg; Ek, will\nmeet")
    return replace(Plan(report=first, date="2025-03-14", outcome="open", reason="told", score=0.7), **changes)


def entries(*plans):
    return Calendar.from_ical(to_calendar(plans)).walk("VEVENT")


def test_a_day_is_a_day_without_an_hour():
    [entry] = entries(plan())
    assert entry["DTSTART"].dt == date(2025, 3, 14)
    assert entry["DTEND"].dt == date(2025, 3, 15)
    assert "DTSTART;VALUE=DATE:20250314" in to_calendar([plan()]).decode()
    assert str(entry["LOCATION"]) == "Bergen"
    assert "“Berg; Ek, will meet”" in str(entry["DESCRIPTION"])


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "CONFIRMED"),
        ({"outcome": "overdue"}, "CONFIRMED"),
        ({"outcome": "cancelled"}, "CANCELLED"),
        ({"outcome": "postponed"}, "TENTATIVE"),
        ({"outcome": "postponed", "changes": 1}, "CONFIRMED"),
        ({"report": report("a", status="proposed")}, "TENTATIVE"),
        ({"report": report("a", status="conditional")}, "TENTATIVE"),
        ({"report": report("a", status="proposed"), "outcome": "done"}, "CONFIRMED"),
    ],
)
def test_how_sure_a_plan_is(changes, status):
    [entry] = entries(plan(**changes))
    assert entry["STATUS"] == status


def test_the_uid_stays_when_the_date_changes():
    [was], [now] = entries(plan()), entries(plan(date="2025-03-20", outcome="postponed", changes=1))
    assert was["UID"] == now["UID"]
    assert (was["SEQUENCE"], now["SEQUENCE"]) == (0, 1)
    [other] = entries(plan(report=report("b", event="other", status="planned")))
    assert other["UID"] != was["UID"]


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2025-03", (date(2025, 3, 1), date(2025, 3, 31))),
        ("2025-03-10/2025-03-16", (date(2025, 3, 10), date(2025, 3, 16))),
        ("2025", None),
        ("2025-03/..", None),
        ("../2025-03-20", None),
        (None, None),
    ],
)
def test_which_plans_have_days(value, days):
    assert days_of(plan(date=value)) == days


def test_two_exports_are_alike():
    assert to_calendar([plan(), plan(date=None)]) == to_calendar([plan()])
