import pytest

from communique.compare.parties import in_latin, likeness, matched, skeleton
from communique.model import Party
from tests.compare.sample import BERG, EK, NORWAY, SWEDEN


def person(name, country=None, english=None):
    return Party(name=name, kind="person", country=country, english=english)


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        (person("Volodymyr Zelenskyy", "UKR"), person("Zelensky", "UKR"), 0.9),
        (person("Donald Trump", "USA"), person("Дональд Трамп", "USA", "Donald Tramp"), 0.9),
        (person("Claude Cornac", "FRA"), person("Клод Корнак", "FRA", "Klod Kornak"), 0.85),
        (person("Claude Cornac", "FRA"), person("Клод Корнак", None, "Klod Kornak"), None),
        (person("Vladimir Putin", "RUS"), person("Владимир Путин", "RUS", "Vladimir Putin"), 1.0),
        (person("Donald Trump", "USA"), person("Donald Trump", "RUS"), 0.85),
        (person("Trump", "USA"), person("Trump", "RUS"), None),
        (person("Bill Clinton", "USA"), person("Hillary Clinton", "USA"), None),
        (NORWAY, Party(name="Норвегия", kind="state", country="NOR", english="Norvegiya"), 1.0),
        (NORWAY, SWEDEN, None),
        (BERG, NORWAY, 0.6),
        (BERG, SWEDEN, None),
        (
            Party(name="Kremlin", kind="government", country="RUS"),
            Party(name="the Kremlin", kind="government", country="RUS"),
            1.0,
        ),
        (
            Party(name="Kremlin", kind="government", country="RUS"),
            Party(name="State Duma", kind="legislature", country="RUS"),
            None,
        ),
    ],
)
def test_who_is_one_across_texts(one, other, score):
    for a, b in ((one, other), (other, one)):
        like = likeness(a, b)
        assert (None if like is None else like.score) == score
        assert like is None or like.reason


def test_nobody_is_matched_twice():
    fit = matched((BERG, EK), (NORWAY, BERG, SWEDEN))
    assert (fit.matched, fit.is_within) == (2, True)
    assert matched((BERG,), (EK,)).is_within is False
    assert matched((), (EK,)).is_within is True


@pytest.mark.parametrize(
    ("name", "latin"), [("Щербаков", "Shcherbakov"), ("Юлия Ёлкина", "Yuliya Elkina"), ("Berg", "Berg")]
)
def test_names_in_latin_letters(name, latin):
    assert in_latin(name) == latin


def test_two_transcriptions_have_one_skeleton():
    assert skeleton("trump") == skeleton("tramp")
    assert skeleton("trump") != skeleton("thorpe")
