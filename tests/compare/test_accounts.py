"""What is told beside an event, and the rules for cells, on records made for the purpose."""

import re

import pytest
from msgspec.structs import replace

from communique.compare.accounts import NothingInCommon, compared
from communique.compare.beside import HOURS, RUSSIAN, SHORT, callers, described, lengths, minutes, unsaid
from communique.model import Evidence, LinkJudgement, ReportId, Stance
from tests.compare.sample import BERG, EK, NORWAY, SWEDEN, record

CALL = {
    "type": "CONSULT",
    "mode": "phone",
    "source": ("Anna Berg",),
    "target": ("Lars Ek",),
    "status": "occurred",
    "date": "2025-03-05",
}
WHO = (BERG, EK, NORWAY, SWEDEN)


def told(text, words, *events, publisher=None, author=None):
    return record(text, words, publisher=publisher or text, author=author, events=(CALL, *events), actors=WHO)


def words_of(text, part):
    return (Evidence(part, text.index(part), text.index(part) + len(part)),)


def points(comparison, kind):
    return [point for point in comparison.points if point.kind == kind]


@pytest.mark.parametrize(
    ("words", "many"),
    [
        ("a 90-minute call", 90),
        ("for almost an hour and a half", 90),
        ("a two-hour meeting", 120),
        ("half an hour", 30),
        ("forty-five minutes", 45),
        ("почти полтора часа", 90),
        ("около 40 минут", 40),
        ("2 часа", 120),
        ("полчаса", 30),
    ],
)
def test_lengths_in_minutes(words, many):
    found = next(match for form in (HOURS, SHORT, RUSSIAN) if (match := form.search(words)))
    assert isinstance(found, re.Match)
    assert minutes(found) == many


def test_who_called_how_long_and_how():
    words = "Anna Berg phoned Lars Ek. The frank and very useful talk lasted 40 minutes. Nobody laughed."
    one = told("a", words)
    event = replace(one.events[0], evidence=words_of(words, "Anna Berg phoned Lars Ek"))
    assert [remark.value for remark in callers(one, event)] == ["Anna Berg"]
    assert [remark.value for remark in lengths(one, event)] == ["40"]
    assert list(described(one, event)) == []
    event = replace(event, evidence=words_of(words, "The frank and very useful talk lasted 40 minutes"))
    assert [remark.value for remark in described(one, event)] == ["frank", "useful"]


def test_different_lengths_and_callers_are_marked():
    one = told("a", "Anna Berg phoned Lars Ek for 40 minutes.")
    other = told("b", "Anna Berg spoke by phone with Lars Ek for an hour, at the initiative of the Swedish side.")
    comparison = compared({"a": one, "b": other})
    [length] = points(comparison, "length")
    assert [(cell.state, cell.how) for cell in length.cells] == [
        ("different", "40 minutes; b: 60 minutes"),
        ("different", "60 minutes; a: 40 minutes"),
    ]
    [caller] = points(comparison, "who called")
    assert [cell.state for cell in caller.cells] == ["different", "different"]


def test_a_denial_is_one():
    comparison = compared({"a": told("a", "They spoke."), "b": told("b", "No such call.")} | {})
    assert [cell.state for cell in comparison.points[0].cells] == ["asserted", "asserted"]
    denied = record("b", "No such call.", publisher="b", events=(CALL | {"status": "denied"},), actors=WHO)
    point = compared({"a": told("a", "They spoke."), "b": denied}).points[0]
    assert [cell.state for cell in point.cells] == ["asserted", "denied"]
    assert (point.independent, point.alone) == (1, "a")


def test_what_somebody_would_not_say():
    words = "Anna Berg called Lars Ek. He invited her to Malmo. Anna Berg declined to say whether she would accept."
    invite = {
        "type": "REQUEST",
        "mode": "invite",
        "source": ("Lars Ek",),
        "target": ("Anna Berg",),
        "status": "occurred",
        "attested_by": ("Sweden",),
    }
    one = told("a", words, invite | {"evidence": words_of(words, "He invited her to Malmo")})
    place = words.index("Anna Berg declined")
    berg = replace(one.actors[0], evidence=(Evidence("Anna Berg", place, place + 9),))
    one = replace(one, actors=(berg, *one.actors[1:]))
    assert [refusal.by for refusal in unsaid(one)] == [("Anna Berg",)]
    comparison = compared({"a": one, "b": told("b", "They spoke.")})
    [point] = points(comparison, "invitation")
    named = {account.voice.name: cell for account, cell in zip(comparison.accounts, point.cells, strict=True)}
    assert named["Anna Berg"].state == "declined"
    assert named["Sweden"].state == "asserted"
    assert point.alone == "Sweden"


def test_a_refusal_on_nothing_that_is_told_is_a_point_of_its_own():
    one = told("a", "Anna Berg called Lars Ek. The ministry declined to comment on the gold.")
    [point] = points(compared({"a": one, "b": told("b", "They spoke.")}), "no comment")
    assert point.label == "on the gold"
    assert point.cells[0].state == "declined"


def test_stances_are_characterisations():
    words = "They spoke. Berg called Sweden a friend."
    one = told("a", words)
    stance = Stance(
        id="s",
        holder="Anna Berg",
        target="Sweden",
        phrase=words_of(words, "a friend")[0],
        polarity=2,
        evidence=words_of(words, "Berg called Sweden a friend"),
        reason="test",
        score=0.6,
        extractor="test",
    )
    comparison = compared({"a": replace(one, stances=(stance,)), "b": told("b", "They spoke.")})
    [point] = points(comparison, "characterisation")
    assert (point.label, point.alone) == ("Anna Berg on Sweden: friendly", "a")


def test_an_author_tells_of_anothers_word():
    plan = {
        "type": "CONSULT",
        "mode": "visit",
        "source": ("Lars Ek",),
        "target": ("Norway",),
        "status": "planned",
        "attested_by": ("Lars Ek",),
    }
    readout = told("a", "They spoke. Ek said that he will come.", plan, author="Norway", publisher="Norway")
    comparison = compared({"a": readout, "b": told("b", "They spoke.")})
    [point] = points(comparison, "plan")
    assert point.alone == "Norway"
    assert point.cells[0].how == "as the word of Lars Ek"


def test_plans_that_differ_in_date_differ():
    def meeting(day):
        return {
            "type": "CONSULT",
            "mode": "meeting",
            "source": ("Anna Berg",),
            "target": ("Lars Ek",),
            "status": "planned",
            "date": day,
            "place": "Bergen",
        }

    one, other = (
        told("a", "They will meet on 14 March.", meeting("2025-03-14")),
        told("b", "On 15.", meeting("2025-03-15")),
    )
    [point] = points(compared({"a": one, "b": other}), "plan")
    assert [(cell.state, cell.how) for cell in point.cells] == [
        ("different", "2025-03-14; b: 2025-03-15"),
        ("different", "2025-03-15; a: 2025-03-14"),
    ]


def test_nothing_in_common_is_an_error():
    other = record("b", "Nothing.", publisher="b", actors=WHO)
    with pytest.raises(NothingInCommon, match="no event is reported by two"):
        compared({"a": told("a", "They spoke."), "b": other})
    with pytest.raises(KeyError):
        compared({"a": told("a", "They spoke."), "b": other}, event=ReportId("a", "none"))
    alone = compared({"a": told("a", "They spoke."), "b": other}, event=ReportId("a", "a-0"))
    assert alone.without == ("b",)


def test_a_judgement_parts_two_reports():
    texts = {"a": told("a", "They spoke."), "b": told("b", "They spoke, too.")}
    apart = LinkJudgement(one=ReportId("a", "a-0"), other=ReportId("b", "b-0"), is_same=False, by="me", at="2025-01-01")
    with pytest.raises(NothingInCommon):
        compared(texts, judgements=[apart])
