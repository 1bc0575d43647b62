"""The Russian lists are well formed, big enough, and give the English of what they hold."""

from collections import Counter
from typing import get_args

import pycountry
import pytest

from communique.lexicon import rows
from communique.lexicon.bodies import body_named
from communique.lexicon.languages import english_name, in_english, state_code, state_name
from communique.lexicon.russian import english, romanised
from communique.lexicon.russian.classes import channels, word_class
from communique.lexicon.russian.people import OfficeSort, actor_words, bodies, offices
from communique.lexicon.russian.states import state_words, usual_names
from communique.lexicon.russian.terms import TABLES, entries
from communique.lexicon.russian.verbs import Regard, cues, regard_words, triggers, unfolded
from communique.model import EVENT_TYPES, MODES, ActorKind

CODES = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
KINDS = set(get_args(ActorKind))
TRIGGERS = ("word", "pos", "with", "type", "mode", "source", "target", "english")
PLACES = {
    *("subj", "obj", "dat", "gen", "ins", "conv", "parties", "victims", "self", "advmod", "amod", "inf"),
    *("с", "в", "к", "на", "о", "от", "по", "у", "за", "из", "перед", "между", "против", "в отношении", "со стороны"),
    *("с стороны", "inv"),
}


def repeated(keys):
    return [key for key, count in Counter(keys).items() if count > 1]


def test_two_thousand_entries_with_their_english():
    told = dict(entries())
    assert len(told) >= 2000
    assert all(russian and translated for russian, translated in told.items())
    assert all(translated.isascii() or "é" in translated or "É" in translated for translated in told.values())


@pytest.mark.parametrize("table", TABLES)
def test_terms(table):
    told = rows(f"russian/terms_{table}", "russian", "english")
    assert len(told) > 100
    assert not repeated(unfolded(russian) for russian, _ in told)


def test_no_term_stands_in_two_tables():
    told = [unfolded(r) for table in TABLES for r, _ in rows(f"russian/terms_{table}", "russian", "english")]
    assert not repeated(told)


def test_states():
    assert set(usual_names()) <= CODES
    assert len(usual_names()) == 197
    assert {word.code for word in state_words().values()} <= CODES
    told = rows("russian/states", "code", "name", "adjective", "capital", "others")
    assert not repeated(adjective for _, _, adjective, _, _ in told if adjective != "-")
    assert not repeated(name for _, name, _, _, _ in told)


def test_bodies():
    assert {body.kind for body in bodies().values()} <= KINDS
    assert {body.country for body in bodies().values()} <= CODES | {None}
    wrong = [
        body.name
        for body in bodies().values()
        if (known := body_named(body.english)) is not None and known.kind != body.kind
    ]
    assert not wrong


def test_offices_and_nouns():
    assert {office.sort for office in offices().values()} == set(get_args(OfficeSort))
    assert {noun.kind for noun in actor_words().values()} <= KINDS
    for table, columns in (
        ("offices", ("office", "english", "sort")),
        ("actor_nouns", ("noun", "english", "kind")),
        ("bodies", ("name", "english", "kind", "country")),
        ("given_names", ("russian", "english")),
        ("channels", ("word", "channel")),
    ):
        assert not repeated(unfolded(row[0]) for row in rows(f"russian/{table}", *columns)), table


def test_triggers():
    table = rows("russian/triggers", *TRIGGERS)
    assert len(table) > 180
    assert {kind for _, _, _, kind, *_ in table} <= {*EVENT_TYPES, "NONE"}
    assert all(mode == "-" or mode in MODES.get(kind, ()) for _, _, _, kind, mode, *_ in table)
    assert {pos for _, pos, *_ in table} == {"verb", "noun"}
    used = {place for row in table for cell in row[5:7] if cell != "-" for place in cell.split("|")}
    used |= {part.partition(":")[0] for row in table if row[2] != "-" for part in row[2].split(";")}
    assert used <= PLACES
    told = [(w, pos, beside) for words, pos, beside, *_ in table for w in words.split("|")]
    assert not repeated(told)


def test_a_word_with_nothing_beside_it_comes_last():
    late = [key for key, rules in triggers().items() if any(not rule.beside for rule in rules[:-1])]
    assert not late


def test_cues_and_regard():
    assert len(cues()) > 120
    assert not repeated(w for words, *_ in rows("russian/cues", "cue", "english", "content") for w in words.split("|"))
    assert {one.polarity for one in regard_words().values()} <= {-2, -1, 1, 2}
    assert {one.sort for one in regard_words().values()} == set(get_args(Regard))


def test_classes():
    table = rows("russian/classes", "word", "class")
    assert not repeated(table)
    assert all(word == unfolded(word) for word, _ in table)
    assert "состояться" in word_class("carrying")
    assert channels()["интервью"] == "interview"


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("украинского урегулирования", "Ukrainian settlement"),
        ("иранская ядерная программа", "Iranian nuclear programme"),
        ("прекращении огня", "ceasefire"),
        ("российско-американские отношения", "Russian-American relations"),
        ("борьбы с терроризмом", "fight against terrorism"),
        ("обменом пленными", "prisoner exchange"),
        ("снятия санкций", "lifting of sanctions"),
        ("кракозябра", None),
        ("", None),
    ],
)
def test_terms_in_english(phrase, told):
    assert english(phrase) == told


def test_only_whole_phrases_where_asked():
    assert english("индийские граждане", is_whole=True) == "Indian citizens"
    assert english("индийские кракозябры", is_whole=True) is None


@pytest.mark.parametrize(
    ("name", "country", "told"),
    [
        ("Владимир Путин", "RUS", "Vladimir Putin"),
        ("Юрий Ушаков", "RUS", "Yury Ushakov"),
        ("Евгений Щукин", "RUS", "Yevgeny Shchukin"),
        ("Пётр Объедков", None, "Pyotr Obyedkov"),
        ("Си Цзиньпин", "CHN", "Xi Jinping"),
        ("Чжан Ханьхуэй", "CHN", "Zhang Hanhui"),
        ("Ли Цян", "CHN", "Li Qiang"),
        ("Дональд Трамп", "USA", "Donald Tramp"),
        ("Абдель-Азиз", None, "Abdel-Aziz"),
    ],
)
def test_names_in_latin_letters(name, country, told):
    assert romanised(name, country) == told


@pytest.mark.parametrize(
    ("name", "kind", "country", "told"),
    [
        ("США", "state", "USA", "United States"),
        ("ООН", "igo", None, "United Nations"),
        ("Сергей Лавров", "person", "RUS", "Sergey Lavrov"),
        ("индийские граждане", "group", "IND", "Indian citizens"),
        ("странные люди", "group", None, None),
        ("Anna Berg", "person", "NOR", None),
    ],
)
def test_english_names(name, kind, country, told):
    assert english_name(name, kind, country) == told


def test_states_in_two_languages():
    assert state_name("USA", "ru") == "США"
    assert state_name("USA", "en") == state_name("USA", None) == "United States"
    assert (state_code("Россия"), state_code("Russia"), state_code("Минск"), state_code("русский")) == (
        *("RUS", "RUS", "BLR"),
        None,
    )


def test_words_in_english():
    assert in_english("Министр иностранных дел Сербии") == "foreign minister Serbia"
    assert in_english("Foreign Minister of Serbia") == "Foreign Minister of Serbia"
