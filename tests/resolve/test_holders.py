"""The table of offices, holders.tsv, read whole: who holds which office for which state."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.model import Document
from communique.pipeline import read

CASES = Path(__file__).parent / "holders.tsv"


def rows() -> Iterator[tuple[str, str, str, str]]:
    """A row without a text goes on with the text above."""
    text = ""
    for line in CASES.read_text("utf-8").splitlines():
        if not line.startswith(("#", "text\t")):
            said, name, country, roles = line.split("\t")
            text = said or text
            yield text, name, country, roles


def test_the_table_is_long_enough() -> None:
    assert len({text for text, *_ in rows()}) >= 60


@pytest.mark.model
@pytest.mark.parametrize(("text", "name", "country", "roles"), list(rows()))
def test_who_holds_which_office(text: str, name: str, country: str, roles: str) -> None:
    found = {actor.name: actor for actor in read(Document(id="office", text=text, language="en")).actors}
    assert name in found
    assert country in {"*", found[name].country or "-"}
    assert roles in {"*", ";".join(found[name].roles) or "-"}
