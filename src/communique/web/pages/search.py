"""Search over texts and statements."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from communique.store.search import Match, Sought, matches, plain, sought, told
from communique.store.view import Filters, Line
from communique.web.page import PER_PAGE, Asking, Page, Shown

AROUND = 110


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A text that was found, with the first place where it has what was sought, in pieces: plain, found, plain, …"""

    match: Match
    pieces: tuple[str, ...]


def show(asking: Asking) -> Shown:
    """The texts and statements in which all that was sought occurs."""
    asked = sought(asking.one("q") or "")
    if not asked.words:
        return Shown(title="Search", values={"q": asking.one("q") or "", "hits": [], "said": [], "count": 0})
    answers, filters = asking.answers, asking.paged(asking.filters("statements"))
    found = answers.all(matches(answers, asked, filters))
    every = msgspec.structs.replace(filters, most=None, skip=0)
    values = {
        "q": asking.one("q"),
        "hits": [Hit(match=match, pieces=snippet(match.text, asked, match.words)) for match in found],
        "count": answers.count(matches(answers, asked, every)),
        "said": answers.all(told(answers, asked, filters)),
        "said_count": answers.count(told(answers, asked, every)),
        "per_page": PER_PAGE,
    }
    return Shown(title=f"Search: {asking.one('q')}", values=values)


def snippet(text: str, asked: Sought, words: Sequence[str]) -> tuple[str, ...]:
    """A stretch of a text round the first phrase or word that was found, in pieces of which each second was sought.

    >>> snippet("They met in Oslo.", Sought(("oslo",), ()), ["oslo"])
    ('They met in ', 'Oslo', '.')
    """
    low = "".join(plain(one)[:1] or one for one in text)  # a letter for a letter, so that places stay
    wanted = "|".join(re.escape(one).replace("\\ ", r"\s+") for one in (*asked.phrases, *sorted(words, key=len)[::-1]))
    found = re.search(rf"(?<!\w)(?:{wanted})(?!\w)", low)
    at = found.start() if found else 0
    start = 0 if at <= AROUND else low.rfind(" ", 0, at - AROUND // 2) + 1
    end = min(len(text), start + 2 * AROUND)
    edges = [start]
    for hit in re.finditer(rf"(?<!\w)(?:{wanted})(?!\w)", low[start:end]) if wanted else ():
        edges += [start + hit.start(), start + hit.end()]
    parts = [text[a:b] for a, b in zip(edges, [*edges[1:], end], strict=True)]
    parts[0] = "… " * (start > 0) + parts[0]
    parts[-1] += " …" * (end < len(text))
    return tuple(parts)


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """All texts that were found."""
    asked = sought(asking.one("q") or "")
    if not asked.words:
        return [], Match
    filters = asking.filters("statements") if asking.given else Filters()
    return asking.answers.all(matches(asking.answers, asked, filters)), Match


PAGE = Page(name="search", heading="", show=show, lines=lines)
