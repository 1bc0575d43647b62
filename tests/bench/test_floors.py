"""The figures on the gold records stay above their floors (skipped where the gold records are absent)."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from bench import record
from bench.scored import SHARED

needs_gold = pytest.mark.skipif(
    not (SHARED / "gold" / "dev").is_dir(), reason="the gold records are not beside this checkout"
)


@pytest.mark.model
@needs_gold
def test_no_figure_falls_below_its_floor(tmp_path: Path) -> None:
    gold, scorer = SHARED / "gold" / "dev", SHARED / "tools" / "score_record.py"
    figures = record.measure(gold, tmp_path, scorer)
    assert record.below(figures, record.floors()) == []


@pytest.mark.model
@needs_gold
def test_no_figure_of_russian_falls_below_its_floor(tmp_path: Path) -> None:
    gold, scorer = SHARED / "gold" / "dev", SHARED / "tools" / "score_record.py"
    figures = record.measure(record.only(gold, tmp_path / "gold", "ru"), tmp_path / "out", scorer)
    assert record.below(figures, record.floors("ru")) == []
    assert figures["record"] >= 0.5
    assert figures["actor"] >= 0.8
    assert record.floors()["record"] >= 0.40
    assert figures["evidence.verbatim"] == 1.0


def test_a_fallen_or_missing_figure_is_told() -> None:
    told = record.below({"record": 0.5}, {"record": 0.6, "event": 0.1})
    assert told == ["record fell to 0.500, its floor is 0.600", "event fell to 0.000, its floor is 0.100"]
    assert record.below({"record": 0.6}, {"record": 0.6}) == []


def test_absent_gold_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    record.add_arguments(parser)
    assert record.run(parser.parse_args(["--data", str(tmp_path / "none")])) == 2
    assert "no gold records" in capsys.readouterr().err
