"""The command line by its exit statuses, its two streams and its files."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest
import typer
from typer.testing import CliRunner, Result

from communique.cli import app
from communique.present.json import from_json
from tests import stand_in
from tests.terminal import everything

ROOT = Path(__file__).parent.parent
ENGLISH = "Talks about the border began on Wednesday, the minister said, and would go on next week in Vienna."
ENVIRON = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR"}}
COMMAND = [sys.executable, "-W", "error", "-m", "tests.stand_in"]


@pytest.fixture(autouse=True)
def without_parser(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "model" not in request.keywords:
        monkeypatch.setitem(sys.modules, "communique.pipeline", stand_in.pipeline())
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(ENGLISH)
    (folder / "b.json").write_text(json.dumps({"text": ENGLISH, "published": "2025-02-12", "language": "en"}))
    return folder


def run(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)


def spawn(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=ENVIRON, **options)  # type: ignore[call-overload, no-any-return]


def test_one_text_gives_a_report(texts: Path) -> None:
    result = run("read", texts / "a.txt")
    assert result.exit_code == 0
    assert result.stdout.startswith("a\nno date of publication known: relative dates stay unresolved · language en\n")
    assert "What could not be resolved (1)" in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


def test_without_a_terminal_the_report_has_100_columns_or_what_is_asked(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert max(map(len, run("read", texts / "a.txt").stdout.splitlines())) == 100
    monkeypatch.setenv("COLUMNS", "70")
    assert max(map(len, run("read", texts / "a.txt").stdout.splitlines())) == 70


def test_one_text_is_indented_json_and_several_are_one_a_line(texts: Path) -> None:
    single = run("read", texts / "a.txt", "--format", "json").stdout
    assert single.startswith('{\n "document"')
    assert from_json(single.encode()).document.text == ENGLISH
    several = run("read", texts, "--format", "json").stdout.splitlines()
    assert [from_json(line.encode()).document.id for line in several] == ["a", "b"]


def test_published_is_for_texts_without_their_own_date(texts: Path) -> None:
    several = run("read", texts, "--format", "json", "--published", "2025-03-01").stdout.splitlines()
    assert [json.loads(line)["document"]["published"] for line in several] == ["2025-03-01", "2025-02-12"]


def test_standard_input() -> None:
    assert '"id": "stdin"' in run("read", "-", "--format", "json", given=ENGLISH).stdout
    assert '"id": "z"' in run("read", "-", "--format", "json", given='{"id": "z", "text": "Hi."}').stdout


def test_out_writes_a_file_a_text_and_shows_nothing(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    result = run("read", texts, "--out", out)
    assert (result.exit_code, result.output) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == ["a.json", "b.json"]
    assert from_json((out / "b.json").read_bytes()).document.published == "2025-02-12"
    assert run("read", out, "--format", "json").exit_code == 0


BAD = {
    "bytes.txt": (b"caf\xe9", "not valid UTF-8 at byte 3; convert it first: iconv"),
    "data.txt": (b"a\x00b", "binary data, not text; give"),
    "date.json": (b'{"text": "Hi.", "published": "2025-02-30"}', "no such date: '2025-02-30'; write it as"),
    "empty.txt": (b"", "no text in it; put"),
    "fault.txt": (
        b"FAULT said the minister on Wednesday in Vienna.",
        r"could not be read: KeyError: 'no such\nthing'; please report it",
    ),
    "long.txt": (b"word " * 1_000_000, "longer than 1,000,000 characters; split it"),
    "ru.json": (b'{"text": "x", "language": "ru"}', "written in Russian (ru), which can't be read yet; set"),
}


def test_each_bad_text_is_told_in_one_line_and_the_others_are_read(texts: Path, tmp_path: Path) -> None:
    for name, (data, _) in BAD.items():
        (texts / name).write_bytes(data)
    out = tmp_path / "out"
    result = run("read", tmp_path / "no", texts, "--out", out)
    assert result.exit_code == 1
    assert sorted(path.name for path in out.iterdir()) == ["a.json", "b.json"]
    lines = result.stderr.splitlines()
    assert lines[0] == f"communique: {tmp_path / 'no'}: no such file or folder; check the name"
    assert len(lines) == len(BAD) + 1
    for line, (name, (_, said)) in zip(lines[1:], sorted(BAD.items()), strict=True):
        assert line.startswith(f"communique: {texts / name}: ")
        assert said in line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no.txt",), "communique: no.txt: no such file or folder; check the name\n"),
        (
            ("texts/nothing",),
            "communique: texts/nothing: no .txt or .json file in this folder; name a folder that has some\n",
        ),
        (
            ("texts", "--published", "2025-02-30"),
            "communique: --published: no such date: '2025-02-30'; write it",
        ),
        (("texts", "--published", "soon"), "communique: --published: 'soon' is no ISO 8601 date; write it"),
        (
            ("texts", "--out", "texts/a.txt"),
            "communique: --out: texts/a.txt can't be made a folder (File exists); name",
        ),
        (
            ("texts", "--out", "out", "--format", "terminal"),
            "communique: --format: terminal, but --out writes JSON; leave",
        ),
        (("texts", "--format", "yaml"), "Error: Invalid value for '--format'"),
        ((), "Error: Missing argument"),
    ],
)
def test_where_nothing_can_be_done_the_status_is_2(
    arguments: tuple[str, ...], said: str, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (texts / "nothing").mkdir()
    monkeypatch.chdir(texts.parent)
    result = run("read", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_no_text_of_a_run_overwrites_another(texts: Path, tmp_path: Path) -> None:
    (texts / "a.json").write_text('{"text": "Other."}')
    result = run("read", texts, "--out", tmp_path / "out")
    assert result.exit_code == 1
    said = f"{texts / 'a.txt'}: same id as {texts / 'a.json'}: a; give it another id or its own run"
    assert result.stderr == f"communique: {said}\n"
    assert from_json((tmp_path / "out" / "a.json").read_bytes()).document.text == "Other."


def test_a_full_disk_is_told_and_leaves_no_half_file(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = run("read", texts / "a.txt", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "its record could not be written (No space left on device); check" in result.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_a_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    assert run("read", tmp_path / "a\x1b[2J\nb").stderr.count("\n") == 1
    assert "a\\x1b[2J b: no such file" in run("read", tmp_path / "a\x1b[2J\nb").stderr


def test_version_and_help() -> None:
    assert re.fullmatch(r"communique \d+\.\d+\.\d+\n", run("--version").stdout)
    commands = {"read": "Read texts and show their records.", "ingest": "Read texts into a store."}
    commands |= {"show": "Show what a store holds.", "rebuild": "Make a store anew from its journal."}
    told = run("--help").stdout
    assert all(re.search(rf"^ +{name} +{re.escape(text)}$", told, re.M) for name, text in commands.items())
    assert run().exit_code == 2


def test_help_loads_nothing_heavy_and_is_quick() -> None:
    heavy = {"spacy", "rich", "py3langid", "numpy", "babel", "pycountry", "communique.analyse"}
    code = "import sys, communique.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not heavy & set(loaded)
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "communique", "--help"], check=True, capture_output=True)
        spent.append(time.perf_counter() - start)
    assert median(spent) < 0.3


def test_a_reader_that_leaves_is_no_error(texts: Path) -> None:
    (texts / "long.txt").write_text(" ".join([ENGLISH] * 9000))
    process = spawn("read", texts, "--format", "json", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    with process, process.stderr:
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_after_an_interrupt_what_is_written_is_whole(texts: Path, tmp_path: Path) -> None:
    (texts / "c.txt").write_text("WAIT for the minister, who said on Wednesday that talks would begin.")
    out = tmp_path / "out"
    with spawn("read", texts, "--out", out, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 20
        while not (out / "b.json").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert sorted(path.name for path in out.iterdir()) == ["a.json", "b.json"]
    assert from_json((out / "b.json").read_bytes()).document.id == "b"


def on_terminal(*arguments: object, stdout: int | None = None) -> str:
    """What the terminal shows; standard output goes there too unless it has a place of its own."""
    master, slave = pty.openpty()
    process = spawn(*arguments, stdout=slave if stdout is None else stdout, stderr=slave, stdin=subprocess.DEVNULL)
    os.close(slave)
    shown = everything(master)
    assert process.wait(10) == 0
    return shown


def test_several_texts_on_a_terminal_have_a_bar_on_standard_error(texts: Path, tmp_path: Path) -> None:
    with (tmp_path / "records").open("wb") as file:
        shown = on_terminal("read", texts, "--format", "json", stdout=file.fileno())
    assert "2/2" in shown
    assert "texts/s" in shown
    assert (tmp_path / "records").read_text().count("\n") == 2


def test_records_and_bar_share_a_terminal(texts: Path) -> None:
    shown = on_terminal("read", texts)
    assert "2/2" in shown
    assert shown.count("What happened") == 2
    assert "\x1b[" in shown


def test_one_text_has_no_bar_and_no_colour_is_obeyed(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENVIRON, "NO_COLOR", "1")
    shown = on_terminal("read", texts / "b.json")
    assert "1/1" not in shown
    assert "\x1b" not in shown


def test_every_command_and_option_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text()
    group = typer.main.get_command(app)
    assert "## communique\n" in page
    commands = group.commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        start = page.index(f"## communique {name}\n")
        part = page[start : page.find("\n## ", start)]
        for option in (opt for param in command.params for opt in param.opts if opt.startswith("-")):
            assert option in part
    for option in (opt for param in group.params for opt in param.opts):
        assert option in page


@pytest.mark.model
def test_the_examples_are_read(tmp_path: Path) -> None:
    result = run("read", ROOT / "examples", "--out", tmp_path)
    assert (result.exit_code, result.output) == (0, "")
    for path in tmp_path.iterdir():
        record = from_json(path.read_bytes())
        assert record.actors
        assert record.statements
        assert record.events
