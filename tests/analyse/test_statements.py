"""How what the encoder and what the rules find is put together, and contents cut as the record has them."""

from typing import Any

import pytest

from communique.analyse import parse
from communique.analyse.attributed import reported
from communique.analyse.attribution import Relation
from communique.analyse.quotations import quotations
from communique.analyse.speech import is_made
from communique.analyse.statements import _combined
from communique.model import Document, Span, StatementFound


def told(start: int, end: int, *, by: Span | None = None, score: float = 0.9, **more: Any) -> StatementFound:
    span = Span(start, end)
    return StatementFound(
        span=span, kind="indirect", source=by, sentence=span, extractor="x/1", reason="r", score=score, **more
    )


def test_a_statement_that_both_found_has_the_encoders_content_and_the_rules_speaker() -> None:
    one, rule = told(10, 40, by=Span(0, 3)), told(12, 44, by=Span(5, 9), cue=Span(60, 64), channel="letter")
    (found,) = _combined([one], [rule])
    assert (found.span, found.source, found.cue, found.channel) == (one.span, rule.source, rule.cue, "letter")
    assert found.reason == "r; r"


def test_contents_that_hardly_meet_are_no_one_statement() -> None:
    one, rule = told(10, 40, by=Span(0, 3)), told(38, 90, by=Span(5, 9))
    assert [s.source for s in _combined([one], [rule])] == [Span(0, 3)]


def test_what_only_the_encoder_found_must_be_likely_and_what_only_rules_found_stays() -> None:
    sure, unsure, rule = told(10, 40), told(50, 70, score=0.2), told(80, 99, score=0.1)
    assert list(_combined([sure, unsure], [rule])) == [sure, rule]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "pieces", "found"),
    [
        ("She said that talks would go on.", ["that talks would go on."], [("talks would go on", "indirect")]),
        (
            "“We stay,” she said. “All of us.”",
            ["“We stay,”", "“All of us.”"],
            [("We stay,", "direct"), ("All of us.", "direct")],
        ),
        ("She called it “a step back” for all.", ["it “a step back” for all"], [("it “a step back” for all", "mixed")]),
        (
            "Talks, she said, would certainly go on.",
            ["Talks", "would certainly go on"],
            [("would certainly go on", "indirect")],
        ),
        ("He asked why.", ["why"], []),
    ],
)
def test_contents_as_the_record_has_them(text: str, pieces: list[str], found: list[tuple[str, str]]) -> None:
    parsed = parse(Document(id="one", text=text))
    spans = tuple(Span(text.index(p), text.index(p) + len(p)) for p in pieces)
    relation = Relation(cue=Span(0, 3), source=None, content=spans, score=1.0)
    told = reported(parsed, [relation], quotations(text, parsed.paragraphs))
    assert [(text[r.content.start : r.content.end], r.kind) for r in told] == found


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("The minister said that it was over.", True),
        ("The minister did not say that it was over.", False),
        ("The minister will say that it is over.", False),
        ("If the minister says that it is over, they leave.", False),
        ("The minister went on to say that it was over.", True),
    ],
)
def test_speech_that_was_not_made_is_none(text: str, is_said: bool) -> None:
    parsed = parse(Document(id="one", text=text))
    verb = next(token for token in parsed.tokens if token.lemma == "say")
    assert is_made(verb) is is_said
