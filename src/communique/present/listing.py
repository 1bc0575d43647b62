"""Answers of a store for people, for programs and for spreadsheets: a table, JSON Lines, or CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

import msgspec
from rich.table import Table
from rich.text import Text

from communique.model import Event
from communique.present.escape import visible
from communique.present.terminal.layout import Page
from communique.present.wording import dated, sentence
from communique.store.charts import Located
from communique.store.pages import JudgementLine
from communique.store.view import Dyad, Happened, Line, Named, Said

WIDE = 120
"""From this many columns on, the words of the text have a column of their own."""

OPEN = "…"


class Column(msgspec.Struct, frozen=True):
    """A column of a table: its heading, what stands in it, and its share of the width (0: as wide as it must be).

    One that `is_cut` takes one line, whatever it holds; in a narrow window one is `narrow` columns wide.
    """

    heading: str
    cell: Callable[[Line], str]
    share: int = 0
    is_wide: bool = False
    is_cut: bool = False
    narrow: int = 0


def to_table(
    lines: Sequence[Line],
    kind: type[Line],
    *,
    width: int,
    colour: bool = False,
    columns: tuple[Column, ...] | None = None,
) -> str:
    """The lines as a table, laid out to `width` columns; nothing in a text can steer the terminal.

    Which `columns` a kind of line has is known here, for those of other pages it is said.
    """
    page = Page(width=width, colour=colour)
    width = page.console.width
    shown = [column for column in columns or COLUMNS[kind] if width >= WIDE or not column.is_wide]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True, header_style="bold")
    for column in shown:
        table.add_column(
            column.heading,
            ratio=None if is_fixed(column, width) else column.share or None,
            width=column.narrow if is_fixed(column, width) else None,
            overflow="ellipsis" if column.is_cut else "fold",
            no_wrap=column.is_cut or not column.share,
        )
    for line in lines:
        table.add_row(*(Text(visible(column.cell(line))) for column in shown))
    page.console.print(table)
    return page.text()


def is_fixed(column: Column, width: int) -> bool:
    """Whether a column has a width of its own in a window of this width."""
    return bool(column.narrow) and width < WIDE


def to_json_lines(lines: Iterable[Line]) -> Iterator[str]:
    """Each line as a JSON object on a line of its own."""
    return (msgspec.json.encode(line).decode() + "\n" for line in lines)


def to_csv(lines: Iterable[Line], kind: type[Line]) -> Iterator[str]:
    """The lines as CSV (RFC 4180) under a row of their fields' names; several values in one field part at "; "."""
    yield row(kind.__struct_fields__)
    for line in lines:
        yield row(tuple(field(getattr(line, name)) for name in kind.__struct_fields__))


def row(values: Sequence[str]) -> str:
    """One row of CSV."""
    page = StringIO()
    csv.writer(page).writerow(values)
    return page.getvalue()


def field(value: object) -> str:
    """A value as it stands in CSV: nothing for None, JSON for what has fields of its own."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return msgspec.json.encode(value).decode()
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def when(line: Line) -> str:
    """The date of an event in words."""
    return dated(line.date) if isinstance(line, Happened) and line.date else OPEN


def what(line: Line) -> str:
    """An event as a sentence, with its status where it is no plain fact."""
    if not isinstance(line, Happened):
        raise TypeError(f"no event: {line}")
    event = Event(
        id=line.id,
        type=line.type,
        mode=line.mode,
        source=line.source,
        target=line.target,
        status=line.status,
        evidence=(),
        reason="",
        score=line.score,
        extractor="",
    )
    told = sentence(event)
    ahead = f"{line.status}: " if line.status in {"planned", "proposed", "conditional"} else ""
    return f"{ahead}{told.subject} {told.verb} {told.object}".rstrip()


def kind_of(line: Line) -> str:
    """An event's type and mode."""
    return f"{line.type} {line.mode or ''}".rstrip() if isinstance(line, Happened) else ""


def words(line: Line) -> str:
    """The words that report an event."""
    return f"“{line.words}”" if isinstance(line, Happened) and line.words else ""


def text_of(line: Line) -> str:
    """Which text it was read in: publisher and title, else the document's own id."""
    if not isinstance(line, Happened | Said):
        return ""
    return " · ".join(part for part in (line.publisher, line.title or line.document) if part)


def said(line: Line) -> str:
    """What was said, between quotation marks if these are the speaker's own words."""
    if not isinstance(line, Said):
        return ""
    return f"“{line.content}”" if line.kind == "direct" else line.content


def get(name: str) -> Callable[[Line], str]:
    """What a field holds, in a row of several parted by commas."""

    def cell(line: Line) -> str:
        value: object = getattr(line, name)
        if isinstance(value, date):
            return value.isoformat()
        return ", ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)

    return cell


def day(line: Line) -> str:
    """The day on which a statement's text was published."""
    return (line.published or OPEN)[:10] if isinstance(line, Said) else OPEN


def between(line: Line) -> str:
    """From when to when the events of a dyad reach."""
    if not isinstance(line, Dyad) or (line.first_day is None and line.last_day is None):
        return OPEN
    return f"{line.first_day or OPEN} to {line.last_day or OPEN}"


def changes(line: Line) -> str:
    """What a judgement changes, field by field."""
    told = (line.changes or {}) if isinstance(line, JudgementLine) else {}
    return ", ".join(f"{name}: {field(value)}" for name, value in told.items() if name != "kind")


def made(line: Line) -> str:
    """The day on which a judgement was made."""
    return f"{line.made:%Y-%m-%d}" if isinstance(line, JudgementLine) else OPEN


COLUMNS: dict[type[Line], tuple[Column, ...]] = {
    Happened: (
        Column("When", when),
        Column("What", what, 5),
        Column("Type", kind_of, 2, narrow=12),
        Column("Words", words, 5, is_wide=True),
        Column("Text", text_of, 3, is_cut=True),
    ),
    Said: (
        Column("Published", day),
        Column("Speaker", get("speaker"), 2),
        Column("Cue", get("cue"), 1, is_wide=True),
        Column("What", said, 6),
        Column("Text", text_of, 3, is_cut=True),
    ),
    Named: (
        Column("Name", get("name"), 4),
        Column("Kind", get("kinds"), 2),
        Column("State", get("countries")),
        Column("Offices", get("roles"), 4, is_wide=True),
        Column("Texts", get("documents")),
        Column("Statements", get("statements")),
        Column("Events", get("events")),
    ),
    Located: (
        Column("Place", get("name"), 4),
        Column("State", get("country")),
        Column("North", get("latitude")),
        Column("East", get("longitude")),
        Column("Texts", get("texts")),
        Column("Events", get("events")),
    ),
    JudgementLine: (
        Column("Made", made, 2),
        Column("Verdict", get("verdict")),
        Column("Finding", get("words"), 5),
        Column("Changes", changes, 4),
        Column("Note", get("note"), 3, is_wide=True),
        Column("By", get("author"), 2, is_wide=True),
    ),
    Dyad: (
        Column("Who", get("source"), 3),
        Column("Whom", get("target"), 3),
        Column("Type", get("type"), 2),
        Column("Status", get("status"), 2),
        Column("Events", get("events")),
        Column("Between", between, 3, is_wide=True),
    ),
}
