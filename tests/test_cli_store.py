"""The commands of the store by their exit statuses, their two streams and their files."""

import json
import os
import pty
import socket
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from communique.cli import app
from tests.store import stand_in
from tests.store.corpus import contents, story
from tests.terminal import everything

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def without_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "communique.pipeline", stand_in.pipeline())


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def spawn(*arguments: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-W", "error", "-m", "tests.store.command", *map(str, arguments)]
    return subprocess.run(
        line, cwd=ROOT, check=False, capture_output=True, text=True, env=os.environ | {"COLUMNS": "80"}
    )


def ingest_line(folder: Path) -> list[str]:
    """The command that ingests a folder into a store inside it."""
    into = str(folder / "news.duckdb")
    return [sys.executable, "-m", "tests.store.command", "ingest", str(folder), "--into", into]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    texts = folder / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("Norway will meet Iceland. Berg met Volden.")
    (texts / "b.json").write_text(
        json.dumps({"text": 'Moe met Berg. "We agree," Moe said.', "published": "2025-02-12"})
    )
    (texts / "c.txt").write_text("REFUSE this one.")
    done = spawn("ingest", texts, folder / "no.txt", "--into", folder / "news.duckdb", "--processes", "2")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"communique: {folder / 'no.txt'}: no such file or folder; check the name\n"
        f"communique: {texts / 'c.txt'}: written in a way that can't be read; write it anew\n"
        f"communique: {folder / 'news.duckdb'}: 2 read, 0 unchanged, 2 failed (kept for --retry)\n"
    )
    return folder / "news.duckdb"


def test_show_gives_a_table_json_and_csv(store: Path) -> None:
    table = spawn("show", "timeline", store)
    assert (table.returncode, table.stderr) == (0, "")
    assert table.stdout.splitlines()[1].startswith("2025-02-12  Moe met with Berg")
    lines = run("show", "timeline", store, "--format", "json").stdout.splitlines()
    assert [json.loads(line)["date"] for line in lines] == ["2025-02-12", "2025-02-12", None, None]
    rows = run("show", "plans", store, "--format", "csv").stdout.splitlines()
    assert rows[1].startswith(",planned,CONSULT,meeting,Norway,Iceland,")
    for subject in ("actors", "statements", "dyads"):
        assert run("show", subject, store).exit_code == 0


def test_show_gives_records_and_judgements(store: Path) -> None:
    from communique.model import Record
    from communique.store.judge import judge
    from communique.store.judged import Judgement

    lines = [json.loads(line) for line in run("show", "records", store, "--format", "json").stdout.splitlines()]
    records = [msgspec.convert(line["record"], Record) for line in lines]
    assert sorted(record.document.id for record in records) == ["a", "b"]
    assert run("show", "judgements", store).stderr.endswith("nothing found for this\n")
    event = next(record for record in records if record.document.id == "b").events[0]
    judge(store, Judgement(finding=event.id, kind="event", verdict="accept", digest="", author="Eva"))
    assert "accept" in run("show", "judgements", store).stdout
    [line] = map(json.loads, run("show", "judgements", store, "--format", "json").stdout.splitlines())
    assert (line["verdict"], line["author"], line["found"]["type"]) == ("accept", "Eva", "CONSULT")
    assert run("show", "places", store).stderr.endswith("nothing found for this\n")


def test_a_port_that_is_taken_is_told(store: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = run("serve", store, "--port", other.getsockname()[1])
    assert taken.exit_code == 2
    assert "can't be had (Address already in use); name another" in taken.stderr


def test_filters_are_obeyed_and_told_if_they_are_wrong(store: Path) -> None:
    assert len(run("show", "timeline", store, "--actor", "berg", "--format", "json").stdout.splitlines()) == 2
    more = run("show", "timeline", store, "--most", "1")
    assert more.stderr == "communique: 1 of 4 lines; --most N shows more, --format json or csv all\n"
    none = run("show", "timeline", store, "--actor", "nobody")
    assert (none.exit_code, none.stdout) == (0, "")
    assert none.stderr.endswith("nothing found for this\n")
    wrong = run("show", "timeline", store, "--since", "monday")
    assert wrong.exit_code == 2
    assert wrong.stderr == "communique: --since: 'monday' is no day, such as 2025-02-12\n"


def test_retry_takes_what_failed_and_nothing_else(store: Path) -> None:
    (store.parent / "no.txt").write_text(story(4))
    again = spawn("ingest", "--retry", "--into", store)
    assert again.returncode == 1
    assert again.stderr.splitlines()[-1].endswith("1 read, 0 unchanged, 1 failed (kept for --retry)")


def test_rebuild_makes_it_anew(store: Path) -> None:
    before = contents(store)
    store.write_bytes(b"")
    made = run("rebuild", store)
    assert made.exit_code == 0
    assert contents(store) == before
    missing = run("rebuild", store.parent / "other.duckdb")
    assert (missing.exit_code, "there is no such journal" in missing.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ingest",), "--into"),
        (("ingest", "--into", "x.duckdb"), "no SOURCE; name files, folders or URLs"),
        (("ingest", "a", "--into", "x.duckdb", "--published", "monday"), "'monday' is no ISO 8601 date"),
        (("ingest", "a", "--into", "/no/such/folder/x.duckdb"), "x.duckdb: can't be written (No such file"),
        (("ingest", "a", "--into", "x.duckdb", "--processes", "0"), "--processes"),
        (("show", "weather", "x.duckdb"), "weather"),
        (("show", "timeline", "/no/x.duckdb"), "no such file; check the name, or make it"),
        (("show", "records", "x.duckdb"), "they are whole records; give --format json"),
        (("show", "judgements", "x.duckdb", "--country", "NOR"), "--country: judgements have none"),
        (("show", "places", "x.duckdb", "--type", "AID"), "--type: places have none"),
        (("serve", "/no/x.duckdb"), "no such file; check the name, or make it"),
        (("serve", "x.duckdb", "--port", "70000"), "--port"),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_a_bar_on_a_terminal(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(story(number))
    master, slave = pty.openpty()
    line = ingest_line(tmp_path)
    environ = os.environ | {"READING": "0.05", "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(line, cwd=ROOT, stderr=slave, stdin=subprocess.DEVNULL, env=environ)
    os.close(slave)
    shown = everything(master)
    assert process.wait(30) == 0
    assert "texts/s" in shown
    assert "30 read" in shown
    assert "0:00:0" in shown


def test_ctrl_c_keeps_what_was_read(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(story(number))
    line = ingest_line(tmp_path)
    environ = os.environ | {"READING": "0.2"}
    journal = tmp_path / "news.duckdb.journal"
    with subprocess.Popen(line, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=environ) as process:
        while not journal.exists() or journal.stat().st_size < 4000:
            assert process.poll() is None
        process.send_signal(2)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in told
    assert 0 < len(contents(tmp_path / "news.duckdb")["documents"]) < 40
