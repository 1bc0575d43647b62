import pycountry
import pytest

from communique.lexicon import rows
from communique.lexicon.states import StateName, longest_state_name, name_of, state_named

STATES = sorted({code for _, code, _ in rows("demonyms", "word", "code", "form")})


@pytest.mark.parametrize(
    ("words", "code", "form"),
    [
        ("Russia", "RUS", "name"),
        ("the United States", "USA", "name"),
        ("The United States’", "USA", "name"),
        ("U.S.", "USA", "name"),
        ("US", "USA", "name"),
        ("U.S.'s", "USA", "name"),
        ("NORTH KOREA", "PRK", "name"),
        ("BOSNIA AND HERZEGOVINA", "BIH", "name"),
        ("Russian Federation", "RUS", "name"),
        ("Soviet Union", "RUS", "name"),
        ("Republic of Korea", "KOR", "name"),
        ("DPRK’s", "PRK", "name"),
        ("Islamic Republic of Iran", "IRN", "name"),
        ("Côte d’Ivoire", "CIV", "name"),
        ("Cote d'Ivoire", "CIV", "name"),
        ("Ivory Coast", "CIV", "name"),
        ("Türkiye", "TUR", "name"),
        ("Turkey", "TUR", "name"),
        ("Guinea‑Bissau", "GNB", "name"),
        ("Congo", "COD", "name"),
        ("Republic of the Congo", "COG", "name"),
        ("the Gambia", "GMB", "name"),
        ("Georgia", "GEO", "name"),
        ("Kosovo", "XKX", "name"),
        ("Taiwan", "TWN", "name"),
        ("Singapore", "SGP", "name"),
        ("Burma", "MMR", "name"),
        ("Russian", "RUS", "adjective"),
        ("South Korean", "KOR", "adjective"),
        ("Emirati", "ARE", "adjective"),
        ("Palestinian", "PSE", "adjective"),
        ("British", "GBR", "adjective"),
        ("Congolese", "COD", "adjective"),
        ("Israelis", "ISR", "people"),
        ("Britons", "GBR", "people"),
        ("Spaniard", "ESP", "person"),
        ("Moscow's", "RUS", "capital"),
        ("MOSCOW", "RUS", "capital"),
        ("Washington", "USA", "capital"),
        ("Kiev", "UKR", "capital"),
        ("New Delhi", "IND", "capital"),
        ("Jerusalem", "ISR", "capital"),
        ("N’Djamena", "TCD", "capital"),
        ("Bogotá", "COL", "capital"),
        ("Malé", "MDV", "capital"),
        ("Pristina", "XKX", "capital"),
    ],
)
def test_state_named(words, code, form):
    assert state_named(words) == StateName(code, form)


@pytest.mark.parametrize(
    "words",
    [
        *[
            "us",
            "turkey",
            "Male",
            "Brussels",
            "Crimea",
            "Texas",
            "Scotland",
            "Gaza",
            "Puerto Rico",
            "Greenland",
        ],
        *["Korean", "Victoria", "the North", "the", "", "'s", "Russia and China", "Ru", "Europe"],
    ],
)
def test_no_state_named(words):
    assert state_named(words) is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("USA", "United States"),
        ("RUS", "Russia"),
        ("KOR", "South Korea"),
        ("PRK", "North Korea"),
        ("IRN", "Iran"),
        ("SYR", "Syria"),
        ("GBR", "United Kingdom"),
        ("CZE", "Czechia"),
        ("NLD", "Netherlands"),
        ("COD", "Democratic Republic of the Congo"),
        ("PSE", "Palestine"),
        ("XKX", "Kosovo"),
        ("TUR", "Turkey"),
        ("GRL", "Greenland"),
        ("SUN", None),
        ("usa", None),
    ],
)
def test_name_of(code, name):
    assert name_of(code) == name


@pytest.mark.parametrize("code", STATES)
def test_each_state_is_known_by_its_names(code):
    usual = name_of(code)
    assert usual is not None
    assert state_named(usual) == StateName(code, "name")
    iso = pycountry.countries.get(alpha_3=code)
    official = getattr(iso, "official_name", usual)
    if "Province of China" not in official:
        assert state_named(official) == StateName(code, "name")


def test_longest_state_name():
    longest = "United Kingdom of Great Britain and Northern Ireland"
    assert state_named(longest) == StateName("GBR", "name")
    assert longest_state_name() == longest.count(" ") + 1
