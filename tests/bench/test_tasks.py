from pathlib import Path

import pytest

from bench.__main__ import TASKS, main
from bench.schema import as_file
from bench.speed import BRIEFING, english, spread
from communique.model import Document

ROOT = Path(__file__).parent.parent.parent


def test_every_task_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text()
    assert all(f"python -m bench {name}" in page for name in TASKS)


def test_the_schema_is_written(tmp_path: Path) -> None:
    assert main(["schema", "--out", str(tmp_path / "a.json")]) == 0
    assert (tmp_path / "a.json").read_bytes() == as_file()


def test_texts_are_taken_evenly() -> None:
    docs = [Document(id=str(number), text="x") for number in range(9)]
    assert [doc.id for doc in spread(docs, most=3)] == ["0", "3", "6"]
    assert len(spread(docs, most=100)) == 9


def test_only_english_texts_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text('{"text": "x", "language": "en-GB"}')
    (tmp_path / "b.json").write_text('{"text": "x", "language": "ru"}')
    (tmp_path / "c.json").write_text("{")
    assert [doc.id for doc in english(str(tmp_path))] == ["a"]
    assert "c.json: Input data was truncated" in capsys.readouterr().err
    (tmp_path / "a.json").unlink()
    assert main(["speed", "--data", str(tmp_path)]) == 2


@pytest.mark.model
def test_speed_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speed", "--data", str(ROOT / "examples"), "--most", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    told = [line[:19].strip() for line in lines]
    assert told[:6] == [
        "texts",
        "articles a second",
        "read to bare models",
        "statement path",
        "peak memory",
        "communique --help",
    ]
    assert told[6:] == (["briefing, 2 procs"] if BRIEFING.is_file() else [])
