"""What two phrases are about, across wordings and languages: by the keys of the topic list, else by their stems."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from communique.lexicon.stems import stems
from communique.lexicon.topics import topic_keys
from communique.model import Report

EMPTY = frozenset(
    one.stem
    for one in stems(
        "the a an of and or to in on at for with by from about as that this which who whom is are was were be been "
        "have has had will would shall should can could may might do did it its he she his her they their we our i "
        "my you your us also all each other others both various including issue issues matter matters subject "
        "subjects topic topics question questions range number situation situation around "
        "и в во на о об по с со к у из за от для что это тема темы вопрос вопросы ситуация а также"
    )
)
KEYED = 0.6
"""The least score of two phrases that share a key."""


class Subject(msgspec.Struct, frozen=True):
    """What a phrase is about: keys of the topic list, and the stems of its words."""

    keys: frozenset[str]
    stems: frozenset[str]


@lru_cache(maxsize=65536)
def subject(words: str) -> Subject:
    """What some words are about."""
    return Subject(topic_keys(words), frozenset(one.stem for one in stems(words)) - EMPTY)


def same_subject(one: Subject, other: Subject, *, apart: frozenset[str] = frozenset()) -> tuple[float, str] | None:
    """How surely two phrases are about one thing, and why; keys in `apart` (the parties' own states) don't count."""
    a, b = one.keys - apart, other.keys - apart
    if a & b:
        score = KEYED + (1 - KEYED) * len(a & b) / len(a | b)
        return score, f"both about {', '.join(sorted(a & b))}"
    common = one.stems & other.stems
    if common:
        score = len(common) / len(one.stems | other.stems)
        return score, f"{len(common)} words in common"
    return None


def topics_of(report: Report) -> tuple[Subject, ...]:
    """What a report says that its event was about."""
    return tuple(subject(topic.text) for topic in report.event.topics)


def own_states(report: Report) -> frozenset[str]:
    """The codes of the states that take part: what talks between two states say of them tells no topic."""
    return frozenset(party.country for party in report.parties if party.country is not None)
