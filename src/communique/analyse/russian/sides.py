"""The two states of a relation or of a talk, by the mentions that stand for them."""

from __future__ import annotations

from communique.analyse.parsed import Token
from communique.analyse.russian.described import halves
from communique.analyse.russian.grammar import preposition
from communique.analyse.russian.roles import Clause, Roles
from communique.lexicon.publishers import publishers_state
from communique.model import Mention, Span


def sides_of(roles: Roles, noun: Token) -> tuple[Span, Span] | None:
    """The two sides of a relation: "российско-индийские", "между Россией и Китаем", "России и Белоруссии".

    Else those of the talk; None where the text gives the relation to others.
    """
    for token in noun.subtree():
        mention = roles.found.headed_by(token)
        if mention is not None and len(mention.countries) == 2:
            return halves(token) if "-" in token.text else _of_codes(roles, mention.countries)
    named = _named(roles, noun) or _between(roles, noun)
    if named is not None:
        return named
    if any((m := roles.found.headed_by(t)) is not None and m.form == "name" for t in noun.subtree()):
        return None
    return both_states(roles)


def _named(roles: Roles, noun: Token) -> tuple[Span, Span] | None:
    """Two states named in the phrase."""
    words = sorted(noun.subtree(), key=lambda t: t.start)
    states = [m for t in words if (m := roles.found.headed_by(t)) is not None and m.kind == "state" and m.country]
    return (states[0].span, states[1].span) if len({m.country for m in states}) == 2 and len(states) == 2 else None


def _between(roles: Roles, noun: Token) -> tuple[Span, Span] | None:
    """ "Между Россией и Белоруссией особые отношения"."""
    for token in roles.parsed.sentence_of(noun).tokens:
        if preposition(token) == "между":
            named = roles.at(Clause(token.head, None), ("между",))
            if len(named) == 2:
                return named[0], named[1]
    return None


def both_states(roles: Roles) -> tuple[Span, Span] | None:
    """The states of the two who talk: each by a title, or the publisher's for its host."""
    if roles.talk is None:
        return None
    states = [state_of(roles, span) for span in roles.talk.parties]
    known = [state for state in states if state is not None]
    home = publishers_state(roles.parsed.doc.publisher or "")
    if len(known) == 1 and home is not None:
        own = next((m.span for m in roles.found.mentions if _stands_for(m, home)), None)
        known = [own, *known] if own is not None else known
    return (known[0], known[1]) if len(known) == 2 else None


def state_of(roles: Roles, person: Span) -> Span | None:
    """The mention of a state in somebody's title."""
    return next((m.span for m in roles.found.mentions if m.kind == "state" and person.holds(m.span)), None)


def _of_codes(roles: Roles, codes: tuple[str, ...]) -> tuple[Span, Span] | None:
    spans = [next((m.span for m in roles.found.mentions if _stands_for(m, code)), None) for code in codes]
    found = [span for span in spans if span is not None]
    return (found[0], found[1]) if len(found) == 2 else None


def _stands_for(mention: Mention, code: str) -> bool:
    return mention.kind == "state" and (mention.country == code or mention.countries == (code,))
