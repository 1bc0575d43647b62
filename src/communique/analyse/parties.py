"""Whether somebody named stands where a party to something stands: beside a verb, or a noun of acting."""

from __future__ import annotations

from communique.analyse.parsed import SUBJECTS, Token
from communique.lexicon.triggers import triggers

OBJECTS = frozenset({"dobj", "dative", "oprd"})
OF_A_PARTY = frozenset({"with", "by", "between", "against", "from", "to"})
BEFORE_A_NOUN = frozenset({"poss", "nmod"})


def is_party(token: Token) -> bool:
    """Whether the word is a subject, an object, "with Iran", "the invasion of Ukraine", "Russia's invasion".

    In a list all stand as the first does.
    """
    while token.dep in {"conj", "appos"} and token.head is not token:
        token = token.head
    if token.dep == "pobj":
        return token.head.lemma in OF_A_PARTY or (token.head.lemma == "of" and _is_act(token.head.head))
    if token.dep in BEFORE_A_NOUN:
        return _is_act(token.head)
    return token.dep in SUBJECTS | OBJECTS or token.head is token


def _is_act(token: Token) -> bool:
    """Whether a noun tells of something done: "invasion", "visit"."""
    return token.pos == "NOUN" and bool(triggers(token.lemma, "noun"))
