"""GUM's texts and their coreference: CoNLL-U files with entities in MISC, read back into plain text with offsets.

A mention's head is the first word of its minimal span whose own head in the tree lies outside the mention. Names are
mentions whose head is a proper noun, pronouns those whose head is personal, possessive or reflexive (PRP, PRP$ in
GUM's tags); relative, interrogative, demonstrative and indefinite pronouns are left out with all other mentions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from communique.model import Document, Span

GENRES = ("news", "interview", "speech")
BRACKET = re.compile(r"\((?P<opened>[^()]+)(?P<whole>\)?)|(?P<closed>[^()]+)\)")
MINSPAN = 5  # the field's place in "GRP-etype-infstat-salience-centering-minspan-link-identity"
CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class Word(msgspec.Struct, frozen=True):
    """A word of the text; `head` is the place of its head among the text's words, its own for a root."""

    span: Span
    upos: str
    xpos: str
    head: int
    entities: str


class GoldMention(msgspec.Struct, frozen=True):
    """A mention by its characters: the whole, its minimal span, its head; `entity` is the same for one referent."""

    entity: str
    span: Span
    least: Span
    head: Span
    form: str | None


class Gold(msgspec.Struct, frozen=True):
    """A text as the program reads it, the mentions annotated in it, and its words that can head a name or pronoun."""

    doc: Document
    mentions: tuple[GoldMention, ...]
    heads: tuple[Span, ...]

    def can_be(self, span: Span) -> bool:
        """Whether a span can be a name or pronoun: no adjective ("Indian"), no label that is not GUM's own text."""
        return any(span.holds(head) for head in self.heads)


def texts(folder: Path, genres: tuple[str, ...] = GENRES) -> Iterator[Gold]:
    """The texts of some genres, by file name."""
    for path in sorted(folder.glob("*.conllu")):
        if path.name.split("_")[1] in genres:
            yield gold(path.stem, path.read_text("utf-8"))


def gold(name: str, conllu: str) -> Gold:
    """One text with its mentions; a lone speaker is its author, and of several each turn begins with a label."""
    meta = dict(re.findall(r"^# meta::(\w+) = (.+)$", conllu, re.M))
    named = dict.fromkeys(re.findall(r"^# speaker = (.+)$", conllu, re.M))
    reading = _Reading(labelled=len(named) > 1)
    for sentence in conllu.strip().split("\n\n"):
        reading.take(sentence.splitlines())
    doc = Document(
        id=name,
        text=reading.text,
        title=meta.get("title"),
        published=meta.get("dateCreated"),
        language="en",
        author=_spaced(next(iter(named))) if len(named) == 1 else None,
    )
    heads = tuple(w.span for w in reading.words if _form(w) is not None)
    return Gold(doc, tuple(_mentions(reading.words)), heads)


def _spaced(speaker: str) -> str:
    """ "MarioJLucero" as Mario J Lucero."""
    return CAPITAL.sub(" ", speaker)


class _Reading:
    """The text while its sentences are taken in."""

    def __init__(self, *, labelled: bool) -> None:
        self.labelled = labelled
        self.text = ""
        self.words: list[Word] = []
        self._speaker: str | None = None

    def take(self, lines: list[str]) -> None:
        """Add a sentence: a paragraph of its own where one begins or another speaks."""
        speaker = next((line[len("# speaker = ") :] for line in lines if line.startswith("# speaker = ")), None)
        is_turn = self.labelled and speaker is not None and speaker != self._speaker
        if self.text and (is_turn or any(line.startswith("# newpar") for line in lines)):
            self.text = self.text.rstrip() + "\n\n"
        if is_turn and speaker is not None:
            self.text += f"{_spaced(speaker)}: "
        self._speaker = speaker
        first = len(self.words)
        glued_to = 0  # the last part of a word written as one, as of "don't"
        spaced = True
        for row in (line.split("\t") for line in lines if line[:1].isdigit()):
            if "-" in row[0]:
                glued_to, spaced = int(row[0].split("-")[1]), "SpaceAfter=No" not in row[9]
            elif "." not in row[0]:
                self._word(row, first)
                number = int(row[0])
                is_spaced = spaced if number == glued_to else "SpaceAfter=No" not in row[9]
                self.text += " " if is_spaced and number >= glued_to else ""

    def _word(self, row: list[str], first: int) -> None:
        start = len(self.text)
        self.text += row[1]
        head = first + (int(row[6]) or int(row[0])) - 1
        entities = next((m[len("Entity=") :] for m in row[9].split("|") if m.startswith("Entity=")), "")
        self.words.append(Word(Span(start, len(self.text)), row[3], row[4], head, entities))


def _mentions(words: list[Word]) -> Iterator[GoldMention]:
    opened: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, word in enumerate(words):
        for bracket in BRACKET.finditer(word.entities):
            if bracket["opened"]:
                fields = bracket["opened"].split("-")
                opened[fields[0]].append((place, fields[MINSPAN]))
            closed = fields[0] if bracket["whole"] else bracket["closed"]
            if closed:
                first, least = opened[closed].pop()
                yield _mention(words, closed, range(first, place + 1), [first + int(n) - 1 for n in least.split(",")])


def _mention(words: list[Word], entity: str, places: range, least: list[int]) -> GoldMention:
    head = words[next((n for n in least if words[n].head not in places or words[n].head == n), least[0])]
    return GoldMention(
        entity=entity,
        span=Span(words[places[0]].span.start, words[places[-1]].span.end),
        least=Span(words[least[0]].span.start, words[least[-1]].span.end),
        head=head.span,
        form=_form(head),
    )


def _form(head: Word) -> str | None:
    """What a mention with this head is: a name, a pronoun, or neither."""
    is_pronoun = head.upos == "PRON" and head.xpos in {"PRP", "PRP$"}
    return "name" if head.upos == "PROPN" else "pronoun" if is_pronoun else None
