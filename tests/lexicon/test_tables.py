"""Every table is well formed: the codes, kinds and sorts that it uses exist, and no key comes twice."""

from collections import Counter
from typing import get_args

import pycountry
import pytest

from communique.lexicon import LexiconError, rows
from communique.lexicon.bodies import body_named
from communique.lexicon.offices import Number, TitleSort
from communique.lexicon.spelling import spellings
from communique.lexicon.states import state_named
from communique.lexicon.topics import is_state
from communique.lexicon.turns import Turn
from communique.model import ActorKind

CODES = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
KINDS = set(get_args(ActorKind))
SECTORS = {"GOV", "MIL", "LEG", "JUD", "OPP", "MED", "BUS", "IGO", "NGO", "CVL", "-"}
NOTES = {"usual", "short", "official", "variant", "former", "predecessor", "capital", "none"}


def repeated(keys):
    return [key for key, count in Counter(keys).items() if count > 1]


def test_demonyms():
    table = rows("demonyms", "word", "code", "form")
    assert {code for _, code, _ in table} <= CODES
    assert {form for _, _, form in table} == {"adjective", "people", "person"}
    assert not repeated((word, code) for word, code, _ in table)
    assert repeated(word for word, _, _ in table) == ["Congolese", "Dominican", "Dominicans"]


def test_every_state_has_an_adjective():
    table = rows("demonyms", "word", "code", "form")
    states = {code for _, code, _ in table}
    person_only = {"NZL", "SLB"}  # "New Zealand" and "Solomon Islands" are their own adjectives
    assert states - {code for _, code, form in table if form == "adjective"} == person_only
    assert len(states) == 193 + len({"VAT", "PSE", "XKX", "TWN"})


def test_seats():
    table = rows("seats", "name", "code", "note")
    assert {code for _, code, _ in table} <= CODES | {"-"}
    assert {note for _, _, note in table} <= NOTES
    assert all((code == "-") == (note == "none") for _, code, note in table)
    assert not repeated(name for name, _, _ in table)
    assert not repeated(code for _, code, note in table if note == "usual")


def test_regions():
    table = rows("regions", "name", "code")
    assert {code for _, code in table} <= CODES
    assert not repeated(name for name, _ in table)
    assert not [name for name, _ in table if state_named(name) or body_named(name)]


def test_bodies():
    table = rows("bodies", "name", "canonical", "kind", "country")
    assert len(table) > 400
    assert {kind for _, _, kind, _ in table} <= KINDS
    assert {country for _, _, _, country in table} <= CODES | {"-"}
    assert not repeated(name for name, _, _, _ in table)
    assert {canonical for _, canonical, _, _ in table} <= {name for name, _, _, _ in table}


def test_a_body_is_one_thing_under_all_its_names():
    things = {(canonical, kind, country) for _, canonical, kind, country in rows_of_bodies()}
    assert not repeated(canonical for canonical, _, _ in things)
    spelled = {(way, canonical) for name, canonical, _, _ in rows_of_bodies() for way in spellings(name)}
    assert not repeated(way for way, _ in spelled)


def rows_of_bodies():
    return rows("bodies", "name", "canonical", "kind", "country")


def test_heads():
    table = rows("heads", "word", "kind")
    assert {kind for _, kind in table} <= KINDS
    assert not repeated(word for word, _ in table)


def test_titles():
    table = rows("titles", "title", "sort", "sector")
    assert len(table) > 200
    assert {sort for _, sort, _ in table} == set(get_args(TitleSort))
    assert {sector for _, _, sector in table} <= SECTORS
    assert not repeated(title.lower().rstrip(".") for title, _, _ in table)


def test_actor_nouns():
    table = rows("actor_nouns", "noun", "kind", "number")
    assert len(table) > 220
    assert {kind for _, kind, _ in table} <= KINDS
    assert {number for _, _, number in table} == set(get_args(Number))
    assert not repeated(noun.lower() for noun, _, _ in table)


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Stands a table of the test's own in the lexicon's place."""

    def write(text):
        (tmp_path / "mine.tsv").write_text(text, "utf-8")

    monkeypatch.setattr("communique.lexicon.files", lambda _: tmp_path)
    rows.cache_clear()
    yield write
    rows.cache_clear()


def test_rows_skips_comments(table):
    table("# why\nword\tkind\n\n# more\nNavy\tmilitary\n")
    assert rows("mine", "word", "kind") == (("Navy", "military"),)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", r"mine\.tsv:1: the header is not word \| kind"),
        ("# why\nword\tsort\n", r"mine\.tsv:2: the header is not word \| kind"),
        ("word\tkind\nNavy\n", r"mine\.tsv:2: 1 cells where the header names 2"),
        ("word\tkind\nNavy\tmilitary\tX\n", r"mine\.tsv:2: 3 cells where the header names 2"),
        ("word\tkind\n# why\nNavy\t\n", r"mine\.tsv:3: a cell is empty"),
        ("word\tkind\nNavy \tmilitary\n", r"mine\.tsv:2: a cell is empty or has blanks around it"),
    ],
)
def test_rows_names_the_file_and_line_of_an_error(table, text, complaint):
    table(text)
    with pytest.raises(LexiconError, match=complaint):
        rows("mine", "word", "kind")


def test_rows_of_no_table():
    with pytest.raises(LexiconError, match=r"nothing\.tsv: the lexicon has no such table"):
        rows("nothing", "word")


def test_topics():
    table = rows("topics", "key", "phrase")
    states = {key for key, _ in table if is_state(key)}
    assert states <= CODES
    assert not repeated(phrase.casefold() for _, phrase in table)
    assert not [key for key, _ in table if key != key.strip()]


def test_phrases_for_turns_and_manners():
    turns = rows("turns", "turn", "phrase")
    assert {turn for turn, _ in turns} == set(get_args(Turn))
    assert not repeated(phrase for _, phrase in turns)
    manners = rows("manners", "manner", "phrase")
    assert not repeated(phrase for _, phrase in manners)
    assert all((manner, manner) in manners for manner, _ in manners)


@pytest.mark.parametrize(("table", "key"), [("topics", "key"), ("turns", "turn"), ("manners", "manner")])
def test_no_phrase_begins_or_ends_with_a_gap(table, key):
    phrases = [phrase for _, phrase in rows(table, key, "phrase")]
    assert phrases
    assert not [phrase for phrase in phrases if phrase.startswith("…") or phrase.endswith("…")]
