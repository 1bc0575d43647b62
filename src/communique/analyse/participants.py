"""Who takes part in an event: where the trigger's row says they stand, and what the clause shares with others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from communique.analyse.acts import Acts, Side
from communique.analyse.clauses import doer, is_passive, subject, undergoer
from communique.analyse.findings import Findings
from communique.analyse.firing import Fired, Firing
from communique.analyse.parsed import Parsed, Token
from communique.lexicon.classes import word_class
from communique.model import SYMMETRIC, EventType, Mention, Span

# Types that are done to somebody: where the row's places hold nobody, whoever is named in the object is meant.
ACTED_UPON = frozenset({"ACCUSE", "SANCTION", "COERCE", "ASSAULT", "SUPPORT", "REJECT", "THREATEN"})
# Where the parse names nobody, the encoder's likeliest party is taken: the least chance of the event, and of the party.
CONFIRMED, SOURCE, TARGET = 0.75, 0.4, 0.3
SELF_CONTAINED = frozenset({"MOBILIZE", "CONCEDE"})  # done to nobody
MODIFIERS = ("poss", "compound", "amod", "nmod")


class Participants:
    """Finds the mentions that take part in the events of one text."""

    def __init__(self, parsed: Parsed, found: Findings, firing: Firing) -> None:
        self.parsed, self.found, self.firing, self.text = parsed, found, firing, parsed.text
        self.acts = Acts(parsed.encoded, found.mentions)

    def parties(self, fired: Fired) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Who acts and who is acted upon, by the row's places and by what the clause shares with others."""
        token, row = fired.token, fired.row
        source = self.named(fired, row.source)
        if row.type == "AGREE" and fired.part == "verb":
            source = tuple(dict.fromkeys(source + self._whose_commitment(token)))
        target = tuple(s for s in self._acted_upon(fired) if s not in source)
        if row.type == "MOBILIZE":
            source = source or tuple(s for s in self.named(fired, ("obj",)) if s not in target)
        if fired.part == "noun" and not source:
            source = tuple(s for s in self._governing(token) if s not in target)
        if row.type in SYMMETRIC and len(source) == 1 and not target:
            target = tuple(s for s in self._met_in(token) if s not in source)
        if row.type in SYMMETRIC and (len(source) > 1 or self.are_several(source)):
            return source, target  # both sides are told
        if not target and row.type not in SELF_CONTAINED:
            reached = (tuple(s for s in spans if s not in source) for spans in self._reached(fired))
            target = next((spans for spans in reached if spans), ())
        if row.type is None or (row.type in SYMMETRIC and not (source or target)):
            return source, target  # one party alone, and that a likely one, makes no meeting
        source = source or self._likely(token, row.type, "source", target)
        if row.type not in SELF_CONTAINED:
            target = target or self._likely(token, row.type, "target", source)
        return source, target

    def are_several(self, spans: tuple[Span, ...]) -> bool:
        """Whether one of some mentions means more than one: "the two", "both leaders"."""
        mentions = (self.found.headed_by(token) for span in spans for token in self.parsed.within(span))
        return any(m is not None and m.is_plural for m in mentions)

    def _likely(self, token: Token, kind: EventType, side: Side, taken: tuple[Span, ...]) -> tuple[Span, ...]:
        """The likeliest party by the encoder, where it is likely enough and not where something was."""
        if self.acts.chance(token.span, kind) < CONFIRMED:
            return ()
        least = SOURCE if side == "source" else TARGET
        likely = (p.mention for p in self.acts.parties(token.span, kind, side) if p.chance >= least)
        free = (m for m in likely if not self._is_where(m) and not any(m.span.meets(t) for t in taken))
        return tuple(m.span for m in islice(free, 1))

    def _is_where(self, mention: Mention) -> bool:
        """Whether a mention tells a place: "kidnapped in Mali"."""
        head = self.parsed.at.get(mention.head.start)
        return head is not None and head.dep == "pobj" and head.head.lemma in word_class("locative") - {"to", "from"}

    def _reached(self, fired: Fired) -> Iterator[tuple[Span, ...]]:
        """Whom an act reaches that no place of its row names: whose the object is, and who does what is demanded."""
        token = fired.token
        if fired.row.type in SYMMETRIC:  # what is discussed or agreed on is no party
            for verb in (token, *token.kids("xcomp")):
                yield from (tuple(self._concerned(noun)) for noun in verb.after("with", "to"))
            return
        held = undergoer(token) if fired.part == "verb" else None
        if held is not None:
            yield tuple(self._concerned(held))
        for told in token.kids("ccomp", "xcomp"):
            for noun in told.kids("nsubj", "nsubjpass"):
                yield tuple(self._named_by(noun))
        for noun in token.after("to", "on", "upon", "against", "with", "from", "for", "at", "toward", "towards", "of"):
            yield tuple(self._named_by(noun)) if not noun.is_verb else ()
            yield tuple(self._concerned(noun))
        for told in token.kids("ccomp", "xcomp", "advcl"):
            for within in (undergoer(told), *told.after("with", "to", "against", "from", "on", "for")):
                if within is not None:
                    yield tuple(self._concerned(within))

    def _concerned(self, noun: Token) -> Iterator[Span]:
        """Those named in a phrase, the nearest to its head first: "the DPRK's launches", "costs on the regime"."""
        level = list(noun.conjuncts())
        while level:
            mentions = [m for t in level if (m := self.found.headed_by(t)) is not None and m.form != "pronoun"]
            if mentions:
                yield from (m.span for m in mentions)
                return
            level = [c for t in level for c in t.children if c.dep not in {"relcl", "advcl", "ccomp", "npadvmod"}]

    def _acted_upon(self, fired: Fired) -> tuple[Span, ...]:
        """Who the row's places name; else whoever is named in the object. Who condemns an attack accuses no victim."""
        if fired.row.type == "MOBILIZE":
            return self.named(fired, ("against",))
        held = undergoer(fired.token) if fired.part == "verb" else None
        if fired.row.type == "ACCUSE" and held is not None and self.found.headed_by(held) is None:
            deed = self.firing.row(held, "noun")
            if deed is not None and deed.type in {"ASSAULT", "COERCE", "SANCTION"}:
                return self.named(Fired(held, deed, "noun"), deed.source)
        named = self.named(fired, fired.row.target)
        if named or fired.row.type not in ACTED_UPON:
            return named
        return self.named(fired, ("obj", "against", "on", "of"))

    def _whose_commitment(self, verb: Token) -> tuple[Span, ...]:
        """In "reiterated the U.S. commitment" the state commits itself besides the speaker."""
        held = verb.child("dobj")
        if held is None or held.lemma not in word_class("commitment"):
            return ()
        return tuple(m.span for c in held.children if c.dep in MODIFIERS and (m := self.found.headed_by(c)) is not None)

    def _met_in(self, token: Token) -> tuple[Span, ...]:
        """With whom in "met her counterpart and agreed to resume talks": the other side of the talk."""
        for above in token.ancestors():
            talk = self.firing.talks.get(above.start)
            if talk is not None:
                return self.named(talk, talk.row.target)
        return ()

    def named(self, fired: Fired, places: tuple[str, ...]) -> tuple[Span, ...]:
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
            and (m.form == "name" or (c.dep == "poss" and m.form != "pronoun"))
        ]
        related = [
            m
            for n in noun.after("by", "between", "with", "in", "against")
            for one in n.conjuncts()
            if (m := self.found.headed_by(one)) is not None and m.form == "name"
        ]
        yield from owners[:1] or related or list(self._deeper(noun)) or self._owned(noun)

    def _owned(self, noun: Token) -> Iterator[Mention]:
        """Who a pronoun says that it belongs to: "his release"."""
        owner = noun.child("poss")
        mention = self.found.headed_by(owner) if owner is not None else None
        if mention is not None and mention.form == "pronoun":
            yield mention

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
