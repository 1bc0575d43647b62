"""The record that is made anew from the tables is the one that was read."""

from pathlib import Path

import msgspec
import pytest

import communique
from communique.read.files import document
from communique.store.frames import document_id
from communique.store.records import exports, stored
from communique.store.view import Filters, View
from tests.web.stores import border, harmful, store_of

ROOT = Path(__file__).parents[2]


def bare(record: communique.Record) -> communique.Record:
    """A record less the name of its reader, which a store keeps with its runs."""
    return msgspec.structs.replace(record, reader="")


def test_a_record_by_hand(tmp_path: Path) -> None:
    records = [border(), harmful()]
    store = store_of(tmp_path / "news.duckdb", *records)
    with View(store).answers() as answers:
        for record in records:
            found = stored(answers, document_id(record.document))
            assert found is not None
            assert bare(found.record) == bare(record)
        assert stored(answers, "0" * 16) is None
        assert {one.record.document.id for one in exports(answers, Filters())} == {r.document.id for r in records}
        [one] = exports(answers, Filters(actor="marbach"))
        assert one.record.document.id == "border"


@pytest.mark.model
def test_records_as_they_are_read(tmp_path: Path) -> None:
    records = [communique.read(document(str(path))) for path in sorted((ROOT / "examples").iterdir())]
    store = store_of(tmp_path / "news.duckdb", *records)
    with View(store).answers() as answers:
        for record in records:
            found = stored(answers, document_id(record.document))
            assert found is not None
            assert bare(found.record) == bare(record)
