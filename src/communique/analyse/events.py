"""Events: a trigger of the lexicon with its participants, status, date, place and topics."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import msgspec

from communique.analyse.circumstances import Circumstances
from communique.analyse.clauses import clause, doer, subject, trimmed
from communique.analyse.findings import Findings
from communique.analyse.firing import Fired, Firing
from communique.analyse.parsed import Parsed, Token, covering
from communique.analyse.participants import Participants
from communique.analyse.status import is_unreal, status_of
from communique.analyse.topics import topics_of
from communique.lexicon.classes import word_class
from communique.lexicon.triggers import Trigger
from communique.model import EventFound, Finding, Span, SpanIndex, Status

# The mode of a request, by the type of what it asks for.
ASKED_MODES = {"RETREAT": "yield", "CONCEDE": "yield", "CONSULT": "meet", "AID": "assist"}
NEEDS_SOURCE = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "PROTEST", "CONCEDE", "COOPERATE"})


class Events:
    """Finds what happened: who did what to whom, as PLOVER codes it."""

    name = "events/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:
        """Yield the reports of events in the text's order."""
        reading = _Reading(parsed, found)
        yield from requests_told([event for fired in reading.firing.fired() for event in reading.events(fired)])


def requests_told(events: list[EventFound]) -> list[EventFound]:
    """Requests with the mode of what they ask for: to withdraw is to yield, to talk to meet, to send aid to assist."""
    by_start = sorted(events, key=lambda e: e.trigger)
    starts = [e.trigger.start for e in by_start]
    told: list[EventFound] = []
    for event in events:
        mode = None
        if event.type == "REQUEST" and event.mode != "invite":
            near = by_start[bisect_left(starts, event.span.start) : bisect_left(starts, event.span.end)]
            asked = [o for o in near if o is not event and o.status == "proposed" and o.type in ASKED_MODES]
            mode = ASKED_MODES[asked[0].type] if asked else None
        told.append(msgspec.structs.replace(event, mode=mode) if mode is not None else event)
    return told


class _Reading:
    """One text while its events are read off."""

    def __init__(self, parsed: Parsed, found: Findings) -> None:
        self.parsed, self.found, self.text = parsed, found, parsed.text
        self.firing = Firing(parsed, found)
        self.circumstances = Circumstances(parsed, found, self.firing)
        self.participants = Participants(parsed, found, self.firing)
        self.statement_index = SpanIndex(s.span for s in found.statements)

    def events(self, fired: Fired) -> Iterator[EventFound]:
        """The event that a trigger reports, and those that its act implies."""
        token, row = fired.token, fired.row
        if row.type is None or self._is_courtesy(token) or self._is_habit(token):
            return
        source, target = self.participants.parties(fired)
        by_author = not source and self._is_authors_own(token)
        status, reason = status_of(token)
        if not self._is_told(fired, source, target, status, by_author=by_author):
            return
        if row.status is not None and status == "occurred":
            status, reason = row.status, "told by the word itself"
        evidence = self._evidence(fired)
        event = EventFound(
            span=evidence,
            trigger=token.span,
            word=token.lemma,
            form=fired.part,
            type=row.type,
            mode=self._mode(token, row),
            source=source,
            target=target,
            status=status,
            date=self.circumstances.date(token),
            place=self.circumstances.place(fired, evidence),
            topics=topics_of(token, row),
            told_by=self._told_by(token),
            is_by_author=by_author,
            extractor=Events.name,
            reason=f"{token.lemma} ({fired.part}): {reason}",
            score=0.7 if fired.part == "verb" else 0.5,
        )
        yield event
        if row.type == "REQUEST" and token.lemma == "invite":
            yield from self._visit(token, event)

    def _is_told(
        self, fired: Fired, source: tuple[Span, ...], target: tuple[Span, ...], status: Status, *, by_author: bool
    ) -> bool:
        """Whether enough is told for an event: its parties, and that it is more than a purpose."""
        row = fired.row
        if not source and ((row.type in NEEDS_SOURCE and not by_author) or self._is_nobodys(fired)):
            return False
        if not (source or target) or (row.target == ("ccomp",) and not target):
            return False
        is_purpose = fired.part == "verb" and status == "occurred" and is_unreal(fired.token)
        return not is_purpose and not self._is_half(fired, source + target, status)

    def _is_authors_own(self, token: Token) -> bool:
        """ "Just finished a call with the president": a sentence of an author's that leaves "I" out."""
        verb = next((t for t in [token, *token.ancestors()] if t.is_verb), None)
        if verb is None or not self.parsed.doc.authors or verb.head is not verb or subject(verb) is not None:
            return False
        before = [t for t in self.parsed.sentence_of(verb).tokens if t.start < verb.start]
        return verb.tag in {"VBD", "VBN"} and all(t.pos in {"ADV", "PUNCT"} for t in before)

    def _told_by(self, noun: Token) -> Span | None:
        """Whose account a noun stands in: "the Kremlin posted a readout of the call"."""
        account = noun.head.head if noun.dep == "pobj" else noun
        if account is noun or account.lemma not in word_class("account") or not account.head.is_verb:
            return None
        teller = doer(account.head)
        mention = self.found.headed_by(teller) if teller is not None else None
        return mention.span if mention is not None else None

    def _is_courtesy(self, token: Token) -> bool:
        """ "Thank you": said to whoever is there."""
        thanked = token.child("dobj")
        return token.lemma == "thank" and thanked is not None and thanked.text.lower() == "you"

    def _is_half(self, fired: Fired, parties: tuple[Span, ...], status: str) -> bool:
        """An agreement with one party that only a noun names; working together that is what was agreed."""
        if fired.part == "noun" and fired.row.type in {"AGREE", "COOPERATE"} and len(parties) < 2:
            return not self.participants.are_several(parties)
        return fired.row.type == "COOPERATE" and fired.token.lemma == "work" and status == "planned"

    def _is_nobodys(self, fired: Fired) -> bool:
        """A storm that kills, a visit with no visitor: what does it is no actor."""
        if fired.row.type == "CONSULT" and fired.row.mode == "visit" and fired.part == "noun":
            return True
        named = fired.token.child("nsubj") if fired.part == "verb" else None
        return fired.row.type in {"ASSAULT", "COERCE"} and named is not None and named.pos in {"NOUN", "PROPN"}

    def _is_habit(self, token: Token) -> bool:
        """ "Its meetings usually centre on trade" tells of no event."""
        verb = token if token.is_verb else token.head
        return any(c.lemma in word_class("habit") for c in verb.children)

    def _visit(self, token: Token, invitation: EventFound) -> Iterator[EventFound]:
        """ "Putin invited Trump to Moscow" proposes a visit besides."""
        goal = next(token.after("to"), None)
        if goal is None or not invitation.target:
            return
        place = next((p.span for p in self.found.places if p.span.holds(goal.span)), None)
        if place is not None:
            yield msgspec.structs.replace(
                invitation,
                type="CONSULT",
                mode="visit",
                source=invitation.target,
                target=invitation.source,
                status="proposed",
                date=None,
                place=place,
                topics=(),
                reason="invited to a place",
            )

    def _mode(self, token: Token, row: Trigger) -> str | None:
        """The row's mode; a call or video call where the clause says so."""
        if row.type == "CONSULT":
            words = {t.text.lower() for t in clause(token) if abs(t.index - token.index) < 14}
            if words & {"phone", "telephone", "phoned", "telephoned"}:
                return "phone"
            if words & {"video", "videoconference", "video-conference", "teleconference"}:
                return "video"
        return row.mode

    def _evidence(self, fired: Fired) -> Span:
        """The clause of a verb, or the phrase of a noun with the verb it belongs to."""
        token = fired.token
        if fired.part == "noun":
            words = list(token.subtree())
        else:
            verb = token if token.is_verb else token.head
            words = [t for t in clause(verb) if not self._is_aside(t, verb)]
        said = self.statement_index.holding(token.start, token.end)
        words = [t for t in words if t.sentence == token.sentence and (said is None or said.holds(t.span))]
        return trimmed(words) or covering([token])

    def _is_aside(self, token: Token, verb: Token) -> bool:
        """Whether a word belongs to a looser clause: an adverbial one, or a mark of its own."""
        while token is not verb and token.head is not token:
            if token.dep == "advcl" and token.head is verb:
                return True
            if token.dep == "mark" and token.head is verb:
                return True
            token = token.head
        return False
