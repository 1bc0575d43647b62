"""That somebody would say nothing, put to the point that it is on: neither an answer nor silence."""

from __future__ import annotations

from collections.abc import Sequence

from communique.compare.beside import Unsaid
from communique.compare.rows import Row, quoted
from communique.compare.topics import subject
from communique.model import PointKind, Record, Voice

NEAR = 300
"""What somebody would say nothing on stands so many characters before at most."""


def decline(rows: list[Row], one: Unsaid, record: Record, whose: Sequence[Voice]) -> None:
    """Put it to the point that somebody would say nothing on; where that isn't clear, it is a point of its own."""
    fits = [(_nearness(made, one, record), made) for made in rows if is_meant(made, one)]
    best = max(fits, key=lambda fit: fit[0], default=None)
    if best is None:
        made = Row("no comment", label=one.about.strip(" .,"), reason="no point has the words for it", score=0.5)
        rows.append(made)
    else:
        made = best[1]
    for voice in whose:
        made.tell(voice, "declined", quoted(record.document.id, (one.words,)))


def is_meant(made: Row, one: Unsaid) -> bool:
    """Whether the words on which nothing was said name a kind of point, the mode of its event, or its topic."""
    if made.kind in {"took place", "who called", "length", "characterisation"}:
        return False
    about = subject(one.about)
    mode = made.event.mode if made.event is not None and made.event.mode is not None else ""
    named = subject(" ".join((*KIND_WORDS.get(made.kind, ()), mode)))
    topics = subject(made.label or "").keys if made.kind == "topic" else frozenset[str]()
    return bool(about.stems & named.stems or about.keys & topics)


def _nearness(made: Row, one: Unsaid, record: Record) -> float:
    """How near before a refusal to say a point is told in the same text, 1 for just before."""
    told = (q.words for cell in made.cells.values() for q in cell.quotations if q.text == record.document.id)
    behind = (one.words.start - words.end for words in told)
    return max((1 - max(gap, 0) / NEAR for gap in behind if -len(one.words.text) <= gap <= NEAR), default=0.0)


KIND_WORDS: dict[PointKind, tuple[str, ...]] = {
    "invitation": ("invitation", "invite", "visit", "accept", "приглашение", "визит"),
    "agreement": ("agreement", "deal", "соглашение"),
    "appointment": ("list", "team", "delegation", "appointment"),
    "request": ("request", "demand", "просьба"),
}
