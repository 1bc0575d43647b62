"""Statements as the record has them, from the project's own corpus (`training/corpus/`).

They differ from PolNeAR's attributions in what counts and where contents end. The head is PolNeAR's, learnt on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from communique.analyse.transcripts import LABEL
from training.corpus import Annotation, Extent, Statement, Text, joined
from training.splits import is_held_out
from training.tasks.attribution import Article, AttributionTask, Relation

PRONOUN = re.compile(r"\b(?:he|she|they|it|who|which|both)\b", re.I)
NEAR = 160  # code points between a cue and the words that name its speaker, at the most


class StatementTask(AttributionTask):
    """Learns who said what, as the record has it."""

    name = "statements"

    def articles(self, data: Path) -> list[Article]:
        """The English texts of the corpus that are no transcripts, but for those kept for measuring."""
        return [article(one, text) for one, text in learnt(data) if not _is_transcript(text.text)]


def learnt(data: Path) -> Iterator[tuple[Annotation, Text]]:
    """The English texts of the corpus to learn from."""
    return (pair for pair in joined(data / "texts") if pair[0].language == "en" and not is_held_out(pair[0].id))


def _is_transcript(text: str) -> bool:
    return sum(LABEL.match(line) is not None for line in text.splitlines()) > 2


def article(one: Annotation, text: Text) -> Article:
    """A text with its statements as relations; several pieces of one quotation that share a cue are one."""
    by_cue: dict[Extent, list[Statement]] = {}
    for statement in one.statements:
        if statement.cue is not None:
            by_cue.setdefault(statement.cue, []).append(statement)
    contents = [s.content for s in one.statements]
    relations = []
    for cue, told in by_cue.items():
        speaker = told[0].speaker
        source = _source(one, text.text, speaker, cue, contents) if speaker is not None else None
        pieces = tuple(sorted({s.content for s in told}))
        if any(a < cue[1] and cue[0] < z for a, z in pieces):
            continue
        is_sourced = speaker is None or source is not None
        relations.append(Relation((source,) if source else (), (cue,), pieces, is_sourced))
    return Article(text.text, tuple(relations), ())


def _source(one: Annotation, text: str, speaker: str, cue: Extent, contents: list[Extent]) -> Extent | None:
    """The words that name the speaker of a cue: his nearest mention in its sentence, else a pronoun before it."""
    begin = max(text.rfind(mark, 0, cue[0]) for mark in (". ", "\n", "? ", "! ", ".” ", '." '))
    end = min((at for mark in (". ", "\n") if (at := text.find(mark, cue[1])) >= 0), default=len(text))
    said = [e for actor in one.actors if actor.name == speaker for e in actor.mentions]
    near = [e for e in said if begin < e[0] and e[1] <= end and _apart(e, cue) <= NEAR and not _inside(e, contents)]
    if near:
        closest = min(near, key=lambda e: (_apart(e, cue), e[0] - e[1]))
        return max((e for e in near if e[0] <= closest[0] and closest[1] <= e[1]), key=lambda e: e[1] - e[0])
    start = max(begin + 1, cue[0] - NEAR, 0)
    pronouns = [(start + m.start(), start + m.end()) for m in PRONOUN.finditer(text[start : cue[0]])]
    free = [e for e in pronouns if not _inside(e, contents)]
    return free[-1] if free else None


def _apart(one: Extent, other: Extent) -> int:
    return max(0, other[0] - one[1], one[0] - other[1])


def _inside(one: Extent, others: list[Extent]) -> bool:
    return any(a <= one[0] and one[1] <= z for a, z in others)
