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
        # the body's own name, its owner, the office's owner
        ("The Federal Aviation Office of Germany accused Iran of lying.", "Federal Aviation Office of Germany", "DEU"),
        ("Peru's Ridgeway Institute accused Iran of lying.", "Ridgeway Institute", "PER"),
        ("According to Ukrainian Harbour Agency, Iran accused Chad.", "Ukrainian Harbour Agency", "UKR"),
        ("Ana Torres, President of the Central Bank of Peru, accused Iran of lying.", "Ana Torres", "PER"),
        (
            "Germany banned Iranian airline Zagros Air. Zagros Air's director, Ali Nuri, accused Chad.",
            "Ali Nuri",
            "IRN",
        ),
        # whom one works for, where one is from
        ("Tom Ashby, a contractor for the CIA, accused Iran of lying.", "Tom Ashby", "USA"),
        ("Tom Ashby is a teacher from Pennsylvania. Tom Ashby accused Iran of lying.", "Tom Ashby", "USA"),
        ("North Korean team representative Kim Min Su accused Iran of lying.", "Kim Min Su", "PRK"),
        ("In Germany Marco Rubio accused Iran of lying.", "Marco Rubio", None),
        # an organisation's office is no state's
        ("Chad and Chad's army met. Omar Sesay, retiring UN Secretary General, accused Iran.", "Omar Sesay", None),
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
def test_firms_have_the_state_and_kind_of_the_description_that_lists_them() -> None:
    text = "German firms including Nordbahn AG, Rheinwerk AG and Halden AG condemned Iran."
    actors = read(Document(id="listed", text=text, language="en")).actors
    told = {a.name: (a.kind, a.country) for a in actors}
    assert {told[name] for name in told if name.endswith("AG")} == {("business", "DEU")}


@pytest.mark.model
def test_the_administration_is_that_of_the_state_whose_text_it_is() -> None:
    text = "Chad thanked us. Chad praised the administration, and the administration warned Iran."
    doc = Document(id="own", text=text, language="en", publisher="U.S. Department of State", author="Ned Price")
    actors = {a.name: a.country for a in read(doc).actors}
    assert actors["administration"] == "USA"


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
