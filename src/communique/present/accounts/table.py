"""A comparison in a terminal: beneath each other in a narrow window, side by side in a wide one."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from communique.model import Cell, Comparison, Point, State
from communique.present.accounts.words import (
    by_section,
    column,
    label,
    left_out,
    origins,
    quotations,
    says,
    silence,
    title,
    word,
)
from communique.present.terminal.layout import Page

COLUMN = 30
"""Accounts stand side by side where each has so many columns."""

STYLES: dict[State, str] = {
    "asserted": "",
    "different": "yellow",
    "denied": "red",
    "declined": "magenta",
    "silent": "dim",
}


def to_text(comparison: Comparison, *, width: int = 100, colour: bool = False) -> str:
    """The comparison laid out to `width` columns; without colour it is plain text."""
    page = Page(width=width, colour=colour)
    console = page.console
    is_wide = console.width >= COLUMN * (len(comparison.accounts) + 1)
    console.print(head(comparison))
    for heading, points in by_section(comparison):
        console.print(Rule(Text(heading, "bold"), align="left", style="dim"))
        console.print(side_by_side(comparison, points) if is_wide else beneath(comparison, points))
    return page.text()


def head(comparison: Comparison) -> RenderableType:
    """The event, the texts, and whose accounts there are."""
    lines = [Text(title(comparison), "bold reverse"), Text()]
    lines += [Text(text, "dim") for text in origins(comparison)]
    lines += [Text(left_out(comparison), "dim")] if comparison.without else []
    return Group(*lines, Text())


def side_by_side(comparison: Comparison, points: list[Point]) -> RenderableType:
    """A row a point, a column an account."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), expand=True, header_style="bold")
    table.add_column("", ratio=4)
    for account in comparison.accounts:
        table.add_column(Text(column(account), "bold"), ratio=4, overflow="fold")
    for point in points:
        named = Text(label(point, comparison), "bold").append(
            f"\n{word(point)}" if word(point) else "", "not bold cyan"
        )
        table.add_row(named, *(cell_text(cell, comparison) for cell in point.cells))
    return table


def beneath(comparison: Comparison, points: list[Point]) -> RenderableType:
    """A block a point: who says what, and who is silent."""
    blocks: list[RenderableType] = []
    for point in points:
        blocks.append(Text(label(point, comparison), "bold"))
        if word(point):
            blocks.append(Text(f"  {word(point)}", "cyan"))
        told = silence(comparison, point)
        grid = Table.grid(expand=True, padding=(0, 2, 0, 0))
        grid.add_column(ratio=1)
        grid.add_column(ratio=3)
        for account, cell in told.told:
            grid.add_row(Text(column(account)), cell_text(cell, comparison))
        blocks.append(Padding(grid, (0, 0, 0, 2)))
        if told.silent:
            blocks.append(Padding(Text(f"silent: {', '.join(told.silent)}", "dim"), (0, 0, 0, 2)))
        blocks.append(Text())
    return Group(*blocks)


def cell_text(cell: Cell, comparison: Comparison) -> Text:
    """What an account says of a point, with its words."""
    made = Text(says(cell), STYLES[cell.state])
    for words in quotations(cell, comparison):
        if made:
            made.append("\n")
        made.append(words, "dim" if says(cell) else "")
    return made
