"""The model's heads stay above their floors on the data sets' development parts (skipped where these are absent)."""

import json
from pathlib import Path

import pytest

from bench import attribution, coreference, gum, relations, timex
from bench.__main__ import main
from bench.record import FLOORS, below
from bench.scored import DATA
from training.splits import timebank

pytestmark = pytest.mark.model
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the data sets are not beside this checkout")
KEPT = json.loads(FLOORS.read_text("utf-8"))
LOST_IN_EIGHT_BITS = 0.005


@pytest.fixture(scope="module")
def attributed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    told = json.loads(attribution.measure(DATA / "polnear" / "dev", tmp_path_factory.mktemp("polnear"), "--json"))
    figures = {f"{figure}.{kind}": value for figure in ("token_f1", "exact_f1") for kind, value in told[figure].items()}
    return figures | {"relation_f1": told["relation_f1"]}


@needs_data
def test_attributions_stay_above_their_floors(attributed: dict[str, float]) -> None:
    assert below(attributed, KEPT["attribution"]) == []


@needs_data
def test_eight_bits_lose_at_most_half_a_point(attributed: dict[str, float]) -> None:
    """On the mean of the seven figures; a single one may lose twice that, as it does by other batches alone."""
    in_32_bits = KEPT["attribution in 32 bits"]
    lost = {name: value - attributed[name] for name, value in in_32_bits.items()}
    assert lost.keys() == attributed.keys()
    assert sum(lost.values()) / len(lost) <= LOST_IN_EIGHT_BITS
    assert {name: by for name, by in lost.items() if by > 2 * LOST_IN_EIGHT_BITS} == {}


@needs_data
def test_names_and_pronouns_stay_above_their_floors() -> None:
    figures = coreference.measure(list(gum.texts(DATA / "gum" / "dev")))
    assert below(figures, KEPT["coreference"]) == []


@needs_data
def test_time_expressions_stay_above_their_floors(tmp_path: Path) -> None:
    figures = json.loads(timex.measure(timebank(DATA)[1], tmp_path, "--json"))
    assert below(figures, KEPT["timex"]) == []


def test_types_of_relations_are_written_a_row_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "rows.tsv"
    table.write_text(
        "sentence\tmarked_sentence\tsource\ttarget\tgold_root\n"
        "Norway freed two fishermen.\t<s>Norway</s> freed <t>two fishermen</t>.\tNorway\ttwo fishermen\tYIELD\n"
        "Norway sued Iceland.\t\tNorway\tIceland\tACCUSE\n",
        encoding="utf-8",
    )
    assert main(["relations", "--data", str(table), "--out", str(tmp_path / "out.jsonl")]) == 0
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert rows == [{"uid": "0", "type": "RETREAT"}, {"uid": "1", "type": "ACCUSE"}]
    assert "macro-F1 1.0000" in capsys.readouterr().out


def test_source_and_target_are_found_by_marks_or_by_their_words() -> None:
    marked = {"sentence": "A met A.", "marked_sentence": "A met <t>A</t>.", "source": "A", "target": "A"}
    sentence, source, target = relations.triple(marked)
    assert (sentence, source.start, target.start) == ("A met A.", 0, 6)
    lost = {"sentence": "They met.", "source": "A", "target": "they"}
    assert relations.triple(lost)[1:] == (relations.Span(0, 9), relations.Span(0, 9))


@pytest.mark.parametrize("task", ["attribution", "timex", "relations"])
def test_absent_data_is_said(task: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([task, "--data", str(tmp_path / "none"), "--out", str(tmp_path / "out")]) == 2
    assert "none" in capsys.readouterr().err
