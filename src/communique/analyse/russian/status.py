"""Whether an event has happened, is planned, proposed, conditional or denied, by the words around what reports it."""

from __future__ import annotations

from communique.analyse.parsed import Token
from communique.analyse.russian.grammar import feature, is_negated
from communique.analyse.russian.roles import speaks_of_itself
from communique.lexicon.russian.classes import word_class
from communique.model import Status

CONDITIONS = frozenset({"если", "бы"})
LIMIT = 5  # steps up the tree


def status(trigger: Token, verb: Token | None) -> tuple[Status, str]:
    """The status of what a trigger reports, carried by a verb or not, and why."""
    if trigger.lemma == "ждать":
        return "planned", "somebody is waited for"
    is_performed = speaks_of_itself(trigger) or trigger.head is trigger
    if verb is trigger and feature(trigger, "VerbForm") == "Inf" and is_performed:
        return "occurred", "done by saying so"
    own = {c.lemma for c in trigger.children if c.pos in {"ADJ", "VERB", "DET"}}
    if verb is not None and is_negated(verb) and feature(verb, "VerbForm") != "Inf":
        return "denied", "a negated verb"
    if own & word_class("asked"):
        return "proposed", "called possible or wanted"
    if own & word_class("ahead"):
        return "planned", "called ahead"
    if own & word_class("past"):
        return "occurred", "called past"
    if verb is not None and _is_conditional(verb) and verb.lemma not in {"попросить", "просить", "хотеть"}:
        return "conditional", "under a condition"
    if verb is not None and feature(verb, "Tense") == "Fut":
        return "planned", "the future tense"
    return _governed(trigger, verb)


def _is_conditional(verb: Token) -> bool:
    return any(c.lemma in CONDITIONS for c in verb.children) or any(
        child.dep == "advcl" and any(c.lemma == "если" for c in child.children) for child in verb.children
    )


def _governed(trigger: Token, verb: Token | None) -> tuple[Status, str]:
    """By what the trigger hangs on: what is agreed is planned, what is asked for is proposed."""
    is_open = verb is None or feature(verb, "VerbForm") == "Inf"
    at = verb if verb is not None else trigger
    if not is_open:
        future = next((c for c in at.children if c.lemma == "быть" and feature(c, "Tense") == "Fut"), None)
        return ("planned", "the future tense") if future is not None else ("occurred", "told as done")
    for _ in range(LIMIT):
        before = at
        at = at.head
        if at is before:
            break
        if at.lemma in word_class("proposing"):
            return "proposed", f"asked for or possible: {at.text!r}"
        if at.lemma in word_class("planning"):
            return "planned", f"agreed or planned: {at.text!r}"
        if at.pos in {"VERB", "AUX"} and feature(at, "VerbForm") in {"Fin", "Part"}:
            if feature(at, "Tense") == "Fut":
                return "planned", "the future tense"
            break
    if verb is not None and feature(verb, "VerbForm") == "Inf":
        return "proposed", "an infinitive"
    return "occurred", "told as a fact"
