import pytest

from communique.lexicon import rows
from communique.lexicon.sectors import sector
from communique.model import SECTORS, ActorKind


@pytest.mark.parametrize(
    ("kind", "name", "roles", "told"),
    [
        ("state", "Iceland", [], "GOV"),
        ("person", "Anna Berg", ["Foreign Minister"], "GOV"),
        ("person", "Anna Berg", ["White House press secretary"], "GOV"),
        ("person", "Anna Berg", ["Minister of Foreign Affairs"], "GOV"),
        ("person", "Anna Berg", ["former senator"], None),
        ("person", "Anna Berg", ["ex-President", "opposition leader"], "OPP"),
        ("person", "Anna Berg", ["General"], "MIL"),
        ("person", "Anna Berg", [], None),
        ("person", "senior Israeli official", [], "GOV"),
        ("person", "Supreme Court judge", [], "JUD"),
        ("government", "Constitutional Court", [], "JUD"),
        ("government", "Metropolitan Police", [], "COP"),
        ("government", "Ministry of Finance", [], "GOV"),
        ("party", "Green Party", [], "PTY"),
        ("party", "opposition parties", [], "OPP"),
        ("group", "protesters", [], "CVL"),
        ("group", "workers of the mine", [], "LAB"),
        ("group", "Syrian refugees", [], "REF"),
        ("group", "group of journalists", [], "MED"),
        (None, "something", [], None),
    ],
)
def test_sector(kind: ActorKind | None, name: str, roles: list[str], told: str | None) -> None:
    assert sector(kind, name, roles) == told


def test_the_table_has_known_sectors() -> None:
    table = rows("sectors", "by", "word", "sector")
    assert {by for by, _, _ in table} == {"kind", "word", "former"}
    assert {code for _, _, code in table} <= {*SECTORS, "-"}
    assert len({(by, word.casefold()) for by, word, _ in table}) == len(table)
