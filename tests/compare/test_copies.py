import pytest

from communique.compare.accounts import compared
from communique.compare.copies import copies
from communique.model import Document
from tests.compare.sample import BERG, EK, record

STORY = (
    "The foreign ministers of Norway and Sweden met in Bergen on Wednesday to talk about the fish quota, which has "
    "been in dispute since the autumn. Both said that the talks had gone well, and that they would meet again in May. "
)


def found(*texts):
    return copies((str(number), Document(id=str(number), text=text)) for number, text in enumerate(texts))


@pytest.mark.parametrize(
    ("other", "is_copy"),
    [
        (STORY, True),
        (STORY.upper(), True),
        (STORY + "Our reporter in Oslo adds that it rained.", True),
        ("BERGEN, Wednesday (Agency) – " + STORY, True),
        ("The ministers of Norway and Sweden met in Bergen, and it rained all day while they talked of fish.", False),
        ("They met.", False),
    ],
)
def test_what_is_a_copy(other, is_copy):
    assert found(STORY, other) == ({"1": "0"} if is_copy else {})


def test_the_first_published_is_the_original():
    docs = [("a", Document(id="a", text=STORY, published="2025-03-06")), ("b", Document(id="b", text=STORY))]
    docs.append(("c", Document(id="c", text=STORY, published="2025-03-05")))
    assert copies(docs) == {"a": "c", "b": "c"}


def test_copies_of_one_agency_text_count_once():
    event = {
        "type": "CONSULT",
        "mode": "meeting",
        "source": ("Anna Berg",),
        "target": ("Lars Ek",),
        "status": "occurred",
        "date": "2025-03-05",
    }
    own = "Anna Berg and Lars Ek sat down in the old town hall and spoke of boats, nets and mackerel for a while."

    def told(name, words):
        return record(name, words, publisher=name, events=(event,), actors=(BERG, EK))

    texts = {name: told(name, STORY) for name in ("Post", "Courier", "Herald")} | {"Times": told("Times", own)}
    comparison = compared(texts)
    assert [text.copy_of for text in comparison.texts] == [None, "Courier", "Courier", None]
    assert comparison.points[0].independent == 2
