"""What charts are drawn from: events by time, ties by name and state, places."""

from datetime import date
from pathlib import Path

import pytest

from communique.store.charts import bins, places, span, ties
from communique.store.view import Answers, Filters, timeline
from tests.web.stores import border, store_of


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(tmp_path_factory.mktemp("charts") / "news.duckdb", border())


@pytest.fixture
def answers(path: Path) -> Answers:
    from communique.store.connection import opened

    with opened(path) as connection:
        yield Answers(connection)


def test_events_by_month_and_class(answers: Answers) -> None:
    found = answers.all(bins(Filters(), unit="month"))
    dated = [event for event in border().events if event.date and not event.date.startswith("..")]
    assert sum(one.events for one in found) == len(dated)
    ahead = [one for one in found if one.start == date(2025, 3, 1)]
    assert [(one.quad, one.events, one.ahead) for one in ahead] == [("verbal cooperation", 1, 1)]
    [days] = answers.all(span(Filters()))
    assert days.first == min(one.start for one in answers.all(bins(Filters(), unit="day")))
    assert answers.all(bins(Filters(actor="nobody"), unit="year")) == []


def test_ties_by_name_and_by_state(answers: Answers) -> None:
    by_name = {(tie.one, tie.other): tie for tie in answers.all(ties(Filters(), by="name"))}
    tie = by_name["Ilse Marbach", "Teodor Vlasic"]
    assert tie.events == tie.cooperative + tie.hostile == answers.count(timeline(Filters(between=(tie.one, tie.other))))
    states = {(tie.one, tie.other): tie for tie in answers.all(ties(Filters(), by="state"))}
    both = states["AUT", "HRV"]
    assert both.events >= tie.events
    assert both.events == answers.count(timeline(Filters(between_states=("HRV", "AUT"))))
    assert answers.count(timeline(Filters(between=("Ilse Marbach", "Petra Horn")))) == 0


def test_filters_of_the_viewer(answers: Answers) -> None:
    assert answers.count(timeline(Filters(word="vlasic"))) == sum(
        "Teodor Vlasic" in event.attested_by for event in border().events
    )
    assert answers.count(timeline(Filters(name="Ilse Marbach"))) > 0
    assert answers.count(timeline(Filters(name="Marbach"))) == 0
    assert answers.count(timeline(Filters(place="Vienna"))) == 1
    assert answers.count(timeline(Filters(place="Vien"))) == 0
    first, second = answers.all(timeline(Filters(most=1))), answers.all(timeline(Filters(most=1, skip=1)))
    assert [*first, *second] == answers.all(timeline(Filters(most=2)))


def test_places_with_their_events(answers: Answers) -> None:
    found = {place.name: place for place in answers.all(places(Filters()))}
    assert set(found) == {"Vienna", "Zagreb"}
    assert (found["Vienna"].country, found["Vienna"].texts, found["Vienna"].events) == ("AUT", 1, 1)
    assert [place.name for place in answers.all(places(Filters(country="HRV")))] == ["Zagreb"]
