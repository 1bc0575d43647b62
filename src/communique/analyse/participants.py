"""Who takes part in an event: where the trigger's row says they stand, and what the clause shares with others."""

from __future__ import annotations

from collections.abc import Iterator

from communique.analyse.clauses import doer, is_passive, subject, undergoer
from communique.analyse.findings import Findings
from communique.analyse.firing import Fired, Firing
from communique.analyse.parsed import Parsed, Token
from communique.lexicon.classes import word_class
from communique.model import SYMMETRIC, Mention, Span

# Types that are done to somebody: where the row's places hold nobody, whoever is named in the object is meant.
ACTED_UPON = frozenset({"ACCUSE", "SANCTION", "COERCE", "ASSAULT", "SUPPORT", "REJECT", "THREATEN"})
MODIFIERS = ("poss", "compound", "amod", "nmod")


class Participants:
    """Finds the mentions that take part in the events of one text."""

    def __init__(self, parsed: Parsed, found: Findings, firing: Firing) -> None:
        self.found, self.firing, self.text = found, firing, parsed.text

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
        return source, target

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
