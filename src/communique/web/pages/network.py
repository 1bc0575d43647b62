"""Who deals with whom: the strongest ties as a picture, and as a table."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.store.charts import Tie, ties
from communique.store.view import Line
from communique.web.network import MOST_TIES, picture
from communique.web.page import Asking, Page, Shown
from communique.web.pages.dyads import by_of


def show(asking: Asking) -> Shown:
    """The strongest ties that the filters leave."""
    by = by_of(asking)
    found = asking.answers.all(ties(msgspec.structs.replace(asking.filters(), most=MOST_TIES), by=by))
    return Shown(title="Network", values={"lines": found, "picture": picture(found), "by": by, "most": MOST_TIES})


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """All ties that are asked for."""
    return asking.answers.all(ties(asking.filters(), by=by_of(asking))), Tie


PAGE = Page(name="network", heading="Network", show=show, lines=lines)
