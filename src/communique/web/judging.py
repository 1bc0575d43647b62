"""A judgement as it comes from the form of a text page: read, held against the finding, and kept in the store."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import msgspec

from communique.model import Event
from communique.store.judge import judge
from communique.store.judged import CHANGES, VERDICTS, AnyChanges, Judgement, Verdict, checked
from communique.store.records import Entry, stored
from communique.store.view import View
from communique.web.page import Missing
from communique.web.pages.text import Card, cards

WAIT = 5.0
"""So many seconds another writer of the store is waited for."""


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What was sent: the text and finding, the verdict, the note, and the fields as they stand in the form."""

    text: str
    finding: str
    verdict: str
    note: str
    author: str
    fields: Mapping[str, str]


def form_from(given: Mapping[str, list[str]]) -> Form:
    """The form in the fields of a request; those that amend begin with `to_`."""
    sent = {key: values[0].replace("\r\n", "\n") for key, values in given.items()}
    return Form(
        text=sent.get("text", ""),
        finding=sent.get("finding", ""),
        verdict=sent.get("verdict", ""),
        note=sent.get("note", "").strip(),
        author=" ".join(sent.get("author", "").split()),
        fields={key.removeprefix("to_"): value for key, value in sent.items() if key.startswith("to_")},
    )


def keep(store: Path, form: Form) -> None:
    """Keep the judgement that a form tells.

    Raises Missing where the text has no such finding, ValueError for what can't be judged so, StoreError where it
    can't be written.
    """
    with View(store).answers() as answers:
        text = stored(answers, form.text)
    if text is None:
        raise Missing(f"The store has no text {form.text}.")
    card = next((card for card in cards(text) if card.entry.found.id == form.finding), None)
    if card is None:
        raise Missing("This text has no such finding.")
    if form.verdict not in VERDICTS:
        raise ValueError(f"verdict: {form.verdict!r}; there are {', '.join(VERDICTS)}")
    names = {actor.name for actor in text.record.actors} | mentioned(card)
    judge(store, judged(card, form, names=names), wait=WAIT)


def mentioned(card: Card) -> set[str]:
    """The names that a finding has already: they stay, whatever became of the actors."""
    found = card.before.found
    return {*found.source, *found.target, *found.attested_by} if isinstance(found, Event) else set()


def judged(card: Card, form: Form, *, names: set[str]) -> Judgement:
    """The judgement on a finding that a form tells; ValueError for one that can't be kept."""
    verdict = cast(Verdict, form.verdict)
    found = card.before.found
    return checked(
        Judgement(
            finding=found.id,
            kind=card.entry.kind,
            verdict=verdict,
            changes=changes_from(card.before, form.fields) if verdict == "amend" else None,
            digest=card.before.digest,
            note=form.note or None,
            author=form.author or None,
        ),
        type_now=found.type if isinstance(found, Event) else None,
        mode_now=found.mode if isinstance(found, Event) else None,
        names=names,
    )


def changes_from(entry: Entry, fields: Mapping[str, str]) -> AnyChanges:
    """What a form's fields change of a finding as it was found; ValueError for values that a field can't have."""
    kind = CHANGES[entry.kind]
    told: dict[str, object] = {}
    for name in kind.__struct_fields__:
        if name in fields:
            was = getattr(entry.found, "kind" if name == "type" and not isinstance(entry.found, Event) else name)
            value = valued(fields[name], was, name)
            if value != was:
                told[name] = value
    try:
        return cast(AnyChanges, msgspec.convert(told | {"kind": entry.kind}, kind))
    except msgspec.ValidationError as error:
        raise ValueError(f"{error}") from None


def valued(typed: str, was: object, name: str) -> object:
    """What was typed, as a value of a field: names one a line, nothing for blanks."""
    typed = typed.strip()
    if isinstance(was, tuple):
        return tuple(dict.fromkeys(line.strip() for line in typed.split("\n") if line.strip()))
    if name in {"latitude", "longitude", "polarity"}:
        return number(typed, name)
    return typed or None


def number(typed: str, name: str) -> float | int | None:
    """A number as it was typed; ValueError for what is none."""
    try:
        return None if not typed else int(typed) if name == "polarity" else float(typed)
    except ValueError:
        raise ValueError(f"{name}: {typed!r} is no number") from None
