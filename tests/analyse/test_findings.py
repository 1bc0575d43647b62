import pickle

import msgspec
import pytest

from communique.analyse import EXTRACTORS, Extractor, Findings, extract, parse
from communique.model import Document, Mention, StatementFound

pytestmark = pytest.mark.model

TEXT = (
    "President Amara Sow met Chancellor Elin Berg in Dakar on Monday, the Senegalese government said.\n\n"
    "“We view Norway as a true friend,” Sow said. Norway agreed to send food to Senegal next month.\n\n"
    "“The talks went well,” Berg added, “and Senegal released two fishermen yesterday.”"
)
DOC = Document(id="sow-berg", text=TEXT, published="2025-02-12", language="en")


@pytest.fixture(scope="module")
def found() -> Findings:
    return extract(DOC)


def test_every_extractor_finds_something_in_a_plain_report(found: Findings) -> None:
    assert {f.extractor for f in found.all} == {e.name for e in EXTRACTORS}


def test_names_of_extractors_are_distinct_and_carry_a_version() -> None:
    names = [e.name for e in EXTRACTORS]
    assert len(set(names)) == len(names)
    assert all(name.split("/")[1].isdigit() for name in names)


def test_findings_pickle(found: Findings) -> None:
    assert pickle.loads(pickle.dumps(found.all)) == found.all


def test_findings_are_frozen(found: Findings) -> None:
    for one in found.all:
        with pytest.raises(AttributeError):
            one.reason = "changed"  # type: ignore[misc]
    assert len({*found.all}) <= len(found.all)


def test_findings_lie_inside_the_text_with_a_reason_and_a_score(found: Findings) -> None:
    for one in found.all:
        assert TEXT[one.span.start : one.span.end].strip()
        assert one.span.end <= len(TEXT)
        assert one.reason
        assert 0 <= one.score <= 1


@pytest.mark.parametrize("extractor", EXTRACTORS, ids=lambda e: e.name)
def test_an_extractor_yields_and_changes_nothing(extractor: Extractor, found: Findings) -> None:
    before, tokens = found.all, [(t.text, t.dep, t.head.index) for t in found._parsed.tokens]
    first = tuple(extractor.extract(found._parsed, found))
    assert found.all is before
    assert [(t.text, t.dep, t.head.index) for t in found._parsed.tokens] == tokens
    assert tuple(extractor.extract(found._parsed, found)) == first


@pytest.mark.parametrize("extractor", EXTRACTORS, ids=lambda e: e.name)
def test_an_extractor_marks_its_findings_as_its_own(extractor: Extractor, found: Findings) -> None:
    assert {f.extractor for f in extractor.extract(found._parsed, found)} <= {extractor.name}


@pytest.mark.parametrize("text", ["", " ", "Yes", "😀😀", "\n\n“”\n", "\u0301", "..."])
def test_a_text_with_nothing_to_find(text: str) -> None:
    parsed = parse(Document(id="nothing", text=text))
    none = Findings(parsed)
    for extractor in EXTRACTORS:
        assert all(f.span.end <= len(text) for f in extractor.extract(parsed, none))


def test_with_more_gives_a_new_object() -> None:
    parsed = parse(DOC)
    empty = Findings(parsed)
    fuller = empty.with_more(extract(DOC).mentions)
    assert empty.all == empty.mentions == ()
    assert fuller.mentions
    assert fuller.statements == ()


def test_findings_are_sorted_by_kind(found: Findings) -> None:
    assert all(isinstance(m, Mention) for m in found.mentions)
    assert all(isinstance(s, StatementFound) for s in found.statements)
    listed = (*found.mentions, *found.times, *found.places, *found.statements, *found.events, *found.stances)
    assert sorted(map(id, listed)) == sorted(map(id, found.all))


def test_a_finding_survives_as_json(found: Findings) -> None:
    for one in found.all:
        assert msgspec.json.decode(msgspec.json.encode(one), type=type(one)) == one
