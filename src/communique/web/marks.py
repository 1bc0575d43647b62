"""A text cut where findings begin and end, so that each piece knows which findings rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from communique.model import Span
from communique.present.escape import written
from communique.store.records import Entry

PARAGRAPH = "\n\n"


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a text: the findings that rest on it by their ids, the kinds and roles in which they do."""

    start: int
    end: int
    text: str
    findings: tuple[str, ...]
    kinds: tuple[str, ...]
    is_lit: bool


def pieces(text: str, entries: Sequence[Entry], *, kinds: Sequence[str], lit: Iterable[Span]) -> list[list[Piece]]:
    """The paragraphs of a text, each in pieces. Findings of other `kinds` leave no mark; `lit` are words picked out."""
    marks = [(words.span, entry) for entry in entries if entry.kind in kinds for _, words in entry.words]
    picked = list(lit)
    cuts = {0, len(text)} | {edge for span, _ in marks for edge in (span.start, span.end)}
    cuts |= {edge for span in picked for edge in (span.start, span.end)} | set(breaks(text))
    edges = sorted(edge for edge in cuts if 0 <= edge <= len(text))
    starting, ending = by_edge(marks)
    now: list[Entry] = []
    paragraphs: list[list[Piece]] = [[]]
    for start, end in pairwise(edges):
        for entry in ending.get(start, ()):
            now.remove(entry)
        now += starting.get(start, ())
        if PARAGRAPH in text[max(start - 2, 0) : start] and paragraphs[-1]:
            paragraphs.append([])
        paragraphs[-1].append(
            Piece(
                start=start,
                end=end,
                text="".join(one if one in "\n\t" else written(one) for one in text[start:end]),
                findings=tuple(dict.fromkeys(entry.found.id for entry in now)),
                kinds=tuple(sorted({entry.kind for entry in now})),
                is_lit=any(span.start <= start and end <= span.end for span in picked),
            )
        )
    return [ended(paragraph) for paragraph in paragraphs if paragraph]


def ended(paragraph: list[Piece]) -> list[Piece]:
    """A paragraph without the empty lines behind it, which are not to be seen twice."""
    last = msgspec.structs.replace(paragraph[-1], text=paragraph[-1].text.rstrip("\n"))
    return [*paragraph[:-1], last]


def breaks(text: str) -> list[int]:
    """Where paragraphs begin."""
    found, at = list[int](), text.find(PARAGRAPH)
    while at >= 0:
        found.append(at + len(PARAGRAPH))
        at = text.find(PARAGRAPH, at + len(PARAGRAPH))
    return found


def by_edge(marks: Sequence[tuple[Span, Entry]]) -> tuple[dict[int, list[Entry]], dict[int, list[Entry]]]:
    """The findings by where their words begin, and by where they end."""
    starting: dict[int, list[Entry]] = {}
    ending: dict[int, list[Entry]] = {}
    for span, entry in marks:
        starting.setdefault(span.start, []).append(entry)
        ending.setdefault(span.end, []).append(entry)
    return starting, ending


def resting(entries: Iterable[Entry], words: Span) -> list[Entry]:
    """The findings that rest on any of some words."""
    return [entry for entry in entries if any(one.span.meets(words) for _, one in entry.words)]
