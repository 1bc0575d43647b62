import json

import pytest

from communique.model import Document
from communique.read import jsondoc
from communique.read.errors import ReadError

FULL = {
    "id": "one",
    "text": "They met.\r\nThey left.",
    "title": "A title",
    "publisher": "The Post",
    "published": "2025-02-12T09:30:00+01:00",
    "language": "en-GB",
    "url": "https://example.org/",
    "author": ["Ada", "Ben"],
}


def read(data: bytes) -> Document:
    return jsondoc.from_bytes(data, "a.json", default_id="a")


@pytest.mark.parametrize("given", [FULL, {"document": FULL, "actors": []}, {**FULL, "licence": 1, "document": 3}])
def test_a_document_is_read_bare_or_from_a_record(given: dict[str, object]) -> None:
    assert read(json.dumps(given).encode()) == Document(**{**FULL, "author": ("Ada", "Ben")})  # type: ignore[arg-type]


def test_only_text_is_required_and_blank_is_not_given() -> None:
    given = {"text": "They met.", "id": "", "published": "", "author": [], "title": " ", "language": None}
    assert read(json.dumps(given).encode("utf-8-sig")) == Document(id="a", text="They met.")
    assert read(b'{"text": "x", "author": "Ada"}').author == "Ada"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no text in it; make it a JSON object"),
        (b"{", "a.json: Input data was truncated; make it"),
        (b'{"text": "a",}', "JSON is malformed: trailing comma"),
        (b"[1]", "not a document: Expected `object`, got `array`"),
        (b'{"title": "a"}', "missing required field `text`"),
        (b'{"text": 3}', "got `int` - at `$.text`"),
        (b'{"document": {"text": "a", "author": 4}}', "at `$.document.author`"),
        (b'{"document": null}', "at `$.document`"),
        (b'{"text": " "}', "no text in it; put"),
        (b'{"text": "a\\u0000b"}', "binary data, not text"),
        ('{"text": "é"}'.encode("cp1252"), "not valid UTF-8 at byte 10"),
        (b'{"text": "a", "x": ' + b"[" * 100_000, "recursion"),
        (b'{"text": "a", "published": "2025-02-30"}', "no such date: '2025-02-30'"),
        (b'{"text": "a", "published": "2025-02-12T25:00Z"}', "no such date and time"),
        (b'{"text": "a", "published": "2025-02-12T10:00"}', "date and time without a zone"),
        (b'{"text": "a", "published": "2025-02-12 10:00Z"}', "is no ISO 8601 date"),
        (b'{"text": "a", "published": "20250212"}', "is no ISO 8601 date; write it as 2025-02-12"),
        (b'{"text": "a", "published": "12 February"}', "is no ISO 8601 date"),
        (b'{"text": "' + b"a" * 1_000_001 + b'"}', "longer than 1,000,000 characters"),
    ],
)
def test_what_is_no_document_is_named_with_its_place(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
