"""The paragraphs of a text, wrapped lines joined and datelines parted off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.model import Span

BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’ -]{2,30}(?:, [^\n—–]{1,40}?)?)(?: \([A-Za-z. ]{2,20}\))?\s*(?:—|–|--)\s*(?=\S)"
)
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text: parted by blank lines, or by a line end that is no mere wrapping.

    >>> [text[s.start:s.end] for text in ["One.\\n\\nTwo is\\nwrapped."] for s in paragraphs(text)]
    ['One.', 'Two is\\nwrapped.']
    """
    blocks, at = [], 0
    for gap in [*BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        blocks += list(_lines_joined(text, at, end))
        at = gap.end() if gap else end
    return tuple(piece for block in blocks for piece in _without_dateline(text, block))


def _without_dateline(text: str, block: Span) -> Iterator[Span]:
    """A paragraph with its dateline parted off: "LISBON, 17 September —"."""
    match = DATELINE.match(text, block.start, block.end)
    if match is None:
        yield block
    else:
        yield Span(block.start, match.end("place"))
        yield Span(match.end(), block.end)


def _lines_joined(text: str, start: int, end: int) -> Iterator[Span]:
    """The block in one piece where its line ends only wrap it, else each line for itself."""
    begin = start
    while begin < end:
        stop = text.find("\n", begin, end)
        while stop != -1 and stop - begin >= 40 and not SENTENCE_END.search(text, max(begin, stop - 4), stop):
            stop = text.find("\n", stop + 1, end)
        stop = end if stop == -1 else stop
        inner = text[begin:stop]
        if inner.strip():
            lead = len(inner) - len(inner.lstrip())
            yield Span(begin + lead, begin + len(inner.rstrip()))
        begin = stop + 1
