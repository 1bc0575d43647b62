"""The field's word lists, each a table beside this file, and the one loader that reads them."""

from functools import cache
from importlib.resources import files

__all__ = ["LexiconError", "rows"]


class LexiconError(ValueError):
    """A table of the lexicon is missing or badly formed; the message names its file and line."""


@cache
def rows(table: str, *columns: str) -> tuple[tuple[str, ...], ...]:
    """Read `<table>.tsv` and give its rows in file order, each with one cell a column.

    The first line that is not a comment must name exactly these columns, and lines that start
    with `#` are comments: `rows("heads", "word", "kind")` gives `(("Ministry", "government"), …)`.
    Raises LexiconError, with file and line, for a missing table, another header, a row with more or
    fewer cells than columns, and a cell that is empty or has blanks around it.
    """
    resource = files(__name__).joinpath(f"{table}.tsv")
    if not resource.is_file():
        raise LexiconError(f"{table}.tsv: the lexicon has no such table")
    lines = [
        (number, tuple(line.split("\t")))
        for number, line in enumerate(resource.read_text("utf-8").splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines or lines[0][1] != columns:
        number = lines[0][0] if lines else 1
        raise LexiconError(f"{table}.tsv:{number}: the header is not {' | '.join(columns)}")
    for number, cells in lines[1:]:
        _check(f"{table}.tsv:{number}", cells, len(columns))
    return tuple(cells for _, cells in lines[1:])


def _check(where: str, cells: tuple[str, ...], width: int) -> None:
    """Complain of a row that has not one clean cell a column."""
    if len(cells) != width:
        raise LexiconError(f"{where}: {len(cells)} cells where the header names {width}")
    if any(not cell or cell != cell.strip() for cell in cells):
        raise LexiconError(f"{where}: a cell is empty or has blanks around it")
