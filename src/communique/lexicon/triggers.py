"""Words that report events, with their PLOVER type, mode and where their participants stand."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

import msgspec

from communique.lexicon import rows
from communique.model import EventType, Status

COLUMNS = ("word", "pos", "with", "type", "mode", "source", "target", "status")
Part = Literal["verb", "noun", "adj"]


class Condition(msgspec.Struct, frozen=True):
    """What must stand beside a trigger: `where` is obj, prt, xcomp, of or mod; `is_not` turns it round."""

    where: str
    lemmas: frozenset[str]
    is_not: bool


class Trigger(msgspec.Struct, frozen=True):
    """One row of the table: `type` None is a use of the word that is no event.

    `source` and `target` say where the participants stand, in order of preference: subj, obj, poss or a preposition.
    """

    type: EventType | None
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    status: Status | None
    conditions: tuple[Condition, ...]


def _condition(said: str) -> Condition:
    where, _, lemmas = said.strip().partition(":")
    return Condition(where.removeprefix("not-"), frozenset(lemmas.split("|")), where.startswith("not-"))


@cache
def _triggers() -> dict[tuple[str, str], tuple[Trigger, ...]]:
    table: dict[tuple[str, str], list[Trigger]] = {}
    for word, pos, beside, kind, mode, source, target, status in rows("triggers", *COLUMNS):
        trigger = Trigger(
            type=None if kind == "NONE" else cast("EventType", kind),
            mode=None if mode == "-" else mode,
            source=() if source == "-" else tuple(source.split("|")),
            target=() if target == "-" else tuple(target.split("|")),
            status=None if status == "-" else cast("Status", status),
            conditions=() if beside == "-" else tuple(map(_condition, beside.split(";"))),
        )
        table.setdefault((word, pos), []).append(trigger)
    return {key: tuple(sorted(found, key=_breadth)) for key, found in table.items()}


def _breadth(trigger: Trigger) -> int:
    """Rows with more positive conditions come first."""
    return -sum(1 if c.is_not else 4 for c in trigger.conditions)


def triggers(lemma: str, part: Part) -> tuple[Trigger, ...]:
    """The rows of a word, the most specific first: `triggers("meet", "verb")`."""
    return _triggers().get((lemma, part), ())
