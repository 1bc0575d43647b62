"""Search: words in any form, phrases, the order of what is found, and only what holds."""

import json
from pathlib import Path

import pytest

from communique.store.search import Sought, matches, sought, told
from communique.store.view import Filters, Said, View
from tests.store.test_ingest import reader, store, take

__all__ = ["reader", "store"]

TEXTS = {
    "a": 'Norway met Iceland. "New sanctions will follow," Berg said. Berg spoke of sanctions and sanctions alone.',
    "b": 'Élise met Berg. "A sanction is no answer," Berg said. Other countries were silent.',
    "c": "Moe met Lund in one country of many words that say nothing more of this at all.",
}


@pytest.fixture
def view(tmp_path: Path, store: Path) -> View:
    lines = [{"id": name, "text": text, "published": f"2025-02-1{n}"} for n, (name, text) in enumerate(TEXTS.items())]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    take(store, tmp_path / "a.jsonl")
    return View(store)


def found(view: View, asked: str, filters: Filters | None = None) -> list[str]:
    with view.answers() as answers:
        return [match.document for match in answers.all(matches(answers, sought(asked), filters or Filters()))]


@pytest.mark.parametrize(
    ("asked", "documents"),
    [
        ("sanctions", ["a", "b"]),
        ("SANCTION", ["a", "b"]),
        ("sanction berg", ["a", "b"]),
        ("sanction norway", ["a"]),
        ("country", ["c", "b"]),
        ("elise", ["b"]),
        ("Élise", ["b"]),
        ('"no answer"', ["b"]),
        ('"answer no"', []),
        ('"new sanctions" berg', ["a"]),
        ("zzz", []),
        ("sanc", []),
    ],
)
def test_what_is_found_and_in_what_order(view: View, asked: str, documents: list[str]) -> None:
    assert found(view, asked) == documents


def test_days_and_pages_of_what_is_found(view: View) -> None:
    from datetime import date

    assert found(view, "sanction", Filters(since=date(2025, 2, 11))) == ["b"]
    assert found(view, "sanction", Filters(most=1)) == ["a"]
    assert found(view, "sanction", Filters(most=1, skip=1)) == ["b"]


def test_statements_that_are_found(view: View) -> None:
    with view.answers() as answers:
        lines = answers.all(told(answers, sought("sanctions"), Filters()))
        assert [line.content for line in lines if isinstance(line, Said)] == [
            "New sanctions will follow,",
            "A sanction is no answer,",
        ]
        assert answers.count(told(answers, sought('"no answer"'), Filters())) == 1
        assert answers.count(told(answers, sought("sanct"), Filters())) == 0
        assert answers.count(told(answers, sought("follow"), Filters(most=5))) == 1


def test_earlier_versions_are_not_found(tmp_path: Path, view: View) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": "Norway met Iceland.", "published": "2025-02-10"}))
    take(view.path, tmp_path / "a.jsonl")
    assert found(view, "sanction") == ["b"]


def test_nothing_is_sought_by_signs() -> None:
    assert sought(" )( %% '' -- ") == Sought((), ())
    assert sought('a "') == Sought(("a",), ())
    assert len(sought(" ".join(map(str, range(100)))).words) == 12
