"""Whether an event has occurred, is planned, proposed, conditional or denied: by tense, mood and what governs it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.analyse.clauses import helpers, is_conditional, is_negated
from communique.analyse.parsed import Token
from communique.lexicon.classes import word_class
from communique.model import Status

AHEAD = frozenset({"will", "shall", "'ll", "’ll", "ll", "wo"})
PERHAPS = frozenset({"may", "might", "could", "can"})
OUGHT = frozenset({"should", "must", "ought"})


def status_of(token: Token) -> tuple[Status, str]:
    """The status of what a trigger reports, with the reason: `planned` for "agreed to withdraw"."""
    if token.dep == "conj" and token.tag in {"VB", "VBG"} and token.tag == token.head.tag and not token.child("nsubj"):
        return status_of(token.head)  # "call on them to release prisoners and enter into talks"
    first = next((a for a in _coordinated_with(token)), None)
    if first is not None and is_negated(first):
        return "denied", "negated with what it is coordinated with"
    own = _own(token)
    if own is not None:
        return own
    for governor, link in _governors(token):
        found = _governed(token, governor, link)
        if found is not None:
            return found
    return "occurred", "told as having happened"


def _coordinated_with(token: Token) -> Iterator[Token]:
    """The verbs that share their negation with this one: "attack" in "did not attack or invade"."""
    while token.dep == "conj" and token.is_verb and token.head.is_verb and token.child("nsubj", "nsubjpass") is None:
        joined = [c.lemma for c in token.head.children if c.dep == "cc"]
        if "but" in joined:
            return
        token = token.head
        yield token


def is_unreal(verb: Token) -> bool:
    """Whether an infinitive only tells a purpose: the "to attack" of "came to attack" has not happened."""
    if not verb.is_verb or "to" not in helpers(verb):
        return False
    return verb.head.lemma not in word_class("makes happen") and not (
        verb.head.lemma in word_class("wishing") and _first_person(verb.head)
    )


def _own(token: Token) -> tuple[Status, str] | None:
    if not token.is_verb and token.pos != "ADJ":
        return _of_noun(token)
    verb = token if token.is_verb else token.head
    if is_negated(verb):
        return "denied", "negated"
    aux = helpers(verb)
    if verb.dep == "conj" and verb.tag == "VB" and not aux:  # "will meet and discuss"
        aux = helpers(verb.head)
    if is_conditional(verb):
        return "conditional", "holds only if"
    if aux & AHEAD or any(c.lemma == "go" and "to" in aux for c in [verb.head]):
        return "planned", "future"
    if "would" in aux:
        return "planned", "future in the past"
    if aux & OUGHT:
        return "proposed", "said to be due"
    if aux & PERHAPS:
        return "conditional", "only possible"
    return None


def _of_noun(token: Token) -> tuple[Status, str] | None:
    for child in token.children:
        if child.lemma in {"recent", "latest", "last", "ongoing", "continuing"}:
            return "occurred", f"{child.text!r} before the noun"
        if child.lemma in word_class("lying ahead") or child.text.lower() in word_class("lying ahead"):
            return "planned", f"{child.text!r} before the noun"
        if child.lemma in word_class("only proposed") or child.text.lower() in word_class("only proposed"):
            return "proposed", f"{child.text!r} before the noun"
        if child.dep in {"relcl", "acl"} and child.lemma in word_class("arranging") and _is_arranged(child):
            return "planned", f"{child.text!r} said of it"
        if child.dep == "det" and child.lemma == "no":
            return "denied", "negated"
    return None


def _is_arranged(verb: Token) -> bool:
    """ "The meeting set for Friday", "the talks that are being prepared", "… to be held"."""
    aux = helpers(verb)
    if verb.lemma in {"hold", "expect"}:
        return bool(aux & AHEAD) or "to" in aux
    return not aux & {"was", "were", "had"}


def _governors(token: Token) -> Iterator[tuple[Token, str]]:
    """What a trigger depends on, up to the end of its sentence's control; a finite clause of its own ends it."""
    link = token.dep
    if link == "relcl" or (link in {"acl", "amod"} and token.tag in {"VBN", "VBD"}):
        return  # "wrongfully detained citizens" are so whatever is asked for them
    for governor in token.ancestors():
        if link == "conj" or (link == "pobj" and governor.lemma in {"after", "during", "following", "since"}):
            return
        yield governor, link
        if (
            governor.is_verb
            and link in {"nsubj", "nsubjpass", "advcl", "relcl", "conj"}
            and governor.dep not in {"xcomp", "conj"}
        ):
            return
        if governor.is_verb and governor.dep in {"acl", "relcl"} and "to" not in helpers(governor):
            return
        if governor.is_verb and link == "ccomp" and governor.lemma not in word_class("causing"):
            return
        if governor.dep not in {"prep", "pobj", "pcomp"} or link != "prep":
            link = governor.dep


def _governed(token: Token, governor: Token, link: str) -> tuple[Status, str] | None:
    lemma = governor.lemma
    if lemma in word_class("wishing") and _first_person(governor):
        return "occurred", "performed by saying so"
    is_controlled = link in {
        "xcomp",
        "ccomp",
        "dobj",
        "pobj",
        "pcomp",
        "prep",
        "acl",
        "advcl",
        "nsubjpass",
        "oprd",
    }
    if link == "xcomp" and governor.is_verb and is_negated(governor) and token.is_verb:
        return "denied", f"{governor.text!r} is negated"
    if is_controlled and not (
        link in {"advcl", "prep"}
        and governor.is_verb
        and token.is_verb
        and "to" not in helpers(token)
        and link == "advcl"
    ):
        if lemma in word_class("makes denied"):
            return "denied", f"governed by {governor.text!r}"
        if lemma in word_class("makes planned") and _looks_ahead(token, link):
            return "planned", f"governed by {governor.text!r}"
        if lemma in word_class("makes proposed") and _looks_ahead(token, link):
            return "proposed", f"governed by {governor.text!r}"
    is_said_of_it = governor.lemma == "be" and link in {"nsubj", "attr"}  # "the ban is not part of a plan"
    if governor.is_verb and link in {"xcomp", "dobj", "pobj", "prep", "nsubj", "nsubjpass", "attr", "pcomp"}:
        if is_said_of_it:  # "there will be talks" lies ahead
            return ("planned", "future") if helpers(governor) & AHEAD else None
        return _own(governor)
    return None


def _looks_ahead(token: Token, link: str) -> bool:
    """Whether what is governed lies ahead: an infinitive, gerund or noun, not a finite report of the past."""
    return not (link == "ccomp" and token.is_verb and token.tag in {"VBD", "VBZ", "VBP"})


def _first_person(verb: Token) -> bool:
    own = verb.child("nsubj")
    return own is not None and own.text.lower() in {"i", "we"}
