"""Where places lie: the table `places.tsv`, and what is kept with each place."""

import csv
from pathlib import Path

import pytest

import communique
from communique.model import Place

pytestmark = pytest.mark.model

CASES = Path(__file__).parent / "places.tsv"
Row = dict[str, str]


def cases() -> list[Row]:
    with CASES.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if line.strip() and not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def named(text: str, words: str) -> Place:
    found = communique.read(text, published="2025-02-12").places
    [place] = [place for place in found if any(words in said.text for said in place.evidence)]
    return place


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"])
def test_case(case: Row) -> None:
    place = named(case["text"], case["words"])
    assert (place.country or "-") == case["country"], place.reason
    if case["at"] == "-":
        assert place.latitude is None, place.reason
        assert (place.geonames is None) == (case["country"] == "-" or "no such city" in place.reason)
        return
    north, east = map(float, case["at"].split())
    assert place.latitude == pytest.approx(north, abs=0.5)
    assert place.longitude == pytest.approx(east, abs=0.5)
    assert place.geonames is not None


def test_table_is_large() -> None:
    assert len(cases()) >= 60


def test_every_place_has_a_reason_and_what_is_open_scores_nothing() -> None:
    for case in cases():
        place = named(case["text"], case["words"])
        assert place.reason
        assert (place.score > 0) == (place.geonames is not None)


def test_a_place_named_twice_is_entered_once_under_its_fuller_name() -> None:
    text = "The ministers met in Paris, Texas. Fighting broke out in Paris on Monday."
    [place] = communique.read(text, published="2025-02-12").places
    assert place.name == "Paris, Texas"
    assert [said.text for said in place.evidence] == ["Paris, Texas", "Paris"]


def test_the_place_of_an_event_is_among_the_places() -> None:
    record = communique.read("Norway's foreign minister met Iceland's in Vienna.", published="2025-02-12")
    [event] = record.events
    assert event.place == "Vienna"
    assert [place.name for place in record.places] == ["Vienna"]


def test_what_is_invaded_is_a_place_too() -> None:
    record = communique.read("Russia condemned the American invasion of Panama in 1989.", published="2025-02-12")
    assert "Panama" in [place.name for place in record.places]
    assert {event.place for event in record.events} - {None} <= {place.name for place in record.places}
