import pytest

from communique.analyse import parse
from communique.analyse.transcripts import turns
from communique.model import Document

pytestmark = pytest.mark.model


def spoken(text: str) -> list[tuple[str, str]]:
    parsed = parse(Document(id="transcript", text=text))
    return [(text[t.label.start : t.label.end], text[t.words.start : t.words.end]) for t in turns(parsed)]


def test_each_labelled_paragraph_is_a_turn() -> None:
    assert spoken("SECRETARY HALE: Good afternoon.\n\nMINISTER ONO: Thank you, Tom.") == [
        ("SECRETARY HALE", "Good afternoon."),
        ("MINISTER ONO", "Thank you, Tom."),
    ]


def test_a_paragraph_without_a_label_continues_the_turn() -> None:
    text = "SECRETARY HALE: Good afternoon.\n\nLet me be brief.\n\nMINISTER ONO: Thank you."
    assert spoken(text) == [
        ("SECRETARY HALE", "Good afternoon."),
        ("SECRETARY HALE", "Let me be brief."),
        ("MINISTER ONO", "Thank you."),
    ]


@pytest.mark.parametrize(
    "label",
    [
        "SECRETARY HALE",
        "MR. O’BRIEN",
        "MS AL-SAYED",
        "Ambassador Van der Berg",
        "PRIME MINISTER OF THE NETHERLANDS",
        "EXTERNAL AFFAIRS MINISTER RAO (Via interpreter)",
        "HALE",
    ],
)
def test_labels_of_every_shape(label: str) -> None:
    assert spoken(f"{label}: Good afternoon.\n\nMINISTER ONO: Thank you.")[0] == (label, "Good afternoon.")


def test_words_before_the_first_label_are_nobodys() -> None:
    text = "Remarks in Oslo on 3 March.\n\nSECRETARY HALE: Good afternoon.\n\nMINISTER ONO: Thank you."
    assert [label for label, _ in spoken(text)] == ["SECRETARY HALE", "MINISTER ONO"]


def test_stage_directions_are_not_spoken() -> None:
    text = "SECRETARY HALE: Good afternoon.\n\n(Applause.)\n\n[Inaudible.]\n\nMINISTER ONO: Thank you."
    assert [words for _, words in spoken(text)] == ["Good afternoon.", "Thank you."]


@pytest.mark.parametrize(
    "text",
    [
        "The minister said: the talks are over.\n\nNobody replied.",
        "Note: the times are local.\n\nSource: the ministry.",
        "SECRETARY HALE: Good afternoon.\n\nThe rest of the text is a report with no speakers in it.",
        "The list is long: tanks, ships and planes.\n\nThe reason is short: nobody trusts anybody.",
        "",
    ],
)
def test_a_report_is_no_transcript(text: str) -> None:
    assert spoken(text) == []


def test_a_question_is_a_turn_of_its_own() -> None:
    text = "SECRETARY HALE: Good afternoon.\n\nQUESTION: Will you go?\n\nSECRETARY HALE: I will."
    assert spoken(text)[1:] == [("QUESTION", "Will you go?"), ("SECRETARY HALE", "I will.")]
