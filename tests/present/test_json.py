import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from bench.schema import FILE, as_file
from communique.present.json import from_json, schema, to_json
from tests.present.sample import TEXT, sample


def test_a_record_goes_out_and_comes_back() -> None:
    for indent in (0, 1, 2):
        assert from_json(to_json(sample(), indent=indent)) == sample()


def test_the_keys_are_those_of_the_specification() -> None:
    written = json.loads(to_json(sample()))
    assert list(written) == ["document", "actors", "statements", "events", "stances", "places", "unresolved", "reader"]
    content = written["statements"][1]["content"]
    assert list(content) == ["text", "start", "end"]
    assert TEXT[content["start"] : content["end"]] == content["text"]


def test_it_is_utf8_with_a_newline_at_its_end_and_one_line_if_wanted() -> None:
    record = msgspec.structs.replace(sample(), reader="lecteur né")
    assert "né".encode() in to_json(record)
    assert to_json(record, indent=0).count(b"\n") == 1
    assert to_json(record).endswith(b"}\n")


def test_what_is_written_fits_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(to_json(sample())), schema(), jsonschema.Draft202012Validator)


def test_the_schema_in_the_docs_is_current() -> None:
    assert Path(FILE).read_bytes() == as_file(), "run: python -m bench schema"


def test_a_record_whose_words_are_not_the_texts_is_refused() -> None:
    forged = to_json(sample()).replace(b"Nothing else", b"Something more", 1)
    with pytest.raises(msgspec.ValidationError, match="not the words"):
        from_json(forged)
