"""Which rows of the trigger lexicon apply where: a word, its part of speech and what must stand beside it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.analyse.clauses import undergoer
from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token
from communique.lexicon.triggers import Condition, Part, Trigger, triggers

PARTS: dict[str, Part] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


class Fired(msgspec.Struct, frozen=True):
    """A trigger that applies at a token."""

    token: Token
    row: Trigger
    part: Part


class Firing:
    """The triggers of one text; `consumed` are the nouns that a verb took up, `talks` the verbs that tell of talks."""

    def __init__(self, parsed: Parsed, found: Findings) -> None:
        self.parsed, self.found, self.text = parsed, found, parsed.text
        self.consumed: set[int] = set()
        self.talks: dict[int, Fired] = {}

    def fired(self) -> Iterator[Fired]:
        """The triggers that apply, verbs before the nouns that they take up."""
        fired: list[Fired] = []
        for wanted in ({"VERB", "AUX", "ADJ"}, {"NOUN", "PROPN"}):
            for token in self.parsed.tokens:
                if token.pos in wanted and token.start not in self.consumed and not self._is_named(token):
                    row = self.row(token, PARTS[token.pos])
                    if row is not None:
                        fired.append(Fired(token, row, PARTS[token.pos]))
                        self._consume(token, row)
        self.talks = {f.token.start: f for f in fired if f.row.type == "CONSULT" and f.part == "verb"}
        yield from sorted((f for f in fired if f.row.type is not None), key=lambda f: f.token.start)

    def _is_named(self, token: Token) -> bool:
        """Whether a word is part of a name: the "Attack" of a title, the "Council" of a body."""
        mention = self.found.mention_of(token)
        return mention is not None and mention.form == "name" and token.pos != "VERB"

    def row(self, token: Token, part: Part) -> Trigger | None:
        """The row that applies to a word, the most specific of those whose conditions hold."""
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
                    own = self.row(held, "noun")
                    is_same = own is None or row.type is None or own.type in {row.type, None}
                    if held.lemma in condition.lemmas and is_same:
                        self.consumed.add(held.start)
            if condition.where == "xcomp" and not condition.is_not and row.type == "APPOINT":
                for done in (c for c in token.children if c.lemma in condition.lemmas and c.dep == "xcomp"):
                    self.consumed |= {done.start, *(o.start for o in done.kids("dobj"))}
