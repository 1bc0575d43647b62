import pytest

from communique.lexicon.regions import longest_region_name, region_named


@pytest.mark.parametrize(
    ("words", "code"),
    [("Texas", "USA"), ("Scottish", "GBR"), ("SCOTLAND'S", "GBR"), ("Northern Ireland", "GBR"), ("Crimea", "UKR"),
     ("Chechen", "RUS"), ("France", None), ("Georgia", None)],
)  # fmt: skip
def test_region_named(words: str, code: str | None) -> None:
    assert region_named(words) == code


def test_longest_region_name() -> None:
    assert longest_region_name() >= 3
