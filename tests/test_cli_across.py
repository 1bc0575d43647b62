"""`compare`, `show accounts`, `show plans` and `link` by their exit statuses, their output and what they refuse."""

import json
import sys
from pathlib import Path

import pytest
from icalendar import Calendar
from typer.testing import CliRunner, Result

from communique.cli import app
from communique.model import Document
from communique.store.writer import Writer
from tests.store import stand_in

TEXTS = {
    "post": "Moe met Berg. Norway will meet Iceland.",
    "courier": "Moe met Berg. It rained.",
    "herald": "Volden met Lind. It snowed.",
}


@pytest.fixture(autouse=True)
def without_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "communique.pipeline", stand_in.pipeline())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / f"{name}.json").write_text(json.dumps({"text": text, "published": "2025-02-12", "publisher": name}))
    return texts


@pytest.fixture
def store(folder: Path) -> Path:
    path = folder.parent / "news.duckdb"
    with Writer(path, run=stand_in.versions()) as writer:
        for name, text in TEXTS.items():
            doc = Document(id=name, text=text, published="2025-02-12", publisher=name, language="en")
            writer.add(stand_in.analyse(doc), document=f"id {name}", origin=name, source=name)
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def lines(result: Result) -> list[dict]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_compare_shows_the_event_that_most_texts_report(folder: Path) -> None:
    shown = run("compare", folder)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("Moe met with Berg (2025-02-12)\n")
    assert "herald does not report it." in shown.stdout
    assert "2 sides" in shown.stdout
    told = json.loads(run("compare", folder, "--format", "json").stdout)
    assert [account["voice"]["name"] for account in told["accounts"]] == ["courier", "post"]
    assert run("compare", folder, "--format", "markdown").stdout.startswith("# Moe met with Berg")
    assert run("compare", folder, "--format", "html").stdout.startswith("<!doctype html>")


def test_compare_shows_the_event_that_is_asked_for(folder: Path, store: Path) -> None:
    [volden] = lines(run("show", "timeline", store, "--actor", "Volden", "--format", "json"))
    shown = run("compare", folder, "--event", volden["id"][:8])
    assert shown.stdout.startswith("Volden met with Lind")


def test_compare_says_what_it_cannot_do(folder: Path, tmp_path: Path) -> None:
    herald, courier = folder / "herald.json", folder / "courier.json"
    (tmp_path / "herald.txt").write_text("Moe met Berg.")
    for arguments, told in (
        ((herald,), "two texts at least are needed"),
        ((herald, courier), "no event is reported by two of these texts"),
        ((herald, tmp_path / "herald.txt"), "two texts have the id herald"),
        ((courier, folder / "post.json", "--event", "zz"), "'zz' begins the id of no events of these texts"),
        ((courier, tmp_path / "none.txt"), "no such file"),
    ):
        result = run("compare", *arguments)
        assert (result.exit_code, result.stdout) == (2, ""), arguments
        assert told in result.stderr


def test_accounts_of_a_store(store: Path) -> None:
    [shared] = lines(run("show", "accounts", store, "--format", "json"))
    assert (shared["texts"], shared["disputed"], shared["source"], shared["target"]) == (2, [], ["Moe"], ["Berg"])
    assert shared["id"] in run("show", "accounts", store).stdout
    told = json.loads(run("show", "accounts", store, "--event", shared["id"], "--format", "json").stdout)
    assert [text["name"] for text in told["texts"]] == ["courier", "post"]
    assert run("show", "accounts", store, "--actor", "Volden").stderr.endswith("nothing found for this\n")
    for arguments, problem in (
        (("--event", "zz"), "is the id of no event there"),
        (("--format", "html"), "accounts without --event come as csv, json, table"),
        (("--event", shared["id"], "--format", "csv"), "accounts of one event come as html, json, markdown, table"),
        (("--since", "monday"), "--since: 'monday' is no day"),
    ):
        result = run("show", "accounts", store, *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert problem in result.stderr


def test_a_judgement_parts_what_was_linked_and_a_later_one_mends_it(store: Path) -> None:
    [shared] = lines(run("show", "accounts", store, "--format", "json"))
    told = lines(run("show", "timeline", store, "--actor", "Moe", "--format", "json"))
    one, other = (line["id"] for line in told)
    assert shared["id"] in {one, other}
    apart = run("link", store, one, other, "--apart", "--by", "Ann")
    assert (apart.exit_code, "are two events, by the word of Ann" in apart.stderr) == (0, True)
    assert lines(run("show", "accounts", store, "--format", "json")) == []
    assert run("link", store, other, one, "--same", "--by", "Ben").exit_code == 0
    assert len(lines(run("show", "accounts", store, "--format", "json"))) == 1
    told = json.loads(run("show", "accounts", store, "--event", one, "--format", "json").stdout)
    assert [(link["by"], link["reason"]) for link in told["links"]] == [("Ben", "judged by Ben")]
    assert run("link", store, one, "zz", "--same", "--by", "Ann").exit_code == 2
    assert "are one report" in run("link", store, one, one, "--same", "--by", "Ann").stderr


def test_plans_with_what_became_of_them(store: Path) -> None:
    [plan] = lines(run("show", "plans", store, "--format", "json"))
    assert (plan["date"], plan["outcome"], plan["later"]) == ("2025-02-12", "open", None)
    [plan] = lines(run("show", "plans", store, "--format", "json", "--today", "2025-02-13"))
    assert plan["outcome"] == "overdue"
    assert "overdue" in run("show", "plans", store, "--today", "2025-02-13").stdout
    assert lines(run("show", "plans", store, "--format", "json", "--actor", "Moe")) == []
    wrong = run("show", "plans", store, "--today", "soon")
    assert (wrong.exit_code, "--today: 'soon' is no day" in wrong.stderr) == (2, True)
    assert "plans come as csv, icalendar, json, table" in run("show", "plans", store, "--format", "html").stderr
    assert "timeline come as csv, json, table" in run("show", "timeline", store, "--format", "icalendar").stderr


def test_plans_as_a_calendar(store: Path) -> None:
    shown = run("show", "plans", store, "--format", "icalendar")
    assert shown.exit_code == 0
    [entry] = Calendar.from_ical(shown.stdout_bytes).walk("VEVENT")
    assert str(entry["SUMMARY"]).startswith("Norway to meet with Iceland")
    assert shown.stdout_bytes == run("show", "plans", store, "--format", "icalendar").stdout_bytes
