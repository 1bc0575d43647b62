"""The pages, in the order of the menu. A further page is a file here with a `PAGE`, a template of its name, and a
place in this tuple."""

from communique.web.page import Page
from communique.web.pages import (
    actor,
    actors,
    dyad,
    dyads,
    home,
    judgements,
    map,  # noqa: A004  the page is called so
    network,
    search,
    statements,
    text,
    timeline,
)

PAGES: tuple[Page, ...] = (
    home.PAGE,
    timeline.PAGE,
    statements.PAGE,
    actors.PAGE,
    dyads.PAGE,
    network.PAGE,
    map.PAGE,
    judgements.PAGE,
    search.PAGE,
    actor.PAGE,
    dyad.PAGE,
    text.PAGE,
)
