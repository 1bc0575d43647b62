"""How an entry is laid out: its words beneath it in a narrow window, beside it in a wide one."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

import msgspec
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from communique.model import Evidence
from communique.present.escape import visible

WIDE = 120
"""From this many columns on, the evidence stands beside its entry, with its offsets."""

NARROWEST = 40
MARGIN = 15
QUIET = "dim"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing of the report: when (if the section has dates), what, the facts about it, and the words."""

    head: Text
    facts: tuple[str, ...] = ()
    words: tuple[Text, ...] = ()
    when: str | None = None


class Page:
    """A page of so many columns that is laid out by rich; without colour it is plain text, with no terminal codes."""

    def __init__(self, *, width: int, colour: bool) -> None:
        self._written = StringIO()
        self.console = Console(
            file=self._written,
            width=max(width, NARROWEST),
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            highlight=False,
            legacy_windows=False,
        )

    def text(self) -> str:
        """What was printed on it, without blanks at the ends of lines."""
        return "".join(f"{line.rstrip()}\n" for line in self._written.getvalue().rstrip().split("\n"))


def section(title: str, entries: Sequence[Entry], *, width: int, empty: str, is_airy: bool = True) -> RenderableType:
    """A heading with the number of its entries, and the entries; an airy one has empty lines between them."""
    if not entries:
        return Group(heading(title), Text(empty, QUIET), Text())
    blocks = [beside(entry) if width >= WIDE else beneath(entry) for entry in entries]
    spaced = [part for block in blocks for part in (block, Text())] if is_airy else [*blocks, Text()]
    return Group(heading(f"{title} ({len(entries)})"), *spaced)


def heading(title: str) -> RenderableType:
    """A section's title with a line to the window's edge."""
    return Rule(Text(title, "bold"), align="left", style=QUIET)


def beneath(entry: Entry) -> RenderableType:
    """An entry for a narrow window: a block, with its date in the margin."""
    words = [Padding(words, (0, 0, 0, 2)) for words in entry.words]
    block = Group(entry.head, *told(entry.facts), *words)
    if entry.when is None:
        return block
    table = Table.grid(expand=True)
    table.add_column(width=MARGIN)
    table.add_column(ratio=1)
    table.add_row(Text(entry.when, "cyan"), block)
    return table


def beside(entry: Entry) -> RenderableType:
    """An entry for a wide window: date, block, and the words in a column of their own."""
    table = Table.grid(expand=True, padding=(0, 2, 0, 0))
    if entry.when is not None:
        table.add_column(width=MARGIN - 2)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    row: list[RenderableType] = [] if entry.when is None else [Text(entry.when, "cyan")]
    table.add_row(*row, Group(entry.head, *told(entry.facts)), Group(*entry.words))
    return table


def told(facts: Sequence[str]) -> list[Text]:
    """The facts in one line: "planned · in Munich · the text's own word"."""
    return [Text(" · ".join(facts), QUIET)] if facts else []


def quoted(words: Evidence, *, width: int, style: str = QUIET, marks: str = "“”") -> Text:
    """Words of the text between quotation marks, with their offsets where there is room: [123–160]."""
    opening, closing = (marks[:1], marks[1:])
    text = Text(f"{opening}{visible(words.text)}{closing}", style)
    if width >= WIDE:
        text.append(f" [{words.start}–{words.end}]", QUIET)
    return text
