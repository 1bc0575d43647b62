"""The places that texts name, on a map and in a list."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import msgspec

from communique.store.charts import Located, places
from communique.store.view import Line
from communique.web.globe import HIGH, WIDE, frame, graticule, land, projected
from communique.web.page import PER_PAGE, Asking, Page, Shown

MOST_POINTS = 400


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the map: the radius grows with the number of texts."""

    x: float
    y: float
    radius: float
    place: Located


def show(asking: Asking) -> Shown:
    """The places that have coordinates as points, and one page of all places."""
    every = asking.answers.all(places(asking.filters("actors")))
    near = asking.one("area") == "near"
    found = points(every)
    box = frame([(point.x, point.y) for point in found], is_near=near)
    first = PER_PAGE * (asking.number - 1)
    values = {
        "lines": every[first : first + PER_PAGE],
        "count": len(every),
        "points": [msgspec.structs.replace(p, radius=round(p.radius * box[2] / WIDE, 2)) for p in found],
        "box": " ".join(f"{edge:g}" for edge in box),
        "land": land(),
        "graticule": graticule(),
        "near": near,
        "size": (WIDE, HIGH),
        "unplaced": sum(place.latitude is None for place in every),
    }
    return Shown(title="Map", values=values)


def points(found: Sequence[Located]) -> list[Point]:
    """Those of the places that have coordinates, those in most texts first."""
    most = max((place.texts for place in found), default=1)
    return [
        Point(x=at[0], y=at[1], radius=2.5 + 6 * sqrt(place.texts / most), place=place)
        for place in found
        if place.latitude is not None and place.longitude is not None
        for at in [projected(place.longitude, place.latitude)]
    ][:MOST_POINTS]


def lines(asking: Asking) -> tuple[Sequence[Line], type[Line]]:
    """All places that are asked for."""
    return asking.answers.all(places(asking.filters("actors"))), Located


PAGE = Page(name="map", heading="Map", show=show, lines=lines)
