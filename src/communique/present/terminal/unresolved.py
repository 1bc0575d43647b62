"""What could not be resolved: the words, and why."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from communique.model import Record, Unresolved
from communique.present.escape import visible
from communique.present.terminal.layout import Entry, quoted, section


def unresolved(record: Record, *, width: int) -> RenderableType:
    """The section on what was found in the text and left open."""
    entries = [entry(item, width=width) for item in record.unresolved]
    title = "What could not be resolved"
    return section(title, entries, width=width, empty="Nothing was left open.", is_airy=False)


def entry(item: Unresolved, *, width: int) -> Entry:
    """Words that were left open, as what, and why."""
    head = quoted(item.evidence, width=width, style="bold")
    return Entry(head=head, words=(Text(f"{item.what}: {visible(item.reason)}"),))
