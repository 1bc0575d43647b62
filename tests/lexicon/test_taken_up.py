import pytest

from communique.lexicon import rows
from communique.lexicon.taken_up import kinds_meant, offices_meant
from communique.model import ActorKind


def test_offices() -> None:
    assert "president" in offices_meant("Leader")
    assert offices_meant("pontiff") == ("pope",)
    assert offices_meant("president") == ("president",)


def test_kinds() -> None:
    assert kinds_meant("bloc") == {"igo"}
    assert kinds_meant("president") == frozenset()


@pytest.mark.parametrize(("noun", "sort", "takes"), list(rows("taken_up", "noun", "sort", "takes")))
def test_every_row_can_be_used(noun: str, sort: str, takes: str) -> None:
    assert noun == noun.casefold()
    assert sort in {"office", "kind"}
    assert sort == "office" or set(takes.split("|")) <= set(ActorKind.__args__)  # type: ignore[attr-defined]
