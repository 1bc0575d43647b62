import pytest

from communique.lexicon.spelling import found_in, spellings, without_article


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("the Sudan", "Sudan"),
        ("The Sudan", "Sudan"),
        ("THE SUDAN", "SUDAN"),
        ("Theodore", "Theodore"),
        ("", ""),
    ],
)
def test_without_article(words, bare):
    assert without_article(words) == bare


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("Peru", {"Peru", "PERU"}),
        ("Perú", {"Perú", "Peru", "PERÚ", "PERU"}),
        ("Fed", {"Fed"}),
        ("U.S.", {"U.S."}),
        ("B’Tselem", {"B'Tselem", "B'TSELEM"}),
    ],
)
def test_spellings(name, ways):
    assert spellings(name) == ways


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Hill", None),
        ("The Hill", "newspaper"),
        ("The Hill’s", "newspaper"),
        ("the  Peru‑Chile", "border"),
        ("Perú–Chile's", "border"),
        ("Guardians'", "guard"),
        ("Guardian's", None),
    ],
)
def test_found_in(words, found):
    index = {"The Hill": "newspaper", "Peru-Chile": "border", "Guardians": "guard"}
    assert found_in(index, words) == found
