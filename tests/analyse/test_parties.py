"""Which names stand where a party to something stands."""

import pytest

from communique.analyse import extract
from communique.model import Document

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "name", "is_party"),
    [
        ("Norway bought timber.", "Norway", True),
        ("The storm spared Norway.", "Norway", True),
        ("Trade with Norway grew.", "Norway", True),
        ("Trade between Norway, Iceland and Denmark grew.", "Denmark", True),
        ("The invasion of Norway was long ago.", "Norway", True),
        ("Norway's invasion was long ago.", "Norway", True),
        ("Snow fell in Norway.", "Norway", False),
        ("The forests of Norway are old.", "Norway", False),
        ("Norway's forests are old.", "Norway", False),
    ],
)
def test_who_takes_part(text: str, name: str, is_party: bool) -> None:
    found = extract(Document(id="party", text=text, language="en"))
    assert [m.takes_part for m in found.mentions if m.name == name] == [is_party]
