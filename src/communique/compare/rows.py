"""A row of a comparison while it is filled: what each voice says of a point, and what comes of it in the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from msgspec.structs import replace

from communique.model import Cell, Event, Evidence, Point, PointKind, Quotation, State, Voice

SAID: frozenset[State] = frozenset({"asserted", "different"})
SILENT = Cell(state="silent")


class Row:
    """A point with the cells that are filled so far."""

    def __init__(
        self, kind: PointKind, *, label: str | None = None, event: Event | None = None, reason: str, score: float
    ) -> None:
        self.kind, self.label, self.event = kind, label, event
        self.reason, self.score = reason, score
        self.cells: dict[Voice, Cell] = {}

    def tell(self, voice: Voice, state: State, words: Iterable[Quotation], *, how: str | None = None) -> None:
        """Add what a voice says to its cell; words and ways of saying come once, and what is said outweighs silence."""
        had = self.cells.get(voice, Cell(state=state))
        hows = tuple(dict.fromkeys(part for part in (had.how, how) if part))
        quotations = tuple(dict.fromkeys((*had.quotations, *words)))
        kept = state if had.state in {"silent", "declined"} or state == "different" else had.state
        self.cells[voice] = Cell(state=kept, how="; ".join(hows) or None, quotations=quotations)

    def differ(self, voice: Voice, how: str) -> None:
        """Mark how a voice tells it otherwise than another."""
        self.tell(voice, "different", (), how=how)

    def ended(self, voices: Mapping[Voice, Set[str]]) -> Point:
        """The point with a cell for each voice; words from the voice's own texts, whose ids are given, go first."""
        said = [voice for voice in voices if voice in self.cells and self.cells[voice].state in SAID]
        sides = {voice.side for voice in said}
        is_alone = len(sides) == 1 and len({voice.side for voice in voices}) > 1
        return Point(
            kind=self.kind,
            label=self.label,
            event=self.event,
            cells=tuple(settled(self.cells.get(voice, SILENT), own) for voice, own in voices.items()),
            independent=len(sides),
            alone=" and ".join(voice.name for voice in said) if is_alone else None,
            reason=self.reason,
            score=self.score,
        )


def quoted(text: str, words: Iterable[Evidence]) -> tuple[Quotation, ...]:
    """Words of a text as a cell quotes them."""
    return tuple(Quotation(text=text, words=one) for one in words)


def settled(cell: Cell, own: Set[str]) -> Cell:
    """A cell with the words of the voice's own texts first, and none that stand within others."""
    ordered = sorted(cell.quotations, key=lambda one: one.text not in own)
    kept = [one for one in ordered if not any(_is_within(one, other) for other in ordered)]
    return replace(cell, quotations=tuple(kept))


def _is_within(one: Quotation, other: Quotation) -> bool:
    return one != other and one.text == other.text and other.words.span.holds(one.words.span)
