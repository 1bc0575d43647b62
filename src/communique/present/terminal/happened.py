"""What happened: the events in time order, those still ahead apart."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from communique.model import Document, Event, Evidence, Record
from communique.present.escape import visible
from communique.present.terminal.layout import Entry, quoted, section
from communique.present.wording import dated, listed, sentence

AHEAD = frozenset({"planned", "proposed", "conditional"})
STYLES = {"planned": "yellow", "proposed": "yellow", "conditional": "magenta", "denied": "red"}


def happened(record: Record, *, width: int) -> RenderableType:
    """The section on events: first what has happened or is denied, then what is ahead."""
    in_order = sorted(record.events, key=when)
    past = [entry(event, record.document, width=width) for event in in_order if event.status not in AHEAD]
    ahead = [entry(event, record.document, width=width) for event in in_order if event.status in AHEAD]
    parts = [section("What happened", past, width=width, empty="No event found.")]
    if ahead:
        parts.append(section("Planned, proposed or conditional", ahead, width=width, empty=""))
    return Group(*parts)


def when(event: Event) -> tuple[bool, str, int]:
    """The key for time order: the dated by the start of their date, then the undated as the text has them."""
    start, _, end = (event.date or "").partition("/")
    return (event.date is None, end if start in {"", ".."} else start, event.evidence[0].start)


def entry(event: Event, doc: Document, *, width: int) -> Entry:
    """One event: when, who did what to whom, how far it got, where, about what, on whose word."""
    return Entry(
        when="no date" if event.date is None else dated(event.date),
        head=headline(event),
        facts=facts(event, doc),
        words=tuple(quoted(words, width=width) for words in event.evidence),
    )


def headline(event: Event) -> Text:
    """The event as a sentence, marked where it is still ahead, and its PLOVER type."""
    told, style = sentence(event), STYLES.get(event.status, "")
    head = Text()
    if event.status in AHEAD:
        head.append(f"{event.status}: ", style)
    head.append(told.subject, "bold").append(f" {told.verb}", style)
    if told.object:
        head.append(" ").append(told.object, "bold")
    return head.append(f"  {event.type} {event.mode or ''}".rstrip(), "cyan dim")


def facts(event: Event, doc: Document) -> tuple[str, ...]:
    """That it is denied, where, about what, the words of its date, and on whose word."""
    found = ["denied"] if event.status == "denied" else []
    if event.place is not None:
        found.append(f"in {visible(event.place)}")
    if event.topics:
        found.append("about " + "; ".join(visible(topic.text) for topic in event.topics))
    if event.date_said is not None:
        found += time_said(event, event.date_said)
    return (*found, word(event.attested_by, doc))


def time_said(event: Event, said: Evidence) -> list[str]:
    """The words of the date: where they could not be resolved, or stand apart from the event's own."""
    if event.date is None:
        return [f"“{visible(said.text)}”, not resolved"]
    is_shown = any(words.span.holds(said.span) for words in event.evidence)
    return [] if is_shown else [f"“{visible(said.text)}”"]


def word(attested_by: tuple[str, ...], doc: Document) -> str:
    """On whose word: the actors named, else the author's (whom the header names), else the text's own."""
    if attested_by:
        return f"on the word of {listed(attested_by)}"
    return "the author's own word" if doc.authors else "the text's own word"
