"""A map of the world in the Equal Earth projection, with the outlines of Natural Earth (`static/land-110m.json`)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

import msgspec

WIDE = 720
A = (1.340264, -0.081106, 0.000893, 0.003796)
HALF_WIDTH, HALF_HEIGHT = 2.706629, 1.317363
SCALE = WIDE / 2 / HALF_WIDTH
HIGH = round(2 * HALF_HEIGHT * SCALE)
LEAST = 120.0
"""So many units of the map are shown at least, when it is drawn near."""


class Transform(msgspec.Struct, frozen=True):
    """How whole numbers of a TopoJSON file become degrees."""

    scale: tuple[float, float]
    translate: tuple[float, float]


class Topology(msgspec.Struct, frozen=True):
    """A TopoJSON file, as far as it is needed: arcs, each a row of steps from point to point."""

    transform: Transform
    arcs: tuple[tuple[tuple[int, int], ...], ...]


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a point lies on the map, by Šavrič, Patterson and Jenny's polynomial (2018); degrees in, units out.

    >>> projected(0, 0)
    (360.0, 175.0)
    """
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    slope = A[0] + 3 * A[1] * t**2 + t**6 * (7 * A[2] + 9 * A[3] * t**2)
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * slope)
    y = t * (A[0] + A[1] * t**2 + t**6 * (A[2] + A[3] * t**2))
    return round(WIDE / 2 + SCALE * x, 1), round(HIGH / 2 - SCALE * y, 1)


@cache
def land() -> str:
    """The coasts of the world as one SVG path."""
    data = (files("communique.web") / "static" / "land-110m.json").read_bytes()
    world = msgspec.json.decode(data, type=Topology)
    return "".join(line(arc, world.transform) for arc in world.arcs)


def line(arc: tuple[tuple[int, int], ...], transform: Transform) -> str:
    """An arc as part of a path; where it crosses the edge of the map, the pen is lifted."""
    drawn = list[str]()
    x, y, before = 0, 0, 0.0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        east = x * transform.scale[0] + transform.translate[0]
        north = y * transform.scale[1] + transform.translate[1]
        to = projected(east, north)
        drawn.append(f"{'L' if drawn and abs(east - before) < 180 else 'M'}{to[0]:g} {to[1]:g}")
        before = east
    return "".join(drawn)


def frame(points: list[tuple[float, float]], *, is_near: bool) -> tuple[float, float, float, float]:
    """What of the map is shown: all of it, or the part in which the points lie, with a margin."""
    if not (is_near and points):
        return 0, 0, WIDE, HIGH
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width = max(LEAST, (max(xs) - min(xs)) * 1.3, (max(ys) - min(ys)) * 1.3 * WIDE / HIGH)
    width = min(width, WIDE)
    height = width * HIGH / WIDE
    left = min(max((min(xs) + max(xs) - width) / 2, 0), WIDE - width)
    top = min(max((min(ys) + max(ys) - height) / 2, 0), HIGH - height)
    return round(left, 1), round(top, 1), round(width, 1), round(height, 1)


def graticule() -> str:
    """Parallels and meridians, 30 degrees apart, as one SVG path."""
    parallels = [[projected(east, north) for east in range(-180, 181, 10)] for north in range(-60, 61, 30)]
    meridians = [[projected(east, north) for north in range(-90, 91, 5)] for east in range(-180, 181, 30)]
    return "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in points) for points in parallels + meridians)
