"""Which state somebody belongs to or acts for, where no words beside the name tell it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from communique.lexicon.bodies import body_named
from communique.lexicon.offices import states_office
from communique.lexicon.sectors import sector
from communique.lexicon.states import state_named
from communique.model import ActorKind, Mention, PlaceFound, Sector, SpanIndex
from communique.resolve.clusters import Cluster, Clusters
from communique.resolve.spelt import name_words

OF_A_STATE: frozenset[Sector] = frozenset({"GOV", "MIL", "LEG", "JUD", "OPP", "COP", "SPY", "PTY"})

COMMON: frozenset[ActorKind] = frozenset({"government", "military", "legislature", "party"})
EXAMPLES = re.compile(r",? (?:including|such as|among them)(?: the)? |: (?:the )?| (?=[A-Z])")

JOINT = re.compile(r"(?:, and |, | and |; )(?:the )?")
MINISTERIAL = re.compile(r"\b(?:minister|chancellor|king|queen|premier|emir|sultan|sheikh)\b", re.I)
FOREIGN_TO_AMERICA = re.compile(r"\b(?:minister|chancellor|king|queen|premier|emir|sultan|sheikh|president)\b", re.I)


def give_countries(clusters: Clusters, publishers_state: str | None) -> None:
    """Give persons the state that their office, their administration, or those listed with them serve."""
    administrations = {
        name_words(name)[0]: c.country
        for c in clusters.by_key.values()
        for name in c.names
        if c.kind == "government" and c.country and name.endswith("administration")
    }
    for person in clusters.persons():
        if person.country is None:
            person.country, person.country_reason = _country(person, clusters, administrations, publishers_state)
    _share_in_lists(clusters)
    _host(clusters, publishers_state)


def give_by_description(clusters: Clusters, mentions: Iterable[Mention]) -> None:
    """Give bodies the state and kind of the description that lists them: "German firms including Daimler"."""
    ordered = sorted(mentions, key=lambda m: m.span)
    named = {m.span.start: m for m in ordered if m.form == "name"}
    by_name = {m.span: c for c in clusters.by_key.values() for m in c.mentions if m.form == "name"}
    for told in ordered:
        is_list = told.form == "nominal" and told.is_plural and told.country is not None
        lead = EXAMPLES.match(clusters.doc.text, told.span.end) if is_list else None
        while lead is not None and (one := named.get(lead.end())) is not None:
            listed = by_name.get(one.span)
            if listed is not None and listed.kind not in {"state", "person", "igo"}:
                if listed.country is None:
                    listed.country, listed.country_reason = told.country, f"listed as one of the {told.name}"
                if listed.kind == "group" and told.kind is not None:
                    listed.kind = told.kind
            lead = JOINT.match(clusters.doc.text, one.span.end)


def _country(
    person: Cluster, clusters: Clusters, administrations: dict[str, str], publishers_state: str | None
) -> tuple[str | None, str | None]:
    for role in person.roles:
        state = states_office(role) or _state_in(role)
        if state is not None:
            return state, f"the office of {role!r}"
        owner = _owner(role, clusters)
        if owner is not None and owner.country is not None and owner is not person:
            return owner.country, f"{owner.name}, in the office of {role!r}"
    for name in person.names:
        if (words := name_words(name)) and words[-1] in administrations:
            return administrations[words[-1]], f"the {words[-1].title()} administration"
    if sector("person", person.name, person.roles) not in OF_A_STATE or _is_international(person):
        return None, None
    is_foreign = any(FOREIGN_TO_AMERICA.search(role) for role in person.roles) and publishers_state == "USA"
    if person.roles and publishers_state is not None and not is_foreign:
        return publishers_state, "an office, in a text of that state's own"
    return None, None


def _state_in(role: str) -> str | None:
    """The state at the end of an office: "President of the Central Bank of Nicaragua"."""
    told = state_named(role.rsplit(" of ", 1)[1]) if " of " in role else None
    return told.code if told is not None else None


def _owner(role: str, clusters: Clusters) -> Cluster | None:
    """The actor of the text whose office it is: Mahan Air in "Mahan's director", "Mahan Air spokesman"."""
    owner, is_owned, _ = role.replace("’", "'").partition("'s ")
    pieces = [owner] if is_owned else _beginnings(role)[::-1]
    found = (clusters.called(piece.removeprefix("the ")) for piece in pieces if piece[:1].isupper())
    return next((c for c in found if c is not None), None)


def _is_international(actor: Cluster) -> bool:
    """Whether an office or a description names an organisation of states: "UN envoy", "NATO spokesman"."""
    said = [*actor.roles, *(m.name for m in actor.mentions if m.form == "nominal")]
    pieces = [part for words in said for part in (words.split(" of ")[-1], *_beginnings(words))]
    return any((body := body_named(piece)) is not None and body.kind == "igo" for piece in pieces)


def _beginnings(words: str) -> list[str]:
    parts = words.split()
    return [" ".join(parts[:n]) for n in range(1, len(parts))]


def state_told_of(
    mentions: Iterable[Mention], places: Iterable[PlaceFound], publishers_state: str | None
) -> str | None:
    """The state that a text is about: it, its bodies and places named at least twice, and twice as often as any other.

    The state that the text's publisher speaks for is left out of the count.
    """
    named_there = [m for m in mentions if m.kind != "person"]
    known = SpanIndex(m.span for m in named_there)
    elsewhere = [p.country for p in places if not known.meeting(p.span)]
    named = Counter(c for c in [*(m.country for m in named_there), *elsewhere] if c not in {None, publishers_state})
    (first, times), (_, next_most) = (*named.most_common(2), (None, 0), (None, 0))[:2]
    return first if times >= max(2, 2 * next_most) else None


def give_state_told_of(clusters: Clusters, told_of: str | None, publishers_state: str | None) -> None:
    """Give persons, and bodies that every state has ("the police"), the state that the text is about.

    "The administration" is that of the state whose text it is.
    """
    for actor in clusters.by_key.values():
        is_own = publishers_state is not None and actor.name.casefold().split()[-1:] == ["administration"]
        code = publishers_state if is_own else told_of
        if actor.country is None and code is not None and _can_be_of_a_state(actor):
            told = "the state whose text it is" if is_own else "the state that the text is about"
            actor.country, actor.country_reason = code, told


def _can_be_of_a_state(actor: Cluster) -> bool:
    if actor.kind == "person" and not (actor.roles or actor.names):
        return False
    is_common = not actor.names and actor.kind in COMMON
    part = sector(actor.kind, actor.name, actor.roles)
    return (actor.kind == "person" or is_common) and part in OF_A_STATE | {None} and not _is_international(actor)


def _share_in_lists(clusters: Clusters) -> None:
    """Officials named in one list with an American official, by offices that America has, are American too."""
    named = sorted(
        ((m, c) for c in clusters.persons() for m in c.mentions if m.form == "name"), key=lambda p: p[0].span
    )
    for pairs in (list(pairwise(named)), [(b, a) for a, b in pairwise(named)][::-1]):
        for (one, first), (other, second) in pairs:
            left, right = sorted((one, other), key=lambda m: m.span)
            between = clusters.doc.text[left.span.end : right.span.start] if left.span.end < right.span.start else ""
            is_open = second.country is None and other.roles and not any(map(MINISTERIAL.search, second.roles))
            if first.country == "USA" and is_open and JOINT.fullmatch(between):
                second.country, second.country_reason = "USA", f"named in one list with {first.name}"


def _host(clusters: Clusters, publishers_state: str | None) -> None:
    """The person whom a state's own text names first, with no office, is that state's: Putin in a Kremlin readout."""
    if publishers_state is None:
        return
    named = [(m.span, c) for c in clusters.persons() for m in c.mentions if m.form == "name"]
    first = min(named, key=lambda pair: pair[0], default=None)
    if first is not None and first[1].country is None and not first[1].roles:
        first[1].country, first[1].country_reason = (
            publishers_state,
            "named first, with no office, in that state's own text",
        )
