"""Rows of what is told beside a talk: who called, how long it took, how it was, how its parties are regarded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.compare.beside import Remark, callers, described, lengths
from communique.compare.parties import likeness, party
from communique.compare.rows import Row, quoted
from communique.compare.voices import Voices
from communique.model import Group, Record, Report, Voice


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
