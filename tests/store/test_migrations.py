"""A store of an earlier version is brought up by the next writer, one of a later version is left alone."""

from pathlib import Path

import pytest

from communique.store import migrations
from communique.store.connection import opened
from communique.store.errors import StoreError
from communique.store.view import Filters, View
from tests.store.corpus import rows, story
from tests.store.test_ingest import reader, store, take

__all__ = ["reader", "store"]


def test_an_earlier_store_is_brought_up(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(story(1))
    take(store, tmp_path / "a.txt")
    before = rows(store, "events")
    later = (*migrations.steps(), "ALTER TABLE stances ADD COLUMN note VARCHAR; UPDATE stances SET note = ''")
    for module in ("communique.store.migrations", "communique.store.hold"):
        monkeypatch.setattr(f"{module}.steps", lambda: later)
    with pytest.raises(StoreError, match="one of an earlier version of communique; run communique rebuild"):
        list(View(store).ask("timeline", Filters()))
    take(store, tmp_path / "a.txt")
    with opened(store) as connection:
        assert migrations.schema_of(connection) == len(later)
        connection.execute("SELECT note FROM stances")
    assert rows(store, "events") == before


def test_a_later_store_is_left_alone(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(story(1))
    with monkeypatch.context() as patch:
        later = (*migrations.steps(), "SELECT 1")
        patch.setattr("communique.store.migrations.steps", lambda: later)
        patch.setattr("communique.store.hold.steps", lambda: later)
        take(store, tmp_path / "a.txt")
    for attempt in (lambda: list(View(store).ask("timeline", Filters())), lambda: take(store, tmp_path / "a.txt")):
        with pytest.raises(StoreError, match=f"made by a later version of communique .schema {len(later)}.; update"):
            attempt()
