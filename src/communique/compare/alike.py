"""Whether two reports tell of one event: parties, type, date, place, topics weighed, with the reason and a score."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from communique.compare.days import Days, days_of, published_day
from communique.compare.parties import Match, matched
from communique.compare.topics import Subject, own_states, same_subject, subject, topics_of
from communique.lexicon.states import state_named
from communique.lexicon.stems import stems
from communique.lexicon.topics import is_state
from communique.model import SPEECH_ACTS, SYMMETRIC, Report, Status

ENOUGH = 0.6
"""From this score on, two reports are linked."""

THIN = 0.45
"""From this score on, a link that was not made is told."""

TALKS = (frozenset({"meeting", "negotiation", "multilateral"}), frozenset({"meeting", "visit"}))
"""Modes that may be one event's: ministers negotiate in a meeting, and meet on a visit."""

MET = SYMMETRIC | {"RETREAT", "APPOINT", "AID"}
AHEAD: frozenset[Status] = frozenset({"planned", "proposed", "conditional"})
ACTS = frozenset(
    one.stem
    for one in stems(
        "agreed agreement deal promised pledged asked requested urged called said thanked praised supported welcomed "
        "accused blamed condemned rejected refused threatened warned vowed "
        "договорились согласился попросил призвал поддержал поблагодарил обвинил осудил отверг пригрозил предупредил"
    )
)
"""Words for speech acts: two that have no others in common are not about one thing."""

TELLING = 0.3
"""Two speech acts are one from this likeness of what they are about on."""


class Verdict(msgspec.Struct, frozen=True):
    """How surely two reports tell of one event (0 to 1), and why."""

    score: float
    reason: str


class Sign(msgspec.Struct, frozen=True):
    """One thing that speaks for a link, with its weight; a negative one speaks against it."""

    weight: float
    reason: str


def alike(one: Report, other: Report, *, beside: Report | None = None) -> Verdict | None:
    """Whether two reports tell of one event; None where they contradict each other or have nothing in common.

    What is told `beside` an event that is known to be one needs a little less.
    """
    if one.event.type != other.event.type or not _modes_fit(one, other) or not _statuses_fit(one, other):
        return None
    modes = {one.event.mode, other.event.mode}
    told: list[Sign] = []
    for rule in (_parties, _date, _place, _about):
        sign = rule(one, other)
        if sign is None:
            return None
        told += [sign] if sign.weight else []
    if one.event.mode == other.event.mode is not None:
        told.append(Sign(0.1, f"both {one.event.mode}"))
    if one.event.status == other.event.status:
        told.append(Sign(0.05, f"both {one.event.status}"))
    if beside is not None:
        told.append(Sign(0.15, "told beside one event"))
    is_another_plan = {one.event.status, other.event.status} <= AHEAD and (
        one.event.status != other.event.status or (None not in modes and len(modes) > 1)
    )
    if is_another_plan and not any(sign.reason.startswith(("place", "both on", "both about")) for sign in told):
        return None
    return Verdict(round(min(sum(sign.weight for sign in told), 1.0), 2), "; ".join(sign.reason for sign in told))


def _modes_fit(one: Report, other: Report) -> bool:
    modes = {one.event.mode, other.event.mode}
    if len(modes) == 1 or (None in modes and one.event.type != "REQUEST"):
        return True
    return one.event.type == "CONSULT" and any(modes <= talks for talks in TALKS)


def _statuses_fit(one: Report, other: Report) -> bool:
    statuses = {one.event.status, other.event.status}
    if statuses == {"planned", "occurred"}:
        return one.event.type in MET and min(len(one.parties), len(other.parties)) > 1
    return len(statuses) == 1 or "denied" in statuses or statuses <= AHEAD


def _parties(one: Report, other: Report) -> Sign | None:
    whole = matched(one.parties, other.parties)
    if not whole.is_within or not whole.matched:
        return None
    if one.event.type not in SYMMETRIC and not (_side(one, other, "source") and _side(one, other, "target")):
        return None
    weight = 0.5 if whole.matched > 1 else 0.4 if len(one.parties) == len(other.parties) else 0.2
    return Sign(round(weight * whole.score, 2), f"parties: {whole.reason}")


def _side(one: Report, other: Report, side: str) -> Match | None:
    """How one side's parties fit; None where both name some, and these differ."""
    a, b = (one.source, other.source) if side == "source" else (one.target, other.target)
    fit = matched(a, b)
    return fit if fit.is_within else None


def _date(one: Report, other: Report) -> Sign | None:
    a, b = _days(one), _days(other)
    if a is None or b is None:
        return Sign(0.0, "")
    if not a.meets(b):
        return Sign(0.05, "a day apart") if a.is_told and b.is_told and a.meets(b, slack=1) else None
    if a.is_exact and b.is_exact and a.is_told and b.is_told:
        return Sign(0.25, f"both on {(a.first or b.first or '')!s}")
    if a.is_exact and b.is_exact:
        return Sign(0.2, "news of the same day")
    return Sign(0.1, "dates that meet")


def _days(report: Report) -> Days | None:
    """The days of a report; what is ahead without a date lies behind its publication."""
    found = days_of(report)
    day = published_day(report)
    if found is None and day is not None:
        return Days(day - timedelta(1), None, is_told=False)
    return found


def _place(one: Report, other: Report) -> Sign | None:
    a, b = one.event.place, other.event.place
    if a is None or b is None or a.isascii() != b.isascii():
        return Sign(0.0, "")
    if same_place(a, b):
        return Sign(0.15, f"place: {a}")
    return None if one.event.type in {"ASSAULT", "COERCE"} else Sign(-0.15, f"{a} against {b}")


def same_place(one: str, other: str) -> bool:
    """Whether two names can be one place: equal, one within the other, or a capital and its state."""
    a, b = one.casefold(), other.casefold()
    if a in b or b in a:
        return True
    states = [state_named(one), state_named(other)]
    return all(states) and len({state.code for state in states if state is not None}) == 1


def _about(one: Report, other: Report) -> Sign | None:
    """What the two are about; speech acts that are about different things are two."""
    apart = own_states(one) | own_states(other)
    if one.event.type in SPEECH_ACTS:
        apart |= {key for key in keys_of(one) | keys_of(other) if is_state(key)}  # a state alone tells no agreement
    found = _same_topic(topics_of(one), topics_of(other), apart)
    if found is None and one.event.type in SPEECH_ACTS and one.event.mode not in {"invite", "meet"}:
        found = _same_topic((said(one),), (said(other),), apart)
        if found is None or found[0] < TELLING:
            return None
    if found is None or found[0] < TELLING:
        return Sign(0.0, "")
    return Sign(round(0.05 + 0.1 * found[0], 2), found[1])


def _same_topic(
    one: tuple[Subject, ...], other: tuple[Subject, ...], apart: frozenset[str]
) -> tuple[float, str] | None:
    pairs = (same_subject(a, b, apart=apart) for a in one for b in other)
    return max((pair for pair in pairs if pair is not None), default=None)


def keys_of(report: Report) -> frozenset[str]:
    """All keys of the topic list in what a report says."""
    return frozenset[str](said(report).keys).union(*(topic.keys for topic in topics_of(report)))


def said(report: Report) -> Subject:
    """What the words of a report are about, its parties' names left out."""
    names = {word for party in report.parties for word in subject(party.name).stems}
    own = subject(" ".join([words.text for words in report.event.evidence][:3]))
    return Subject(own.keys, own.stems - names - ACTS)
