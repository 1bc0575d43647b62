"""Office-holders learnt from texts and asked for a day; the texts are written for the project."""

import pytest

from communique.model import Code, Dictionary, Document, Holder, Record, Registry
from communique.pipeline import read
from communique.present.registry import registry_to
from communique.read.errors import ReadError
from communique.read.registry import registry_from
from communique.resolve import learn
from communique.resolve.registry import holder_on, office_of


@pytest.mark.parametrize(
    ("role", "office"),
    [
        ("Foreign Minister", "foreign minister"),
        ("Norwegian foreign minister", "foreign minister"),
        ("Norway's foreign minister", "foreign minister"),
        ("foreign minister of Norway", "foreign minister"),
        ("President of the United States", "president"),
        ("the acting Norwegian Foreign Minister", "foreign minister"),
        ("former president", "president"),
        ("Deputy Foreign Minister", "deputy foreign minister"),
        ("US ambassador to Yemen", "ambassador to yemen"),
        ("White House press secretary", "white house press secretary"),
    ],
)
def test_an_office_is_called_the_same_however_it_is_told(role: str, office: str) -> None:
    assert office_of(role) == office


def holder(name: str, since: str, until: str, ended: str | None = None) -> Holder:
    return Holder(office="president", country="RUS", name=name, since=since, until=until, ended=ended)


PETROV = holder("Ivan Petrov", "2024-01-10", "2024-06-10")


@pytest.mark.parametrize(
    ("holders", "day", "name"),
    [
        ([PETROV], "2024-03-01", "Ivan Petrov"),
        ([PETROV], "2024-12-01", "Ivan Petrov"),
        ([PETROV], "2023-12-01", "Ivan Petrov"),
        ([PETROV], "2026-01-01", None),
        ([], "2024-03-01", None),
        ([PETROV, holder("Oleg Sorokin", "2024-09-01", "2024-09-01")], "2024-10-01", "Oleg Sorokin"),
        ([PETROV, holder("Oleg Sorokin", "2024-09-01", "2024-09-01")], "2024-05-01", "Ivan Petrov"),
        ([PETROV, holder("Oleg Sorokin", "2024-09-01", "2024-09-01")], "2024-07-01", None),
        ([PETROV, holder("Oleg Sorokin", "2024-02-01", "2024-04-01")], "2024-03-01", None),
        ([PETROV, holder("I. Petrov", "2024-02-01", "2024-04-01")], "2024-03-01", "Ivan Petrov"),
        ([holder("Ivan Petrov", "2024-01-10", "2024-06-10", ended="2024-08-01")], "2024-09-01", None),
    ],
)
def test_who_holds_an_office_on_a_day(holders: list[Holder], day: str, name: str | None) -> None:
    found = holder_on(Registry(tuple(holders)), "president", "RUS", day)
    assert (found[0].name if found is not None else None) == name
    assert holder_on(Registry(tuple(holders)), "president", "NOR", day) is None


def test_a_registry_is_kept_as_lines() -> None:
    registry = Registry((PETROV, holder("Oleg Sorokin", "2024-09-01", "2024-09-01")))
    assert registry_from(registry_to(registry), "r.jsonl") == registry
    with pytest.raises(ReadError, match=r"r\.jsonl:2: no office-holder"):
        registry_from(registry_to(registry)[: registry_to(registry).index(b"\n") + 1] + b"{}\n", "r.jsonl")


# whole texts


def record(
    text: str, published: str | None, *, registry: Registry | None = None, actors: Dictionary | None = None
) -> Record:
    doc = Document(id=f"text-{published}", text=text, published=published, language="en")
    return read(doc, registry=registry, actors=actors)


@pytest.fixture(scope="module")
def learnt() -> Registry:
    told = [
        ("Norwegian Foreign Minister Anna Berg met UN Secretary-General Pedro Almeida.", "2024-01-10"),
        ("Anna Berg, the Norwegian foreign minister, criticised Iran.", "2024-06-10"),
        ("President Lopez criticised Iran. French President-elect Paul Aubert criticised Iran.", "2024-06-11"),
    ]
    registry = Registry()
    for text, published in told:
        registry = learn(registry, record(text, published))
    return registry


@pytest.mark.model
def test_holders_are_learnt_with_their_dates_and_words(learnt: Registry) -> None:
    found = {(h.office, h.country): h for h in learnt.holders}
    assert set(found) == {("foreign minister", "NOR"), ("un secretary-general", None)}
    berg = found["foreign minister", "NOR"]
    assert (berg.name, berg.since, berg.until, len(berg.sightings)) == ("Anna Berg", "2024-01-10", "2024-06-10", 2)
    first = berg.sightings[0]
    assert (first.document, first.evidence.text) == ("text-2024-01-10", "Norwegian Foreign Minister Anna Berg")


@pytest.mark.model
def test_a_text_without_a_date_teaches_nothing() -> None:
    assert learn(Registry(), record("Norwegian Foreign Minister Anna Berg criticised Iran.", None)) == Registry()


@pytest.mark.model
def test_a_former_holder_is_no_holder_any_more(learnt: Registry) -> None:
    later = learn(learnt, record("Former Norwegian foreign minister Anna Berg criticised Iran.", "2024-09-01"))
    assert {h.ended for h in later.holders if h.name == "Anna Berg"} == {"2024-09-01"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "published", "name"),
    [
        ("The Norwegian foreign minister criticised Iran.", "2024-03-01", "Anna Berg"),
        ("The Norwegian foreign minister criticised Iran.", "2027-03-01", None),
        ("The Norwegian foreign minister criticised Iran.", None, None),
        ("The Swedish foreign minister criticised Iran.", "2024-03-01", None),
        ("The UN secretary-general criticised Iran.", "2024-03-01", "Pedro Almeida"),
    ],
)
def test_whom_a_description_means_is_inferred(
    learnt: Registry, text: str, published: str | None, name: str | None
) -> None:
    actors = record(text, published, registry=learnt).actors
    inferred = [a.inferred for a in actors if a.inferred is not None]
    assert [one.name for one in inferred] == ([name] if name else [])
    assert not name or name not in {a.name for a in actors}


@pytest.mark.model
def test_a_dictionary_tells_of_names_and_nouns() -> None:
    codes = (Code(code="NORGOV", until="2024-01-01"), Code(code="NOROPP", since="2024-01-01"))
    actors = Dictionary({"anna berg": codes}, {"fishwives": "LAB"})
    found = {a.name: a.inferred for a in record("Anna Berg criticised Iran.", "2024-03-01", actors=actors).actors}
    one = found["Anna Berg"]
    assert one is not None
    assert (one.country, one.sector, found["Iran"]) == ("NOR", "OPP", None)
