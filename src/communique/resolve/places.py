"""Where the places lie that a text names: which city or state is meant, with the reason, or why that stays open."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import msgspec

from communique.lexicon.gazetteer import City, cities_named, country_id, us_state, us_state_id
from communique.lexicon.states import name_of, state_named
from communique.model import Document, Place, PlaceFound, quote
from communique.model.record import claim_id

DOMINANT = 5  # a city so many times as populous as the next of its name is meant unless something speaks for that one
NEAR = 10  # a city more populous by this factor is meant even where only the other's country is in the text
GREAT = 100_000
CITIES_FIRST = frozenset({"Washington", "New York"})  # states too, which news calls "Washington state"
NOT_HELD = (
    (re.compile(r"\b(?:Sea|Strait|Straits|Gulf|Ocean|Bay|Channel|Canal|River|Lake)s?\b"), "a water"),
    (re.compile(r"\b(?:Islands?|Peninsula|Mountains?|Valley|Desert|Strip|Bank|Heights|Sahel|Donbass?)\b"), "a region"),
    (re.compile(r"\b(?:[Bb]ase|Camp|Fort|Airfield|Barracks)\b"), "a military base or camp"),
    (
        re.compile(
            r"\b(?:[Pp]rovince|[Rr]egion|[Dd]istrict|[Gg]overnorate|[Oo]blast|County|[Nn]orth\w*|[Ss]outh\w*|"
            r"[Ee]ast\w*|[Ww]est\w*)\b"
        ),
        "a region",
    ),
    (
        re.compile(r"\b(?:House|Palace|Office|Hall|Building|Ministry|University|Hospital|Hotel|Airport|Square)\b"),
        "a building or a place in a town",
    ),
)


class _Judged(msgspec.Struct, frozen=True):
    """Which place is meant: a city, or the GeoNames id of a state; neither where that stays open."""

    reason: str
    score: float = 0.0
    country: str | None = None
    city: City | None = None
    id: int | None = None


def located(doc: Document, found: Iterable[PlaceFound], countries: Collection[str]) -> tuple[Place, ...]:
    """The places that a text names, each once, in its order; `countries` are those of the actors in the record."""
    every = sorted(found, key=lambda p: p.span)
    names = [" ".join(doc.text[p.span.start : p.span.end].split()) for p in every]
    context = _context(names, frozenset(countries))
    places: dict[object, Place] = {}
    for name, one in zip(names, every, strict=True):
        judged = _told_outright(name) or _by_context(name, context)
        key = judged.id or (judged.city.id if judged.city is not None else name)
        place = _place(doc, name, one, judged)
        places[key] = _joined(places[key], place) if key in places else place
    return tuple(places.values())


class _Context(msgspec.Struct, frozen=True):
    """What else the text tells: countries of its actors and places, places told in full, states of the US.

    `us_cities` are the states of the US that a great city of the text lies in.
    """

    actors: frozenset[str]
    places: frozenset[str]
    in_full: dict[str, _Judged]
    us_states: frozenset[str]
    us_cities: frozenset[str]

    def tells_of(self, country: str) -> str | None:
        """Why a country is in question."""
        if country in self.places:
            return f"another place of the text lies in {name_of(country)}"
        return f"an actor of the text is of {name_of(country)}" if country in self.actors else None


def _context(names: Sequence[str], actors: frozenset[str]) -> _Context:
    sure = {name: judged for name in names if (judged := _told_outright(name)) is not None}
    only = [cities[0] for name in names if name not in sure and len(cities := cities_named(name)) == 1]
    great = [city for city in only if city.population > GREAT]
    us_states = {us_state(name.rpartition(", ")[2]) for name in names if name not in CITIES_FIRST}
    return _Context(
        actors=actors,
        places=frozenset([j.country for j in sure.values() if j.country] + [city.country for city in great]),
        in_full={name.rpartition(", ")[0]: judged for name, judged in sure.items() if ", " in name},
        us_states=frozenset(state for state in us_states if state is not None),
        us_cities=frozenset(city.region for city in great if city.country == "USA"),
    )


def _told_outright(name: str) -> _Judged | None:
    """What the words alone decide: "Paris, Texas", a state's name; None for what needs the context."""
    inner, comma, outer = name.rpartition(", ")
    if comma:
        return _in(inner, outer)
    state = state_named(name)
    if state is not None and state.form == "name" and us_state(name) is None:
        return _Judged("the name of a state", 0.95, state.code, id=country_id(state.code))
    return None


def _in(inner: str, outer: str) -> _Judged | None:
    """ "Paris, Texas", "Tripoli, Lebanon"."""
    region, state = us_state(outer), state_named(outer)
    code = state.code if state is not None else "USA" if region is not None else None
    if code is None:
        return None
    in_us = [c for c in cities_named(inner) if region is not None and c.country == "USA" and c.region == region]
    cities = in_us or [c for c in cities_named(inner) if state is not None and c.country == state.code]
    if cities:
        return _Judged(f"the text says that it is in {outer}", 0.95, cities[0].country, cities[0])
    return _Judged(f"in {outer}, as the text says; the gazetteer has no such city there", 0.0, code)


def _by_context(name: str, context: _Context) -> _Judged:
    """What the words leave open, as the rest of the text decides it."""
    if name in context.in_full:
        full = context.in_full[name]
        return _Judged("told in full elsewhere in the text", full.score, full.country, full.city, full.id)
    region = us_state(name) if len(name) > 3 and name not in CITIES_FIRST else None
    if region is not None:
        return _us_state(name, region, context)
    cities = cities_named(name)
    if not cities:
        return _not_held(name)
    if len(cities) > 1:
        return _one_of(cities, context)
    why = context.tells_of(cities[0].country)
    reason = "the only city of its name in the gazetteer" + (f"; {why}" if why else "")
    return _Judged(reason, 0.9 if why else 0.7, cities[0].country, cities[0])


def _us_state(name: str, region: str, context: _Context) -> _Judged:
    """A state of the United States; Georgia where the text has others or its cities, and nobody of the other."""
    state = state_named(name)
    if state is None or state.form == "capital":
        return _Judged("a state of the United States", 0.9, "USA", id=us_state_id(region))
    is_us = bool(context.us_states - {region}) or region in context.us_cities
    is_other = context.tells_of(state.code) is not None
    if is_us and is_other:
        return _Judged("a state, or a state of the United States: the text speaks of both")
    if is_us:
        return _Judged(
            "a state of the United States, of which the text names others", 0.8, "USA", id=us_state_id(region)
        )
    return _Judged("the name of a state", 0.9 if is_other else 0.7, state.code, id=country_id(state.code))


def _one_of(cities: Sequence[City], context: _Context) -> _Judged:
    """Which of several cities of a name is meant: that of the country the text speaks of, or the one far greater.

    A lesser city of the United States needs its state named in the text: Americans are in texts from everywhere.
    """
    first = cities[0]
    spoken_of = [
        c for c in cities if context.tells_of(c.country) and (c.country != "USA" or _is_told(c, first, context))
    ]
    if len({city.country for city in spoken_of}) == 1:
        best, *others = spoken_of
        is_clear = all(best.population >= DOMINANT * other.population for other in others)
        if is_clear and (best is first or first.population < NEAR * best.population):
            return _Judged(str(context.tells_of(best.country)), 0.9 if best is first else 0.8, best.country, best)
    rivals = [city for city in spoken_of or cities if city is not first]
    least = NEAR if first in spoken_of else DOMINANT
    if all(first.population >= least * rival.population for rival in rivals):
        return _Judged("by far the most populous of its name", 0.75, first.country, first)
    listed = " and ".join(dict.fromkeys(str(name_of(c.country)) for c in (first, *rivals)[:3]))
    return _Judged(f"several cities of this name, in {listed}")


def _is_told(city: City, first: City, context: _Context) -> bool:
    return city is first or city.region in context.us_states | context.us_cities


def _not_held(name: str) -> _Judged:
    kind = next((kind for words, kind in NOT_HELD if words.search(name)), None)
    held = "the gazetteer has cities of 15,000 people and more, and states"
    return _Judged(f"{kind}: {held}" if kind is not None else f"not found: {held}")


def _place(doc: Document, name: str, one: PlaceFound, judged: _Judged) -> Place:
    city = judged.city
    return Place(
        id=claim_id("place", doc, one.span),
        name=name,
        country=judged.country,
        latitude=city.latitude if city is not None else None,
        longitude=city.longitude if city is not None else None,
        geonames=city.id if city is not None else judged.id,
        evidence=(quote(doc.text, one.span),),
        reason=judged.reason,
        score=judged.score,
        extractor=one.extractor,
    )


def _joined(a: Place, b: Place) -> Place:
    """One place named twice: under the fuller name, as surely as the surer one says."""
    surer = b if b.score > a.score else a
    name = max(a.name, b.name, key=len)
    return msgspec.structs.replace(surer, id=a.id, name=name, evidence=a.evidence + b.evidence)
