"""Plans followed: whether what was announced, agreed or proposed is done, put off, called off, overdue or open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from communique.analyse.timex import values
from communique.analyse.timex.certain import certain
from communique.analyse.timex.iso import iso
from communique.compare.alike import AHEAD, alike, same_place
from communique.compare.blocks import months, parties
from communique.compare.days import as_date, days_of, published_day
from communique.compare.links import Linked, order
from communique.compare.parties import matched
from communique.compare.topics import own_states, same_subject, topics_of
from communique.lexicon.stems import stem, stems
from communique.lexicon.turns import turns
from communique.model import Event, Group, Outcome, Party, Plan, Report, ReportId
from communique.store.days import first_day, last_day

WINDOW = 180
"""A plan without a date is looked for so many days on."""

ENOUGH = 0.6
"""From this score on, a later report is of the plan."""

WORDS = {
    "phone": "call conversation",
    "video": "call conference",
    "visit": "visit trip travel journey визит поездка",
    "meeting": "meeting meet summit встреча саммит",
    "negotiation": "talks negotiations negotiate переговоры",
    "multilateral": "summit conference talks саммит конференция",
}


class Turned(msgspec.Struct, frozen=True):
    """What a later report says that became of a plan: outcome, how surely, why, the new date if it gives one."""

    outcome: Outcome
    report: Report
    score: float
    reason: str
    date: str | None = None


class Later:
    """All reports by type and party, to be asked what came of a plan: what came about by month, what turned apart."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._came: dict[tuple[str, str, str], list[Report]] = {}
        self._turned: dict[tuple[str, str], list[Report]] = {}
        self._outcomes: dict[ReportId, Outcome] = {}
        self._of_text: dict[str, list[Report]] = {}
        self._dates: dict[ReportId, list[str]] = {}
        for report in sorted(reports, key=order):
            turned = next((outcome for outcome in OUTCOMES if outcome in {t.turn for t in turns(report.context)}), None)
            for who in parties(report.parties).filed:
                if turned is not None:
                    self._outcomes[report.id] = turned
                    self._turned.setdefault((report.event.type, who), []).append(report)
                elif report.event.status in {"occurred", "denied"} and (days := days_of(report)) is not None:
                    for month in dict.fromkeys(months(days.first or days.last, days.last or days.first)):
                        self._came.setdefault((report.event.type, who, month), []).append(report)
            if report.event.status in AHEAD:
                self._of_text.setdefault(report.id.text, []).append(report)

    def came(self, plan: Report) -> list[Report]:
        """The later reports that may tell that a plan came about, or did not: of its type, parties and months."""
        day, days = published_day(plan), days_of(plan)
        first, last = (days.first, days.last) if days is not None else (day, day and day + timedelta(WINDOW))
        if first is not None and last is not None:
            first, last = first - timedelta(1), last + timedelta(1)
        whose = parties(plan.parties).asked
        found = (self._came.get((plan.event.type, who, month), ()) for who in whose for month in months(first, last))
        return _later(plan, found)

    def turned(self, plan: Report) -> list[Report]:
        """The later reports that something of a plan's parties was put off or called off: of its type, or halted."""
        kinds = (plan.event.type, "SANCTION")
        whose = parties(plan.parties).asked
        return _later(plan, (self._turned.get((kind, who), ()) for who in whose for kind in kinds))

    def turn(self, report: Report) -> Outcome:
        """Which of the two a report tells."""
        return self._outcomes[report.id]

    def dates(self, report: Report) -> list[str]:
        """All dates that a report's sentences give, by the rules for time expressions."""
        if report.id not in self._dates:
            spans = certain(report.context)
            told = values(report.context, spans, published=published_day(report))
            self._dates[report.id] = [day for value in told if value and (day := iso(value)) is not None]
        return self._dates[report.id]

    def new_plans(self, report: Report) -> Iterator[Report]:
        """What a text plans with the parties of one of its reports: the date that something was put off to."""
        for other in self._of_text.get(report.id.text, ()):
            if matched(report.parties, other.parties).is_within:
                yield other


def _later(plan: Report, found: Iterable[Iterable[Report]]) -> list[Report]:
    """Of some reports, each once, those that were published on the day of a plan's or later."""
    since = (plan.published or "")[:10]
    each = {report.id: report for some in found for report in some}
    return [one for one in each.values() if one.id != plan.id and (one.published or "")[:10] >= since]


OUTCOMES: tuple[Outcome, ...] = ("postponed", "cancelled")


def plans(reports: Sequence[Report], found: Linked, *, today: date | None = None) -> tuple[Plan, ...]:
    """What became of every plan that the reports tell, by date, those without one last.

    `today` is the day by which a plan is overdue; of None, the newest day on which a text was published.
    """
    later = Later(reports)
    now = today or max((day for report in reports if (day := published_day(report))), default=None)
    made: dict[int, Plan] = {}
    taken: set[object] = set()
    groups = [group for group in found.groups if any(report.event.status in AHEAD for report in group.reports)]
    for number, group in enumerate(groups):
        plan, moved_to = followed(group, later, now)
        made[number] = plan
        taken |= {one.id for one in moved_to}
    kept = [
        made[number] for number, group in enumerate(groups) if not any(report.id in taken for report in group.reports)
    ]
    return tuple(sorted(kept, key=lambda plan: (plan.date is None, first_day(plan.date) or "", plan.report.id)))


def followed(group: Group, later: Later, today: date | None) -> tuple[Plan, list[Report]]:
    """What became of one plan, and the reports of its later date, which are no plan of their own."""
    told = [report for report in group.reports if report.event.status in AHEAD]
    first = told[0]
    newest = next((r.event.date for r in reversed(told) if r.event.date), None)
    unlike = {(one.event.date, one.event.place, one.parties): one for one in reversed(told)}
    ends = [turn for report in reversed(unlike.values()) for turn in outcomes(report, group, later)]
    moved = [turn for turn in ends if turn.outcome == "postponed" and turn.date]
    for turn in moved:
        ends += [end for report in later.came(put_off(first, turn)) for end in _came(put_off(first, turn), report)]
    done = [turn for turn in ends if turn.outcome == "done"]
    best = max(done or moved[-1:] or ends, key=lambda turn: (turn.score, turn.report.published or ""), default=None)
    made = Plan(report=first, date=newest, outcome="open", reason="nothing later on it", score=first.event.score)
    if best is not None:
        made = Plan(
            report=first,
            date=(best.date if best.outcome == "postponed" else None) or newest,
            outcome=best.outcome,
            later=best.report,
            changes=len({turn.date for turn in moved}),
            reason=best.reason,
            score=best.score,
        )
    end = as_date(last_day(made.date))
    is_due = made.outcome == "open" or (made.outcome == "postponed" and bool(moved))
    if is_due and end is not None and today is not None and end < today:
        made = msgspec.structs.replace(made, outcome="overdue", reason=f"{made.date} is past, and nothing later on it")
    return made, [other for turn in moved for other in later.new_plans(turn.report) if other.event.date == turn.date]


def put_off(plan: Report, turn: Turned) -> Report:
    """A plan as it stands once it was put off."""
    event = msgspec.structs.replace(plan.event, date=turn.date)
    return msgspec.structs.replace(plan, event=event, published=turn.report.published)


def outcomes(plan: Report, group: Group, later: Later) -> Iterator[Turned]:
    """All that reports say that became of a plan."""
    links = {link.other: link for link in group.links} | {link.one: link for link in group.links}
    came = [report for report in group.reports if report.event.status in {"occurred", "denied"} and report.id in links]
    for report in _later(plan, [came]):
        outcome: Outcome = "done" if report.event.status == "occurred" else "cancelled"
        yield Turned(outcome, report, links[report.id].score, links[report.id].reason)
    for report in later.turned(plan):
        yield from _turned(plan, report, later.turn(report), later)
    for report in later.came(plan):
        yield from _came(plan, report)


def _came(plan: Report, report: Report) -> Iterator[Turned]:
    """Whether a later report tells that a plan came about, or did not."""
    told = alike(plan, msgspec.structs.replace(report, event=_ahead(report.event, plan.event)))
    if told is None or len(report.parties) < 2 or len(plan.parties) < 2:
        return
    planned, came = days_of(plan), days_of(report)
    day = published_day(plan)
    score, reason = told.score - 0.05, told.reason
    if planned is None and came is not None and day is not None:
        wait = ((came.last or came.first or day) - day).days
        if not 0 <= wait <= WINDOW or (came.is_told and came.first is not None and came.first < day - timedelta(1)):
            return
        is_near = wait <= 14 or _has_place(plan, report) or _has_topic(plan, report)
        score, reason = (score if is_near else ENOUGH - 0.1), f"{reason}; {wait} days after it was announced"
    if score >= ENOUGH:
        yield Turned("done" if report.event.status == "occurred" else "cancelled", report, round(score, 2), reason)


def _ahead(event: Event, plan: Event) -> Event:
    """An event in the plan's own status and, where the plan has no date, without one: all but these must fit."""
    return msgspec.structs.replace(event, status=plan.status, date=event.date if plan.date else None)


def _has_place(one: Report, other: Report) -> bool:
    a, b = one.event.place, other.event.place
    return a is not None and b is not None and same_place(a, b)


def _has_topic(one: Report, other: Report) -> bool:
    apart = own_states(one) | own_states(other)
    return any(same_subject(a, b, apart=apart) for a in topics_of(one) for b in topics_of(other))


def _turned(plan: Report, report: Report, outcome: Outcome, later: Later) -> Iterator[Turned]:
    """That a later report tells that a plan was put off or called off."""
    planned, day = days_of(plan), published_day(report)
    if planned is not None and planned.last is not None and day is not None and planned.last < day - timedelta(1):
        return
    dates = later.dates(report)
    if plan.id.text == report.id.text and len(dates) > 1 and plan.event.date == max(dates):
        return  # "put off from the 14th until the 20th" puts off what was planned for the 14th
    named = {one.stem for one in stems(report.context)}
    fit = matched(plan.parties, report.parties)
    known = max(fit.matched, sum(_is_named(party, named) for party in plan.parties))
    if not fit.is_within or not known:
        return
    word = "put off" if outcome == "postponed" else "called off"
    new = min(_moved(plan, report, later), default=None)
    signs = [(0.15 * min(known, 2) * fit.score, f"told as {word}; parties: {fit.reason}"), (0.1, "")]
    if any(stem(word) in named for word in WORDS.get(plan.event.mode or "meeting", "").split()):
        signs.append((0.25, f"named as {plan.event.mode or 'talks'}"))
    if plan.event.date is not None and plan.event.date in dates:
        signs.append((0.2, "the same date"))
    if _has_place(plan, report) or (plan.event.place is not None and stem(plan.event.place) in named):
        signs.append((0.1, "the same place"))
    if new is not None:
        signs.append((0.1, f"a new date, {new}"))
    score = round(min(sum(weight for weight, _ in signs), 1.0), 2)
    if score >= ENOUGH:
        reason = "; ".join(why for _, why in signs if why)
        yield Turned(outcome, report, score, reason, new if outcome == "postponed" else None)


def _is_named(party: Party, named: set[str]) -> bool:
    """Whether the stems of a sentence have a party's name, of a person the last word."""
    words = [one.stem for one in stems(party.name)]
    return bool(words) and (words[-1] in named if party.kind == "person" else set(words) <= named)


def _moved(plan: Report, report: Report, later: Later) -> Iterator[str]:
    """The dates that something was put off to, according to a report: later ones than it was planned for."""
    was = last_day(plan.event.date)
    for value in later.dates(report):
        start = first_day(value)
        if was is not None and start is not None and start > was:
            yield value
