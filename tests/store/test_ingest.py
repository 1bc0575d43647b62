"""From sources to rows: what is stored, what a second visit changes, what fails, what is read anew."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from communique.read.gather import origins
from communique.read.web import Limits
from communique.scale import Died, Order, Outcome, Processes, ingest, read_text, reread
from communique.store.errors import StoreError
from communique.store.publish import rebuild
from communique.store.writer import Writer
from tests.store import stand_in
from tests.store.corpus import contents, fill, json_feed, page, rows, rss, story, warc_record


class Here:
    """Workers that are none: all is done in this process. What scale asks of workers is no more than this."""

    def ordered(
        self, function: Callable[..., object], given: Iterable[object], *, is_work: Callable[..., bool]
    ) -> Iterator[tuple[object, object]]:
        for one in given:
            yield one, function(one) if is_work(one) else None


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "communique.pipeline", stand_in.pipeline())
    monkeypatch.setenv("READER", "1")


def take(store: Path, *sources: object, **options: object) -> list[Outcome]:
    with Writer(store, run=stand_in.versions()) as writer:
        listed = origins(map(str, sources))
        assert listed.failed == ()
        order = Order(**options)  # type: ignore[arg-type]
        return list(ingest(listed.found, writer, workers=Here(), order=order))  # type: ignore[arg-type]


def states(outcomes: list[Outcome]) -> dict[str, int]:
    told = [outcome.state for outcome in outcomes]
    return {state: told.count(state) for state in sorted(set(told)) if state != "done"}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "news.duckdb"


def column(store: Path, sql: str) -> list[object]:
    import duckdb

    with duckdb.connect(str(store), read_only=True) as connection:
        return [row[0] if len(row) == 1 else row for row in connection.execute(sql).fetchall()]


def test_every_form_of_text_is_read(tmp_path: Path, store: Path) -> None:
    outcomes = take(store, fill(tmp_path / "texts", count=3))
    assert states(outcomes) == {"failed": 2, "read": 36}
    names = set(column(store, "SELECT name FROM documents"))
    assert {"a000", "b000", "0", "d", "https://news.example/400", "urn:fjord:500", "https://feed.example/600"} <= names
    assert {"https://site.example/4", "800@office.example", "804@office.example"} <= names
    assert dict(column(store, "SELECT split_part(source, '/', -1), problem FROM failures")).keys() == {
        "c.jsonl#4",
        "l.txt",
    }  # type: ignore[call-overload]


def test_what_a_text_says_stands_in_the_tables_with_its_words(tmp_path: Path, store: Path) -> None:
    text = 'Norway will meet Iceland. "We agree," it said.'
    (tmp_path / "a.json").write_text(json.dumps({"text": text, "published": "2025-02-12", "title": "Talks"}))
    take(store, tmp_path / "a.json")
    [event] = column(
        store,
        "SELECT (type, mode, source, target, status, date, first_day::VARCHAR, parties, countries, words) FROM events",
    )
    assert event == (
        "CONSULT", "meeting", ["Norway"], ["Iceland"], "planned", "2025-02-12", "2025-02-12", "Norway\nIceland",
        "NOR\nISL", "Norway will meet Iceland.",
    )  # fmt: skip
    assert column(store, "SELECT (speaker, country, content, kind) FROM statements") == [
        ("We", None, "We agree,", "direct")
    ]
    wrong = (
        "SELECT count(*) FROM evidence e JOIN documents d ON d.id = e.document "
        "WHERE substring(d.text, start_offset + 1, end_offset - start_offset) <> words"
    )
    assert column(store, wrong) == [0]
    assert column(store, "SELECT count(*) FROM evidence") != [0]


def test_reading_the_same_again_changes_nothing(tmp_path: Path, store: Path) -> None:
    texts = fill(tmp_path / "texts", count=3)
    take(store, texts)
    before = contents(store)
    assert states(take(store, texts)) == {"failed": 2, "unchanged": 36}
    assert contents(store) == before


def test_a_text_that_was_moved_or_copied_is_the_same_text(tmp_path: Path, store: Path) -> None:
    (tmp_path / "a.txt").write_text(story(1))
    take(store, tmp_path / "a.txt")
    before = contents(store)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "a.txt").rename(tmp_path / "elsewhere" / "a.txt")
    assert states(take(store, tmp_path / "elsewhere")) == {"unchanged": 1}
    assert contents(store) == before


def test_every_version_of_a_text_is_kept_and_the_last_is_current(tmp_path: Path, store: Path) -> None:
    file = tmp_path / "a.txt"
    for text in (story(1), story(2), story(1)):
        file.write_text(text)
        take(store, file)
    assert column(store, "SELECT (version, is_current) FROM documents ORDER BY version") == [(1, True), (2, False)]
    assert column(
        store, "SELECT DISTINCT document = (SELECT id FROM documents WHERE is_current) FROM current_events"
    ) == [True]
    assert column(store, "SELECT count(DISTINCT document) FROM events") == [2]


def test_two_versions_in_one_visit_settle_in_one_state(tmp_path: Path, store: Path) -> None:
    url = "https://site.example/live"
    (tmp_path / "a.warc").write_bytes(warc_record(url, page(1).encode()) + warc_record(url, page(60).encode()))
    take(store, tmp_path / "a.warc")
    before = contents(store)
    assert [row[5] for row in sorted(before["documents"], key=lambda row: str(row[4]))] == [False, True]
    take(store, tmp_path / "a.warc")
    assert contents(store) == before


def test_what_fails_is_kept_and_struck_out_once_it_is_mended(tmp_path: Path, store: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": story(1)}) + "\n{\n" + json.dumps({"text": "REFUSE this."}) + "\n")
    [_, first, second] = [outcome for outcome in take(store, file) if outcome.state != "done"]
    assert "a.jsonl#2: Input data was truncated; make it a JSON object" in first.told
    assert second.told.endswith("a.jsonl#3: written in a way that can't be read; write it anew")
    file.write_text(json.dumps({"text": story(1)}) + "\n" + json.dumps({"text": story(2)}) + "\n")
    take(store, file)
    assert column(store, "SELECT count(*) FROM failures") == [0]


def test_a_fault_of_ours_costs_one_text(tmp_path: Path, store: Path) -> None:
    (tmp_path / "a.txt").write_text("FAULT here.")
    (tmp_path / "b.txt").write_text(story(1))
    assert states(take(store, tmp_path)) == {"failed": 1, "read": 1}
    assert column(store, "SELECT (problem, mend) FROM failures") == [
        ("could not be read: KeyError: 'no such thing'", "please report it")
    ]


def test_a_newer_reader_reads_anew_on_demand_and_what_no_longer_holds_is_superseded(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = fill(tmp_path / "texts", count=2)
    take(store, texts)
    [old] = column(store, "SELECT id FROM runs")
    actors, events = rows(store, "actors"), column(store, "SELECT count(*) FROM current_events")
    monkeypatch.setenv("READER", "2")
    assert states(take(store, texts)) == {"failed": 2, "outdated": 33}
    assert column(store, "SELECT count(*) FROM events WHERE superseded IS NOT NULL") == [0]
    assert states(take(store, texts, is_reread=True)) == {"failed": 2, "read": 33}
    new = stand_in.versions().id
    assert column(store, "SELECT DISTINCT run FROM current_documents") == [new]
    found = "SELECT DISTINCT (run, superseded, is_current, mode) FROM events WHERE document IN "
    assert set(column(store, f"{found} (SELECT id FROM documents WHERE is_current)")) == {
        (old, new, False, "meeting"),
        (new, None, True, "negotiation"),
    }
    assert column(store, "SELECT count(*) FROM current_events") == events
    assert column(store, "SELECT count(*) FROM current_statements") == [0]
    assert rows(store, "actors") == actors, "what holds as before keeps its row"
    told = column(store, "SELECT count(*) FROM evidence WHERE kind = 'event' AND role = 'evidence'")
    assert told == column(store, "SELECT count(*) FROM events"), "each row of an event has its own words"
    again = contents(store)
    assert states(take(store, texts, is_reread=True)) == {"failed": 2, "unchanged": 33}
    assert contents(store) == again


def test_the_whole_store_is_read_anew_without_its_sources(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = fill(tmp_path / "texts", count=2)
    take(store, texts)
    monkeypatch.setenv("READER", "2")
    with Writer(store, run=stand_in.versions()) as writer:
        assert states(list(reread(writer, workers=Here()))) == {"read": 32}  # type: ignore[arg-type]
    from_store = contents(store)
    other = tmp_path / "other.duckdb"
    monkeypatch.setenv("READER", "1")
    take(other, texts)
    monkeypatch.setenv("READER", "2")
    take(other, texts, is_reread=True)
    assert from_store["actors"] == contents(other)["actors"]
    current = "SELECT (id, document, run, mode) FROM current_events ORDER BY ALL"
    assert column(store, current) == column(other, current)


def test_rebuilt_from_the_journal_it_is_the_same_row_for_row(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = fill(tmp_path / "texts", count=3)
    take(store, texts)
    (texts / "a000.txt").write_text(story(77))
    monkeypatch.setenv("READER", "2")
    take(store, texts, is_reread=True)
    before = contents(store)
    store.unlink()
    made = rebuild(store)
    assert (made.documents, made.damage) == (len(before["documents"]), ())
    assert contents(store) == before


def test_ids_hash_the_text_and_name_no_file(tmp_path: Path, store: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.json").write_text(json.dumps({"id": f"../../{name}", "text": story(1)}))
    take(store, tmp_path / "one", tmp_path / "two")
    assert column(store, "SELECT name FROM documents ORDER BY ALL") == ["../../one", "../../two"]
    assert column(store, "SELECT count(DISTINCT id) * 2 = count(*) FROM events") == [True]
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [
        "a.json", "a.json", "news.duckdb", "news.duckdb.journal", "news.duckdb.lock",
    ]  # fmt: skip


def test_a_date_is_for_texts_that_do_not_say_when(tmp_path: Path, store: Path) -> None:
    (tmp_path / "a.txt").write_text(story(1))
    (tmp_path / "b.rss").write_text(rss(2))
    (tmp_path / "c.json").write_text(json_feed(3))
    take(store, tmp_path, published="2025-03-01", limits=Limits())
    assert column(store, "SELECT published FROM documents ORDER BY origin") == [
        "2025-03-01", "2025-02-12T09:30:00Z", "2025-02-12T00:00:00Z",
    ]  # fmt: skip


# processes


def test_a_process_that_dies_costs_only_its_text(tmp_path: Path, store: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text("KILL the reader." if number == 5 else story(number))
    code = os.spawnve(
        os.P_WAIT,
        sys.executable,
        [
            sys.executable,
            "-m",
            "tests.store.command",
            "ingest",
            str(tmp_path),
            "--into",
            str(store),
            "--processes",
            "2",
        ],
        os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert code == 1
    assert column(store, "SELECT count(*) FROM documents") == [11]
    [problem] = column(store, "SELECT problem FROM failures")
    assert problem == "the process that read it was killed, perhaps for want of memory"


def double(number: int) -> int:
    return number * 2


def die(number: int) -> int:
    if number % 4 == 1:
        os._exit(9)
    return number


def test_order_is_kept_and_what_is_no_work_passes() -> None:
    with Processes(2) as workers:
        done = list(workers.ordered(double, range(40), is_work=lambda number: number % 3 == 0))
        assert done == [(n, n * 2 if n % 3 == 0 else None) for n in range(40)]
        died = list(workers.ordered(die, range(8), is_work=lambda _: True))
        assert died == [(n, Died() if n % 4 == 1 else n) for n in range(8)]


def test_only_a_text_can_be_read() -> None:
    from communique.read.arrival import Done
    from communique.scale import Visit

    with pytest.raises(TypeError):
        read_text(Visit(item=Done(origin="a")))


def test_without_its_journal_a_store_is_not_written(tmp_path: Path, store: Path) -> None:
    (tmp_path / "a.txt").write_text(story(1))
    take(store, tmp_path / "a.txt")
    store.with_name("news.duckdb.journal").unlink()
    with pytest.raises(StoreError, match=r"its journal news\.duckdb\.journal is not there; put it back"):
        take(store, tmp_path / "a.txt")
    with pytest.raises(StoreError, match="there is no such journal"):
        rebuild(store)
    assert column(store, "SELECT count(*) FROM documents") == [1]
