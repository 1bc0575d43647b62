"""Mentions of actors: names with their titles, descriptions ("German officials") and pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from communique.analyse.findings import LIST_JOINT, Findings
from communique.analyse.names import EXTRACTOR, Names, label_mention
from communique.analyse.parsed import SUBJECTS, Parsed, Sentence, Token, covering
from communique.analyse.phrases import Phrases
from communique.analyse.transcripts import turns
from communique.lexicon.classes import word_class
from communique.lexicon.offices import ActorNoun, actor_noun, is_office_head
from communique.lexicon.states import name_of
from communique.model import Finding, Mention, Span, SpanIndex

PERSONAL = frozenset(
    (
        "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself "
        "she her hers herself they them their theirs themselves it its itself"
    ).split()
)
AFTER_NAME = re.compile(r", (?:the |an? |its |his |her |their )?(?:[a-z][a-z-]+ ){0,2}")  # "the retiring"
PLURAL = frozenset("we us our ours ourselves they them their theirs themselves".split())


class Actors:
    """Finds the places where somebody is named, described or meant by a pronoun."""

    name = EXTRACTOR

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:  # noqa: ARG002
        """Yield the mentions, sentence by sentence."""
        labels = {turn.label for turn in turns(parsed)}
        for label in sorted(labels):
            yield from label_mention(parsed, label)
        inside = SpanIndex(labels)
        for sentence in parsed.sentences:
            for mention in _Reading(parsed, sentence).mentions():
                if inside.holding(mention.span.start, mention.span.end) is None:
                    yield mention


class _Reading:
    """One sentence while its mentions are read off."""

    def __init__(self, parsed: Parsed, sentence: Sentence) -> None:
        self.text = parsed.text
        self.tokens = sentence.tokens
        self.phrases = Phrases(sentence, parsed.text)
        self.taken: dict[int, Mention] = {}
        self.joined: set[int] = set()

    def mentions(self) -> Iterator[Mention]:
        for named in Names(self.phrases).mentions():
            self.taken[named.head.start] = named
        for token in self.tokens:
            if token.start not in self.taken:
                inside_name = any(m.form == "name" and m.span.holds(token.span) for m in self.taken.values())
                mention = None if inside_name else self._described(token) or self._pronoun(token)
                if mention is not None:
                    self.taken[token.start] = mention
        yield from sorted(self.taken.values(), key=lambda m: (m.span.start, m.span.end))

    def _described(self, token: Token) -> Mention | None:
        noun = self._noun(token)
        if noun is None or token.start in self.joined or self._means_its_owner(token) or self._is_anybody(token):
            return None
        phrase = self._with_partner(self.phrases.noun_phrase(token), token, noun)
        countries = self.phrases.countries_in(token) if noun.number == "many" else ()
        country = (
            self.phrases.country_in(token) if len(set(countries)) < 2 else None
        )  # "the leaders of France and Italy"
        named = self._apposed(token, noun)
        name = self.phrases.said(phrase)
        if named is not None:
            name = named.name
        elif (
            token.text.lower() in word_class("government of a state")
            and country is not None
            and noun.kind == "government"
        ):
            return Mention(
                span=covering(phrase),
                head=token.span,
                form="nominal",
                name=name_of(country) or name,
                kind="state",
                country=country,
                is_subject=token.dep in SUBJECTS,
                extractor=Actors.name,
                reason="the government of a state",
                score=0.9,
            )
        role = (self.phrases.phrase(token),) if self.phrases.is_office(token) and noun.number == "one" else ()
        return Mention(
            span=covering(phrase),
            head=token.span,
            form="nominal",
            name=name,
            kind=named.kind or noun.kind if named is not None else noun.kind,
            country=country,
            roles=role,
            is_plural=noun.number == "many",
            members=(named.head,) if named is not None else self._list_after(phrase, noun),
            countries=countries,
            is_subject=token.dep in SUBJECTS,
            extractor=Actors.name,
            reason=f"description by the noun {token.text!r}",
            score=0.7,
        )

    def _with_partner(self, phrase: list[Token], token: Token, noun: ActorNoun) -> list[Token]:
        """A description with a second noun that nothing stands beside: "many allies and partners" are one group."""
        partner = token.child("conj")
        known = actor_noun(partner.text) if partner is not None else None
        if partner is None or known is None or {noun.number, known.number} != {"many"} or noun.kind != known.kind:
            return phrase
        is_bare = not partner.children or all(c.dep in {"cc", "punct"} for c in partner.children)
        is_next = self.text[phrase[-1].end : partner.start] == " and " and phrase[-1] is token
        if not (is_bare and is_next and partner.text.islower()):
            return phrase
        self.joined.add(partner.start)
        return [t for t in self.tokens if phrase[0].start <= t.start <= partner.start]

    def _is_anybody(self, token: Token) -> bool:
        """Whether a noun says too little to mean an actor: "81 people", with nothing beside it; "a pair of shoes"."""
        if token.lemma in {"pair", "duo"} and any(token.after("of")):
            return True
        return token.lemma in word_class("anybody") and self.phrases.phrase(token) == token.text

    def _means_its_owner(self, token: Token) -> bool:
        """Whether "our teams", "each other's nations" mean their owners, "a group of protesters" those in it."""
        if token.lemma in word_class("gathering") and any(actor_noun(n.text) is not None for n in token.after("of")):
            return True
        if token.lemma == "state" and self._is_condition(token):
            return True
        owner = token.child("poss")
        if owner is None:
            return False
        is_mutual = owner.lemma == "other" and owner.child("det") is not None
        return is_mutual or (owner.tag == "PRP$" and token.lemma in {"team", "side"})

    def _is_condition(self, token: Token) -> bool:
        """Whether a state is one that things are in: "a state of emergency", "the wartime state"."""
        beside = {n.lemma for n in [*token.after("of"), *token.children]}
        return bool(beside & word_class("condition"))

    def _noun(self, token: Token) -> ActorNoun | None:
        if token.pos == "NUM" and token.text.lower() == "two" and token.dep in {"nsubj", "pobj", "dobj", "nsubjpass"}:
            return ActorNoun(kind="group", number="many")
        if token.text.lower() in {"both", "each"} and token.dep in {"nsubj", "nsubjpass", "pobj"}:
            return ActorNoun(kind="group", number="many")
        if token.pos not in {"NOUN", "PROPN", "ADJ"} or token.dep in {"compound", "amod"}:
            return None
        noun = actor_noun(token.text)
        if noun is None and is_office_head(token.text):
            return ActorNoun(kind="person", number="one")
        return noun

    def _apposed(self, token: Token, noun: ActorNoun) -> Mention | None:
        """Whom this description is said of: "the foreign minister, Luigi Di Maio", "the militant group Hamas"."""
        if noun.number == "many":
            return None
        others = [*token.kids("appos"), *([token.head] if token.dep == "appos" else [])]
        if token.dep == "attr" and token.head.lemma == "be":
            others += token.head.kids("nsubj")
        candidates = [self.taken.get(other.start) for other in others]
        if self.phrases.is_office(token):  # "the prime minister of Malta, Joe Vella," whatever the parser hangs where
            phrase = covering(self.phrases.noun_phrase(token))
            candidates += [self._beside(phrase), self._before(phrase)]
        for mention in candidates:
            if mention is None or mention.form != "name":
                continue
            is_person = mention.kind in {"person", None}
            if is_person if noun.kind == "person" else not is_person and mention.kind != "state":
                return mention
        return None

    def _list_after(self, phrase: list[Token], noun: ActorNoun) -> tuple[Span, ...]:
        """The persons listed after a description of several: "his counterparts, Dendias and Le Drian"."""
        heads: list[Span] = []
        end = covering(phrase).end
        while noun.number == "many" and (match := LIST_JOINT.match(self.text, end)):
            following = next((m for m in self.taken.values() if m.form == "name" and m.span.start == match.end()), None)
            if following is None or following.kind not in {"person", "group", None}:
                break
            heads.append(following.head)
            end = following.span.end
        return tuple(heads) if len(heads) > 1 else ()

    def _beside(self, phrase: Span) -> Mention | None:
        """The name that follows a phrase, with or without a comma."""
        for gap in (" ", ", "):
            if self.text.startswith(gap, phrase.end):
                start = phrase.end + len(gap)
                return next((m for m in self.taken.values() if m.form == "name" and m.span.start == start), None)
        return None

    def _before(self, phrase: Span) -> Mention | None:
        """The name that a phrase between commas follows: "Kofi Annan, retiring UN Secretary General, said"."""
        if self.text[phrase.end : phrase.end + 1] not in {",", ".", ";"}:
            return None
        names = (m for m in self.taken.values() if m.form == "name" and m.span.end < phrase.start)
        nearest = max(names, key=lambda m: m.span.end, default=None)
        is_next = nearest is not None and AFTER_NAME.fullmatch(self.text, nearest.span.end, phrase.start) is not None
        return nearest if is_next else None

    def _pronoun(self, token: Token) -> Mention | None:
        lower = token.text.lower()
        relative = token.tag in {"WP", "WDT", "WP$"} and token.dep in {
            "nsubj",
            "nsubjpass",
            "dobj",
            "poss",
            "pobj",
        }
        if not relative and (lower not in PERSONAL or token.pos not in {"PRON", "DET"} or token.dep == "expl"):
            return None
        if lower == "it" and any(c.dep in {"ccomp", "csubj"} for c in token.head.children) and token.head.lemma == "be":
            return None
        members: tuple[Span, ...] = ()
        if relative:
            verb = next((a for a in [token.head, *token.ancestors()] if a.dep == "relcl"), None)
            if verb is None:
                return None
            members = (verb.head.span,)
        return Mention(
            span=token.span,
            head=token.span,
            form="pronoun",
            name=lower,
            is_plural=lower in PLURAL,
            is_subject=token.dep in SUBJECTS,
            members=members,
            extractor=Actors.name,
            reason="relative pronoun" if relative else "pronoun",
        )
