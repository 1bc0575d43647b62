"""Dictionaries in PETRARCH's format; the entries are made up."""

import pytest

from communique.model import Code, Dictionary
from communique.read.dictionary import dictionary_from, joined, plural
from communique.read.errors import ReadError

ACTORS = """\
# actors of a made-up state
IVAN_PETROV_  ; took office in 2000
+PETROV_
\t[RUSELI <000101]
\t[RUSGOV 000101-080507]
+PRIME_MINISTER_PETROV
ARCADIA_RIVER_AUTHORITY [IRNGOV]
OLD_GUARD [IRNMIL >19790401] [IRNREB]
"""
AGENTS = """\
!MINST! = MINISTER, SECRETARY
POLICE_OFFICER  [~COP]
POLICEMAN {POLICEMEN} [~COP]
CLERGY {} [~REL]
DEPUTY_!MINST! [~GOV]
FIGHTER [REB~]
"""
BOTH = (Code(code="RUSELI", until="2000-01-01"), Code(code="RUSGOV", since="2000-01-01", until="2008-05-07"))


def test_an_actor_has_its_codes_with_their_dates_under_all_its_names() -> None:
    actors = dictionary_from(ACTORS.encode(), "a.txt").actors
    assert actors["ivan petrov"] == actors["petrov"] == actors["prime minister petrov"] == BOTH
    assert actors["arcadia river authority"] == (Code(code="IRNGOV"),)
    assert actors["old guard"] == (Code(code="IRNMIL", since="1979-04-01"), Code(code="IRNREB"))


def test_agents_have_plurals_and_alternatives() -> None:
    agents = dictionary_from(AGENTS.encode(), "b.txt").agents
    assert agents == {
        "police officer": "COP",
        "police officers": "COP",
        "policeman": "COP",
        "policemen": "COP",
        "clergy": "REL",
        "deputy minister": "GOV",
        "deputy ministers": "GOV",
        "deputy secretary": "GOV",
        "deputy secretaries": "GOV",
        "fighter": "REB",
        "fighters": "REB",
    }


@pytest.mark.parametrize(
    ("text", "line"), [("A [IRNGOV 00-01]\n", 1), ("A [irn]\n", 1), ("# x\n\n+B\n", 3), ("[IRN]\n", 1)]
)
def test_what_can_t_be_read_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(ReadError, match=rf"^a\.txt:{line}: "):
        dictionary_from(text.encode(), "a.txt")


def test_two_files_are_one_dictionary() -> None:
    one = Dictionary({"a": (Code(code="IRN"),)}, {"x": "GOV"})
    other = Dictionary({"a": (Code(code="IRQ"),)}, {})
    assert joined(iter((one, other))) == Dictionary({"a": (Code(code="IRN"), Code(code="IRQ"))}, {"x": "GOV"})


@pytest.mark.parametrize(("one", "many"), [("deputy", "deputies"), ("envoy", "envoys"), ("boss", "bosses")])
def test_plural(one: str, many: str) -> None:
    assert plural(one) == many
