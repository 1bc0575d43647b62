import pytest

from communique.lexicon.stems import stem, stems
from communique.lexicon.topics import topic_keys, topic_name
from communique.lexicon.turns import manners, turns


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("the Middle East", {"Middle East"}),
        ("ближневосточного урегулирования", {"Middle East"}),
        ("Iran's nuclear programme", {"Iran nuclear programme"}),
        ("иранская ядерная программа", {"Iran nuclear programme"}),
        ("обменом граждан России и США", {"prisoners", "RUS", "USA"}),
        ("an exchange of prisoners of war", {"prisoners"}),
        ("урегулирования на Украине", {"UKR"}),
        ("the war in Ukraine", {"UKR"}),
        ("the power of the Dollar", {"dollar"}),
        ("двусторонних отношений в сфере экономики", {"bilateral relations", "economy"}),
        ("various other subjects", set()),
        ("the talks in Moscow", set()),
    ],
)
def test_what_words_are_about(words, keys):
    assert topic_keys(words) == keys


def test_names_of_topics():
    assert (topic_name("UKR"), topic_name("NATO"), topic_name("trade")) == ("Ukraine", "NATO", "trade")


def test_stems_have_their_places():
    text = "Iran’s talks, переговоров"
    assert [(one.stem, text[one.start : one.end]) for one in stems(text)][:2] == [("iran", "Iran"), ("talk", "talks")]
    assert stem("переговоров") == stem("переговоры")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("She did not have any details to share on it.", ["declined"]),
        ("Moe declined to say whether he would go.", ["declined"]),
        ("The visit was put off.", ["postponed"]),
        ("Встреча была отложена.", ["postponed"]),
        ("They called off the summit.", ["cancelled"]),
        ("The call took place at the initiative of the French side.", ["called", "called by"]),
        ("Разговор состоялся по инициативе французской стороны.", ["called by"]),
        ("They met.", []),
    ],
)
def test_turns(text, told):
    assert [turn.turn for turn in turns(text)] == told


def test_manners():
    assert [found.manner for found in manners("a lengthy and highly productive call")] == ["lengthy", "productive"]
    assert [found.manner for found in manners("обстоятельный и откровенный разговор")] == ["substantive", "frank"]
