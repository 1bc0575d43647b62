"""Plans as a calendar (iCalendar, RFC 5545): a day where only a day is known, tentative where it is only proposed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from communique.model import Outcome, Plan
from communique.present.accounts.words import happening
from communique.present.escape import visible
from communique.store.days import first_day, last_day

LONGEST = 31
"""A plan that may be on any of more days than these has no day to be put on."""

OUTCOMES: dict[Outcome, str] = {
    "done": "Done",
    "postponed": "Put off",
    "cancelled": "Called off",
    "overdue": "Overdue: nothing was told of it since",
    "open": "Open",
}


def to_calendar(plans: Iterable[Plan]) -> bytes:
    """The plans that have days as a calendar; two exports of one store are alike, byte for byte.

    The UID is made from the report that told the plan first, and stays when its date changes.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//communique//plans//EN")
    calendar.add("version", "2.0")
    for plan in plans:
        days = days_of(plan)
        if days is not None:
            calendar.add_component(entry(plan, *days))
    return bytes(calendar.to_ical())


def days_of(plan: Plan) -> tuple[date, date] | None:
    """The first and last day of a plan; None without any, or with too many."""
    first, last = first_day(plan.date), last_day(plan.date)
    if first is None or last is None:
        return None
    days = date.fromisoformat(first), date.fromisoformat(last)
    return days if (days[1] - days[0]).days < LONGEST else None


def entry(plan: Plan, first: date, last: date) -> Entry:
    """A plan as an entry of whole days."""
    event = plan.report.event
    made = Entry()
    made.add("uid", f"{event.id}@communique")
    made.add("dtstamp", stamp(plan))
    made.add("sequence", plan.changes + (plan.outcome == "cancelled"))
    made.add("summary", happening(event).removeprefix(f"{event.status}: "))
    made.add("dtstart", first)
    made.add("dtend", last + timedelta(1))
    made.add("status", status(plan))
    made.add("transp", "TRANSPARENT")
    if event.place is not None:
        made.add("location", visible(event.place))
    made.add("description", description(plan))
    return made


def status(plan: Plan) -> str:
    """TENTATIVE for what is only proposed or conditional, or put off without a new day; CANCELLED; else CONFIRMED."""
    if plan.outcome == "cancelled":
        return "CANCELLED"
    is_put_off = plan.outcome == "postponed" and not plan.changes
    is_only_proposed = plan.report.event.status != "planned" and plan.outcome != "done"
    return "TENTATIVE" if is_put_off or is_only_proposed else "CONFIRMED"


def stamp(plan: Plan) -> datetime:
    """When the newest report of a plan was published: what a calendar takes for the time of the entry."""
    told = first_day((plan.later or plan.report).published) or "1970-01-01"
    return datetime.fromisoformat(told).replace(tzinfo=UTC)


def description(plan: Plan) -> str:
    """The words of the first report, and what became of the plan."""
    event = plan.report.event
    words = f"“{visible(event.evidence[0].text)}” ({visible(plan.report.publisher or plan.report.name)})"
    later = f", {visible(plan.later.publisher or plan.later.name)}" if plan.later else ""
    return f"{words}\n{OUTCOMES[plan.outcome]}: {visible(plan.reason)}{later}"
