import pytest

from communique.model import Document
from communique.read.errors import ReadError
from communique.read.language import detect, parts, primary, require_readable

ENGLISH = "The minister said on Wednesday that the talks about the border would begin next week in Vienna."
READABLE = frozenset({"en"})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("Министр иностранных дел заявил в среду, что переговоры прошли хорошо.", "ru"),
        ("Le ministre a déclaré mercredi que les pourparlers commenceraient bientôt.", "fr"),
        ("Putin, Xi.", None),
        ("1234 5678", None),
        ("", None),
    ],
)
def test_a_language_is_found_or_left_open(text: str, language: str | None) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("tag", "language"), [("en-US", "en"), ("EN_gb", "en"), ("eng", "en"), ("zh-Hant", "zh"), ("fil", "fil")]
)
def test_the_language_of_a_tag(tag: str, language: str) -> None:
    assert primary(tag) == language


@pytest.mark.parametrize("language", ["en", "en-GB", "eng", None])
def test_what_can_be_read_is_let_through(language: str | None) -> None:
    require_readable(Document(id="a", text="Hi.", language=language), readable=READABLE, source="a.txt")


@pytest.mark.parametrize(
    ("language", "said"), [("ru", "Russian (ru)"), ("pt-BR", "Portuguese (pt-BR)"), ("qqq", "'qqq'")]
)
def test_what_cannot_be_read_is_named(language: str, said: str) -> None:
    with pytest.raises(ReadError) as caught:
        require_readable(Document(id="a", text="Hi.", language=language), readable=READABLE, source="a.txt")
    assert str(caught.value).startswith(f'a.txt: written in {said}, which can\'t be read yet; set "language": "en"')


def test_paragraphs_in_another_script_are_told_apart() -> None:
    text = "The presidents spoke by phone.\n\nПрезиденты говорили по телефону.\n\nThey agreed to meet.\n\n5 мая"
    found = parts(Document(id="a", text=text, language="en"), readable=frozenset({"en", "ru"}))
    assert {tag: [text[s.start : s.end] for s in spans] for tag, spans in found.items()} == {
        "en": ["The presidents spoke by phone.", "They agreed to meet.", "5 мая"],
        "ru": ["Президенты говорили по телефону."],
    }


def test_what_can_not_be_read_stays_with_its_text() -> None:
    text = "Президенты говорили по телефону.\n\nПрезиденти розмовляли телефоном про мир і безпеку."
    found = parts(Document(id="a", text=text, language="ru"), readable=frozenset({"en", "ru"}))
    assert list(found) == ["ru"]
    assert len(found["ru"]) == 2
