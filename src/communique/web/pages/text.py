"""A text with its findings marked, each with its words, reason, score and reader, and a form to judge it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.model import EVENT_TYPES, MODES, Actor, Event, Span, Stance, Statement
from communique.model.record import ActorKind, StatementKind
from communique.present.wording import REGARD, sentence
from communique.store.pages import JudgementLine
from communique.store.records import Entry, Stored, stored, versions
from communique.store.view import STATUSES, Line
from communique.web.marks import pieces, resting
from communique.web.page import Asking, Missing, Page, Shown

KINDS = ("statement", "event", "stance", "actor", "place")
MARKED = ("statement", "event", "stance")


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as it is shown: in a sentence, with its entry as it holds and as it was found."""

    entry: Entry
    before: Entry
    told: str
    judgements: tuple[JudgementLine, ...]


class FindingLine(Line, frozen=True, kw_only=True):
    """A finding of a text as a row."""

    kind: str
    told: str
    words: str
    start: int | None
    end: int | None
    reason: str
    score: float | None
    extractor: str
    verdict: str | None
    id: str


def found_text(asking: Asking) -> Stored:
    """The text that the address names; Missing where there is none."""
    found = stored(asking.answers, asking.part)
    if found is None:
        raise Missing(f"The store has no text {asking.part}.")
    return found


def show(asking: Asking) -> Shown:
    """The text with its marks, and its findings: all, or those that rest on the words that the address names."""
    text = found_text(asking)
    every = cards(text)
    asked = asking.given.get("mark", ())
    marked = tuple(kind for kind in KINDS if kind in asked) if asked else MARKED
    words = words_asked(asking, text)
    chosen = next((card for card in every if card.entry.found.id == asking.one("finding")), None)
    if asking.one("finding") and chosen is None:
        raise Missing("This text has no such finding.")
    lit = [one.span for _, one in chosen.entry.words] if chosen else [words] if words else []
    resting_on = {entry.found.id for entry in resting((card.entry for card in every), words)} if words else None
    # What was rejected leaves no mark, unless it is the one that is looked at.
    shown = [card.entry for card in every if card.entry.is_current or card is chosen]
    kinds = marked if chosen is None else tuple({*marked, chosen.entry.kind})
    values = {
        "text": text,
        "versions": asking.answers.all(versions(text.row.source)),
        "paragraphs": pieces(text.row.text, shown, kinds=kinds, lit=lit),
        "cards": {k: [c for c in every if c.entry.kind == k and is_among(c, resting_on)] for k in KINDS},
        "chosen": chosen,
        "words": words,
        "quoted": text.row.text[words.start : words.end] if words else None,
        "marked": marked,
        "kinds": KINDS,
        "names": sorted(actor.name for actor in text.record.actors),
        "choices": CHOICES,
        "MODES": MODES,
    }
    return Shown(title=text.row.title or text.row.name, values=values)


CHOICES: dict[str, tuple[str, ...]] = {
    "event_type": EVENT_TYPES,
    "status": STATUSES,
    "actor_type": ActorKind.__args__,  # type: ignore[attr-defined]
    "statement_type": StatementKind.__args__,  # type: ignore[attr-defined]
    "polarity": ("-2", "-1", "0", "1", "2"),
}


def is_among(card: Card, ids: set[str] | None) -> bool:
    """Whether a finding is among those that are shown."""
    return ids is None or card.entry.found.id in ids


def words_asked(asking: Asking, text: Stored) -> Span | None:
    """The words that the address names as `words=120-140`; ValueError for what are none of the text."""
    told = asking.one("words")
    if told is None:
        return None
    start, _, end = told.partition("-")
    if not (start.isdigit() and end.isdigit() and int(start[:9]) < int(end[:9]) <= len(text.row.text)):
        raise ValueError(f"words: {told!r} are no words of this text, such as 0-12")
    return Span(int(start), int(end))


def cards(text: Stored) -> list[Card]:
    """The findings of a text in the order of their words; of each that was amended, as it holds."""
    before = {entry.found.id: entry for entry in text.entries if entry.verdict == "amend"}
    shown = [
        entry
        for entry in text.entries
        if entry.verdict != "amend" and not (entry.superseded and entry.verdict in {None, "reject"})
    ]
    found = [
        Card(
            entry=entry,
            before=before.get(entry.found.id, entry),
            told=told(entry),
            judgements=tuple(one for one in text.judgements if one.finding == entry.found.id),
        )
        for entry in shown
    ]
    return sorted(found, key=lambda card: min((words.start for _, words in card.entry.words), default=0))


def told(entry: Entry) -> str:
    """A finding in a few words."""
    found = entry.found
    if isinstance(found, Event):
        one = sentence(found)
        return f"{one.subject} {one.verb} {one.object}".strip()
    if isinstance(found, Statement):
        to = f" to {found.addressee}" if found.addressee else ""
        return f"{found.speaker or 'Someone not named'}{to}: “{found.content.text}”"
    if isinstance(found, Stance):
        return f"{found.holder or 'Someone'} regards {found.target or 'someone'}: {REGARD[found.polarity]}"
    if isinstance(found, Actor):
        return ", ".join([found.name, *found.roles])
    return found.name


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """The findings of the text as rows."""
    return [line(card) for card in cards(found_text(asking))], FindingLine


def line(card: Card) -> FindingLine:
    """A finding as a row."""
    found = card.entry.found
    words = next((one for role, one in card.entry.words if role == "evidence"), None)
    rated = None if isinstance(found, Actor) else found
    return FindingLine(
        kind=card.entry.kind,
        told=card.told,
        words=words.text if words else "",
        start=words.start if words else None,
        end=words.end if words else None,
        reason=(found.country_reason or "") if isinstance(found, Actor) else found.reason,
        score=rated.score if rated else None,
        extractor=rated.extractor if rated else "",
        verdict=card.entry.verdict,
        id=found.id,
    )


def record(asking: Asking) -> bytes:
    """The record of the text as it holds, with the judgements that made it so."""
    return msgspec.json.format(msgspec.json.encode(found_text(asking).exported), indent=1)


PAGE = Page(name="text", heading="", show=show, lines=lines, json=record, part=True)
