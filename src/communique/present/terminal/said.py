"""Who said what, to whom, by what channel."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from communique.model import Record, Statement
from communique.present.escape import visible
from communique.present.terminal.layout import Entry, quoted, section

KINDS = {"direct": "quoted", "indirect": "paraphrased", "mixed": "partly quoted"}


def said(record: Record, *, width: int) -> RenderableType:
    """The section on statements, as the text has them."""
    entries = [entry(statement, width=width) for statement in record.statements]
    return section("Who said what", entries, width=width, empty="No statement found.")


def entry(statement: Statement, *, width: int) -> Entry:
    """One statement: its speaker and cue, how it was made, and the words."""
    return Entry(
        head=headline(statement),
        facts=facts(statement),
        words=(
            quoted(
                statement.content,
                width=width,
                style="",
                marks="“”" if statement.kind == "direct" else "",
            ),
        ),
    )


def headline(statement: Statement) -> Text:
    """Who said it, with the cue: "Karoline Leavitt (“she”): said"."""
    head = Text()
    speaker = statement.speaker or ""
    head.append(visible(speaker) or "Speaker not named", "bold")
    if statement.source is not None and not is_same(statement.source.text, speaker):
        head.append(f" (“{visible(statement.source.text)}”)", "dim")
    if statement.cue is not None:
        head.append(f": {visible(statement.cue.text)}")
    return head


def is_same(words: str, name: str) -> bool:
    """Whether the words tell no more than the name: "Leavitt", "press secretary Karoline Leavitt"."""
    return bool(name) and (words in name or name in words)


def facts(statement: Statement) -> tuple[str, ...]:
    """To whom, by what channel, and whether the words are the speaker's own or a paraphrase."""
    found = []
    if statement.addressee is not None:
        found.append(f"to {visible(statement.addressee)}")
    if statement.channel is not None:
        found.append(visible(statement.channel))
    return (*found, KINDS[statement.kind])
