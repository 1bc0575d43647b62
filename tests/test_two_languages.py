"""A Russian text read whole: names in the nominative with English ones beside, one actor across languages and texts."""

import subprocess
import sys

import msgspec
import pytest

import communique
from communique.model import Document, Registry
from communique.pipeline import analyse
from communique.resolve import learn
from communique.resolve.spelt import same_person
from communique.store.view import Filters, View

pytestmark = pytest.mark.model

CALL = Document(
    id="call",
    title="Телефонный разговор с Президентом Сербии Марко Поповичем",
    publisher="Kremlin",
    published="2025-02-12",
    language="ru",
    author="Россия",
    text=(
        "Состоялся телефонный разговор Андрея Соколова с Президентом Республики Сербии Марко Поповичем.\n\n"
        "Обсуждены вопросы поставок газа. Подчёркнута важность строительства дороги. Марко Попович пригласил "
        "Президента России посетить Белград. Приглашение было принято. С обеих сторон отмечен высокий уровень "
        "российско-сербских отношений. Лидеры договорились о продолжении контактов."
    ),
)


@pytest.fixture(scope="module")
def call():
    return analyse(CALL)


def test_actors_in_the_nominative_with_english_names(call):
    assert {(a.name, a.name_en, a.country) for a in call.actors} == {
        ("Андрей Соколов", "Andrey Sokolov", "RUS"),
        ("Марко Попович", "Marko Popovich", "SRB"),
        ("Россия", "Russia", "RUS"),
        ("Сербия", "Serbia", "SRB"),
    }


def test_who_said_what(call):
    told = {(s.speaker, s.content.text) for s in call.statements}
    assert (None, "важность строительства дороги") in told
    assert ("Марко Попович", "посетить Белград") in told
    sides = {"Россия", "Сербия"}
    assert {s for s, words in told if words == "высокий уровень российско-сербских отношений"} == sides
    assert {s.channel for s in call.statements} == {"phone call"}


def test_what_happened(call):
    told = {(e.type, e.mode, e.status, *e.source, *e.target) for e in call.events}
    assert ("CONSULT", "phone", "occurred", "Андрей Соколов", "Марко Попович") in told
    assert ("REQUEST", "invite", "occurred", "Марко Попович", "Андрей Соколов") in told
    assert ("AGREE", None, "occurred", "Андрей Соколов", "Марко Попович") in told
    assert ("CONSULT", "visit", "planned", "Андрей Соколов", "Марко Попович") in told
    talk = next(e for e in call.events if e.mode == "phone")
    assert [t.text for t in talk.topics] == ["поставок газа"]


def test_how_they_regard_each_other(call):
    assert {(s.holder, s.target, s.polarity) for s in call.stances} == {
        ("Россия", "Сербия", 1),
        ("Сербия", "Россия", 1),
    }


def test_a_text_in_two_languages_is_read_a_paragraph_at_a_time():
    record = communique.read(
        "Norwegian Foreign Minister Anna Berg met Sergei Volkov in Oslo on Tuesday, the ministry said.\n\n"
        "Министр иностранных дел Норвегии Анна Берг заявила, что переговоры с Сергеем Волковым были полезны.",
        published="2025-02-12",
    )
    berg = [a for a in record.actors if a.kind == "person" and "Berg" in (a.name + (a.name_en or ""))]
    assert len(berg) == 1
    assert {"Anna Berg", "Анна Берг"} <= set(berg[0].mentions)
    assert {e.type for e in record.events} >= {"CONSULT"}
    assert any(s.content.text == "переговоры с Сергеем Волковым были полезны" for s in record.statements)
    assert [s for s in record.statements if s.speaker == berg[0].name]


def test_one_office_holder_in_two_languages():
    english = analyse(
        Document(id="e", text="Serbian President Marko Popovic spoke on Monday.", published="2025-02-10", language="en")
    )
    learnt = learn(learn(Registry(), analyse(CALL)), english)
    held = [h for h in learnt.holders if (h.office, h.country) == ("president", "SRB")]
    assert {h.name for h in held} == {"Marko Popovich", "Marko Popovic"}
    assert all(same_person("Марко Попович", h.name) for h in held)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Владимир Путин", "Vladimir Putin"),
        ("Дональд Трамп", "Donald Trump"),
        ("Си Цзиньпин", "Xi Jinping"),
        ("Реджеп Тайип Эрдоган", "Recep Tayyip Erdogan"),
        ("Олаф Шольц", "Olaf Scholz"),
        ("Путин", "Vladimir Putin"),
    ],
)
def test_names_across_scripts(one, other):
    assert same_person(one, other)
    assert same_person(other, one)


def test_other_persons_stay_apart_across_scripts():
    assert not same_person("Владимир Путин", "Donald Trump")
    assert not same_person("Сергей Лавров", "Sergey Naryshkin")
    assert not same_person("Анна Берг", "Maria Berg")


def test_a_store_finds_russian_actors_by_their_english_names(tmp_path):
    text = tmp_path / "texts" / "call.json"
    text.parent.mkdir()
    text.write_bytes(msgspec.json.encode(CALL))
    store = tmp_path / "news.duckdb"
    command = [sys.executable, "-m", "communique", "ingest", str(text.parent), "--into", str(store), "--processes", "1"]
    subprocess.run(command, check=True, capture_output=True)
    for subject in ("timeline", "actors", "statements", "dyads", "plans"):
        latin = list(View(store).ask(subject, Filters(actor="popovich")))
        assert latin, subject
        assert len(latin) == len(list(View(store).ask(subject, Filters(actor="попович")))), subject
