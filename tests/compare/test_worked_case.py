"""The call of 12 February 2025 in three texts: by what an annotator found, by our reader, and in texts of our own."""

import json
from functools import cache
from pathlib import Path

import pytest

import communique
from communique.compare.accounts import compared
from communique.compare.links import linked
from communique.compare.plans import plans
from communique.compare.reports import reports
from communique.model import Comparison, Document, Event, Point, Record
from tests.compare.gold import BRIEFING, POST, READOUT, document, record

OWN = Path(__file__).parents[2] / "docs" / "three-accounts"
SUMMARY = Document(
    id="summary",
    publisher="Kremlin",
    published="2025-02-12",
    author="Russia",
    text=(
        "Vladimir Putin had a telephone conversation with US President Donald Trump.\n\n"
        "The two presidents discussed the exchange of citizens of Russia and the United States, the settlement in "
        "Ukraine, the situation in the Middle East, Iran's nuclear programme and economic relations between Russia and "
        "the United States. Vladimir Putin invited Donald Trump to visit Moscow. Vladimir Putin and Donald Trump "
        "agreed to continue personal contacts."
    ),
)
NAMES = {
    "us": "Donald Trump",
    "them": "Kremlin",
    "spokeswoman": "Karoline Leavitt",
    "negotiators": {"Marco Rubio", "John Ratcliffe", "Michael Waltz", "Steve Witkoff"},
    "third": "Zelenskyy",
    "host": "Vladimir Putin",
    "capital": ("Moscow", "Москву"),
}
OWN_NAMES = {
    "us": "Rodrigo Albornoz",
    "them": "Brazil",
    "spokeswoman": "Carmen Sosa",
    "negotiators": {"Elena Quiroga", "Julio Arce", "Pablo Merino", "Ignacio Rey"},
    "third": "Ramiro Ojeda",
    "host": "Luisa Tavares",
    "capital": ("Brasilia",),
}


@cache
def texts(case: str) -> dict[str, Record]:
    """The records of a case, read once."""
    if case == "own":
        docs = [Document(**json.loads(path.read_text("utf-8"))) for path in sorted(OWN.glob("*.json"))]
        return {doc.id: communique.read(doc) for doc in docs}
    if not POST.exists():
        pytest.skip("the gold records are not there")
    if case == "gold":
        return {path.stem: record(path) for path in (POST, BRIEFING, READOUT)}
    return {doc.id: communique.read(doc) for doc in (document(POST), document(BRIEFING), SUMMARY)}


@cache
def comparison(case: str) -> Comparison:
    return compared(texts(case))


CASES = pytest.mark.parametrize(
    ("case", "names"),
    [
        pytest.param("gold", NAMES, id="gold"),
        pytest.param("read", NAMES, id="read", marks=pytest.mark.model),
        pytest.param("own", OWN_NAMES, id="own", marks=pytest.mark.model),
    ],
)


def states(case: str, point: Point) -> dict[str, str]:
    """What each voice says of a point, but for those that are silent."""
    cells = zip(comparison(case).accounts, point.cells, strict=True)
    return {account.voice.name: cell.state for account, cell in cells if cell.state != "silent"}


def topic(case: str, label: str) -> Point:
    [point] = [p for p in comparison(case).points if p.kind == "topic" and p.label == label]
    return point


def the(case: str, kind: str, *, status: str = "occurred") -> Point:
    [point] = [p for p in comparison(case).points if p.kind == kind and p.event and p.event.status == status]
    return point


def event_of(point: Point) -> Event:
    assert point.event is not None
    return point.event


@CASES
def test_the_call_stands_on_both_words(case, names):
    [point] = [p for p in comparison(case).points if p.kind == "took place"]
    told = states(case, point)
    assert told[names["us"]] == told[names["them"]] == "asserted"
    assert point.independent == 2
    assert event_of(point).mode == "phone"
    assert comparison(case).without == ()


@CASES
def test_the_invitation_stands_on_one_word_alone(case, names):
    point = the(case, "invitation")
    assert point.alone == names["them"]
    assert states(case, point) == {names["them"]: "asserted", names["spokeswoman"]: "declined"}
    assert event_of(point).place in names["capital"]


@CASES
def test_no_details_to_share_is_shown_as_what_it_is(case, names):
    cells = dict(zip((a.voice.name for a in comparison(case).accounts), the(case, "invitation").cells, strict=True))
    [words] = cells[names["spokeswoman"]].quotations
    assert "any details to share" in words.words.text


@CASES
def test_the_four_negotiators_stand_on_the_other_word(case, names):
    point = the(case, "appointment")
    assert set(event_of(point).target) == names["negotiators"]
    assert names["them"] not in states(case, point)
    assert states(case, point)[names["us"]] == "asserted"
    assert point.independent == 1


@CASES
def test_the_middle_east_is_on_both(case, names):
    told = states(case, topic(case, "Middle East"))
    assert told[names["us"]] == told[names["them"]] == "asserted"


@CASES
def test_prisoner_exchange_is_on_both(case, names):
    told = states(case, topic(case, "prisoners"))
    assert told[names["us"]] == told[names["them"]] == "asserted"


@CASES
def test_irans_nuclear_programme_is_on_one_alone(case, names):
    point = topic(case, "Iran nuclear programme")
    assert states(case, point) == {names["them"]: "asserted"}
    assert point.alone == names["them"]


@CASES
def test_the_call_to_a_third_is_a_plan_that_is_reported_done(case, names):
    found = [r for key, one in texts(case).items() for r in reports(one, text=key)]
    calls = [
        plan
        for plan in plans(found, linked(found))
        if plan.report.event.mode == "phone" and any(names["third"] in party.name for party in plan.report.parties)
    ]
    [plan] = calls
    assert plan.outcome == "done"
    assert "post" in plan.report.name or "trump-putin" in plan.report.name
    assert plan.later is not None
    assert "briefing" in plan.later.name


@CASES
def test_every_cell_rests_on_words_of_its_text(case, names):  # noqa: ARG001
    words = {one.document.id: one.document.text for one in texts(case).values()}
    told = [q for point in comparison(case).points for cell in point.cells for q in cell.quotations]
    assert len(told) > 20
    for one in told:
        assert words[one.text][one.words.start : one.words.end] == one.words.text


@CASES
def test_every_row_and_link_has_its_reason_and_score(case, names):  # noqa: ARG001
    for point in comparison(case).points:
        assert point.reason
        assert 0 < point.score <= 1
    assert all(link.reason and 0.6 <= link.score <= 1 for link in comparison(case).links)


def test_names_in_two_scripts_are_one():
    assert comparison("gold").names["Дональд Трамп"] == "Donald Trump"
    assert comparison("gold").names["Россия"] == "Russia"
    assert [a.voice.name for a in comparison("gold").accounts].count("Donald Trump") == 1
