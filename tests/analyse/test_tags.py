import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.analyse.engine.tags import best_tags, tagged_spans
from communique.analyse.engine.windows import pieces

LABELS = ("O", "B-cue", "I-cue")
OPENING = np.array([0, 0, -1e4], dtype=np.float32)
FREE = np.array([[0, 0, -1e4], [0, 0, 0], [0, 0, 0]], dtype=np.float32)


def scored(tags: tuple[int, ...], emissions: np.ndarray, transitions: np.ndarray) -> float:
    total = OPENING[tags[0]] + emissions[0, tags[0]]
    for step in range(1, len(tags)):
        total += transitions[tags[step - 1], tags[step]] + emissions[step, tags[step]]
    return float(total)


@given(st.integers(0, 10_000), st.integers(1, 5), st.integers(1, 5))
@settings(max_examples=40, deadline=None)
def test_the_best_tags_score_best_of_all(seed: int, one: int, other: int) -> None:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(2, max(one, other), 3)).astype(np.float32)
    transitions = FREE + rng.normal(size=(3, 3)).astype(np.float32)
    found = best_tags(emissions, transitions, OPENING, np.array([one, other]))
    for row, length in enumerate((one, other)):
        every = itertools.product(range(3), repeat=length)
        best = max(scored(tags, emissions[row], transitions) for tags in every)
        assert np.isclose(scored(tuple(found[row, :length]), emissions[row], transitions), best, atol=1e-3)


def test_spans_end_with_their_last_words_pieces_and_with_the_paragraph() -> None:
    text = "Kyrylenko reiterated that.\n\nStressed it."
    found = pieces(text)
    emissions = np.zeros((len(found), 3), dtype=np.float32)
    emissions[:, 0] = 1
    wanted = {"reiterated": 1, "that": 2, ".": 2}
    for place, (start, end) in enumerate(zip(found.start, found.end, strict=True)):
        if end <= 26 and (label := next((v for k, v in wanted.items() if text[start:end] in k), None)):
            emissions[place, label] = 5
    emissions[found.start == 28, 1] = 5
    spans = tagged_spans(found, emissions, LABELS, FREE, OPENING)
    assert [text[found.start[a] : found.end[z - 1]] for a, z, _ in spans] == ["reiterated that.", "Stressed"]
    assert {kind for _, _, kind in spans} == {"cue"}


def test_a_text_without_words_has_no_spans() -> None:
    assert tagged_spans(pieces(""), np.zeros((0, 3), dtype=np.float32), LABELS, FREE, OPENING) == []
