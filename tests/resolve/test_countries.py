import pytest

from communique.model import Document
from communique.pipeline import read
from communique.resolve.clusters import Clusters
from communique.resolve.countries import give_countries

DOC = Document(id="none", text="x")


def test_a_person_shares_the_state_of_the_administration_named_after_them() -> None:
    clusters = Clusters(DOC)
    clusters.get("body:trump", "government", "USA").names.append("Trump administration")
    clusters.get("person:trump", "person").names.append("Donald Trump")
    clusters.get("person:putin", "person").names.append("Vladimir Putin")
    give_countries(clusters, None)
    assert [(c.name, c.country) for c in clusters.persons()] == [("Donald Trump", "USA"), ("Vladimir Putin", None)]


def test_no_state_is_guessed_without_a_reason() -> None:
    clusters = Clusters(DOC)
    clusters.get("person:smith", "person").names.append("Ann Smith")
    give_countries(clusters, "USA")
    (person,) = clusters.persons()
    assert (person.country, person.country_reason) == (None, None)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("French President Paul Aubert accused Iran of lying.", "Paul Aubert", "FRA"),
        ("Lena Falk, the Danish foreign minister, accused Iran of lying.", "Lena Falk", "DNK"),
        ("The prime minister of Malta, Joe Vella, accused Iran of lying.", "Joe Vella", "MLT"),
        ("President Omar Sesay of Gambia accused Iran of lying.", "Omar Sesay", "GMB"),
        ("White House press secretary Kate Moss Lane accused Iran of lying.", "Kate Moss Lane", "USA"),
        ("Secretary of State Dana Whitfield accused Iran of lying.", "Dana Whitfield", "USA"),
        ("Pat Nwosu accused Iran of lying.", "Pat Nwosu", None),
        ("The Georgian foreign ministry accused Iran of lying.", "Georgian foreign ministry", "GEO"),
        ("The Kremlin accused Iran of lying.", "Kremlin", "RUS"),
        ("The European Union accused Iran of lying.", "European Union", None),
    ],
)
def test_the_state_somebody_belongs_to(text: str, name: str, country: str | None) -> None:
    found = read(Document(id="country", text=text, language="en"))
    actors = {a.name.casefold(): a for a in found.actors}
    assert name.casefold() in actors, sorted(actors)
    actor = actors[name.casefold()]
    assert actor.country == country
    assert country is None or actor.kind != "person" or actor.country_reason


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Peru and Peruvian unions met Iran. President Ana Torres thanked Peru.", "Ana Torres", "PER"),
        ("Peru's cabinet met. Protests in Peru went on. The police arrested Omar Vega.", "police", "PER"),
        ("Peru's cabinet met. Protests in Peru went on. The police arrested Omar Vega.", "Omar Vega", "PER"),
        ("Peru and Chile met. Chile thanked Peru. President Ana Torres thanked both.", "Ana Torres", None),
        ("Peru met. Peruvian unions struck. UN envoy Ana Torres thanked Peru.", "Ana Torres", None),
        ("Peru's cabinet met. The government rejected the demands. Peru praised Iran.", "Peru", "PER"),
    ],
)
def test_the_state_that_a_text_is_about(text: str, name: str, country: str | None) -> None:
    actors = {a.name: a for a in read(Document(id="told", text=text, language="en")).actors}
    assert actors[name].country == country
