"""What is told beside an event: who called, how long it took, how it was, and on what somebody would say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from communique.compare.reports import sentence
from communique.lexicon.states import name_of, state_named
from communique.lexicon.turns import Turned, manners, turns
from communique.model import Event, Evidence, Record, Span, quote

CAPITAL = re.compile(r"[A-Z]\w+")
NOUNS = frozenset({"call", "calls", "phone", "telephone"})
TALK = re.compile(
    r"\b(?:call|conversation|talks?|meeting|discussion|exchange|visit|negotiations?|разговор\w*|бесед\w*|"
    r"встреч\w*|переговор\w*|визит\w*)\b",
    re.I,
)
MINUTES = {"half an": 30, "an": 60, "a": 60, "one": 60, "two": 120, "three": 180, "four": 240, "five": 300, "six": 360}
MANY = {"ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "ninety": 90}
HOURS = re.compile(
    rf"\b(?P<many>{'|'.join(MINUTES)}|\d+)[ -](?P<more>and[ -]a[ -]half[ -])?hours?(?P<half> and a half)?\b", re.I
)
SHORT = re.compile(rf"\b(?P<many>{'|'.join(sorted(MANY, key=len, reverse=True))}|\d+)[ -]minutes?\b", re.I)
RUSSIAN = re.compile(
    r"\b(?:(?P<half>полчаса)|(?P<more>полтора часа|полутора часов)|(?P<many>\d+) (?P<unit>час|минут)\w*)\b"
)
NEAR = 250


class Remark(msgspec.Struct, frozen=True):
    """Something told beside an event: its value (who, how long, how), its words, on whose word if not the text's."""

    value: str
    words: Evidence
    by: tuple[str, ...] = ()


def callers(record: Record, event: Event) -> Iterator[Remark]:
    """Who is told to have called, or to have asked for the talk."""
    if event.type != "CONSULT":
        return
    for words in around(record, event):
        for turn in turns(words.text):
            at = Span(words.start + turn.start, words.start + turn.end)
            said = quote(record.document.text, at)
            if turn.turn == "called by":
                who = _named_after(record, at.end, words.end)
                if who is not None:
                    yield Remark(who, words, event.attested_by)
            elif turn.turn == "called" and said.text.lower() not in NOUNS and _rang(event, at):
                yield Remark(event.source[0], words, event.attested_by)


def _rang(event: Event, at: Span) -> bool:
    """Whether the one who acts in a call, in words that tell it by a verb, rang."""
    is_call = event.mode in {"phone", "video"} and len(event.source) == 1
    return is_call and any(one.span.meets(at) for one in event.evidence)


def _named_after(record: Record, start: int, end: int) -> str | None:
    """Who is named first behind a place, of states the adjective too: "the initiative of the Uruguayan side"."""
    named = [
        (words.start, actor.name)
        for actor in record.actors
        for words in (*actor.evidence, *actor.references)
        if start <= words.start < min(end, start + 60)
    ]
    if named:
        return min(named)[1]
    states = (state_named(word[0]) for word in CAPITAL.finditer(record.document.text, start, min(end, start + 60)))
    return next((name_of(state.code) for state in states if state is not None), None)


def lengths(record: Record, event: Event) -> Iterator[Remark]:
    """How long the talk is told to have lasted, in minutes."""
    for words in around(record, event):
        for form in (HOURS, SHORT, RUSSIAN):
            for found in form.finditer(words.text):
                span = Span(words.start + found.start(), words.start + found.end())
                yield Remark(str(minutes(found)), quote(record.document.text, span), event.attested_by)


def minutes(found: re.Match[str]) -> int:
    """A length of time in minutes.

    >>> [minutes(HOURS.search(words)) for words in ("an hour and a half", "a two-hour call")]
    [90, 120]
    """
    told = found.groupdict()
    if found.re is RUSSIAN:
        if told["half"] or told["more"]:
            return 30 if told["half"] else 90
        return int(told["many"]) * (60 if told["unit"] == "час" else 1)
    many = told["many"].lower()
    if found.re is SHORT:
        return int(many) if many.isdigit() else MANY[many]
    whole = int(many) * 60 if many.isdigit() else MINUTES[many]
    return whole + (30 if told["more"] or told["half"] else 0)


def described(record: Record, event: Event) -> Iterator[Remark]:
    """How the talk is described, in its own words and where somebody speaks of it."""
    for words in event.evidence:
        for found in manners(words.text):
            span = Span(words.start + found.start, words.start + found.end)
            yield Remark(found.manner, quote(record.document.text, span), event.attested_by)
    for statement in record.statements:
        if TALK.search(statement.content.text) and any(_is_near(one, statement.content) for one in event.evidence):
            for found in manners(statement.content.text):
                span = Span(statement.content.start + found.start, statement.content.start + found.end)
                if not any(one.span.holds(span) for one in event.evidence):
                    by = () if statement.speaker is None else (statement.speaker,)
                    yield Remark(found.manner, quote(record.document.text, span), by)


def _is_near(one: Evidence, other: Evidence) -> bool:
    return max(one.start, other.start) - min(one.end, other.end) < NEAR


def around(record: Record, event: Event) -> Iterator[Evidence]:
    """The sentences of an event's words, and the one behind each if it goes on about the talk."""
    text = record.document.text
    spans: dict[Span, None] = {}
    for words in event.evidence:
        own = sentence(text, words.span)
        spans[own] = None
        start = own.end + len(text[own.end :]) - len(text[own.end :].lstrip())
        if start < len(text) and "\n" not in text[own.end : start]:
            after = sentence(text, Span(start, start + 1))
            if TALK.search(text[after.start : after.end]):
                spans[after] = None
    return iter([quote(text, span) for span in sorted(spans)])


class Unsaid(msgspec.Struct, frozen=True):
    """That somebody would not say: who (names), on what, and the sentence."""

    by: tuple[str, ...]
    about: str
    words: Evidence


def unsaid(record: Record) -> Iterator[Unsaid]:
    """Every place where a text tells that somebody would say nothing of a matter."""
    text = record.document.text
    for turn in turns(text):
        if turn.turn != "declined":
            continue
        span = Span(turn.start, turn.end)
        around = sentence(text, span)
        yield Unsaid(
            by=_who(record, around, span),
            about=text[turn.end : around.end],
            words=quote(text, around),
        )


def _who(record: Record, around: Span, turn: Span) -> tuple[str, ...]:
    """Who would not say: the speaker of a statement that holds the words, else who is named last before them."""
    for statement in record.statements:
        spans = (statement.content.span, *(words.span for words in statement.evidence))
        if statement.speaker is not None and any(one.meets(turn) for one in spans):
            return (statement.speaker,)
    before = [
        (words.start, actor.name)
        for actor in record.actors
        for words in (*actor.evidence, *actor.references)
        if around.start <= words.start < turn.start
    ]
    return (max(before)[1],) if before else ()


def turned(text: str) -> Sequence[Turned]:
    """Where a text tells that something planned was put off or called off."""
    return [turn for turn in turns(text) if turn.turn in {"postponed", "cancelled"}]
