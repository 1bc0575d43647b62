"""GUM's documents (Zeldes 2017): plain text with mentions, their clusters and what kind of word heads each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

MARK = re.compile(
    r"\((\d+)(?:\[\d+/\d+\])?-([a-z]+)-[^-()]*-[^-()]*-[^-()]*-([\d,]+)-[^()]*?(\))?(?=\(|\d+\)|\d+\[|$)|(\d+)(?:\[\d+/\d+\])?\)"
)
PRONOUNS = ("PRP", "PRP$")
Extent = tuple[int, int]


class Word(msgspec.Struct, frozen=True):
    """A word of a sentence: where it stands (code points, half-open), its tags, and the numbers of head and self."""

    start: int
    end: int
    number: int
    upos: str
    xpos: str
    head: int
    deprel: str
    marks: str


class Referring(msgspec.Struct, frozen=True):
    """A mention: the whole phrase, the words by which it is known, its cluster, and its form."""

    whole: Extent
    words: Extent
    cluster: int
    form: str


class Told(msgspec.Struct, frozen=True):
    """A document's text and its mentions in the order of their words."""

    name: str
    text: str
    mentions: tuple[Referring, ...]


def documents(folder: Path) -> Iterator[Told]:
    """Every document of a folder of GUM, by name."""
    for path in sorted(folder.glob("*.conllu")):
        text, sentences = _read(path.read_text("utf-8"))
        yield Told(path.stem, text, tuple(sorted(_mentions(sentences), key=lambda m: m.words)))


def _read(source: str) -> tuple[str, list[list[Word]]]:
    """The text, paragraphs in lines of their own, and the words of its sentences."""
    text, gap = "", ""
    sentences: list[list[Word]] = [[]]
    in_token = 0
    for line in source.splitlines():
        if line.startswith("# newpar"):
            gap = "\n\n" if text else ""
        elif line and not line.startswith("#"):
            number, form, _, upos, xpos, _, head, deprel, _, misc = line.split("\t")
            if "." in number:
                continue
            if "-" in number:  # a token of several words: what follows it is written once
                first, last = (int(part) for part in number.split("-"))
                in_token, after = last - first + 1, "" if "SpaceAfter=No" in misc else " "
                continue
            text += gap
            marks = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
            sentences[-1].append(
                Word(len(text), len(text) + len(form), int(number), upos, xpos, int(head), deprel, marks)
            )
            text += form
            if in_token:
                in_token -= 1
                gap = after if in_token == 0 else ""
            else:
                gap = "" if "SpaceAfter=No" in misc else " "
        elif not line and sentences[-1]:
            sentences.append([])
    return text, sentences


def _mentions(sentences: list[list[Word]]) -> Iterator[Referring]:
    for words in sentences:
        opened: dict[int, list[int]] = {}
        for at, word in enumerate(words):
            for mark in MARK.finditer(word.marks):
                if mark[1] is not None:
                    if mark[4]:
                        yield _mention(words, at, at, int(mark[1]))
                    else:
                        opened.setdefault(int(mark[1]), []).append(at)
                elif opened.get(int(mark[5])):
                    yield _mention(words, opened[int(mark[5])].pop(), at, int(mark[5]))


def _mention(words: list[Word], first: int, last: int, cluster: int) -> Referring:
    inside = words[first : last + 1]
    numbers = {w.number for w in inside}
    head = next((w for w in inside if w.head not in numbers), inside[0])
    end = head
    for word in inside:  # of a name all that is written on: "Vladimir Putin", "New York"
        if word.number == end.number + 1 and word.deprel.split(":")[0] in {"flat", "fixed"}:
            end = word
    start = end if head.xpos in PRONOUNS else inside[0]
    if start.start > head.start:
        start = head
    form = "pronoun" if head.xpos in PRONOUNS else "name" if head.upos == "PROPN" else "nominal"
    return Referring((inside[0].start, inside[-1].end), (start.start, end.end), cluster, form)
