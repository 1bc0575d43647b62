import re

import msgspec
import pytest
from rich.cells import cell_len

from communique.model import Actor, Document, Record
from communique.present.terminal.report import to_text
from tests.present.sample import TEXT, sample

SECTIONS = (
    "What happened (5)",
    "Planned, proposed or conditional (2)",
    "Who said what (2)",
    "How they regard each other (2)",
    "People and offices (6)",
    "What could not be resolved (2)",
)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 119, 120, 200])
def test_the_report_keeps_to_the_window(width: int) -> None:
    lines = to_text(sample(), width=width).splitlines()
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("width", [80, 200])
def test_the_sections_stand_in_order(width: int) -> None:
    report = to_text(sample(), width=width)
    assert [title for title in SECTIONS if title in report] == list(SECTIONS)
    assert sorted(SECTIONS, key=report.index) == list(SECTIONS)


def test_without_colour_there_is_no_terminal_code_and_with_it_the_same_words() -> None:
    plain, coloured = to_text(sample(), width=80), to_text(sample(), width=80, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1m" in coloured
    stripped = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()


def test_events_stand_in_time_order_the_undated_after_and_those_ahead_last() -> None:
    report = to_text(sample(), width=100)
    told = [
        "negotiated",
        "spoke by phone",
        "invited Ilse",
        "was not delegated",
        "released",
        "planned:",
        "proposed:",
    ]
    assert sorted(told, key=report.index) == told


def test_an_event_is_told_with_word_place_topic_and_open_date() -> None:
    report = to_text(sample(), width=100)
    assert "Ilse Marbach spoke by phone with Teodor Vlasic  CONSULT phone" in report
    assert "in Vienna · about the border crossing at Spielfeld · the text's own word" in report
    assert "in Zagreb · on the word of Teodor Vlasic" in report
    assert "“last week”, not resolved" in report


def test_in_a_report_by_its_author_the_word_is_the_authors() -> None:
    record = sample()
    doc = msgspec.structs.replace(record.document, author=("Ilse Marbach", "Teodor Vlasic"))
    report = to_text(msgspec.structs.replace(record, document=doc), width=120)
    assert "in the words of Ilse Marbach and Teodor Vlasic" in report
    assert "the author's own word" in report


def test_offsets_are_shown_where_there_is_room() -> None:
    assert not re.search(r"\[\d+–\d+\]", to_text(sample(), width=119))
    shown = re.search(r"“We want this border open,” \[(\d+)–(\d+)\]", to_text(sample(), width=200))
    assert shown is not None
    assert TEXT[int(shown[1]) : int(shown[2])] == "We want this border open,"


def test_the_header_says_when_no_date_is_known() -> None:
    assert "The Danube Post · 2025-02-26 · language en" in to_text(sample(), width=80)
    report = to_text(sample(published=None, title=None), width=80)
    assert report.startswith("border\n")
    assert "no date of publication known: relative dates stay unresolved" in " ".join(report.split())


def test_a_record_of_nothing_says_so() -> None:
    report = to_text(Record(document=Document(id="a", text="Rain."), reader="r"), width=80)
    for empty in (
        "No event found.",
        "No statement found.",
        "No stance found.",
        "Nobody found.",
        "Nothing was left",
    ):
        assert empty in report


def test_a_text_cannot_steer_the_terminal_or_the_markup() -> None:
    name = "[red]A[/red] \x1b[31m\u202e\x9b\a"
    doc = Document(id="a", text="x", title=name, publisher=name, author=name)
    actor = Actor(id="1", name=name, kind="person", roles=(name,), mentions=(name, "b\r"))
    report = to_text(Record(document=doc, actors=(actor,), reader=name), width=100)
    assert "[red]A[/red] \\x1b[31m\\u202e\\x9b\\x07" in report
    assert not set(report) & set("\x1b\u202e\x9b\a\r")
