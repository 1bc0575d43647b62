"""Whose word each report is: the actors it is told by, the author of the text, or the text's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from communique.compare.parties import OFFICIAL, likeness, party
from communique.lexicon.bodies import Body, body_named
from communique.lexicon.states import state_named
from communique.model import Event, Party, Record, Report, Voice

FULL = 0.8
"""From this likeness on, two names are one voice's."""

ASIDE = re.compile(r"\s*\([^)]*\)")


class Voices:
    """The voices of several texts, each once, however the texts name it."""

    def __init__(self, records: Mapping[str, Record], copy_of: Mapping[str, str]) -> None:
        self._records = records
        self._copy_of = copy_of
        self._known: list[tuple[Party, Voice]] = []
        self._named = [party(actor) for record in records.values() for actor in record.actors]
        self._own = {key: self._authors(record) or (self._text(key),) for key, record in records.items()}

    def own(self, text: str) -> tuple[Voice, ...]:
        """In whose words a text is: its authors', or its own."""
        return self._own[text]

    def of(self, text: str, event: Event) -> tuple[Voice, ...]:
        """On whose word a text tells an event: what an author tells of another's word is the author's account."""
        return self.named(text, event.attested_by)

    def through(self, report: Report) -> str | None:
        """As whose word an author tells an event, where it is another's."""
        record = self._records[report.id.text]
        if not record.document.authors:
            return None
        own = {voice.side for voice in self.own(report.id.text)}
        actors = {actor.name: actor for actor in record.actors}
        told = [name for name in report.event.attested_by if name in actors and side(party(actors[name])) not in own]
        return f"as the word of {', '.join(told)}" if told else None

    def named(self, text: str, names: Sequence[str]) -> tuple[Voice, ...]:
        """The voices of some actors of a report by news media; else, and of nobody, the text's own."""
        if self._records[text].document.authors or not names:
            return self.own(text)
        actors = {actor.name: actor for actor in self._records[text].actors}
        return tuple(dict.fromkeys(self._voice(party(actors[name])) for name in names if name in actors))

    def _voice(self, who: Party) -> Voice:
        for known, voice in self._known:
            like = likeness(known, who)
            if like is not None and like.score > FULL:
                return voice
        who = self._tied(who)
        voice = Voice(name=who.name, side=side(who), country=who.country, english=who.english)
        self._known.append((who, voice))
        return voice

    def _tied(self, who: Party) -> Party:
        """Somebody with the state that most texts tie him to, where the one at hand ties him to none."""
        alike = (one.country for one in self._named if (like := likeness(one, who)) is not None and like.score > FULL)
        told = Counter(country for country in alike if country is not None)
        return who if who.country or not told else replace(who, country=told.most_common(1)[0][0])

    def _authors(self, record: Record) -> tuple[Voice, ...]:
        doc = record.document
        actors = {actor.name: actor for actor in record.actors}
        found: list[Voice] = []
        for name in doc.authors:
            who = party(actors[name]) if name in actors else _stranger(name)
            body = _body(doc.publisher)
            if who.kind == "state" and body is not None and body.country == who.country is not None:
                who = Party(name=body.canonical, kind=body.kind, country=body.country)
            found.append(self._voice(who))
        return tuple(found)

    def _text(self, key: str) -> Voice:
        first = self._copy_of.get(key, key)
        doc = self._records[first].document
        name = doc.publisher or doc.title or doc.id
        return Voice(name=name, side=f"text {doc.publisher or first}", is_text=True)


def side(who: Party) -> str:
    """What makes a voice independent of others: those who act for one state are one side."""
    is_official = who.kind in OFFICIAL | {"person"} and who.country is not None
    return f"state {who.country}" if is_official else f"name {who.english or who.name}"


def _stranger(name: str) -> Party:
    """An author of whom the text says nothing: a state, a body, or somebody who is taken for a person."""
    state, body = state_named(name), body_named(name)
    if state is not None and state.form == "name":
        return Party(name=name, kind="state", country=state.code)
    return Party(name=name, kind=body.kind if body else "person", country=body.country if body else None)


def _body(publisher: str | None) -> Body | None:
    """The body that publishes a text: "Kremlin (kremlin.ru)" is the Kremlin."""
    return None if publisher is None else body_named(ASIDE.sub("", publisher).strip())
