"""Events: a trigger of the lexicon with its participants, status, date, place and topics."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import msgspec

from communique.analyse.clauses import clause, doer, helpers, is_passive, subject, trimmed, undergoer
from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token, covering
from communique.analyse.status import is_unreal, status_of
from communique.analyse.topics import topics_of
from communique.lexicon.classes import word_class
from communique.lexicon.triggers import Condition, Part, Trigger, triggers
from communique.model import SPEECH_ACTS, SYMMETRIC, EventFound, Finding, Mention, Span, SpanIndex

PARTS: dict[str, Part] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
# The mode of a request, by the type of what it asks for.
ASKED_MODES = {"RETREAT": "yield", "CONCEDE": "yield", "CONSULT": "meet", "AID": "assist"}
# Types that are done to somebody: where the row's places hold nobody, whoever is named in the object is meant.
ACTED_UPON = frozenset({"ACCUSE", "SANCTION", "COERCE", "ASSAULT", "SUPPORT", "REJECT", "THREATEN"})
NEEDS_SOURCE = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "PROTEST", "CONCEDE", "COOPERATE"})
MODIFIERS = ("poss", "compound", "amod", "nmod")


class Fired(msgspec.Struct, frozen=True):
    """A trigger that applies at a token."""

    token: Token
    row: Trigger
    part: Part


class Events:
    """Finds what happened: who did what to whom, as PLOVER codes it."""

    name = "events/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:
        """Yield the reports of events in the text's order."""
        reading = _Reading(parsed, found)
        yield from requests_told([event for fired in reading.fired() for event in reading.events(fired)])


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
        self.dates = {self._anchor(t.span): t.span for t in reversed(found.times)}
        self.places = {self._anchor(p.span): p.span for p in reversed(found.places) if not self._is_goal(p.span)}
        self.consumed: set[int] = set()
        self.all_fired: list[Fired] = []
        self.talks: dict[int, Fired] = {}
        self.statement_spans = sorted(s.span for s in found.statements)
        self.statement_index = SpanIndex(self.statement_spans)

    def _anchor(self, span: Span) -> int:
        """Where the verb or action noun stands that a time or place hangs on; -1 for none."""
        inner = self.parsed.within(span)
        token = next((t for t in inner if t.head is t or not span.holds(t.head.span)), None)
        if token is None:
            return -1
        for above in token.ancestors():
            if above.is_verb or (above.pos in {"NOUN", "PROPN"} and triggers(above.lemma, "noun")):
                return above.start
        return -1

    def _preposition(self, span: Span) -> Token | None:
        """The preposition that a place stands after."""
        token = next((t for t in self.parsed.within(span) if t.head is t or not span.holds(t.head.span)), None)
        return token.head if token is not None and token.head.dep == "prep" else None

    def _is_goal(self, span: Span) -> bool:
        """Whether a place is where somebody goes: "to Moscow"."""
        preposition = self._preposition(span)
        return preposition is not None and preposition.lemma == "to"

    def fired(self) -> Iterator[Fired]:
        """The triggers that apply, verbs before the nouns that they take up."""
        fired = self.all_fired
        for wanted in ({"VERB", "AUX", "ADJ"}, {"NOUN", "PROPN"}):
            for token in self.parsed.tokens:
                if token.pos in wanted and token.start not in self.consumed and not self._is_named(token):
                    row = self._row(token, PARTS[token.pos])
                    if row is not None:
                        fired.append(Fired(token, row, PARTS[token.pos]))
                        self._consume(token, row)
        self.talks = {f.token.start: f for f in fired if f.row.type == "CONSULT" and f.part == "verb"}
        yield from sorted((f for f in fired if f.row.type is not None), key=lambda f: f.token.start)

    def _is_named(self, token: Token) -> bool:
        """Whether a word is part of a name: the "Attack" of a title, the "Council" of a body."""
        mention = self.found.mention_of(token)
        return mention is not None and mention.form == "name" and token.pos != "VERB"

    def _row(self, token: Token, part: Part) -> Trigger | None:
        is_hyphenated = token.start > 0 and self.text[token.start - 1] in "-–"
        if part == "verb" and token.dep == "amod" and (token.tag == "VBG" or is_hyphenated):
            return None  # "warring parties", "Iran-backed militia"
        if part == "verb" and (
            token.dep in {"aux", "auxpass"}
            or (token.dep == "amod" and token.lemma == "allege")
            or (token.dep == "acl" and token.lemma in {"lead", "head"})
        ):
            return None
        return next((r for r in triggers(token.lemma, part) if all(self._holds(token, c) for c in r.conditions)), None)

    def _holds(self, token: Token, condition: Condition) -> bool:
        return any(word in condition.lemmas for word in self._beside(token, condition.where)) != condition.is_not

    def _beside(self, token: Token, where: str) -> Iterator[str]:
        """The lemmas that stand in a place beside a trigger."""
        if where == "obj":
            noun = undergoer(token)
            for one in noun.conjuncts() if noun is not None else ():
                yield one.lemma
                yield from (c.lemma for c in one.children if c.dep in {"compound", "nmod"} and one.pos == "PROPN")
        elif where == "prt":
            yield from (c.lemma for c in token.children if c.dep in {"prt", "prep", "advmod"})
        elif where == "xcomp":
            yield from (c.lemma for c in token.children if c.dep in {"xcomp", "ccomp", "advcl", "oprd"})
        elif where == "mod":
            for child in token.children:
                if child.dep in {"compound", "amod", "nmod", "poss"}:
                    yield from (child.lemma, child.text.lower())
                    yield from (c.text.lower() for c in child.children if c.dep in {"compound", "amod", "npadvmod"})
        else:
            yield from (n.lemma for noun in token.after(where) for n in noun.conjuncts())

    def _consume(self, token: Token, row: Trigger) -> None:
        """A noun that a verb's condition took up gives no event of its own: the "talks" of "held talks"."""
        for condition in row.conditions:
            if condition.where == "obj" and not condition.is_not:
                noun = undergoer(token)
                for held in noun.conjuncts() if noun is not None else ():
                    own = self._row(held, "noun")
                    is_same = own is None or row.type is None or own.type in {row.type, None}
                    if held.lemma in condition.lemmas and is_same:
                        self.consumed.add(held.start)
            if condition.where == "xcomp" and not condition.is_not and row.type == "APPOINT":
                for done in (c for c in token.children if c.lemma in condition.lemmas and c.dep == "xcomp"):
                    self.consumed |= {done.start, *(o.start for o in done.kids("dobj"))}

    def events(self, fired: Fired) -> Iterator[EventFound]:
        """The event that a trigger reports, and those that its act implies."""
        token, row = fired.token, fired.row
        if row.type is None:
            return
        source = self._participants(fired, row.source)
        if row.type == "AGREE" and fired.part == "verb":
            source = tuple(dict.fromkeys(source + self._whose_commitment(token)))
        target = tuple(s for s in self._acted_upon(fired) if s not in source)
        if row.type == "MOBILIZE":
            target = tuple(s for s in self._participants(fired, ("against",)) if s not in source)
            source = source or tuple(s for s in self._participants(fired, ("obj",)) if s not in target)
        if fired.part == "noun" and not source:
            source = tuple(s for s in self._governing(token) if s not in target)
        if row.type in SYMMETRIC and len(source) == 1 and not target:
            target = tuple(s for s in self._met_in(token) if s not in source)
        if self._is_courtesy(token) or self._is_habit(token) or (not source and self._is_nobodys(fired)):
            return
        by_author = not source and self._is_authors_own(token)
        if (row.type in NEEDS_SOURCE and not source and not by_author) or not (source or target):
            return
        status, reason = status_of(token)
        if row.target == ("ccomp",) and not target:
            return
        is_purpose = fired.part == "verb" and status == "occurred" and is_unreal(token)
        if is_purpose or self._is_half(fired, source + target, status):
            return
        if row.status is not None and status == "occurred":
            status, reason = row.status, "told by the word itself"
        event = EventFound(
            span=self._evidence(fired),
            trigger=token.span,
            form=fired.part,
            type=row.type,
            mode=self._mode(token, row),
            source=source,
            target=target,
            status=status,
            date=self._beside_event(token, self.dates),
            place=self._place(fired),
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

    def _acted_upon(self, fired: Fired) -> tuple[Span, ...]:
        """Who the row's places name; else whoever is named in the object. Who condemns an attack accuses no victim."""
        held = undergoer(fired.token) if fired.part == "verb" else None
        if fired.row.type == "ACCUSE" and held is not None and self.found.headed_by(held) is None:
            deed = self._row(held, "noun")
            if deed is not None and deed.type in {"ASSAULT", "COERCE", "SANCTION"}:
                return self._participants(Fired(held, deed, "noun"), deed.source)
        named = self._participants(fired, fired.row.target)
        if named or fired.row.type not in ACTED_UPON:
            return named
        return self._participants(fired, ("obj", "against", "on", "of"))

    def _whose_commitment(self, verb: Token) -> tuple[Span, ...]:
        """In "reiterated the U.S. commitment" the state commits itself besides the speaker."""
        held = verb.child("dobj")
        if held is None or held.lemma not in word_class("commitment"):
            return ()
        return tuple(m.span for c in held.children if c.dep in MODIFIERS and (m := self.found.headed_by(c)) is not None)

    def _met_in(self, token: Token) -> tuple[Span, ...]:
        """With whom in "met her counterpart and agreed to resume talks": the other side of the talk."""
        for above in token.ancestors():
            talk = self.talks.get(above.start)
            if talk is not None:
                return self._participants(talk, talk.row.target)
        return ()

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
            mentions = [self.found.headed_by(t) for s in parties for t in self.parsed.within(s)]
            return not any(m is not None and m.is_plural for m in mentions)
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

    def _participants(self, fired: Fired, places: tuple[str, ...]) -> tuple[Span, ...]:
        """The mentions that stand in the first of these places that holds any."""
        token = fired.token
        for place in places:
            nouns = self._nouns(token, place, fired)
            spans = tuple(dict.fromkeys(s for noun in nouns for s in self._named_by(noun)))
            if spans:
                return spans
        return ()

    def _nouns(self, token: Token, place: str, fired: Fired) -> list[Token]:
        if place == "subj":
            head = token if token.is_verb else token.head
            noun = doer(head) if token.is_verb else subject(head)
            return [noun] if noun is not None else []
        if place == "obj":
            noun = undergoer(token)
            return [noun] if noun is not None else []
        if place == "iobj":
            noun = token.child("dative")
            return [noun] if noun is not None else []
        if place == "ccomp":  # whom it is said of: "alleged that the airline had carried arms"
            told = token.child("ccomp")
            noun = told.child("nsubj", "nsubjpass") if told is not None else None
            return [noun] if noun is not None else []
        if place == "poss":
            return [
                c for c in token.children if c.dep in MODIFIERS and not self._is_against(c) and not self._is_glued(c)
            ]
        if place in {"on", "against"} and (against := [c for c in token.children if self._is_against(c)]):
            return against
        found = list(token.after(place))
        if not found and fired.part == "verb":
            held = token.child("dobj") or (token.child("nsubjpass") if is_passive(token) else None)
            found = list(held.after(place)) if held is not None else []
        return found

    def _is_glued(self, modifier: Token) -> bool:
        """Whether a modifier is half of a compound: the "UN" of "UN-designated entities"."""
        return self.text[modifier.end : modifier.end + 1] in {"-", "–"}

    def _is_against(self, modifier: Token) -> bool:
        """Whether a modifier is one that something is against: "anti-Russia sanctions"."""
        before = self.text[max(0, modifier.start - 5) : modifier.start].casefold()
        return before.endswith(("anti-", "anti–", "anti "))

    def _named_by(self, noun: Token) -> Iterator[Span]:
        """The mentions that a noun and what is coordinated with it stand for."""
        while (
            noun.dep in {"compound", "nmod"}
            and noun.head.pos in {"NOUN", "PROPN"}
            and self.found.headed_by(noun) is None
        ):
            noun = noun.head
        for one in noun.conjuncts():
            mention = self.found.headed_by(one)
            mentions = [mention] if mention is not None else list(self._inside(one))
            for each in mentions:
                yield each.span
                yield from self.found.listed_after(each)
            if not mentions or mentions[0].is_plural:
                members = [*one.kids("appos"), *one.after("as", "include")]
                for member in members:
                    yield from self._named_by(member)

    def _inside(self, noun: Token) -> Iterator[Mention]:
        """For a noun that is no actor itself: "dozens of protesters", "Georgian power plants"."""
        mention = self.found.mention_of(noun)
        if mention is not None or noun.is_verb:
            yield from [mention] if mention is not None else []
            return
        counted = next(iter(noun.after("of")), None)
        if counted is not None and (noun.lemma in word_class("counting") or noun.pos in {"NUM", "DET", "PRON"}):
            inner = self.found.headed_by(counted)
            yield from [inner] if inner is not None else self._inside(counted)
            return
        owners = [
            m
            for c in noun.children
            if c.dep in MODIFIERS
            and not self._is_glued(c)
            and (m := self.found.headed_by(c)) is not None
            and (m.form == "name" or c.dep == "poss")
        ]
        related = [
            m
            for n in noun.after("by", "between", "with", "in", "against")
            for one in n.conjuncts()
            if (m := self.found.headed_by(one)) is not None and m.form == "name"
        ]
        yield from owners[:1] or related or self._deeper(noun)

    def _deeper(self, noun: Token) -> Iterator[Mention]:
        """The names further down: "the memorandum of understanding between Chad and Niger"."""
        for inner in noun.after("of", "for", "about", "on"):
            if self.found.headed_by(inner) is None and inner.pos == "NOUN":
                yield from self._inside(inner)
                return

    def _governing(self, noun: Token) -> tuple[Span, ...]:
        """The doer where the noun alone names none: "launched an attack", "thanked him for the release"."""
        verb = noun.head
        if noun.dep in {"dobj", "attr"} or (noun.dep == "pobj" and verb.dep == "prep"):
            verb = verb.head if noun.dep == "pobj" else verb
            who = None
            if verb.is_verb and verb.lemma in word_class("thanking") and noun.head.lemma == "for":
                who = undergoer(verb)
            elif verb.is_verb and verb.dep != "acl" and verb.lemma in word_class("light verb"):
                who = doer(verb)
            return tuple(self._named_by(who)) if who is not None else ()
        where = next(
            (
                r
                for c in noun.subtree()
                if c.dep == "relcl" and any(w.lemma == "where" for w in c.children)
                for r in c.kids("nsubj")
            ),
            None,
        )
        return tuple(self._named_by(where)) if where is not None else ()

    def _beside_event(self, token: Token, anchored: dict[int, Span]) -> Span | None:
        """The time or place of an event: what hangs on its trigger, or on the verb that the trigger depends on."""
        said_of = (
            [c for c in token.children if c.dep in {"relcl", "acl"} and c.lemma in word_class("arranging")]
            if not token.is_verb
            else []
        )
        for holder in [token, *said_of]:
            if holder.start in anchored:
                return anchored[holder.start]
        above = token.head
        if not token.is_verb and above.dep == "prep":
            above = above.head
        is_loose = not token.is_verb or token.dep == "xcomp" or not helpers(token)
        if (
            above.is_verb
            and above is not token
            and is_loose
            and token.dep in {"nsubj", "nsubjpass", "dobj", "attr", "pobj", "acomp"}
        ):
            return anchored.get(above.start)
        return None

    def _place(self, fired: Fired) -> Span | None:
        """Where it was; what is only said, agreed or asked is not where its objects lie."""
        place = self._beside_event(fired.token, self.places)
        if place is not None and fired.row.type in SPEECH_ACTS | SYMMETRIC | {"APPOINT", "SANCTION"}:
            preposition = self._preposition(place)
            holder = preposition.head if preposition is not None else None
            takes_place = fired.token.dep in {"nsubj", "nsubjpass"} and fired.token.head is holder
            is_own = holder is not None and (holder is fired.token or holder.start in self.consumed or takes_place)
            return place if is_own or (holder is not None and holder.lemma in word_class("arranging")) else None
        if place is None and fired.row.type == "ASSAULT" and fired.part == "verb":
            struck = undergoer(fired.token)
            if (
                struck is not None
                and (struck.ent in {"GPE", "LOC"} or struck.tag == "NNP")
                and self.found.headed_by(struck) is None
            ):
                return struck.span
        return place

    def _evidence(self, fired: Fired) -> Span:
        """The clause of a verb, or the phrase of a noun with the verb it belongs to."""
        token = fired.token
        if fired.part == "noun":
            words = list(token.subtree())
        else:
            verb = token if token.is_verb else token.head
            words = [t for t in clause(verb) if not self._is_aside(t, verb)]
        place = self.statement_index.holding(token.start, token.end)
        said = self.statement_spans[place] if place is not None else None
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
