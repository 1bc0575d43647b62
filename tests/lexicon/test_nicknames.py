import pytest

from communique.lexicon import rows
from communique.lexicon.nicknames import same_first_name


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("Bill", "William", True),
        ("Bill", "Will", True),
        ("Volodymyr", "Vladimir", True),
        ("MOHAMMED", "Mohamed", True),
        ("Bill", "Bob", False),
        ("Anna", "Anna", True),
        ("Anna", "Hanna", False),
    ],
)
def test_same_first_name(one: str, other: str, is_one: bool) -> None:
    assert same_first_name(one, other) is is_one
    assert same_first_name(other, one) is is_one


def test_the_table_is_in_small_letters_and_has_no_row_twice() -> None:
    table = rows("nicknames", "name", "other")
    assert len(set(table)) == len(table)
    assert all(cell == cell.lower() for row in table for cell in row)
    assert not [row for row in table if row[0] == row[1]]
