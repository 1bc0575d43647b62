"""A comparison as Markdown: a table of points and accounts, as readouts are compared by hand."""

from __future__ import annotations

import re

from communique.model import Cell, Comparison
from communique.present.accounts.words import (
    by_section,
    column,
    label,
    left_out,
    origins,
    quotations,
    says,
    title,
    word,
)

MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def to_markdown(comparison: Comparison) -> str:
    """The comparison in the Markdown of GitHub and Pandoc, with what marks there are in texts made plain."""
    lines = [f"# {plain(title(comparison))}", ""]
    lines += [f"- {plain(text)}" for text in origins(comparison)]
    lines += ["", plain(left_out(comparison))] if comparison.without else []
    heads = [column(account) for account in comparison.accounts]
    for heading, points in by_section(comparison):
        lines += ["", f"## {heading}", ""]
        lines.append(f"| | {' | '.join(map(plain, heads))} | |")
        lines.append(f"|---|{'---|' * len(heads)}---|")
        for point in points:
            cells = " | ".join(cell(one, comparison) for one in point.cells)
            lines.append(f"| {plain(label(point, comparison))} | {cells} | {plain(word(point))} |")
    return "\n".join(lines) + "\n"


def cell(one: Cell, comparison: Comparison) -> str:
    """What a cell says, with its words behind."""
    state = says(one)
    said = f"*{plain(state)}*" if one.state != "asserted" and state else plain(state)
    return "<br>".join(part for part in (said, *map(plain, quotations(one, comparison))) if part)


def plain(words: str) -> str:
    r"""Words in which nothing is taken for a mark.

    >>> plain("a|b *c*")
    'a\\|b \\*c\\*'
    """
    return MARKS.sub(r"\\\1", words)
