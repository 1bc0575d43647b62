"""What training is made of; skipped where torch is not installed (`make train` installs it)."""

import itertools
import random

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: make train sets it up")

from training.crf import Crf  # noqa: E402
from training.tasks.attribution import LABELS, Article, Relation, _restyled, _windows  # noqa: E402
from training.tasks.plover import WRITTEN, marked, written  # noqa: E402
from training.tasks.tagging import _begun, bio  # noqa: E402


def test_the_fields_loss_is_the_share_of_the_gold_sequence_among_all() -> None:
    torch.manual_seed(0)
    crf = Crf(("O", "B-a", "I-a"))
    crf.requires_grad_(False)
    emissions = torch.randn(1, 4, 3)
    gold = (0, 1, 2, 0)

    def score(tags: tuple[int, ...]) -> float:
        total = crf.opening[tags[0]] + emissions[0, 0, tags[0]]
        for step in range(1, 4):
            total = total + crf.transitions[tags[step - 1], tags[step]] + emissions[0, step, tags[step]]
        return float(total)

    every = torch.tensor([score(tags) for tags in itertools.product(range(3), repeat=4)])
    wanted = (torch.logsumexp(every, 0) - score(gold)) / 4
    loss = crf.loss(emissions, torch.tensor([gold]), torch.tensor([4]))
    assert float(loss) == pytest.approx(float(wanted), abs=1e-4)


def test_tags_begin_with_b_also_where_the_beginning_is_cut_off() -> None:
    labels = ("O", "B-cue", "I-cue")
    tags = bio([(0, 8, "cue")], np.array([0, 5, 9]), labels)
    assert [labels[t] for t in tags] == ["B-cue", "I-cue", "O"]
    assert _begun(np.array([2, 2, 0, 2])).tolist() == [1, 2, 0, 1]


def test_a_marked_sentence_gives_its_triple() -> None:
    one = marked("<s>Norway</s> thanked <t>Iceland</t>.", "SUPPORT")
    assert one.sentence == "Norway thanked Iceland."
    assert (one.sentence[slice(*one.source)], one.sentence[slice(*one.target)]) == ("Norway", "Iceland")
    assert marked("All <s>fled</s>.", "YIELD").types == ("CONCEDE", "RETREAT")


def test_the_projects_sentences_have_both_marks_and_differ() -> None:
    rows = list(written())
    assert len(rows) > 3000
    assert all(row.source != row.target for row in rows)
    lines = [line for path in WRITTEN.iterdir() for line in path.read_text("utf-8").splitlines()]
    assert len(set(lines)) == len(lines)


def test_a_relation_becomes_tags_and_links() -> None:
    text = "“Go,” she said. It fled, he wrote."
    relations = (
        Relation(((6, 9),), ((10, 14),), ((0, 5),)),
        Relation(((25, 27),), ((28, 33),), ((16, 23),)),
    )
    (window,) = _windows(Article(text, relations, ()))
    links = window.target
    assert [LABELS[t] for t in links.words[0].tags][:6] == [
        "B-content",
        "I-content",
        "I-content",
        "I-content",
        "B-source",
        "B-cue",
    ]
    assert [cue for *_, cue in links.contents] == [0, 1]
    assert links.source_of == (0, 1)


def test_other_quotation_marks_move_nothing() -> None:
    article = Article('“Go,” she said. "No," he said.', (), ())
    texts = {_restyled(article, random.Random(seed)).text for seed in range(60)}
    assert len(texts) > 3
    assert {len(text) for text in texts} == {len(article.text)}
    assert all(text[1:4] == "Go," for text in texts)
