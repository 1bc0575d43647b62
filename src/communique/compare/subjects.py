"""What talks were about, as rows: topics of all accounts put together by the topic list, else by their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from communique.compare.alike import said
from communique.compare.rows import Row, quoted
from communique.compare.topics import Subject, own_states, same_subject, subject
from communique.compare.voices import Voices
from communique.lexicon.stems import stems
from communique.lexicon.topics import keyed, topic_name
from communique.model import Evidence, PointKind, Report, Span, Voice

SAME = 0.5
"""Topics without a key are one from this likeness of their words on."""

TALKED = frozenset(
    one.stem for one in stems("discussed talked raised touched covered обсудили обсуждалась обсуждались затронуты")
)
TOLD_AS: dict[PointKind, str] = {
    "agreement": "told as agreed",
    "promise": "told as promised",
    "request": "told as a request",
    "invitation": "told as an invitation",
    "plan": "told as a plan",
    "appointment": "told as an appointment",
    "deed": "told as an act of its own",
}


class Named(msgspec.Struct, frozen=True):
    """A topic as one report names it."""

    words: Evidence
    subject: Subject
    text: str
    voices: tuple[Voice, ...]


def topic_rows(core: Sequence[Report], voices: Voices) -> dict[str, Row]:
    """The rows of all topics that the reports of an event name, by their keys."""
    apart = frozenset[str]().union(*(own_states(report) for report in core))
    rows: dict[str, Row] = {}
    loose: list[Named] = []
    for report in core:
        who = voices.of(report.id.text, report.event)
        for topic in sorted(report.event.topics, key=lambda one: one.start):
            named = Named(topic, subject(topic.text), report.name, who)
            keys = named.subject.keys - apart
            for key in sorted(keys):
                reason = f"the topic list has the words under “{topic_name(key)}”"
                kept = rows.setdefault(key, Row("topic", label=topic_name(key), reason=reason, score=0.9))
                _tell(kept, named)
            if not keys:
                loose.append(named)
        for words, key in unnamed(report, apart):
            reason = f"the topic list has words of the sentence under “{topic_name(key)}”"
            kept = rows.setdefault(key, Row("topic", label=topic_name(key), reason=reason, score=0.7))
            _tell(kept, Named(words, subject(words.text), report.name, who))
    return rows | {f"words {n}": row for n, row in enumerate(_by_words(loose))}


def unnamed(report: Report, apart: frozenset[str]) -> Iterator[tuple[Evidence, str]]:
    """What words that tell what was talked about have in the topic list, beside the topics that were found in them."""
    named = [topic.span for topic in report.event.topics]
    for words in report.event.evidence:
        if not any(one.stem in TALKED for one in stems(words.text)):
            continue
        for key, start, end in keyed(words.text):
            span = Span(words.start + start, words.start + end)
            if key not in apart and not any(one.meets(span) for one in named):
                yield Evidence(words.text[start:end], span.start, span.end), key


def _by_words(loose: Sequence[Named]) -> list[Row]:
    rows: list[tuple[Subject, Row]] = []
    for named in loose:
        if not named.subject.stems:
            continue  # "various other subjects" names none
        fits = [(same_subject(known, named.subject), row) for known, row in rows]
        best = max(((like, row) for like, row in fits if like is not None), key=lambda one: one[0][0], default=None)
        if best is not None and best[0][0] >= SAME:
            (score, reason), row = best
            row.score, row.reason = score, reason
        else:
            row = Row("topic", label=named.words.text, reason="named in one account", score=0.9)
            rows.append((named.subject, row))
        _tell(row, named)
    return [row for _, row in rows]


def _tell(row: Row, named: Named) -> None:
    for voice in named.voices:
        row.tell(voice, "asserted", quoted(named.text, (named.words,)))


def add_told(rows: Mapping[str, Row], report: Report, kind: PointKind, voices: Voices) -> None:
    """Put what a voice tells beside the talk to the topic that it is of, where the voice doesn't name the topic."""
    if report.event.status == "denied" or report.event.type == "APPOINT":
        return  # titles name topics that nobody spoke of
    keys = {key for topic in report.event.topics for key in subject(topic.text).keys} | said(report).keys
    if report.event.type == "RETREAT" and report.event.mode == "release":
        keys |= {"prisoners"} if any(party.kind == "person" for party in report.target) else set()
    for key in sorted(keys & set(rows)):
        for voice in voices.of(report.id.text, report.event):
            if voice not in rows[key].cells or (rows[key].cells[voice].how or "").startswith("told as"):
                rows[key].tell(voice, "asserted", quoted(report.name, report.event.evidence), how=TOLD_AS[kind])
