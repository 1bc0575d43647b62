"""Mends of what the small parser often gets wrong in reporting prose, by agreement of tense."""

from __future__ import annotations

import itertools

from communique.analyse.parsed import Token

PRESENT = frozenset({"VBZ", "VBP"})


def mend(tokens: list[Token]) -> None:
    """Reattach verbs that the tree hangs too deep; done once, before anybody reads the tree."""
    for place, token in enumerate(tokens):
        if token.dep == "prep" and token.lemma == "of" and token.head.ent in {"DATE", "TIME"}:
            _past_time(token, tokens)
        elif token.dep == "prep" and token.lemma == "of" and token.head.pos in {"VERB", "AUX", "ADP"}:
            _past_time_between_commas(token, tokens[max(0, place - 8) : place])
        if token.dep == "prep" and token.lemma in {"with", "to"} and token.head.dep == "npadvmod":
            verb = token.head.head  # "spoke today with Lavrov": with whom hangs on the verb, not on the day
            if token.head.ent in {"DATE", "TIME"} and verb.is_verb:
                _move(token, verb)
        if token.dep == "conj" and token.pos == "ADP" and token.head.is_verb:
            _beside_its_like(token)
        if token.dep == "conj" and token.tag == "VBD" and token.child("nsubj", "nsubjpass", "aux") is None:
            _raise_past(token)


def cut_loose(words: list[Token]) -> None:
    """Make a piece of an overlong sentence stand alone: what hangs on words outside it becomes a root."""
    inside = {id(word) for word in words}
    for word in words:
        word.children = [child for child in word.children if id(child) in inside]
        if id(word.head) not in inside:
            word.head = word


def _past_time(of: Token, tokens: list[Token]) -> None:
    """In "the release, yesterday, of hostages", "of" belongs to the noun before the time."""
    before = [t for t in tokens if t.end <= of.head.start][-8:]
    noun = next((t for t in reversed(before) if t.pos not in {"PUNCT", "ADJ", "DET"}), None)
    if noun is not None and noun.pos == "NOUN" and before[-1].text == "," and of.head.dep != "ROOT":
        _move(of.head, noun)
        _move(of, noun)


def _past_time_between_commas(of: Token, before: list[Token]) -> None:
    """The same where "of" was hung on the verb: "thanked him for the release, yesterday, of hostages"."""
    if len(before) < 4 or before[-1].text != "," or before[-2].ent not in {"DATE", "TIME"}:
        return
    rest = list(itertools.dropwhile(lambda t: t.ent in {"DATE", "TIME"}, before[-2::-1]))
    if len(rest) > 1 and rest[0].text == "," and rest[1].pos == "NOUN":
        _move(of, rest[1])


def _beside_its_like(preposition: Token) -> None:
    """In "thank him for his time, and for the release", the second "for" belongs where the first does."""
    for token in preposition.head.subtree():
        if (
            token.dep == "prep"
            and token.lemma == preposition.lemma
            and token.start < preposition.start
            and token.head.is_verb
        ):
            preposition.dep = "prep"
            _move(preposition, token.head)
            return


def _move(token: Token, head: Token) -> None:
    if token.head is token or head is token or token in head.ancestors():
        return
    token.head.children.remove(token)
    token.head = head
    head.children.append(token)


def _raise_past(verb: Token) -> None:
    """In "reiterated that Russia has … and emphasized the need", "emphasized" belongs beside "reiterated"."""
    if verb.head.tag not in PRESENT or verb.head.child("aux") is not None:
        return
    above = next((a for a in verb.head.ancestors() if a.is_verb and a.tag == "VBD"), None)
    if above is not None:
        _move(verb, above)
