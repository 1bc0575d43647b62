"""Which reports tell of one event: same type, participants that agree, no contradiction of date or status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from communique.model import SPEECH_ACTS, SYMMETRIC, EventFound, Span


class Happening(msgspec.Struct, frozen=True):
    """An event with its participants known (actors' names) and the reports that tell of it, in the text's order."""

    reports: tuple[EventFound, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    date: str | None
    date_said: Span | None
    attested_by: tuple[str, ...]
    reason: str

    @property
    def first(self) -> EventFound:
        """The report that the event's type is taken from."""
        return self.reports[0]

    @property
    def parties(self) -> frozenset[str]:
        """All who take part, whatever their side."""
        return frozenset(self.source) | frozenset(self.target)


def one_event(a: Happening, b: Happening) -> str | None:
    """The reason why two reports tell of one event, or None."""
    x, y = a.first, b.first
    if x.type != y.type or (x.mode and y.mode and x.mode != y.mode and {x.mode, y.mode} != {"release", "return"}):
        return None
    if x.status != y.status and {x.status, y.status} != {"planned", "occurred"}:
        return None
    if a.date and b.date and a.date != b.date and not (a.date.startswith(b.date) or b.date.startswith(a.date)):
        return None
    if x.type in SYMMETRIC:
        same = _within(a.parties, b.parties)
    else:
        same = _within(frozenset(a.source), frozenset(b.source)) and _within(frozenset(a.target), frozenset(b.target))
        same = same or _is_that_war(a, b) or _is_that_war(b, a)
    if not same or not (a.parties & b.parties):
        return None
    if x.type in SPEECH_ACTS and not _alike(x, y):
        return None
    if x.status != y.status and (
        x.type not in SYMMETRIC | {"RETREAT", "APPOINT"} or min(len(a.parties), len(b.parties)) < 2
    ):
        return None
    return "same type and parties, nothing that contradicts"


def _is_that_war(war: Happening, attack: Happening) -> bool:
    """Whether one tells of a war between two and the other of the attack that it is: the same parties."""
    return war.first.type == "ASSAULT" and not war.target and len(war.source) > 1 and war.parties == attack.parties


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _alike(x: EventFound, y: EventFound) -> bool:
    """Whether two speech acts can be one: topics that meet, or the same word where one names no topic."""
    if x.topics and y.topics:
        return any(s.meets(t) for s in x.topics for t in y.topics)
    return x.word == y.word or x.form != y.form


def threats(happening: Happening) -> Iterator[Happening]:
    """Who says that he will attack or punish somebody threatens besides: "the junta said it would shell the port"."""
    told = happening.first
    is_ahead = told.status in {"planned", "conditional"} and told.type in {"ASSAULT", "SANCTION"}
    if is_ahead and happening.target and set(happening.source) & set(happening.attested_by):
        threat = msgspec.structs.replace(told, type="THREATEN", mode=None, status="occurred", topics=(), place=None)
        yield msgspec.structs.replace(
            happening,
            reports=(threat,),
            date=None,
            date_said=None,
            attested_by=(),
            reason=f"said of oneself: {told.reason}",
        )


def merged(happenings: Iterable[Happening]) -> list[Happening]:
    """The events of a text, each once: reports that tell of one event are joined in the text's order.

    Only events of one type that share a party are compared, the latest first.
    """
    events: list[Happening] = []
    by_party: dict[tuple[str, str], dict[int, None]] = {}
    for one in happenings:
        near = sorted({p for name in one.parties for p in by_party.get((one.first.type, name), ())}, reverse=True)
        told = next(((place, reason) for place in near if (reason := one_event(events[place], one))), None)
        if told is None:
            place = len(events)
            events.append(one)
        else:
            place, reason = told
            events[place] = _joined(events[place], one, reason)
        for name in events[place].parties:
            by_party.setdefault((one.first.type, name), {})[place] = None
    return events


def _joined(a: Happening, b: Happening, reason: str) -> Happening:
    """One event of two: what has occurred outweighs what was planned, the fuller date and list of parties count."""
    first, second = (b, a) if a.first.status == "planned" and b.first.status == "occurred" else (a, b)
    date = max((d for d in (first.date, second.date) if d), key=len, default=None)
    said = first.date_said if date == first.date else second.date_said

    def fuller(p: tuple[str, ...], q: tuple[str, ...]) -> tuple[str, ...]:
        return q if len(q) > len(p) else p

    source, target = fuller(first.source, second.source), fuller(first.target, second.target)
    if _is_that_war(first, second) or _is_that_war(second, first):
        directed = second if second.target else first
        source, target = directed.source, directed.target
    if first.first.type in SYMMETRIC:
        keep = first if len(first.parties) >= len(second.parties) else second
        source, target = keep.source, keep.target
    return Happening(first.reports + second.reports, source, target, date, said, _word_for(first, second), reason)


def _word_for(first: Happening, second: Happening) -> tuple[str, ...]:
    """On whose word an event is that is told twice: a clause outweighs a bare noun; the text's own all."""
    is_account = any(r.told_by is not None for r in first.reports + second.reports)
    if _is_clause(first) != _is_clause(second) and not is_account:
        return first.attested_by if _is_clause(first) else second.attested_by
    if not first.attested_by or not second.attested_by:
        return ()
    return tuple(dict.fromkeys(first.attested_by + second.attested_by))


def _is_clause(happening: Happening) -> bool:
    return any(report.form != "noun" for report in happening.reports)


def dated_by_talks(events: list[Happening], states: Mapping[str, str]) -> list[Happening]:
    """What was said or agreed in a call or meeting takes its date, where it has none of its own.

    In a readout, whose actors' `states` are given, that holds for all that its parties or their states said.
    """
    talks = [
        e
        for e in events
        if e.first.type == "CONSULT" and e.first.status == "occurred" and e.date and len(e.parties) > 1
    ]
    dated: list[Happening] = []
    for one in events:
        is_said = one.date is None and one.first.type in SPEECH_ACTS and one.first.status == "occurred"
        held = [t for t in talks if is_said and _is_said_in(one, t, states)]
        talk = max(held, key=lambda t: (one.parties == t.parties, t.date or ""), default=None)
        dated.append(msgspec.structs.replace(one, date=talk.date, date_said=talk.date_said) if talk else one)
    return dated


def _is_said_in(one: Happening, talk: Happening, states: Mapping[str, str]) -> bool:
    if len(one.parties) > 1 and one.parties == talk.parties:
        return True
    side = {states[name] for name in talk.parties if name in states}
    return bool(states and one.source) and all(s in talk.parties or states.get(s) in side for s in one.source)
