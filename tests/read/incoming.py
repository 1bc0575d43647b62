"""What comes in from a file, told shortly."""

from pathlib import Path

from communique.read.arrival import Arrival, Done, Failed, Page
from communique.read.gather import gather
from communique.read.html import laid_bare


def incoming(path: Path | str, data: bytes | str | None = None) -> list[Arrival | Failed]:
    """What a file brings, its pages laid bare; the file is written first if its bytes are given."""
    if data is not None:
        Path(path).write_bytes(data if isinstance(data, bytes) else data.encode())
    found = []
    for item in gather(str(path)):
        if not isinstance(item, Done):
            found.append(laid_bare(item) if isinstance(item, Page) else item)
    return found


def texts(found: list[Arrival | Failed]) -> list[str]:
    """The texts among them."""
    return [item.doc.text for item in found if isinstance(item, Arrival)]


def problems(found: list[Arrival | Failed]) -> list[str]:
    """What is wrong with the others."""
    return [item.problem for item in found if isinstance(item, Failed)]
