"""Reporting words and channels: "said", "called on … to", "in a press release"."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from communique.lexicon import rows


class Cue(msgspec.Struct, frozen=True):
    """A reporting word: the forms its content may take, and the channel that the word itself tells."""

    forms: frozenset[str]
    channel: str | None


@cache
def _cues() -> dict[str, Cue]:
    return {
        word: Cue(frozenset(forms.split("|")), None if channel == "-" else channel)
        for word, forms, channel in rows("cues", "cue", "forms", "channel")
    }


def cue_of(lemma: str) -> Cue | None:
    """The reporting word with this lemma: `cue_of("say")`; None for a verb that reports nothing."""
    return _cues().get(lemma)


@cache
def _channels() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"\b(?:{pattern})\b", re.I), channel)
        for pattern, channel in rows("channels", "pattern", "channel")
    )


def channel_in(words: str) -> str | None:
    """The channel that a reporting clause names: `channel_in("said in an interview")` is "interview"."""
    return next((channel for pattern, channel in _channels() if pattern.search(words)), None)
