"""What a store is asked, with each filter, and how the answers are laid out."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from communique.present.listing import to_csv, to_json_lines, to_table
from communique.store.copies import copied
from communique.store.days import first_day, last_day
from communique.store.errors import StoreError
from communique.store.view import (
    SUBJECTS,
    Asked,
    Dyad,
    Filters,
    Happened,
    Line,
    Named,
    Said,
    Subject,
    View,
    filters_from,
)
from tests.store.test_ingest import reader, store, take

__all__ = ["reader", "store"]

TEXTS = {
    "2025-02-10": 'Norway met Iceland. "We will sign," it said.',
    "2025-02-12": "Berg will meet Volden. Norway met Berg.",
    "2025-02-20": "Iceland met Norway. Moe met Berg.",
}


@pytest.fixture
def view(tmp_path: Path, store: Path) -> View:
    lines = [{"id": day, "text": text, "published": day, "title": f"Of {day}"} for day, text in TEXTS.items()]
    lines.append({"id": "undated", "text": "Volden met Strand."})
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    take(store, tmp_path / "a.jsonl")
    return View(store)


def told(line: Line) -> tuple[object, ...]:
    if isinstance(line, Happened):
        return (line.date, *line.source, *line.target)
    if isinstance(line, Said):
        return (line.speaker, line.content)
    if isinstance(line, Named):
        return (line.name, line.documents, line.statements, line.events)
    assert isinstance(line, Dyad)
    return (line.source, line.target, line.status, line.events)


ALL = [
    ("2025-02-10", "Norway", "Iceland"),
    ("2025-02-12", "Berg", "Volden"),
    ("2025-02-12", "Norway", "Berg"),
    ("2025-02-20", "Iceland", "Norway"),
    ("2025-02-20", "Moe", "Berg"),
    (None, "Volden", "Strand"),
]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (Asked(), ALL),
        (Asked(actor="berg"), [ALL[1], ALL[2], ALL[4]]),
        (Asked(actor="BER"), [ALL[1], ALL[2], ALL[4]]),
        (Asked(actor="%"), []),
        (Asked(country="isl"), [ALL[0], ALL[3]]),
        (Asked(types=("consult",)), ALL),
        (Asked(types=("AID", "APPOINT")), []),
        (Asked(statuses=("planned",)), [ALL[1]]),
        (Asked(since="2025-02-12"), ALL[1:5]),
        (Asked(until="2025-02-12"), ALL[:3]),
        (Asked(since="2025-02-11", until="2025-02-19", actor="Norway"), [ALL[2]]),
    ],
)
def test_a_timeline_by_each_filter(view: View, asked: Asked, left: list[tuple[object, ...]]) -> None:
    filters = filters_from(asked, subject="timeline")
    found = [told(line) for line in view.ask("timeline", filters)]
    assert sorted(found, key=repr) == sorted(left, key=repr)
    assert [line[0] for line in found] == sorted((line[0] for line in left), key=lambda day: str(day or "9"))
    assert view.count("timeline", filters) == len(left)
    some = filters_from(asked, subject="timeline", most=2)
    assert [told(line) for line in view.ask("timeline", some)] == found[:2]
    assert view.count("timeline", some) == len(left)


@pytest.mark.parametrize(
    ("subject", "asked", "lines"),
    [
        ("plans", Asked(), [ALL[1]]),
        ("plans", Asked(actor="Moe"), []),
        ("statements", Asked(), [("We", "We will sign,")]),
        ("statements", Asked(actor="we", since="2025-02-10"), [("We", "We will sign,")]),
        ("statements", Asked(since="2025-02-11"), []),
        ("statements", Asked(country="NOR"), []),
        ("actors", Asked(actor="o", country="NOR"), [("Norway", 3, 0, 3)]),
        ("actors", Asked(actor="we"), [("We", 1, 1, 0)]),
        ("actors", Asked(actor="ol", until="2025-02-12"), [("Volden", 1, 0, 1)]),
        ("dyads", Asked(country="ISL"), [("Iceland", "Norway", "occurred", 2)]),
        ("dyads", Asked(actor="Volden"), [("Berg", "Volden", "planned", 1), ("Strand", "Volden", "occurred", 1)]),
        ("dyads", Asked(statuses=("denied",)), []),
    ],
)
def test_other_subjects(view: View, subject: Subject, asked: Asked, lines: list[tuple[object, ...]]) -> None:
    found = [told(line) for line in view.ask(subject, filters_from(asked, subject=subject))]
    if subject == "statements" and lines:
        found = [line for line in found if line[0] == "We"]
    assert found == lines


def test_only_what_holds_is_shown(tmp_path: Path, view: View, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER", "2")
    take(store, tmp_path / "a.jsonl", is_reread=True)
    assert list(view.ask("statements", Filters())) == []
    assert {line.mode for line in view.ask("timeline", Filters()) if isinstance(line, Happened)} == {"negotiation"}
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": "2025-02-10", "text": "Dahl met Lund.", "published": "2025-02-10"})
    )
    take(store, tmp_path / "a.jsonl")
    assert [told(line) for line in view.ask("timeline", Filters(until=date(2025, 2, 10)))] == [
        ("2025-02-10", "Dahl", "Lund")
    ]


@pytest.mark.parametrize(
    ("asked", "subject", "problem"),
    [
        (Asked(types=("MEET",)), "timeline", "--type: no such value: 'MEET'; there are AGREE, CONSULT,"),
        (Asked(statuses=("done",)), "plans", "--status: no such value: 'done'; there are occurred, planned"),
        (Asked(since="12 Feb"), "timeline", "--since: '12 Feb' is no day, such as 2025-02-12"),
        (Asked(until="2025-02-30"), "timeline", "--until: '2025-02-30' is no day"),
        (Asked(country="Norway"), "actors", "--country: 'Norway' is no code of three letters"),
        (Asked(types=("AID",)), "actors", "--type: actors have none"),
        (Asked(statuses=("denied",)), "statements", "--status: statements have none"),
    ],
)
def test_what_cannot_be_asked_is_told(asked: Asked, subject: Subject, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        filters_from(asked, subject=subject)


def test_a_file_that_is_none_or_another_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file; check the name"):
        list(View(tmp_path / "no.duckdb").ask("timeline", Filters()))
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE a (b INTEGER)")
    with pytest.raises(StoreError, match="no store, or one of an earlier version"):
        list(View(tmp_path / "other.duckdb").ask("timeline", Filters()))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        (None, None, None),
        ("2025-02-12", "2025-02-12", "2025-02-12"),
        ("2025-02-12T09:30:00Z", "2025-02-12", "2025-02-12"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2022-02/..", "2022-02-01", None),
        ("../2025-02", None, "2025-02-28"),
        ("2025-02-10/2025-02-16", "2025-02-10", "2025-02-16"),
        ("2025-13", None, None),
        ("2025-02-30", None, None),
        ("2025-W07", "2025-01-01", "2025-12-31"),
        ("soon", None, None),
    ],
)
def test_the_days_of_a_date(value: str | None, first: str | None, last: str | None) -> None:
    assert (first_day(value), last_day(value)) == (first, last)


# layout


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_table_keeps_to_its_width(view: View, subject: Subject, width: int) -> None:
    table = to_table(list(view.ask(subject, Filters())), SUBJECTS[subject], width=width)
    lines = table.splitlines()
    assert max(map(len, lines)) <= width
    assert len(lines) > 1
    assert ("Words" in lines[0]) is (width == 200 and subject in {"timeline", "plans"})


def test_a_table_tells_events_as_sentences(view: View) -> None:
    table = to_table(list(view.ask("timeline", Filters(actor="Berg"))), Happened, width=100)
    assert "planned: Berg to meet with Volden" in table
    assert "2025-02-20" in table


def test_json_and_csv_hold_every_field(view: View) -> None:
    lines = list(view.ask("timeline", Filters()))
    objects = [json.loads(line) for line in to_json_lines(lines)]
    assert objects[0]["source"] == ["Norway"]
    rows = list(csv.DictReader(io.StringIO("".join(to_csv(lines, Happened)))))
    assert [row["date"] for row in rows] == [item["date"] or "" for item in objects]
    assert list(rows[0]) == list(objects[0])


def test_nothing_in_a_text_steers_a_table() -> None:
    line = Said(
        published="2025-02-12", speaker="A\x1b[31m", cue=None, content="a\u202eb\nc", kind="direct", addressee=None,
        channel=None, document="a", title=None, publisher=None, id="1", score=1.0,
    )  # fmt: skip
    table = to_table([line], Said, width=100)
    assert "A\\x1b[31m" in table
    assert "“a\\u202eb c”" in table


def test_a_store_of_copies_has_so_many_events(tmp_path: Path, view: View) -> None:
    made = copied(view.path, tmp_path / "many.duckdb", events=40)
    many = View(tmp_path / "many.duckdb")
    assert made.events == many.count("timeline", Filters()) == 42
    assert many.count("timeline", Filters(actor=made.actor)) == 7 * view.count("timeline", Filters(actor=made.actor))
