"""Who is the same in two texts, whatever their languages: persons by name and state, bodies and states by theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from communique.lexicon.bodies import body_named
from communique.lexicon.states import name_of
from communique.model import Actor, Party, Record
from communique.resolve.spelt import name_words, same_person, sound

LETTERS = {
    **dict(zip("абвгдзийклмнопрстуфыэ", "abvgdziyklmnoprstufye", strict=True)),
    **{"е": "e", "ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""},
    **{"ю": "yu", "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "w"},
}
"""Cyrillic letters as the United States Board on Geographic Names writes them, without signs."""

OFFICIAL = frozenset({"state", "government", "military", "legislature"})
UNNAMED = frozenset({"group"})


class Likeness(msgspec.Struct, frozen=True):
    """How surely two parties are one (0 to 1), and why."""

    score: float
    reason: str


def party(actor: Actor) -> Party:
    """An actor as a party, with its name in Latin letters where it has others."""
    english = in_latin(actor.name)
    return Party(
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        english=None if english == actor.name else english,
    )


@lru_cache(maxsize=8192)
def in_latin(name: str) -> str:
    """A name in Latin letters.

    >>> in_latin("Владимир Путин"), in_latin("Anna Berg")
    ('Vladimir Putin', 'Anna Berg')
    """
    written = []
    for letter in name:
        latin = LETTERS.get(letter.lower(), letter)
        written.append(latin.capitalize() if letter.isupper() else latin)
    return "".join(written)


def english_names(records: Iterable[Record]) -> dict[str, str]:
    """The names of actors that are not in Latin letters, with those that another text has for them, or transcribed."""
    known = list(dict.fromkeys(party(actor) for record in records for actor in record.actors))
    latin = [one for one in known if one.english is None]
    found: dict[str, str] = {}
    for one in known:
        if one.english is not None:
            fits = [(like.score, other.name) for other in latin if (like := likeness(one, other)) is not None]
            best = max((fit for fit in fits if fit[0] > 0.8), default=None)
            state = name_of(one.country) if one.kind == "state" and one.country else None
            found[one.name] = best[1] if best is not None else state or one.english
    return found


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """A word's consonants as they sound, which survive two transcriptions: Trump and Трамп (Tramp) have trmp."""
    heard = re.sub(r"c(?!h)", "k", sound(word)).replace("x", "ks")
    return re.sub(r"[aeiouy]", "", heard) or heard


@lru_cache(maxsize=65536)
def likeness(one: Party, other: Party) -> Likeness | None:
    """Whether two parties are one: None if not, or if nothing tells.

    A person and the state or body for which that person acts are one by half.
    """
    kinds = {one.kind, other.kind}
    if one.country and other.country and one.country != other.country:
        is_namesake = kinds == {"person"} and " " in one.name and one.name == other.name
        return Likeness(0.85, "the same full name, though the texts tie it to two states") if is_namesake else None
    if kinds == {"person"}:
        return _persons(one, other)
    is_one_state = one.country is not None and one.country == other.country
    if one.kind == other.kind == "state" and is_one_state:
        return Likeness(1.0, "the same state")
    if "person" not in kinds and _body(one) == _body(other):
        return Likeness(1.0, "the same name")
    if is_one_state and kinds <= OFFICIAL | {"person"} and ("state" in kinds or kinds == {"person", "government"}):
        return Likeness(0.6, "one acts for the other")
    return None


def _persons(one: Party, other: Party) -> Likeness | None:
    first, second = one.english or one.name, other.english or other.name
    if name_words(first) == name_words(second):
        return Likeness(1.0, "the same name")
    if same_person(first, second):
        return Likeness(0.9, "names of one person")
    is_transcribed = (one.english is None) != (other.english is None)
    if is_transcribed and one.country == other.country and one.country is not None:
        a, b = name_words(first), name_words(second)
        if skeleton(a[-1]) == skeleton(b[-1]) and (len(a) == 1 or len(b) == 1 or skeleton(a[0]) == skeleton(b[0])):
            return Likeness(0.85, "one name in two scripts, the same state")
    return None


def _body(one: Party) -> str:
    known = body_named(one.name)
    return known.canonical if known is not None else (one.english or one.name).casefold()


@lru_cache(maxsize=65536)
def keys(one: Party) -> tuple[str, ...]:
    """By what a party is found again: a state by its code, a person by surname and state, others by their name."""
    found = [f"state {one.country}"] if one.country is not None and one.kind in OFFICIAL | {"person"} else []
    if one.kind == "person":
        found.append(f"person {skeleton(name_words(one.english or one.name)[-1])}" if one.name.split() else "")
    elif not found:
        found.append(f"name {_body(one)}")
    return tuple(found)


class Match(msgspec.Struct, frozen=True):
    """How two sets of parties fit: the mean likeness of those that are matched, how many, and if all of one are."""

    score: float
    matched: int
    is_within: bool
    reason: str


def matched(one: Sequence[Party], other: Sequence[Party]) -> Match:
    """Each party of the smaller set with the one that it is most like in the larger, nobody twice."""
    few, many = sorted((tuple(one), tuple(other)), key=len)
    pairs = sorted(_pairs(few, many), key=lambda pair: -pair[2].score)
    taken_few, taken_many, likes = set[int](), set[int](), list[Likeness]()
    for a, b, like in pairs:
        if a not in taken_few and b not in taken_many:
            taken_few.add(a)
            taken_many.add(b)
            likes.append(like)
    score = sum(like.score for like in likes) / len(likes) if likes else 0.0
    reason = ", ".join(dict.fromkeys(like.reason for like in likes)) or "no party in common"
    return Match(score, len(likes), len(likes) == len(few), reason)


def _pairs(few: Sequence[Party], many: Sequence[Party]) -> Iterator[tuple[int, int, Likeness]]:
    for a, one in enumerate(few):
        for b, other in enumerate(many):
            like = likeness(one, other)
            if like is not None:
                yield a, b, like
