"""Whom pronouns and descriptions mean, told by the source or target of what they take part in."""

import re

import pytest

from communique.analyse import extract
from communique.model import Document, Judgement, Record
from communique.pipeline import read
from communique.resolve import judge

pytestmark = pytest.mark.model


def record(text: str, **more: str | None) -> Record:
    return read(Document(id="who", text=text, published="2025-02-12", language="en", **more))  # type: ignore[arg-type]


def meant(text: str, words: str, **more: str | None) -> set[str]:
    """The actors that the last place of these words was taken to mean."""
    found = record(text, **more)
    at = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", text)][-1]
    return {
        a.name
        for a in found.actors
        if any(at <= e.start and e.end <= at + len(words) for e in (*a.references, *a.evidence))
    }


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        # he and she
        ("President Omar Sesay met Chancellor Merz in Bonn. He thanked Germany.", "He", {"Omar Sesay"}),
        ("Minister Ana Torres accused Peru. She expelled the ambassador.", "She", {"Ana Torres"}),
        ("Iran released Tom Ashby. He thanked Oman.", "He", {"Tom Ashby"}),
        # they and pairs
        ("President Sesay met Chancellor Merz. They agreed to reopen the border.", "They", {"Sesay", "Merz"}),
        ("Chad and Sudan resumed talks. Both sides agreed to withdraw their troops.", "Both sides", {"Chad", "Sudan"}),
        (
            "President Sesay called Chancellor Merz. The two leaders agreed to meet.",
            "The two leaders",
            {"Sesay", "Merz"},
        ),
        ("Chad and Sudan resumed talks. The two countries agreed to withdraw.", "The two countries", {"Chad", "Sudan"}),
        # descriptions
        ("President Omar Sesay met Minister Ana Torres. The president praised Peru.", "The president", {"Omar Sesay"}),
        ("Minister Ana Torres met President Omar Sesay. The minister praised Peru.", "The minister", {"Ana Torres"}),
        (
            "Germany banned Mahan Air. Iran accused Germany, and the airline sued Germany.",
            "the airline",
            {"Mahan Air"},
        ),
        ("Turkey expelled the envoy. The country accused Israel of spying.", "The country", {"Turkey"}),
        # the first person
        ('"I met Chancellor Merz," President Omar Sesay said.', "I", {"Omar Sesay"}),
        ('"We condemn Iran," Minister Ana Torres said.', "We", {"Ana Torres"}),
        (
            'Iran accused Ana Torres. "I reject Iran," said Carl Lindgren, the Swedish foreign minister.',
            "I",
            {"Carl Lindgren"},
        ),
        # whom one speaks to
        (
            "MR SESAY: I condemn Iran and Peru.\n\nMS TORRES: I thank you, Minister.\n\nMR SESAY: Good night.",
            "you",
            {"Sesay"},
        ),
        # relative clauses
        ("President Omar Sesay, who met Chancellor Merz, praised Peru.", "who", {"Omar Sesay"}),
    ],
)
def test_whom_a_word_means(text: str, words: str, names: set[str]) -> None:
    assert meant(text, words) == names


def test_the_first_person_of_an_authored_text_is_its_author() -> None:
    text = "I spoke with President Omar Sesay by phone today. I thanked him."
    found = record(text, author="Ana Torres")
    assert any(
        e.type == "SUPPORT" and e.source == ("Ana Torres",) and e.target == ("Omar Sesay",) for e in found.events
    )


def test_the_first_person_plural_of_a_spokesmans_text_is_the_state() -> None:
    text = "We condemn the attack on the embassy of Norway in Chad."
    found = record(text, author="Carl Lindgren", publisher="U.S. Department of State")
    assert [(e.type, e.source) for e in found.events if e.type == "ACCUSE"] == [("ACCUSE", ("United States",))]


def test_the_first_person_outside_quotations_of_a_report_is_nobody() -> None:
    found = record("We condemn Iran and its allies.")
    assert all(not e.source for e in found.events)


@pytest.mark.parametrize(
    "text",
    [
        "He accused Iran of lying.",
        "They accused Iran of lying.",
        "Both sides accused Iran of lying.",
        "Iran moved its ships. He accused Turkey of lying.",
    ],
)
def test_where_nobody_fits_nobody_is_named(text: str) -> None:
    found = record(text)
    accused = [e for e in found.events if e.type == "ACCUSE"]
    strangers = {"Iran", "Turkey"}
    assert all(not (set(e.source) & strangers) for e in accused)
    assert "He" not in {a.name for a in found.actors}


def test_a_pronoun_that_speaks_and_fits_nobody_stays_open() -> None:
    found = record("He said that the ship had been seized by Iran.")
    assert [s.speaker for s in found.statements] == [None]
    assert any(u.what == "speaker" and u.evidence.text == "He" for u in found.unresolved)


def test_a_speaker_is_not_his_own_he() -> None:
    text = 'President Omar Sesay met Chancellor Karl Merz. "He thanked Peru," Sesay said.'
    assert meant(text, "He") == {"Karl Merz"}


def test_you_among_three_speakers_is_left_open() -> None:
    text = "MR SESAY: I condemn Iran.\n\nMS TORRES: I thank you.\n\nMR COLE: I thank Peru.\n\nMR SESAY: Good night."
    assert meant(text, "you") == set()


def judged(text: str) -> dict[str, Judgement]:
    """The judgement of each mention by its words, the last place of them."""
    doc = Document(id="who", text=text, language="en")
    found = extract(doc)
    return {text[j.mention.start : j.mention.end]: j for j in judge(doc, found.all, found.sentences)}


def test_a_name_of_no_actor_is_one_thing_wherever_it_stands() -> None:
    found = judged("The Boundary Act was passed in May. Peru praised the Boundary Act.")
    things = {j.thing for words, j in found.items() if "Boundary" in words}
    assert len(things) == 1
    assert None not in things


def test_every_reference_has_its_reason_and_score() -> None:
    found = record("President Omar Sesay met Chancellor Merz. He thanked Peru.")
    references = [r for a in found.actors for r in a.references]
    assert references
    assert all(r.reason and 0 < r.score <= 1 for r in references)
