"""The record of one document, put together from what its passages say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import TypeVar

import msgspec

from communique.lexicon.bodies import body_named
from communique.lexicon.languages import english_name, state_code, state_name
from communique.lexicon.publishers import publishers_state
from communique.lexicon.sectors import sector
from communique.lexicon.states import state_named
from communique.model import (
    SPEECH_ACTS,
    SYMMETRIC,
    Actor,
    Document,
    Event,
    EventFound,
    Finding,
    Judgement,
    Mention,
    PlaceFound,
    Record,
    Reference,
    Span,
    SpanIndex,
    Stance,
    StanceFound,
    Statement,
    StatementFound,
    TimeFound,
    Unresolved,
    quote,
)
from communique.model.record import claim_id
from communique.resolve.channels import Conversation, with_channels
from communique.resolve.clusters import ARTICLE, Cluster, Clusters
from communique.resolve.coreference import Coreference
from communique.resolve.countries import give_by_description, give_countries, give_state_told_of, state_told_of
from communique.resolve.discourse import Discourse, StatementsByPlace
from communique.resolve.happenings import Happening, dated_by_talks, merged, threats
from communique.resolve.places import located

READER = f"communique/{version('communique')}"
ACTING = frozenset({"person", "state", "government", "military", "legislature", "party", "rebel", "igo", "media"})
F = TypeVar("F", bound=Finding)


def resolve(doc: Document, findings: Sequence[Finding], sentences: Sequence[Span]) -> Record:
    """The record of a document, from its findings and the spans of its sentences."""
    return _Assembly(doc, findings, sentences).record()


def judge(doc: Document, findings: Sequence[Finding], sentences: Sequence[Span]) -> tuple[Judgement, ...]:
    """Whom each mention of a document means, in the text's order; one that means nobody known has no actors."""
    return _Assembly(doc, findings, sentences).judged()


def _of(findings: Iterable[Finding], kind: type[F]) -> list[F]:
    return [f for f in findings if isinstance(f, kind)]


def _each_once(stances: Iterable[Stance]) -> list[Stance]:
    """One entry for one view, with all the evidence for it."""
    views: dict[object, Stance] = {}
    for one in stances:
        key = (one.holder, one.target, one.polarity, one.attested_by)
        first = views.get(key)
        views[key] = one if first is None else msgspec.structs.replace(first, evidence=first.evidence + one.evidence)
    return list(views.values())


class _Assembly:
    """One document while its record is put together."""

    def __init__(self, doc: Document, findings: Sequence[Finding], sentences: Sequence[Span]) -> None:
        self.doc = doc
        self.mentions = _of(findings, Mention)
        self.statements = sorted(_of(findings, StatementFound), key=lambda s: s.span)
        self.relative_pronouns = {m.span for m in self.mentions if m.form == "pronoun" and m.members}
        self.events = _of(findings, EventFound)
        self.stances = _of(findings, StanceFound)
        self.places = _of(findings, PlaceFound)
        self.times_in_order = sorted(_of(findings, TimeFound), key=lambda t: t.span)
        self.time_starts = [t.span.start for t in self.times_in_order]
        self.times = {t.span: t for t in self.times_in_order}
        quoted = frozenset(s.source for s in self.statements if s.source is not None and s.kind == "direct")
        self.clusters = Clusters(doc, quoted)
        self.publishers_state = self._publishers_state()
        self.authors: tuple[Cluster, ...] = tuple(self._author(name) for name in doc.authors)
        placed = self.clusters.gather(self.mentions)
        give_by_description(self.clusters, self.mentions)
        give_countries(self.clusters, self.publishers_state)
        discourse = Discourse(self.statements, sentences)
        coreference = Coreference(doc, self.clusters, discourse, self.authors)
        coreference.descriptions.publishers_state = self.publishers_state if self.authors else None
        coreference.descriptions.conversation = self._first_talk() if self.authors else ()
        told_of = state_told_of(self.mentions, self.places, self.publishers_state)
        coreference.descriptions.state_told_of = told_of
        self.judgements = {j.mention: j for j in coreference.judge(self.mentions, placed)}
        give_state_told_of(self.clusters, told_of, self.publishers_state)
        self.same_name = self._joined_by_name()
        self.meaning_actor: dict[str, list[Judgement]] = {}
        for judgement in self.judgements.values():
            for key in judgement.actors:
                self.meaning_actor.setdefault(self.same_name.get(key, key), []).append(judgement)
        self.kinds = {self._name(c): c.kind for c in self.clusters.by_key.values()}
        self.by_place = StatementsByPlace(self.statements)
        self.unresolved: list[Unresolved] = []

    def _first_talk(self) -> tuple[Span, ...]:
        """Who takes part in the first call or meeting that a text tells of."""
        talk = next((e for e in self.events if e.type == "CONSULT" and e.status == "occurred"), None)
        everybody = talk.source + talk.target if talk is not None else ()
        return everybody if len(everybody) == 2 else ()

    def _joined_by_name(self) -> dict[str, str]:
        """Actors whose names came out the same are one: the later one's key with the first's."""
        first: dict[str, str] = {}
        same: dict[str, str] = {}
        for key, cluster in self.clusters.by_key.items():
            kept = first.setdefault(self._name(cluster).casefold(), key)
            if kept != key:
                same[key] = kept
                for mention in cluster.mentions:
                    self.clusters.by_key[kept].add(mention)
        return same

    def judged(self) -> tuple[Judgement, ...]:
        """The judgements, each actor by one key however many names it goes by."""
        return tuple(
            msgspec.structs.replace(j, actors=tuple(dict.fromkeys(self.same_name.get(k, k) for k in j.actors)))
            for _, j in sorted(self.judgements.items())
        )

    def _author(self, name: str) -> Cluster:
        """The author as an actor; its state is that of the body that published the text."""
        code = state_code(name)
        if code is not None:
            cluster = self.clusters.get(f"state:{code}", "state", code)
            cluster.names[:] = [name]
            return cluster
        body = body_named(name)
        if body is not None:
            cluster = self.clusters.get(f"body:{body.canonical}", body.kind, body.country)
        else:
            cluster = self.clusters.get(f"person:{name.casefold()}", "person", self.publishers_state)
            cluster.country_reason = "the state of the text's publisher" if cluster.country else None
        self.clusters.call(cluster, name)
        return cluster

    def _publishers_state(self) -> str | None:
        """The state that the publisher speaks for: by the list of publishers, or by a state's or body's name."""
        known = publishers_state(self.doc.publisher or "")
        if known is not None:
            return known
        publisher = (self.doc.publisher or "").split("(")[0].strip()
        state = state_named(publisher)
        body = body_named(publisher) or body_named(publisher.removeprefix("U.S. "))
        return state.code if state is not None else body.country if body is not None else None

    def record(self) -> Record:
        """The whole record; actors that take part in nothing that the text tells of are left out."""
        happenings = dated_by_talks(merged(self._happenings()), self._states() if self.authors else {})
        spoken = (s for found in self.statements for s in self._statement(found))
        statements = with_channels(spoken, self._conversation(happenings) if self.authors else None)
        events = tuple(self._event(h) for h in happenings)
        stances = tuple(_each_once(s for s in (self._stance(s) for s in self.stances) if s is not None))
        used = {name for s in statements for name in [s.speaker] if name}
        used |= {n for e in events for n in (*e.source, *e.target, *e.attested_by)}
        used |= {n for s in stances for n in (s.holder, s.target, *s.attested_by) if n}
        used |= {self._name(a) for a in self.authors}
        actors = tuple(
            self._actor(c)
            for key, c in self.clusters.by_key.items()
            if key not in self.same_name and (self._name(c) in used or self._takes_part(c))
        )
        return Record(
            document=self.doc,
            actors=actors,
            statements=statements,
            events=events,
            stances=stances,
            places=located(self.doc, self._places(), {a.country for a in actors if a.country is not None}),
            unresolved=tuple(self._left_over()),
            reader=READER,
        )

    def _states(self) -> dict[str, str]:
        """The state that each actor belongs to, by the actor's name."""
        return {self._name(c): c.country for c in self.clusters.by_key.values() if c.country is not None}

    # actors

    def _name(self, cluster: Cluster) -> str:
        """The actor's name in the record: unique, a description without its article."""
        if cluster.kind == "state" and cluster.country is not None:
            return (
                cluster.names[0]
                if cluster in self.authors and cluster.names
                else state_name(cluster.country, self.doc.language) or cluster.name
            )
        return ARTICLE.sub("", cluster.name) or cluster.name

    def _takes_part(self, cluster: Cluster) -> bool:
        """Whether somebody named stands as doing or undergoing something, though no entry was made of it.

        A mere group ("Olympians") is left out: it is often no actor.
        """
        return cluster.kind in ACTING and any(m.form == "name" and m.takes_part for m in cluster.mentions)

    def _names(self, span: Span | None) -> tuple[str, ...]:
        """The actors that a mention means."""
        judgement = self.judgements.get(span) if span is not None else None
        if judgement is None:
            return ()
        return tuple(
            dict.fromkeys(self._name(self.clusters.by_key[self.same_name.get(key, key)]) for key in judgement.actors)
        )

    def _all(self, spans: Iterable[Span]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for span in spans for name in self._names(span)))

    def _actor(self, cluster: Cluster) -> Actor:
        forms = [m for m in cluster.mentions if m.form != "pronoun"]
        evidence = [quote(self.doc.text, m.span) for m in sorted(forms, key=lambda m: m.span)]
        shown = [ARTICLE.sub("", " ".join(e.text.split())) for e in evidence] + [
            m.name for m in forms if m.form == "name" and m.name in self.doc.text
        ]
        own = {m.span for m in forms}
        references = [
            Reference(
                text=self.doc.text[j.mention.start : j.mention.end],
                start=j.mention.start,
                end=j.mention.end,
                reason=j.reason,
                score=j.score,
            )
            for j in self.meaning_actor.get(cluster.key, ())
            if j.mention not in own
        ]
        return Actor(
            id=claim_id("actor", self.doc, *(e.span for e in evidence[:1]), *([] if evidence else [cluster.name])),
            name=self._name(cluster),
            name_en=english_name(self._name(cluster), cluster.kind or "group", cluster.country),
            kind=cluster.kind or "group",
            sector=sector(cluster.kind, self._name(cluster), cluster.roles),
            country=cluster.country,
            country_reason=cluster.country_reason,
            roles=cluster.roles,
            mentions=tuple(dict.fromkeys(shown)),
            evidence=tuple(evidence),
            references=tuple(references),
        )

    # statements

    def _statement(self, found: StatementFound) -> Iterable[Statement]:
        """One entry a named speaker; one with no speaker where none can be told."""
        speakers: tuple[str | None, ...] = self._speakers(found)
        source = quote(self.doc.text, found.source) if found.source is not None else None
        if not speakers and source is not None:
            self.unresolved.append(Unresolved(what="speaker", evidence=source, reason=self._why_not(found.source)))
        addressee = self._names(found.addressee)
        content = quote(self.doc.text, found.span)
        for place, speaker in enumerate(speakers or (None,)):
            yield Statement(
                id=claim_id("statement", self.doc, found.span, place),
                speaker=speaker,
                kind=found.kind,
                content=content,
                cue=quote(self.doc.text, found.cue) if found.cue is not None else None,
                source=source,
                addressee=addressee[0] if len(addressee) == 1 else None,
                channel=found.channel,
                evidence=(quote(self.doc.text, found.sentence) if found.sentence.holds(found.span) else content,),
                reason=found.reason,
                score=found.score,
                extractor=found.extractor,
            )

    def _speakers(self, found: StatementFound) -> tuple[str, ...]:
        return self._all(span for span in (found.source, *found.co_sources) if span is not None)

    def _why_not(self, span: Span | None) -> str:
        judgement = self.judgements.get(span) if span is not None else None
        return judgement.reason if judgement is not None else "not the name of an actor"

    def _word_of(self, span: Span) -> tuple[str, ...]:
        """On whose word something is: the speaker of the statement whose content holds it."""
        said = self.by_place.holding(span)
        return self._speakers(said) if said is not None else ()

    def _conversation(self, happenings: Iterable[Happening]) -> Conversation | None:
        """The call or meeting that a readout is of: the first that took place between two."""
        for one in happenings:
            if one.first.type == "CONSULT" and one.first.status == "occurred" and len(one.parties) > 1:
                mode = next((r.mode for r in one.reports if r.mode), None)
                return Conversation(
                    one.source, one.target or one.source, "phone call" if mode == "phone" else "meeting"
                )
        return None

    # events

    def _happenings(self) -> Iterable[Happening]:
        """The reports with their participants known, in the text's order."""
        met: dict[str, tuple[str, ...]] = {}
        for found in self.events:
            source = self._all(found.source)
            if found.is_by_author:
                source = tuple(self._name(author) for author in self.authors)
            if found.type in SYMMETRIC and len(source) == 1 and not found.target and self._says_we(found.source):
                source += tuple(n for n in met.get(source[0], ()) if n not in source)
            target = tuple(n for n in self._all(found.target) if n not in source)
            self._note_lost(found)
            if not source and not target:
                continue
            if found.type == "CONSULT" and len(source + target) == 2:
                met |= dict.fromkeys(source + target, source + target)
            time = self._time(found)
            happening = Happening(
                reports=(self._with_titles_mode(self._not_before(found, time)),),
                source=source,
                target=target,
                date=time.value if time else None,
                date_said=time.span if time else None,
                attested_by=self._names(found.told_by) or self._word_of(found.trigger),
                reason=found.reason,
            )
            yield happening
            yield from threats(happening)

    def _not_before(self, found: EventFound, time: TimeFound | None) -> EventFound:
        """What is dated after the text was published has not occurred yet."""
        published = (self.doc.published or "9999")[:10]
        start = time.value.split("/")[0] if time is not None and time.value is not None else ""
        is_ahead = found.status == "occurred" and start > published and not published.startswith(start)
        return msgspec.structs.replace(found, status="planned") if is_ahead else found

    def _note_lost(self, found: EventFound) -> None:
        """Keep the words for a participant of whom it is not known who is meant."""
        for span in (*found.source, *found.target):
            if not self._names(span) and span not in self.relative_pronouns:
                words = quote(self.doc.text, span)
                item = Unresolved(what="participant", evidence=words, reason=self._why_not(span))
                if item not in self.unresolved:
                    self.unresolved.append(item)

    def _with_titles_mode(self, found: EventFound) -> EventFound:
        """A talk that only the title of a readout calls a call or a meeting."""
        title = (self.doc.title or "").casefold()
        if found.type != "CONSULT" or found.mode is not None or not self.authors:
            return found
        mode = (
            "phone" if re.search(r"\b(?:call|phone|telephone)\b", title) else "meeting" if "meeting" in title else None
        )
        return msgspec.structs.replace(found, mode=mode)

    def _says_we(self, spans: Iterable[Span]) -> bool:
        return any(self.doc.text[s.start : s.end].lower() in {"we", "our", "us"} for s in spans)

    def _time(self, found: EventFound) -> TimeFound | None:
        """When it was: the time said with it, or for a speech act in somebody's mouth, when that was said."""
        if found.date is not None:
            return self._begun(found, self.times.get(found.date))
        if found.type not in SPEECH_ACTS and not (found.type == "CONSULT" and found.mode in {None, "phone"}):
            return None
        said = self.by_place.holding(found.trigger)
        if (
            said is None
            or found.status != "occurred"
            or not set(self._names(said.source)) & set(self._all(found.source))
        ):
            return None
        return next((t for t in self._times_in(said.sentence) if not said.span.meets(t.span)), None)

    def _begun(self, found: EventFound, time: TimeFound | None) -> TimeFound | None:
        """What "since May 7, when they were captured" says of the capture: that it was on that day."""
        if time is None or time.value is None or not time.value.endswith("/.."):
            return time
        lead = self.doc.text[time.span.end : found.trigger.start]
        is_when = re.match(r",?\s+when\b[^.;]*$", lead) is not None
        return msgspec.structs.replace(time, value=time.value.removesuffix("/..")) if is_when else time

    def _times_in(self, span: Span) -> list[TimeFound]:
        first = bisect_left(self.time_starts, span.start)
        last = bisect_left(self.time_starts, span.end)
        return self.times_in_order[first:last]

    def _event(self, happening: Happening) -> Event:
        first = happening.first
        evidence = sorted({quote(self.doc.text, r.span) for r in happening.reports})
        topics = {quote(self.doc.text, s) for r in happening.reports for s in r.topics}
        place = next((r.place for r in happening.reports if r.place is not None), None)
        return Event(
            id=claim_id("event", self.doc, first.type, first.trigger),
            type=first.type,
            mode=self._mode(happening),
            source=happening.source,
            target=happening.target,
            status=first.status,
            date=happening.date,
            date_said=quote(self.doc.text, happening.date_said) if happening.date_said is not None else None,
            place=self.doc.text[place.start : place.end] if place is not None else None,
            topics=tuple(sorted(topics)),
            attested_by=happening.attested_by,
            evidence=tuple(evidence),
            reason=happening.reason,
            score=first.score,
            extractor=first.extractor,
        )

    def _mode(self, happening: Happening) -> str | None:
        modes = [r.mode for r in happening.reports if r.mode is not None]
        mode = "release" if "release" in modes else next(iter(modes), None)
        if happening.first.type == "CONSULT" and mode in {None, "meeting"}:
            kinds = [self.kinds[name] for name in happening.parties]
            if ("igo" in kinds and len(kinds) == 1) or len(kinds) > 2:
                return "multilateral"
        return mode

    def _places(self) -> Iterable[PlaceFound]:
        """The places found, and those that only an event tells: what is struck or invaded."""
        yield from self.places
        known = SpanIndex(place.span for place in self.places)
        for span in dict.fromkeys(e.place for e in self.events if e.place is not None):
            if not known.meeting(span):
                yield PlaceFound(span=span, extractor=self.events[0].extractor, reason="where an event was")

    # stances

    def _stance(self, found: StanceFound) -> Stance | None:
        holder, target = self._names(found.holder), self._names(found.target)
        word = self._word_of(found.phrase)
        if found.holder is None:
            holder = word or tuple(self._name(a) for a in self.authors[:1])
        if len(holder) != 1 or len(target) > 1 or (found.target is not None and not target) or holder == target:
            return None
        return Stance(
            id=claim_id("stance", self.doc, found.phrase, found.target),
            holder=holder[0],
            target=target[0] if target else None,
            phrase=quote(self.doc.text, found.phrase),
            polarity=found.polarity,
            attested_by=word,
            evidence=(quote(self.doc.text, found.span),),
            reason=found.reason,
            score=found.score,
            extractor=found.extractor,
        )

    # what could not be resolved

    def _left_over(self) -> Iterable[Unresolved]:
        yield from self.unresolved
        for time in self.times.values():
            if time.value is None:
                yield Unresolved(what="date", evidence=quote(self.doc.text, time.span), reason=time.reason)
