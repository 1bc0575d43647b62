"""The whole report: header, sections, and the text it is rendered to."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from communique.model import Document, Record
from communique.present.escape import visible
from communique.present.terminal.happened import happened
from communique.present.terminal.layout import Page
from communique.present.terminal.people import people
from communique.present.terminal.regard import regard
from communique.present.terminal.said import said
from communique.present.terminal.unresolved import unresolved
from communique.present.wording import listed

UNDATED = "no date of publication known: relative dates stay unresolved"


def to_text(record: Record, *, width: int = 100, colour: bool = False) -> str:
    """The report, laid out to `width` columns; without colour it is plain text, with no terminal codes."""
    page = Page(width=width, colour=colour)
    page.console.print(report(record, width=page.console.width))
    return page.text()


def report(record: Record, *, width: int) -> RenderableType:
    """Header and sections, in the order in which a reader asks."""
    return Group(
        header(record.document, reader=record.reader),
        happened(record, width=width),
        said(record, width=width),
        regard(record, width=width),
        people(record, width=width),
        unresolved(record, width=width),
    )


def header(doc: Document, *, reader: str) -> RenderableType:
    """Which text this is: title or id, publisher, date, language, author."""
    origin = [visible(doc.publisher)] if doc.publisher else []
    origin.append(UNDATED if doc.published is None else visible(doc.published))
    origin.append(f"language {'not known' if doc.language is None else visible(doc.language)}")
    lines = [Text(visible(doc.title or doc.id), "bold reverse"), Text(" · ".join(origin))]
    if doc.authors:
        lines.append(Text(f"in the words of {listed(doc.authors)}"))
    lines.append(Text(f"{visible(doc.id)} · read by {visible(reader)}", "dim"))
    return Group(*lines, Text())
