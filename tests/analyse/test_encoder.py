"""The trained model: the ONNX file against torch's numbers, and what its heads find in plain sentences."""

import pickle
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.analyse.attribution import relations
from communique.analyse.engine.encoder import ENGINE, PADDING, TOGETHER, batches, encode
from communique.analyse.engine.windows import WEIGHTS, pieces
from communique.analyse.plover import relation_type, sentence_type
from communique.analyse.times import times
from communique.model import Span

pytestmark = pytest.mark.model

LARGEST = 35 * 1024 * 1024
ODD = "ab Ze. ,'\"“”‘’«»„\u00a0\u202f\u00ad\u0301\u200d\u200b😀🇺🇦é漢ش1\n…—"


def test_the_model_is_one_small_file_with_a_card() -> None:
    assert ENGINE.stat().st_size <= LARGEST
    card = (WEIGHTS / "README.md").read_text("utf-8")
    assert all(name in card for name in ("PolNeAR", "PLV", "TimeBank", "MiniLM-L6-v2", "Apache-2.0", "make train"))


def test_the_onnx_file_gives_what_torch_gives() -> None:
    kept = np.load(WEIGHTS / "references.npz")
    for number in range(sum(name.startswith("text ") for name in kept)):
        found = encode(str(kept[f"text {number}"]))
        wanted = msgspec.structs.replace(found, given={name: kept[f"{name} {number}"] for name in found.given})
        for name, got in found.given.items():
            assert wanted.given[name].shape == got.shape
            assert np.corrcoef(wanted.given[name].ravel(), got.ravel())[0, 1] > 0.99
        for name in ("attribution", "statements", "timex"):
            assert wanted.spans(name) == found.spans(name)


def test_windows_of_similar_length_are_read_together() -> None:
    text = "\n\n".join("The minister said on Monday that talks would go on. " * n for n in (3, 14, 6, 20, 2, 18))
    packed = batches(pieces(text))
    lengths = [[w.last - w.first for w in batch.windows] for batch in packed]
    assert [n for some in lengths for n in some] == sorted(n for some in lengths for n in some)
    for batch, some in zip(packed, lengths, strict=True):
        assert batch.feed["ids"].shape == (len(some), max(some) + 2)
        assert len(some) <= TOGETHER
        assert max(some) - min(some) <= PADDING
        assert batch.feed["mask"].sum(1).tolist() == [n + 2 for n in some]


def test_what_is_found_does_not_hang_on_what_is_read_beside_it() -> None:
    text = "“We shall not wait,” said Foreign Minister Anna Weber."
    alone = relations(encode(text))
    among = relations(encode(text + "\n\n" + "The sea was calm that day and nobody spoke. " * 60))
    assert [(r.cue, r.source, r.content) for r in alone] == [(r.cue, r.source, r.content) for r in among]


@given(st.text(st.sampled_from(ODD), max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_text_is_read_and_spans_hold_words(text: str) -> None:
    encoded = encode(text)
    for relation in relations(encoded):
        for span in (relation.cue, *relation.content):
            assert text[span.start : span.end].strip() == text[span.start : span.end]
    for timex in times(encoded, text, published=None):
        assert 0 <= timex.start < timex.end <= len(text)


def test_attributions_of_plain_sentences() -> None:
    text = "“We shall not wait,” said Anna Weber.\n\nAccording to the ministry, two sailors were released last week."
    first, second = relations(encode(text))
    words = [text[s.start : s.end] for s in (first.cue, first.source, *first.content) if s is not None]
    assert words == ["said", "Anna Weber", "“We shall not wait,”"]
    assert text[second.cue.start : second.cue.end] == "According to"
    assert second.source is not None
    assert text[second.source.start : second.source.end] == "the ministry"


def test_a_relation_is_typed_in_its_sentence_alone() -> None:
    text = "Norway freed two fishermen on Monday. Iceland condemned the raid by Denmark."
    encoded = encode(text)

    def typed(source: str, target: str, begin: int, end: int) -> str | None:
        spans = [Span(text.index(word), text.index(word) + len(word)) for word in (source, target)]
        found = relation_type(encoded, source=spans[0], target=spans[1], sentence=Span(begin, end))
        return found.type if found is not None else None

    assert typed("Norway", "two fishermen", 0, 37) == "RETREAT"
    assert typed("Iceland", "Denmark", 38, len(text)) == "ACCUSE"


def test_a_sentence_without_words_has_no_type() -> None:
    assert sentence_type(" ", source=Span(0, 1), target=Span(0, 1)) is None


def test_what_the_encoder_gives_can_be_sent_to_another_process() -> None:
    encoded = encode("Norway thanked Iceland.")
    again = pickle.loads(pickle.dumps(encoded))
    assert (again.given["plover"] == encoded.given["plover"]).all()


def test_no_weights_no_model(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"none\.onnx"):
        encode("Norway.", weights=tmp_path / "none.onnx")
