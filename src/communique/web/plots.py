"""Charts as shapes with links and labels, drawn by the templates as SVG: no script, and readable aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from communique.store.charts import Bin, Unit
from communique.store.days import first_day, last_day
from communique.store.view import AHEAD, Happened

WIDE, HIGH, LEFT, FOOT = 720, 190, 34, 22
LANES, LANE = 14, 9
DAYS_IN_DAYS, DAYS_IN_MONTHS = 62, 365 * 5


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A bar, or a line of the strip: its box, the class that colours it, what it says, and where it leads."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    label: str
    href: str = ""


class Tick(msgspec.Struct, frozen=True):
    """A mark on an axis."""

    at: float
    label: str


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A chart: its size, shapes, axes, and the rows that say the same in a table."""

    width: int = WIDE
    height: int = HIGH
    middle: float = 0
    shapes: tuple[Shape, ...] = ()
    along: tuple[Tick, ...] = ()
    up: tuple[Tick, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def unit_for(first: date, last: date) -> Unit:
    """In what steps a stretch of time is shown: days, months or years."""
    days = (last - first).days
    return "day" if days <= DAYS_IN_DAYS else "month" if days <= DAYS_IN_MONTHS else "year"


def named(start: date, unit: Unit) -> str:
    """What a step is called: `named(date(2025, 2, 1), "month")` is "2025-02"."""
    return start.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def after(start: date, unit: Unit) -> date:
    """The day on which the next step begins."""
    if unit == "day":
        return start + timedelta(days=1)
    if unit == "month":
        return date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return date(start.year + 1, 1, 1)


def steps(first: date, last: date, unit: Unit) -> list[date]:
    """The days on which each step of a stretch begins."""
    start = first if unit == "day" else first.replace(day=1) if unit == "month" else first.replace(month=1, day=1)
    found = [start]
    while after(found[-1], unit) <= last and found[-1].year < date.max.year:
        found.append(after(found[-1], unit))
    return found


UPWARD = ("verbal cooperation", "material cooperation")
DOWNWARD = ("verbal conflict", "material conflict")


def bars(bins: Sequence[Bin], *, unit: Unit, link: Callable[[date, date], str]) -> Chart:
    """Cooperative acts above a line and hostile ones below it, by time; what lies ahead is drawn apart.

    APPOINT, which has no quad class, is left out.
    """
    told = [one for one in bins if one.quad is not None]
    if not told:
        return Chart()
    starts = steps(told[0].start, told[-1].start, unit)
    by_start: dict[date, dict[str, Bin]] = {}
    for one in told:
        by_start.setdefault(one.start, {})[one.quad or ""] = one
    most = max(reach(found, quads) for found in by_start.values() for quads in (UPWARD, DOWNWARD))
    middle, room = (HIGH - FOOT) / 2, (HIGH - FOOT) / 2 - 6
    step = (WIDE - LEFT) / len(starts)
    shapes, rows = list[Shape](), list[tuple[str, ...]]()
    for place, start in enumerate(starts):
        found = by_start.get(start, {})
        if not found:
            continue
        href = link(start, after(start, unit) - timedelta(days=1))
        for label, kind, top, tall in stacked(found, middle, room / most):
            shapes.append(
                Shape(
                    x=round(LEFT + place * step + step * 0.1, 2),
                    y=round(top, 2),
                    width=round(max(step * 0.8, 0.5), 2),
                    height=round(max(tall, 0.5), 2),
                    kind=kind,
                    label=f"{named(start, unit)}: {label}",
                    href=href,
                )
            )
        counts = (found.get(quad) for quad in (*UPWARD, *DOWNWARD))
        rows.append((named(start, unit), *(str(one.events) if one else "0" for one in counts)))
    along = every_so_often([Tick(LEFT + (i + 0.5) * step, named(start, unit)) for i, start in enumerate(starts)])
    up = (Tick(middle - room, str(most)), Tick(middle, "0"), Tick(middle + room, str(most)))
    return Chart(middle=middle, shapes=tuple(shapes), along=along, up=up, rows=tuple(rows))


def stacked(found: dict[str, Bin], middle: float, each: float) -> Iterator[tuple[str, str, float, float]]:
    """The bars of one step: what each says, its class, its top and its height, where an event is `each` high."""
    for quads, sign in ((UPWARD, -1), (DOWNWARD, 1)):
        edge = middle
        for quad in quads:
            for kind, count in parted(found.get(quad)):
                tall = each * count
                label = f"{count} {quad}{', ahead' if kind == 'ahead' else ''}"
                yield label, f"{quad.replace(' ', '-')} {kind}", edge - tall if sign < 0 else edge, tall
                edge += sign * tall


def reach(found: dict[str, Bin], quads: tuple[str, str]) -> int:
    """How far bars of these classes reach together, at least 1."""
    return max(1, sum(found[quad].events for quad in quads if quad in found))


def parted(found: Bin | None) -> list[tuple[str, int]]:
    """A bin as what took place and what lies ahead."""
    if found is None:
        return []
    return [(kind, n) for kind, n in (("past", found.events - found.ahead), ("ahead", found.ahead)) if n]


def every_so_often(ticks: Sequence[Tick], *, most: int = 6) -> tuple[Tick, ...]:
    """So many of the ticks at most, evenly spread."""
    return tuple(ticks[:: -(-len(ticks) // most)])


def strip(events: Sequence[Happened], *, kind: Callable[[Happened], str], say: Callable[[Happened], str]) -> Chart:
    """The events of a page on a line of time, each from its first day to its last, as many lanes as are needed."""
    dated = [(one, bounds(one)) for one in events]
    known = [(one, days) for one, days in dated if days is not None]
    if not known:
        return Chart()
    first, last = min(days[0] for _, days in known), max(days[1] for _, days in known)
    whole = max((last - first).days + 1, 1)
    shapes, free = list[Shape](), list[float]()
    for one, (start, end) in known:
        x = LEFT + (WIDE - LEFT - 8) * (start - first).days / whole
        width = max((WIDE - LEFT - 8) * ((end - start).days + 1) / whole, 7)
        lane = next((i for i, edge in enumerate(free) if edge <= x), len(free))
        if lane == LANES:
            lane = min(range(LANES), key=lambda i: free[i])
        free[lane : lane + 1] = [x + width + 2]
        is_ahead = "ahead" if one.status in AHEAD else one.status
        shapes.append(
            Shape(
                x=round(x, 2), y=6 + lane * LANE, width=round(width, 2), height=LANE - 2, label=say(one),
                kind=f"{kind(one)} {is_ahead}", href=f"#e-{one.text_id}-{one.id}",
            )
        )  # fmt: skip
    height = 6 + len(free) * LANE + FOOT
    return Chart(height=height, middle=height - FOOT, shapes=tuple(shapes), along=along_days(first, whole))


def along_days(first: date, whole: int) -> tuple[Tick, ...]:
    """Days along a strip, evenly spread."""
    days = sorted({whole * i // 6 for i in range(6)})
    return tuple(
        Tick(LEFT + (WIDE - LEFT - 8) * (n + 0.5) / whole, (first + timedelta(days=n)).isoformat()) for n in days
    )


def bounds(event: Happened) -> tuple[date, date] | None:
    """The days that an event's date spans; where one end is open, the other. None for no date."""
    first, last = first_day(event.date), last_day(event.date)
    start, end = first or last, last or first
    return None if start is None or end is None else (date.fromisoformat(start), date.fromisoformat(end))
