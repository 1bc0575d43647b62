"""How the actors regard each other, where the text says so."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from communique.model import Record, Stance
from communique.present.escape import visible
from communique.present.terminal.happened import word
from communique.present.terminal.layout import Entry, quoted, section
from communique.present.wording import REGARD

STYLES = {-2: "red", -1: "red", 0: "", 1: "green", 2: "green"}


def regard(record: Record, *, width: int) -> RenderableType:
    """The section on stances, as the text has them."""
    entries = [entry(stance, record, width=width) for stance in record.stances]
    return section("How they regard each other", entries, width=width, empty="No stance found.")


def entry(stance: Stance, record: Record, *, width: int) -> Entry:
    """One stance: who regards whom, how, in which words, on whose word."""
    signed = f"{stance.polarity:+d}".replace("-", "−")
    head = Text()
    head.append(named(stance.holder), "bold").append(" regards ").append(named(stance.target), "bold")
    head.append(f": {REGARD[stance.polarity]} ({signed})", STYLES[stance.polarity])
    phrase = f"“{visible(stance.phrase.text)}”"
    return Entry(
        head=head,
        facts=(phrase, word(stance.attested_by, record.document)),
        words=tuple(quoted(words, width=width) for words in stance.evidence),
    )


def named(name: str | None) -> str:
    """An actor's name, or that the text gives none."""
    return "Someone not named" if name is None else visible(name)
