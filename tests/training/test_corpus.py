import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from training.corpus import FOLDER, Annotation, Text, annotations, digest, faults, joined
from training.corpus.__main__ import main, placed, quoted

TEXTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "texts"
WORDS = "Anna Berg said she would go. “Go,” Anna Berg said. Norway thanked Iceland on Friday."


def record(**changed: Any) -> dict[str, Any]:
    one = {"name": "Anna Berg", "kind": "person", "country": None, "roles": [], "mentions": ["Anna Berg"]}
    states = [
        {"name": name, "kind": "state", "country": code, "mentions": [name]}
        for name, code in (("Norway", "NOR"), ("Iceland", "ISL"))
    ]
    event = {
        "type": "SUPPORT",
        "mode": None,
        "source": ["Norway"],
        "target": ["Iceland"],
        "status": "occurred",
        "date": "2025-02-14",
        "place": None,
        "attested_by": [],
        "evidence": ["Norway thanked Iceland"],
        "topics": [],
    }
    statements = [
        {"speaker": "Anna Berg", "kind": "indirect", "cue": "said", "content": "she would go"},
        {"speaker": "Anna Berg", "kind": "direct", "cue": "said", "content": "Go,"},
    ]
    return {
        "document": {"id": "one", "text": WORDS, "language": "en", "published": "2025-02-12", "author": None},
        "actors": [one, *states],
        "statements": statements,
        "events": [event | changed],
        "stances": [],
    }


def test_words_become_places_nearest_to_what_they_belong_to() -> None:
    one = placed(record())
    assert [WORDS[slice(*s.content)] for s in one.statements] == ["she would go", "Go,"]
    assert [s.cue for s in one.statements] == [(10, 14), (WORDS.rindex("said"), WORDS.rindex("said") + 4)]
    assert [WORDS[slice(*m)] for m in one.actors[0].mentions] == ["Anna Berg", "Anna Berg"]
    assert list(faults(one)) == []


def test_an_annotation_becomes_the_record_again() -> None:
    told = record()
    text = Text("one", WORDS, "", "", "2025-02-12", "en")
    again = quoted(placed(told), text)
    assert again["document"]["text"] == WORDS
    assert [a["mentions"] for a in again["actors"]] == [["Anna Berg"], ["Norway"], ["Iceland"]]
    assert [{k: s[k] for k in told["statements"][0]} for s in again["statements"]] == told["statements"]
    assert [{k: e[k] for k in told["events"][0] if k in e} for e in again["events"]] == [
        event | {"source": ["Norway"], "target": ["Iceland"]} for event in told["events"]
    ]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"source": ["Sweden"]}, "'Sweden' is no actor"),
        ({"mode": "visit"}, "SUPPORT has no mode 'visit'"),
        ({"date": "Friday"}, "no date: 'Friday'"),
        ({"date": "../.."}, "no date: '../..'"),
    ],
)
def test_a_fault_is_told(changed: dict[str, Any], fault: str) -> None:
    assert list(faults(placed(record(**changed)))) == [fault]


def test_words_that_the_text_has_not_are_refused() -> None:
    with pytest.raises(ValueError, match="not in the text: 'Norway fled'"):
        placed(record(evidence=["Norway fled"]))


def test_a_record_is_taken_in_and_a_faulty_one_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "one.json").write_text(json.dumps(record()), encoding="utf-8")
    command = ["--corpus", str(tmp_path / "out"), "take", str(tmp_path / "in")]
    assert main(command) == 0
    (found,) = annotations(tmp_path / "out")
    assert found == placed(record())
    (tmp_path / "in" / "one.json").write_text(json.dumps(record(date="soon")), encoding="utf-8")
    assert main(command) == 1
    assert "one: no date: 'soon'" in capsys.readouterr().err
    assert main([*command[:2], "count"]) == 0
    assert "| SUPPORT | 1 | 0 | 0 | 0 | 0 | 1 |" in capsys.readouterr().out


def test_a_text_that_was_changed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(msgspec.json.encode(placed(record())))
    texts = tmp_path / "texts"
    texts.mkdir()
    doc = {"id": "one", "text": WORDS + " ", "title": "", "publisher": "", "published": "2025-02-12", "language": "en"}
    (texts / "one.json").write_text(json.dumps(doc), encoding="utf-8")
    with pytest.raises(ValueError, match="not the one that was annotated"):
        list(joined(texts, tmp_path))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda p: p.stem)
def test_every_annotation_has_the_form_and_no_fault(path: Path) -> None:
    one = msgspec.json.decode(path.read_bytes(), type=Annotation)
    assert one.id == path.stem
    assert list(faults(one)) == []


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts are not beside this checkout")
def test_every_annotation_fits_its_text() -> None:
    for one, text in joined(TEXTS):
        assert one.length == len(text.text)
        assert one.language == text.language
        assert digest(text.text) == one.sha256
        for statement in one.statements:
            words = text.text[slice(*statement.content)]
            assert words == words.strip()
