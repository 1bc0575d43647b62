"""A text cut into word pieces and windows, as the encoder reads them.

Pieces are those of WordPiece (Wu et al. 2016), with offsets in code points of the original text. A window
holds whole paragraphs where they fit; it begins with the end of the one before as context.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from communique.analyse.paragraphs import paragraphs

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
LONGEST = 256  # pieces a window, its two marks included
CONTEXT = 48  # pieces of the window before that a window repeats, at the most
FIRST, LAST = 101, 102  # [CLS] and [SEP]
MARKS = (5, 4, 3, 3)  # how many values each of a piece's marks has: case, gap, quotation, role

Ints = npt.NDArray[np.int64]
OPEN, CLOSE, STRAIGHT = frozenset("“«„"), frozenset("”»"), frozenset('"')


class Pieces(msgspec.Struct, frozen=True):
    """A text's word pieces: arrays of equal length, but for `marks`, which is (pieces, 4).

    `start` and `end` are code points of the text; `is_word` says whether a piece begins a word, `paragraph`
    counts from 0. `marks` tells what an uncased vocabulary loses: how the piece is written, what stands before
    it (nothing, a blank, a line end, the paragraph's beginning), whether it is in quotation marks; and, where one
    relation is asked for, whether it is its source or target (`with_roles`).
    """

    ids: Ints
    start: Ints
    end: Ints
    is_word: npt.NDArray[np.bool_]
    paragraph: Ints
    marks: Ints

    def __len__(self) -> int:
        return len(self.ids)


class Window(msgspec.Struct, frozen=True):
    """Pieces `first` to `last` (half-open) read together; what is found before `own` is the window's before."""

    first: int
    own: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first


@functools.cache
def tokenizer() -> Tokenizer:
    """The encoder's WordPiece tokenizer."""
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def pieces(text: str) -> Pieces:
    """The word pieces of a text, in order; white space and what the tokenizer drops have none.

    >>> [text[a:b] for text in ["Tashkent said “no”."] for a, b in zip(pieces(text).start, pieces(text).end)]
    ['Tashkent', 'said', '“', 'no', '”', '.']
    """
    spans = paragraphs(text)
    encoded = tokenizer().encode_batch([text[s.start : s.end] for s in spans], add_special_tokens=False)
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    word: list[bool] = []
    number: list[int] = []
    marks: list[tuple[int, int, int, int]] = []
    for at, (span, found) in enumerate(zip(spans, encoded, strict=True)):
        depth, before = 0, None
        for piece, shown, (a, z) in zip(found.ids, found.tokens, found.offsets, strict=True):
            start, end = span.start + a, _with_marks(text, span.start + z, span.end)
            surface = text[start:end]
            quotation = 2 if surface in OPEN or surface in CLOSE or surface in STRAIGHT else min(depth, 1)
            depth = _depth(surface, depth)
            marks.append((_case(surface), _gap(text, before, start), quotation, 0))
            ids.append(piece)
            starts.append(start)
            ends.append(end)
            word.append(not shown.startswith("##"))
            number.append(at)
            before = end
    shape = np.array(marks, dtype=np.int64).reshape(-1, len(MARKS))
    return Pieces(_ints(ids), _ints(starts), _ints(ends), np.array(word, dtype=np.bool_), _ints(number), shape)


def with_roles(found: Pieces, source: tuple[int, int], target: tuple[int, int]) -> Pieces:
    """The pieces with those of a source and a target (code points, half-open) marked as such."""
    marks = found.marks.copy()
    for role, (start, end) in ((1, source), (2, target)):
        marks[(found.start >= start) & (found.start < end), 3] = role
    return msgspec.structs.replace(found, marks=marks)


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _with_marks(text: str, end: int, limit: int) -> int:
    """The end of a piece with the combining marks that belong to its last letter."""
    while end < limit and (unicodedata.combining(text[end]) or text[end] in "\ufe0f\u200d"):
        end += 1
    return end


def _depth(surface: str, depth: int) -> int:
    if surface in OPEN:
        return depth + 1
    if surface in CLOSE:
        return max(0, depth - 1)
    return 1 - min(depth, 1) if surface in STRAIGHT else depth


def _case(surface: str) -> int:
    if not any(c.isalpha() for c in surface):
        return 0
    if surface.islower():
        return 1
    if surface.isupper():
        return 3 if len(surface) > 1 else 2
    return 2 if surface[0].isupper() and surface[1:].islower() else 4


def _gap(text: str, before: int | None, start: int) -> int:
    if before is None:
        return 3
    between = text[before:start]
    return 2 if "\n" in between else 1 if between else 0


def windows(found: Pieces) -> Iterator[Window]:
    """The windows over a text's pieces, in order; each piece is some window's own, just once.

    A paragraph longer than a window is cut where it must be, so that work grows linearly.
    """
    room = LONGEST - 2
    last = 0
    while last < len(found):
        own = last
        first = _context(found, own)
        limit = first + room
        last = min(limit, len(found))
        if last < len(found) and found.paragraph[last] == found.paragraph[last - 1]:
            begins = int(np.searchsorted(found.paragraph, found.paragraph[last]))
            if begins > own:
                last = begins
            else:  # the paragraph fills the window alone: end at a word
                while last > own + 1 and not found.is_word[last]:
                    last -= 1
        yield Window(first, own, last)


def _context(found: Pieces, own: int) -> int:
    """Where a window begins that is to be read from `own` on: at a word, at most CONTEXT pieces before."""
    first = max(0, own - CONTEXT)
    inside = own > 0 and own < len(found) and found.paragraph[own] == found.paragraph[own - 1]
    if not inside and first > 0:  # whole paragraphs before, if any fit
        begins = int(np.searchsorted(found.paragraph, found.paragraph[first - 1], side="right"))
        first = min(begins, own)
    while first < own and not found.is_word[first]:
        first += 1
    return first
