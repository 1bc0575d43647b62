"""The tables of triggers, cues, channels, regard and word classes: every row well formed, none twice."""

from __future__ import annotations

import re

import pytest

from communique.lexicon import LexiconError, rows
from communique.lexicon.classes import word_class
from communique.lexicon.cues import channel_in, cue_of
from communique.lexicon.regard import regard
from communique.lexicon.triggers import COLUMNS, triggers
from communique.model import EVENT_TYPES, MODES

PLACE = re.compile(r"-|(?:subj|obj|iobj|poss|[a-z]+)(?:\|(?:subj|obj|iobj|poss|[a-z]+))*")
CONDITION = re.compile(r"(?:not-)?[a-z]+:[\w’'./£$€-]+(?:\|[\w’'./£$€-]+)*")
STATUSES = {"-", "occurred", "planned", "proposed", "conditional", "denied"}


def test_every_trigger_is_well_formed() -> None:
    for word, pos, beside, kind, mode, source, target, status in rows("triggers", *COLUMNS):
        row = (word, pos, beside)
        assert pos in {"verb", "noun", "adj"}, row
        assert kind == "NONE" or kind in EVENT_TYPES, row
        assert mode == "-" or mode in MODES.get(kind, ()), row  # type: ignore[call-overload]
        assert PLACE.fullmatch(source), row
        assert PLACE.fullmatch(target), row
        assert status in STATUSES, row
        assert beside == "-" or all(CONDITION.fullmatch(c.strip()) for c in beside.split(";")), row


def test_no_trigger_is_given_twice() -> None:
    keys = [row[:3] for row in rows("triggers", *COLUMNS)]
    assert len(keys) == len(set(keys))


def test_every_type_has_triggers() -> None:
    assert {row[3] for row in rows("triggers", *COLUMNS)} == {*EVENT_TYPES, "NONE"}


def test_the_most_specific_row_comes_first() -> None:
    found = triggers("meet", "verb")
    widths = [sum(1 if c.is_not else 4 for c in row.conditions) for row in found]
    assert widths == sorted(widths, reverse=True)
    assert triggers("xyzzy", "verb") == ()


def test_cues_and_channels() -> None:
    said = cue_of("say")
    assert said is not None
    assert "quote" in said.forms
    assert cue_of("eat") is None
    assert channel_in("said in an interview with reporters") == "interview"
    assert channel_in("said on Truth Social") == "Truth Social"
    assert channel_in("said nothing more") is None
    forms = {"quote", "clause", "to", "rest", "for", "on", "about", "with", "against", "of"}
    assert all(set(row[1].split("|")) <= forms for row in rows("cues", "cue", "forms", "channel"))


def test_regard() -> None:
    assert regard("adversary", "person") == -2
    assert regard("ally", "person") == 2
    assert regard("table", "person") is None
    assert all(row[2] in {"-2", "-1", "0", "1", "2"} for row in rows("regard", "word", "sort", "polarity"))


def test_word_classes() -> None:
    assert "launch" in word_class("light verb")
    with pytest.raises(LexiconError, match="no words of the class"):
        word_class("no such class")
    pairs = rows("classes", "class", "word")
    assert len(pairs) == len(set(pairs))
