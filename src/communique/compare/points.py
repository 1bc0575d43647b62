"""Events as rows: which of a text's events are told beside the one that is compared, and what each voice says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from msgspec.structs import replace

from communique.compare.alike import AHEAD, same_place
from communique.compare.days import as_date, days_of
from communique.compare.parties import likeness, matched
from communique.compare.rows import Row, quoted
from communique.compare.voices import Voices
from communique.model import SPEECH_ACTS, Event, Group, Party, PointKind, Report, State, Status, Voice
from communique.store.days import first_day

BEFORE = 3
"""What happened up to so many days before an event is told beside it: the release that led to a call."""

SPOKEN = SPEECH_ACTS | {"CONSULT", "RETREAT", "AID", "APPOINT"}
FULL = 0.8


def is_beside(report: Report, core: Sequence[Report]) -> bool:
    """Whether a text tells an event beside the one of which its reports are the core: by its parties and its days."""
    whose = [party for one in core for party in one.parties]
    likes = [like.score for party in report.parties for one in whose if (like := likeness(party, one)) is not None]
    if not likes or (max(likes) < FULL and report.event.type not in SPOKEN):
        return False
    days, day = days_of(report), next((d.first for one in core if (d := days_of(one)) and d.first), None)
    if days is None or day is None or not days.is_told:
        return True
    return days.first is not None and days.first >= day - timedelta(BEFORE)


def parted(reports: Iterable[Report]) -> Iterator[Report]:
    """An agreement on several things as one on each, where the words tell them apart."""
    for report in reports:
        event = report.event
        if event.type != "AGREE" or len(event.topics) < 2:
            yield report
            continue
        for topic in event.topics:
            words = tuple(one for one in event.evidence if one.span.holds(topic.span))
            yield replace(report, event=replace(event, topics=(topic,), evidence=words or event.evidence))


def folded(reports: Sequence[Report]) -> list[Report]:
    """Reports of a text in which the visit that somebody is invited to goes with the invitation."""
    invited = [one for one in reports if one.event.mode == "invite" and one.event.type == "REQUEST"]
    visits: dict[str, Report] = {}
    for report in reports:
        if report.event.type == "CONSULT" and report.event.status == "proposed":
            host = next((one for one in invited if _overlap(one.event, report.event)), None)
            if host is not None:
                visits[report.id.event] = host
    place = {visits[one.id.event].id.event: one.event.place for one in reports if one.id.event in visits}
    kept = [one for one in reports if one.id.event not in visits]
    return [replace(r, event=replace(r.event, place=r.event.place or place.get(r.id.event))) for r in kept]


def _overlap(one: Event, other: Event) -> bool:
    return any(a.span.meets(b.span) for a in one.evidence for b in other.evidence)


def kind_of(event: Event) -> PointKind:
    """What kind of point an event is."""
    if event.status in AHEAD:
        return "plan"
    if event.type == "AGREE":
        return "agreement" if len(event.source) > 1 else "promise"
    if event.type == "REQUEST":
        return "invitation" if event.mode == "invite" else "request"
    return "appointment" if event.type == "APPOINT" else "deed"


def row(group: Group, voices: Voices, *, kind: PointKind | None = None) -> Row:
    """The row of an event: who asserts it, who denies it, and how they differ."""
    fullest = max(group.reports, key=fullness)
    surest = min(group.links, key=lambda link: link.score, default=None)
    made = Row(
        kind or kind_of(fullest.event),
        event=fullest.event,
        reason="told in one text" if surest is None else surest.reason,
        score=fullest.event.score if surest is None else surest.score,
    )
    said: dict[Voice, list[Report]] = {}
    for report in group.reports:
        for voice in voices.of(report.id.text, report.event):
            said.setdefault(voice, []).append(report)
            state: State = "denied" if report.event.status == "denied" else "asserted"
            made.tell(voice, state, quoted(report.name, report.event.evidence), how=voices.through(report))
    for voice, own in said.items():
        for how in differences(own, {other: told for other, told in said.items() if other != voice}):
            made.differ(voice, how)
        if len({report.event.status for report in group.reports}) > 1:
            own_statuses = {r.event.status for r in own}
            statuses = [words for status, words in STATUS.items() if status in own_statuses]
            made.tell(voice, "asserted", (), how=", then ".join(statuses) or None)
    return made


STATUS: dict[Status, str] = {"planned": "as a plan", "occurred": "as done"}


def fullness(report: Report) -> tuple[bool, int, bool, int]:
    """Which report tells most of an event: one that has happened, with most parties, a place, topics."""
    event = report.event
    return (event.status == "occurred", len(report.parties), event.place is not None, len(event.topics))


def differences(own: Sequence[Report], others: Mapping[Voice, Sequence[Report]]) -> Iterator[str]:
    """How a voice tells an event otherwise than others do: when, where, who, how far it got."""
    for voice, told in others.items():
        yield from dict.fromkeys(
            f"{mine}; {voice.name}: {theirs}" for one in own for other in told for mine, theirs in contrasts(one, other)
        )


def contrasts(one: Report, other: Report) -> Iterator[tuple[str, str]]:
    """What two reports of one event say differently, each in its words."""
    a, b = one.event, other.event
    if "denied" in {a.status, b.status}:
        return
    first, second = days_of(one), days_of(other)
    if a.date and b.date and first and second and not first.meets(second):
        yield a.date, b.date
    if a.place and b.place and a.place.isascii() == b.place.isascii() and not same_place(a.place, b.place):
        yield a.place, b.place
    if a.status != b.status and {a.status, b.status} <= AHEAD:
        yield a.status, b.status
    if a.type == "APPOINT" and _are_other(one.target, other.target):
        yield ", ".join(a.target), ", ".join(b.target)


def _are_other(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Whether two lists of persons, of whom some are the same, are not the same throughout."""
    same = matched(one, other)
    return same.matched > 0 and (len(one) != len(other) or same.matched < len(one))


def begins(report: Report) -> str:
    """The first day of a report's event, for the order of rows; those without a date come last."""
    day = as_date(first_day(report.event.date))
    return "9999" if day is None else day.isoformat()
