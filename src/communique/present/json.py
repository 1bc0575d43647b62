"""The record as JSON and back, and the JSON Schema that says what is in it."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec

from communique.model import Record

SCHEMA = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_ID = "urn:communique:schema:record"


def to_json(record: Record, *, indent: int = 1) -> bytes:
    """The record as JSON in UTF-8 with a newline at its end; `indent=0` puts it on one line.

    The keys are those of the record's specification; evidence is `{"text": …, "start": …, "end": …}`.
    """
    line = msgspec.json.encode(record)
    return (msgspec.json.format(line, indent=indent) if indent else line) + b"\n"


def from_json(data: bytes) -> Record:
    """The record that `to_json` wrote; msgspec.ValidationError where it is none or its words aren't there."""
    return msgspec.json.decode(data, type=Record)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record, made from the model."""
    made = msgspec.json.schema(Record)
    for definition in made["$defs"].values():
        definition["description"] = cleandoc(definition["description"])
    return {"$schema": SCHEMA, "$id": SCHEMA_ID, "title": "A record of a diplomatic news text", **made}
