"""What each side says of one event: the points as rows, the accounts as columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from communique.compare.alike import alike
from communique.compare.beside import Remark, Unsaid, callers, described, lengths, unsaid
from communique.compare.copies import copies
from communique.compare.links import Linked, Linking, linked, order
from communique.compare.parties import english_names, likeness, party
from communique.compare.points import begins, folded, is_beside, kind_of, parted, row
from communique.compare.reports import reports
from communique.compare.rows import Row, quoted
from communique.compare.subjects import add_told, topic_rows
from communique.compare.topics import subject
from communique.compare.voices import Voices
from communique.model import (
    Account,
    Comparison,
    Group,
    Link,
    LinkJudgement,
    Point,
    PointKind,
    Record,
    Report,
    ReportId,
    TextTold,
    Voice,
)

ORDER: tuple[PointKind, ...] = (
    "took place",
    "who called",
    "length",
    "topic",
    "agreement",
    "promise",
    "request",
    "invitation",
    "plan",
    "appointment",
    "characterisation",
    "deed",
    "no comment",
)
NEAR = 300
"""What somebody would say nothing on stands so many characters before at most."""


class NothingInCommon(ValueError):
    """No event is reported by two of the texts."""


def compared(
    records: Mapping[str, Record], *, event: ReportId | None = None, judgements: Sequence[LinkJudgement] = ()
) -> Comparison:
    """The accounts of an event in some texts, by their keys; of no event in particular, of the one most texts report.

    Raises NothingInCommon where no event is named and none is in two texts, KeyError where the named one isn't there.
    """
    found = linked((r for key, record in records.items() for r in reports(record, text=key)), judgements)
    group = chosen(found.groups, event)
    inside = {key: records[key] for key in group.texts}
    copy_of = copies((key, record.document) for key, record in inside.items())
    voices = Voices(inside, copy_of)
    beside, thin = told_beside(group, inside, judgements)
    rows = list(rows_of(group, beside, inside, voices))
    for key, record in inside.items():
        for one in unsaid(record):
            _decline(rows, one, record, voices.named(key, one.by) or voices.own(key))
    columns = in_columns(rows, group, voices)
    return Comparison(
        event=row(group, voices).event or group.reports[0].event,
        texts=tuple(text_told(key, inside, copy_of) for key in inside),
        accounts=tuple(account(voice, rows, group, voices, inside) for voice in columns),
        points=tuple(ended(rows, {voice: own_texts(voice, voices, inside) for voice in columns})),
        links=(*group.links, *(link for one in beside for link in one.links)),
        thin=(*(link for link in found.thin if _concerns(link, group)), *thin),
        names=english_names(inside.values()),
        without=tuple(record.document.id for key, record in records.items() if key not in inside),
    )


def chosen(groups: Sequence[Group], event: ReportId | None) -> Group:
    """The event that is compared."""
    if event is not None:
        named = next((g for g in groups if any(_is_named(event, r.id) for r in g.reports)), None)
        if named is None:
            raise KeyError(event)
        return named
    several = [group for group in groups if len(group.texts) > 1]
    if not several:
        raise NothingInCommon("no event is reported by two of these texts")
    return max(several, key=weight)


def _is_named(event: ReportId, report: ReportId) -> bool:
    return report.event == event.event and event.text in {"", report.text}


def weight(group: Group) -> tuple[int, bool, int, int]:
    """How much there is to compare of an event: texts, whether it is a talk, topics, words that tell it."""
    events = [report.event for report in group.reports]
    return (
        len(group.texts),
        any(event.type == "CONSULT" and event.status == "occurred" for event in events),
        sum(len(event.topics) for event in events),
        sum(len(event.evidence) for event in events),
    )


def told_beside(
    group: Group, records: Mapping[str, Record], judgements: Sequence[LinkJudgement]
) -> tuple[tuple[Group, ...], tuple[Link, ...]]:
    """What the texts tell beside an event, put together across them; and what was not, for want of evidence."""
    core = {report.id for report in group.reports}
    found: list[Report] = []
    for key, record in records.items():
        own = [r for r in folded(reports(record, text=key)) if r.id not in core and is_beside(r, group.reports)]
        found += parted(own)
    work = Linking(judgements, weigh=partial(alike, beside=group.reports[0]), is_apart=False)
    for report in sorted(found, key=order):
        work.add(report)
    ended: Linked = work.ended()
    return ended.groups, ended.thin


def rows_of(group: Group, beside: Sequence[Group], records: Mapping[str, Record], voices: Voices) -> Iterator[Row]:
    """All rows that an event has, one after another."""
    yield row(group, voices, kind="took place")
    yield from remarks(group, records, voices)
    topics = topic_rows(group.reports, voices)
    for one in beside:
        for report in one.reports:
            add_told(topics, report, kind_of(report.event), voices)
    yield from topics.values()
    for one in sorted(beside, key=lambda g: min(map(begins, g.reports))):
        yield row(one, voices)
    yield from regards(group, records, voices)


def remarks(group: Group, records: Mapping[str, Record], voices: Voices) -> Iterator[Row]:
    """Who called, how long it took, and how it was."""
    called = Row("who called", reason="words that tell who rang", score=0.8)
    lasted = Row("length", reason="a length of time beside the talk", score=0.8)
    manner: dict[str, Row] = {}
    told: dict[str, dict[Voice, str]] = {"who called": {}, "length": {}}
    for report in group.reports:
        record = records[report.id.text]
        for made, found in ((called, callers(record, report.event)), (lasted, lengths(record, report.event))):
            for one in found:
                value = one.value if made is called else f"{one.value} minutes"
                for voice in _whose(one, report, voices):
                    made.tell(voice, "asserted", quoted(report.name, (one.words,)), how=value)
                    told[made.kind].setdefault(voice, value)
        for one in described(record, report.event):
            is_length = one.value in {"lengthy", "brief"}
            made = lasted if is_length else manner.setdefault(one.value, _manner(one.value))
            for voice in _whose(one, report, voices):
                made.tell(voice, "asserted", quoted(report.name, (one.words,)), how=one.value if is_length else None)
    for made in (called, lasted):
        _hold_against(made, told[made.kind], is_who=made is called)
    yield from (made for made in (called, lasted, *manner.values()) if made.cells)


def _manner(word: str) -> Row:
    return Row("characterisation", label=word, reason="words that describe the talk", score=0.8)


def _whose(one: Remark, report: Report, voices: Voices) -> tuple[Voice, ...]:
    return (voices.named(report.id.text, one.by) if one.by else ()) or voices.own(report.id.text)


def _hold_against(made: Row, told: Mapping[Voice, str], *, is_who: bool) -> None:
    """Mark accounts that name another caller, or another length, than one before."""
    for voice, value in told.items():
        for other, theirs in told.items():
            if voice != other and value != theirs and not (is_who and value.split()[-1] == theirs.split()[-1]):
                made.differ(voice, f"{other.name}: {theirs}")


def regards(group: Group, records: Mapping[str, Record], voices: Voices) -> Iterator[Row]:
    """How those who take part, or their states, are regarded."""
    whose = [one for report in group.reports for one in report.parties]
    rows: dict[tuple[str, str, int], Row] = {}
    for key in group.texts:
        record = records[key]
        actors = {actor.name: party(actor) for actor in record.actors}
        for stance in record.stances:
            holder, target = actors.get(stance.holder or ""), actors.get(stance.target or "")
            if target is None or not any(likeness(target, one) for one in whose):
                continue
            name = "somebody" if holder is None else holder.name
            sign = (stance.polarity > 0) - (stance.polarity < 0)
            label = f"{name} on {target.name}: {('disapproving', 'neutral', 'friendly')[sign + 1]}"
            known = rows.setdefault(
                (name, target.name, sign),
                Row("characterisation", label=label, reason=stance.reason, score=stance.score),
            )
            for voice in voices.named(key, stance.attested_by) or voices.own(key):
                known.tell(voice, "asserted", quoted(record.document.id, (stance.phrase,)))
    yield from rows.values()


def _decline(rows: list[Row], one: Unsaid, record: Record, whose: Sequence[Voice]) -> None:
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


def in_columns(rows: Sequence[Row], group: Group, voices: Voices) -> list[Voice]:
    """The voices that say something: those in whose words a text is first, in the order of the texts."""
    own = [voice for text in group.texts for voice in voices.own(text)]
    heard = [voice for made in rows for voice in made.cells]
    return [voice for voice in dict.fromkeys((*own, *heard)) if voice in set(heard)]


def account(voice: Voice, rows: Sequence[Row], group: Group, voices: Voices, records: Mapping[str, Record]) -> Account:
    """A column: whose word, in which texts."""
    names = {q.text for made in rows if voice in made.cells for q in made.cells[voice].quotations}
    told = [records[key].document.id for key in group.texts]
    is_own = any(voice in voices.own(key) for key in group.texts)
    return Account(voice=voice, texts=tuple(name for name in dict.fromkeys(told) if name in names), is_own=is_own)


def own_texts(voice: Voice, voices: Voices, records: Mapping[str, Record]) -> frozenset[str]:
    """The ids of the documents that are in a voice's own words."""
    return frozenset(record.document.id for key, record in records.items() if voice in voices.own(key))


def ended(rows: Sequence[Row], columns: Mapping[Voice, frozenset[str]]) -> Iterator[Point]:
    """The points in their order: by kind, and within a kind as they were found."""
    for kind in ORDER:
        yield from (made.ended(columns) for made in rows if made.kind == kind)


def text_told(key: str, records: Mapping[str, Record], copy_of: Mapping[str, str]) -> TextTold:
    """A text of the comparison."""
    doc = records[key].document
    return TextTold(
        name=doc.id,
        title=doc.title or None,
        publisher=doc.publisher,
        published=doc.published,
        language=doc.language,
        copy_of=records[copy_of[key]].document.id if key in copy_of else None,
    )


def _concerns(link: Link, group: Group) -> bool:
    return bool({link.one, link.other} & {report.id for report in group.reports})
