"""What becomes of a finding that somebody accepts, rejects or amends: now, after a re-read, and when handed on."""

import json
from pathlib import Path

import msgspec
import pytest

from communique.model import Event, Record
from communique.store.errors import StoreError
from communique.store.frames import Judged
from communique.store.journal import Journal, frames
from communique.store.judge import judge
from communique.store.judged import (
    ActorChanges,
    EventChanges,
    Judgement,
    PlaceChanges,
    StatementChanges,
    changed,
    checked,
)
from communique.store.lock import Lock
from communique.store.pages import judgements
from communique.store.publish import Files, rebuild
from communique.store.records import exports
from communique.store.view import Filters, Happened, Line, Named, Said, View
from tests.store.corpus import rows
from tests.store.test_ingest import reader, store, take

__all__ = ["reader", "store"]

TEXT = 'Norway met Iceland. "We will sign," it said. Berg met Volden.'


@pytest.fixture
def view(tmp_path: Path, store: Path) -> View:
    line = json.dumps({"id": "a", "text": TEXT, "published": "2025-02-10"})
    (tmp_path / "a.jsonl").write_text(line + "\n")
    take(store, tmp_path / "a.jsonl")
    return View(store)


def events(view: View) -> list[Happened]:
    found = [line for line in view.ask("timeline", Filters()) if isinstance(line, Happened)]
    return sorted(found, key=lambda line: "Norway" not in (line.words or ""))


def said(view: View) -> list[Said]:
    return [line for line in view.ask("statements", Filters()) if isinstance(line, Said)]


def told(
    finding: Line, verdict: str, changes: object = None, *, kind: str = "event", note: str | None = None
) -> Judgement:
    given = {"finding": finding.id, "kind": kind, "verdict": verdict, "digest": "0", "note": note, "author": "Eva"}  # type: ignore[attr-defined]
    return msgspec.convert(given | {"changes": changes}, Judgement)


def record(view: View) -> Record:
    with view.answers() as answers:
        [one] = exports(answers, Filters())
    return one.record


def everything(store: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table: rows(store, table) for table in ("events", "statements", "actors", "judgements")}


def test_what_is_rejected_is_left_out_and_can_be_taken_up_again(view: View) -> None:
    first, second = events(view)
    judge(view.path, told(first, "reject", note="not so"))
    assert events(view) == [second]
    assert [event.id for event in record(view).events] == [second.id]
    judge(view.path, told(first, "accept"))
    assert [(one.id, one.verdict) for one in events(view)] == [(first.id, "accept"), (second.id, None)]
    with view.answers() as answers:
        lines = answers.all(judgements(Filters()))
    assert [(one.verdict, one.note, one.is_latest) for one in lines] == [
        ("reject", "not so", False),
        ("accept", None, True),
    ]
    assert {(one.author, one.words, one.document) for one in lines} == {("Eva", "Norway met Iceland.", "a")}


def test_what_is_amended_is_shown_found_and_handed_on_as_amended(view: View) -> None:
    first, _ = events(view)
    changes = EventChanges(
        type="AID", mode="military", status="denied", date="2024-02/..", source=("Berg",), target=("Iceland",)
    )
    judge(view.path, told(first, "amend", changes))
    amended = next(one for one in events(view) if one.id == first.id)
    assert (amended.type, amended.mode, amended.status, amended.date) == ("AID", "military", "denied", "2024-02/..")
    assert (amended.source, amended.target, amended.verdict) == (("Berg",), ("Iceland",), "amended")
    assert view.count("timeline", Filters(country="NOR")) == 0
    assert view.count("timeline", Filters(country="ISL", types=("AID",))) == 1
    handed = next(event for event in record(view).events if event.id == first.id)
    assert isinstance(handed, Event)
    assert (handed.type, handed.evidence[0].text) == ("AID", "Norway met Iceland.")
    # A second amendment is one of what was found, not of what was amended.
    judge(view.path, told(first, "amend", EventChanges(status="planned")))
    again = next(one for one in events(view) if one.id == first.id)
    assert (again.type, again.status, again.date) == ("CONSULT", "planned", "2025-02-10")
    assert len(rows(view.path, "events")) == 3


def test_all_judgements_are_in_the_journal_and_a_store_made_anew_has_them(view: View) -> None:
    first, second = events(view)
    [statement, *_] = said(view)
    judge(view.path, told(first, "reject"))
    judge(view.path, told(first, "amend", EventChanges(status="planned")))
    judge(view.path, told(second, "reject"))
    judge(view.path, told(statement, "amend", StatementChanges(speaker="Norway"), kind="statement"))
    kept = [frame for _, frame in frames(Files(view.path).journal) if isinstance(frame, Judged)]
    assert [frame.judgement.verdict for frame in kept] == ["reject", "amend", "reject", "amend"]
    before = everything(view.path)
    view.path.unlink()
    rebuild(view.path)
    assert everything(view.path) == before
    assert said(view)[0].speaker == "Norway"
    assert view.count("statements", Filters(country="NOR")) == 1


def test_judgements_survive_a_new_reading(tmp_path: Path, view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = events(view)
    [statement, *_] = said(view)
    judge(view.path, told(first, "reject"))
    judge(view.path, told(second, "amend", EventChanges(status="denied")))
    judge(view.path, told(statement, "accept", kind="statement"))
    monkeypatch.setenv("READER", "2")
    take(view.path, tmp_path / "a.jsonl", is_reread=True)
    # Version 2 takes meetings for talks: the amendment is of what it finds, in the one field that it changes.
    assert [(one.id, one.mode, one.status) for one in events(view)] == [(second.id, "negotiation", "denied")]
    # It finds no statements any more; the one that was accepted stays.
    assert [one.id for one in said(view)] == [statement.id]
    assert [one.id for one in record(view).statements] == [statement.id]
    before = everything(view.path)
    rebuild(view.path)
    assert everything(view.path) == before
    with view.answers() as answers:
        lines = answers.all(judgements(Filters()))
    assert [one.is_found for one in lines] == [True, True, False]


def test_a_judgement_holds_in_each_version_of_the_text(tmp_path: Path, view: View) -> None:
    first, _ = events(view)
    judge(view.path, told(first, "reject"))
    line = json.dumps({"id": "a", "text": TEXT, "published": "2025-02-10", "title": "With a title now"})
    (tmp_path / "a.jsonl").write_text(line + "\n")
    take(view.path, tmp_path / "a.jsonl")
    assert [one.title for one in events(view)] == ["With a title now"]


def test_an_actors_state_counts_for_what_the_actor_does(view: View) -> None:
    [berg] = [line for line in view.ask("actors", Filters(name="Berg")) if isinstance(line, Named)]
    assert berg.countries == ()
    finding = next(one for one in record(view).actors if one.name == "Berg")
    judge(view.path, told(finding, "amend", ActorChanges(country="NOR", roles=("Envoy",)), kind="actor"))  # type: ignore[arg-type]
    assert view.count("timeline", Filters(country="NOR")) == 2
    [berg] = [line for line in view.ask("actors", Filters(name="Berg")) if isinstance(line, Named)]
    assert (berg.countries, berg.roles) == (("NOR",), ("Envoy",))
    judge(view.path, told(finding, "accept", kind="actor"))  # type: ignore[arg-type]
    assert view.count("timeline", Filters(country="NOR")) == 1


def test_a_rejected_actor_is_left_out_of_the_record_that_is_handed_on(view: View) -> None:
    finding = next(one for one in record(view).actors if one.name == "Volden")
    judge(view.path, told(finding, "reject", kind="actor"))  # type: ignore[arg-type]
    assert "Volden" not in {actor.name for actor in record(view).actors}
    assert [event.target for event in record(view).events] == [("Iceland",), ()]


def test_a_judgement_outlives_a_kill_before_the_store_was_brought_up(view: View) -> None:
    first, second = events(view)
    journal = Journal(Files(view.path).journal)
    journal.append([Judged(judgement=told(first, "reject"), at="2025-03-01 12:00:00")])
    journal.close()
    assert len(events(view)) == 2
    judge(view.path, told(second, "accept"))
    assert [one.verdict for one in events(view)] == ["accept"]


def test_nothing_is_written_while_another_writes(view: View) -> None:
    first, _ = events(view)
    lock = Lock(view.path, wait=0)
    with pytest.raises(StoreError, match="being written by process"):
        judge(view.path, told(first, "reject"))
    lock.release()
    assert len(events(view)) == 2
    with pytest.raises(StoreError, match="no such file"):
        judge(view.path.with_name("other.duckdb"), told(first, "reject"))
    assert not view.path.with_name("other.duckdb.journal").exists()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (EventChanges(), "nothing is changed"),
        (EventChanges(source=("Nobody",)), "no actors of this text: Nobody; there are Berg, Volden"),
        (EventChanges(date="tomorrow"), "'tomorrow' is no date"),
        (EventChanges(date="2025-02-30"), "is no date"),
        (EventChanges(date="2025-03/2025-02"), "is no date"),
        (EventChanges(date="../.."), "is no date"),
        (EventChanges(mode="aerial"), "CONSULT has no mode 'aerial'; its modes: phone, video"),
        (EventChanges(type="AID"), "AID has no mode 'meeting'"),
        (StatementChanges(speaker="Berg"), "these are no changes to events"),
    ],
)
def test_what_can_not_be_kept_is_told(changes: object, problem: str) -> None:
    given = msgspec.convert(
        {"finding": "f", "kind": "event", "verdict": "amend", "digest": "", "changes": changes}, Judgement
    )
    with pytest.raises(ValueError, match=problem):
        checked(given, type_now="CONSULT", mode_now="meeting", names={"Berg", "Volden"})


def test_other_things_that_can_not_be_kept() -> None:
    bare = Judgement(finding="f", kind="event", verdict="reject", digest="")
    for given, problem in (
        (msgspec.structs.replace(bare, changes=EventChanges(status="planned")), "an amendment, and nothing else"),
        (msgspec.structs.replace(bare, verdict="amend"), "an amendment, and nothing else"),
        (msgspec.structs.replace(bare, note="x" * 5000), "longer than 4,000"),
    ):
        with pytest.raises(ValueError, match=problem):
            checked(given, type_now=None, mode_now=None, names=())
    for changes, kind, problem in (
        (PlaceChanges(latitude=91.0), "place", "latitude: 91.0 degrees"),
        (ActorChanges(country="Norway"), "actor", "no code of a state"),
    ):
        given = msgspec.structs.replace(bare, verdict="amend", kind=kind, changes=changes)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match=problem):
            checked(given, type_now=None, mode_now=None, names=())
    assert checked(bare, type_now=None, mode_now=None, names=()) == bare
    assert changed(ActorChanges(type="state")) == {"kind": "state"}
