"""What each side says of one event: the points as rows, the accounts as columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import get_args

from communique.compare.alike import alike
from communique.compare.beside import unsaid
from communique.compare.copies import copies
from communique.compare.links import Linked, Linking, linked, order
from communique.compare.parties import english_names
from communique.compare.points import begins, folded, is_beside, kind_of, parted, row
from communique.compare.refusals import decline
from communique.compare.remarks import regards, remarks
from communique.compare.reports import reports
from communique.compare.rows import Row
from communique.compare.subjects import add_told, topic_rows
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

ORDER: tuple[PointKind, ...] = get_args(PointKind)


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
            decline(rows, one, record, voices.named(key, one.by) or voices.own(key))
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
