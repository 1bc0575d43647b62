"""What a person judges of a finding: that it is right, wrong, or right once some of its fields are changed.

A judgement is of a claim, by the finding's id, which hashes the words of the text: it holds for every version and copy
of the text in which the claim is found, and for readings yet to come. The judgement that was made last holds.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from typing import Literal, get_args

import msgspec
from msgspec import UNSET, UnsetType

from communique.model import MODES, ActorKind, EventType, StatementKind, Status
from communique.store.days import first_day, last_day

Kind = Literal["actor", "statement", "event", "stance", "place"]
Verdict = Literal["accept", "reject", "amend"]
KINDS: tuple[Kind, ...] = get_args(Kind)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
MOST_WORDS = 4000
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\S+)?)?)?")

Names = tuple[str, ...]


class Changes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """The fields of a finding that are to be otherwise; those that are left unset stay as they were found."""


class ActorChanges(Changes, frozen=True, kw_only=True, omit_defaults=True, tag="actor"):
    """Changes to an actor. Its name stays, since other entries refer to it."""

    type: ActorKind | UnsetType = UNSET
    country: str | UnsetType | None = UNSET
    roles: Names | UnsetType = UNSET


class StatementChanges(Changes, frozen=True, kw_only=True, omit_defaults=True, tag="statement"):
    """Changes to a statement."""

    speaker: str | UnsetType | None = UNSET
    type: StatementKind | UnsetType = UNSET
    addressee: str | UnsetType | None = UNSET
    channel: str | UnsetType | None = UNSET


class EventChanges(Changes, frozen=True, kw_only=True, omit_defaults=True, tag="event"):
    """Changes to an event."""

    type: EventType | UnsetType = UNSET
    mode: str | UnsetType | None = UNSET
    status: Status | UnsetType = UNSET
    source: Names | UnsetType = UNSET
    target: Names | UnsetType = UNSET
    date: str | UnsetType | None = UNSET
    place: str | UnsetType | None = UNSET
    attested_by: Names | UnsetType = UNSET


class StanceChanges(Changes, frozen=True, kw_only=True, omit_defaults=True, tag="stance"):
    """Changes to a stance."""

    holder: str | UnsetType | None = UNSET
    target: str | UnsetType | None = UNSET
    polarity: Literal[-2, -1, 0, 1, 2] | UnsetType = UNSET


class PlaceChanges(Changes, frozen=True, kw_only=True, omit_defaults=True, tag="place"):
    """Changes to a place; degrees north and east."""

    country: str | UnsetType | None = UNSET
    latitude: float | UnsetType | None = UNSET
    longitude: float | UnsetType | None = UNSET


AnyChanges = ActorChanges | StatementChanges | EventChanges | StanceChanges | PlaceChanges
CHANGES: dict[Kind, type[Changes]] = {
    "actor": ActorChanges,
    "statement": StatementChanges,
    "event": EventChanges,
    "stance": StanceChanges,
    "place": PlaceChanges,
}


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A person's word on a finding. `digest` hashes the entry as it stood; `changes` belong to an amendment."""

    finding: str
    kind: Kind
    verdict: Verdict
    changes: AnyChanges | None = None
    digest: str
    note: str | None = None
    author: str | None = None

    def hashed(self, *, at: str) -> str:
        """16 hexadecimal digits: two judgements at different times are two, whatever they say."""
        return hashlib.sha256(at.encode() + b"\x1f" + msgspec.json.encode(self)).hexdigest()[:16]


def changed(changes: Changes) -> dict[str, object]:
    """The fields that are changed, by the names of a finding's columns; a `type` of actor or statement is its kind.

    >>> changed(EventChanges(status="planned", mode=None))
    {'mode': None, 'status': 'planned'}
    """
    told = {name: getattr(changes, name) for name in changes.__struct_fields__}
    as_kind = not isinstance(changes, EventChanges)
    return {"kind" if name == "type" and as_kind else name: value for name, value in told.items() if value is not UNSET}


def checked(judgement: Judgement, *, type_now: str | None, mode_now: str | None, names: Collection[str]) -> Judgement:
    """A judgement that can be kept; ValueError, which says what to mend, for one that can't.

    `names` are those of the text's actors, `type_now` and `mode_now` an event's as they stand.
    """
    if len(judgement.note or "") > MOST_WORDS or len(judgement.author or "") > 200:
        raise ValueError(f"the note is longer than {MOST_WORDS:,} characters, or the name than 200; shorten it")
    if (judgement.verdict == "amend") is not (judgement.changes is not None):
        raise ValueError("an amendment, and nothing else, says what is changed")
    if judgement.changes is None:
        return judgement
    told = changed(judgement.changes)
    if not told:
        raise ValueError("nothing is changed; change a field, or accept the finding as it stands")
    if CHANGES[judgement.kind] is not type(judgement.changes):
        raise ValueError(f"these are no changes to {judgement.kind}s")
    strangers = sorted(set(named(told, judgement.kind)) - set(names))
    if strangers:
        raise ValueError(f"no actors of this text: {', '.join(strangers)}; there are {', '.join(sorted(names))}")
    check_country(told.get("country"))
    check_date(told.get("date"))
    check_degrees(told)
    if isinstance(judgement.changes, EventChanges):
        kind, mode = str(told.get("type", type_now)), told.get("mode", mode_now)
        if mode is not None and mode not in MODES.get(kind, ()):  # type: ignore[call-overload]
            there = ", ".join(MODES.get(kind, ())) or "none"  # type: ignore[call-overload]
            raise ValueError(f"{kind} has no mode {mode!r}; its modes: {there}")
    return judgement


def named(told: dict[str, object], kind: Kind) -> Iterable[str]:
    """The actors' names that changes bring in."""
    if kind in {"event", "statement", "stance"}:
        for field in ("speaker", "holder", "source", "target", "attested_by"):
            value = told.get(field)
            yield from [value] if isinstance(value, str) else value if isinstance(value, tuple) else []


def check_country(value: object) -> None:
    """ValueError for what is no code of three letters."""
    if isinstance(value, str) and not re.fullmatch("[A-Z]{3}", value):
        raise ValueError(f"{value!r} is no code of a state in three capitals, such as NOR")


def check_date(value: object) -> None:
    """ValueError for what is neither a date nor an interval of ISO 8601."""
    if not isinstance(value, str):
        return
    parts = value.split("/")
    is_open = [part == ".." for part in parts]
    is_right = (
        len(parts) <= 2
        and not all(is_open)
        and all(gap or (DATE.fullmatch(part) and first_day(part)) for part, gap in zip(parts, is_open, strict=True))
    )
    start, end = first_day(value), last_day(value)
    if not is_right or (start is not None and end is not None and start > end):
        raise ValueError(f"{value!r} is no date, such as 2025-02-12, 2025-02, 2025-02-10/2025-02-16 or 2025-02/..")


def check_degrees(told: dict[str, object]) -> None:
    """ValueError for degrees that lie beyond the globe."""
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = told.get(name)
        if isinstance(value, int | float) and not -most <= value <= most:
            raise ValueError(f"{name}: {value} degrees; it lies between -{most} and {most}")
