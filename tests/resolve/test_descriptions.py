"""The table of descriptions, descriptions.tsv, read whole: whom "the two leaders" or "the bloc" means."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.analyse import extract
from communique.model import Document
from communique.pipeline import read

CASES = Path(__file__).parent / "descriptions.tsv"


def rows() -> Iterator[tuple[str, str, str]]:
    for line in CASES.read_text("utf-8").splitlines():
        if not line.startswith(("#", "text\t")):
            text, words, actors = line.split("\t")
            yield text, words, actors


def test_the_table_is_long_enough() -> None:
    assert len(list(rows())) >= 25


@pytest.mark.model
@pytest.mark.parametrize(("text", "words", "actors"), list(rows()))
def test_whom_a_description_means(text: str, words: str, actors: str) -> None:
    found = read(Document(id="who", text=text, language="en"))
    at = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", text)][-1]
    meant = {
        a.name
        for a in found.actors
        if any(at <= e.start and e.end == at + len(words) for e in (*a.references, *a.evidence))
    }
    assert meant == (set() if actors == "-" else set(actors.split(";")))


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    ["A pair of shoes was found.", "Chad declared a state of emergency.", "Iran left the wartime state."],
)
def test_what_is_no_actor_is_no_mention(text: str) -> None:
    found = extract(Document(id="who", text=text, language="en"))
    assert {m.name for m in found.mentions} <= {"Chad", "Iran"}
