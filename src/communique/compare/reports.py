"""The reports that a record holds, each with its parties and the sentences around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.compare.parties import party
from communique.model import Actor, Document, Event, Evidence, Record, Report, ReportId, Span

END = re.compile(r"[.!?]['\"”’)]*\s+(?=[\"“‘'(]?[A-ZА-ЯЁ])|\n")
FARTHEST = 400
"""So many characters at most on either side of the words are its sentence."""


def reports(record: Record, *, text: str) -> tuple[Report, ...]:
    """The reports of a record; `text` is the key by which its text is known here."""
    actors = {actor.name: actor for actor in record.actors}
    return tuple(report(event, record.document, actors, text=text) for event in record.events)


def report(event: Event, doc: Document, actors: dict[str, Actor], *, text: str) -> Report:
    """One event of a text as a report."""
    return Report(
        id=ReportId(text, event.id),
        name=doc.id,
        title=doc.title or None,
        publisher=doc.publisher,
        published=doc.published,
        authors=doc.authors,
        event=event,
        source=tuple(party(actors[name]) for name in event.source),
        target=tuple(party(actors[name]) for name in event.target),
        context=context(doc.text, event.evidence),
    )


def context(text: str, words: Iterable[Evidence]) -> str:
    """The sentences that some words stand in.

    >>> context("They met. It was cold. They left.", [Evidence("cold", 17, 21)])
    'It was cold.'
    """
    spans = dict.fromkeys(sentence(text, one.span) for one in words)
    return " ".join(text[span.start : span.end] for span in spans)


def sentence(text: str, span: Span) -> Span:
    """Where the sentence of some words stands; it ends at a line's end at the latest."""
    low, high = max(0, span.start - FARTHEST), min(len(text), span.end + FARTHEST)
    starts = [found.end() for found in END.finditer(text, low, high) if found.end() <= span.start]
    ends = [found.start() + len(found[0].rstrip()) for found in END.finditer(text, low, high)]
    end = next((end for end in ends if end >= span.end), high)
    start = starts[-1] if starts else low
    while start < span.start and text[start].isspace():
        start += 1
    return Span(start, max(end, span.end))
