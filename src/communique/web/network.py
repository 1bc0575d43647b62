"""Who deals with whom as a picture: the strongest ties, laid out by networkx so that those who deal stand near."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import msgspec
import networkx

from communique.store.charts import Tie

WIDE, HIGH, EDGE = 1120, 640, 70
MOST_TIES = 50


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in the picture; the radius grows with the number of events."""

    name: str
    x: float
    y: float
    radius: float
    events: int
    side: str


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """A tie in the picture: its ends, how thick it is, and whether most of it is cooperative or hostile."""

    one: str
    other: str
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    kind: str
    tie: Tie


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """Nodes and edges, with the size of the picture."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    width: int = WIDE
    height: int = HIGH


def picture(ties: Sequence[Tie]) -> Picture:
    """The strongest ties as a picture, the same for the same ties."""
    shown = ties[:MOST_TIES]
    if not shown:
        return Picture()
    graph = networkx.Graph()
    for tie in shown:
        graph.add_edge(tie.one, tie.other, weight=sqrt(tie.events))
    at = laid_out(graph)
    most = max(tie.events for tie in shown)
    total = {name: sum(t.events for t in shown if name in {t.one, t.other}) for name in graph}
    nodes = tuple(
        node(name, at[name], events=n, share=n / max(total.values()))
        for name, n in sorted(total.items(), key=lambda item: (-item[1], item[0]))
    )
    return Picture(nodes=nodes, edges=tuple(edge(tie, at, most) for tie in shown))


def node(name: str, at: tuple[float, float], *, events: int, share: float) -> Node:
    """Somebody at a place in the picture."""
    return Node(name=name, x=at[0], y=at[1], radius=round(4 + 9 * sqrt(share), 2), events=events, side=side(at[0]))


def side(x: float) -> str:
    """To which side of a place its name is written, so that it stays in the picture."""
    return "start" if x < 1.5 * EDGE else "end" if x > WIDE - 1.5 * EDGE else "mid"


Box = tuple[float, float, float, float]
At = dict[str, tuple[float, float]]


def laid_out(graph: networkx.Graph) -> At:
    """Where everybody stands: those that nothing ties to the others get a part of the picture of their own."""
    groups = sorted(map(sorted, networkx.connected_components(graph)), key=lambda group: (-len(group), group))
    at: At = {}
    for group, (left, top, width, height) in parted(groups, (0, 0, WIDE, HIGH)):
        part = graph.subgraph(group)
        near = networkx.spring_layout(part, seed=1)  # who stands near whom; then, that names can be read
        found = networkx.arf_layout(part, pos=near, a=1.2, max_iter=500, seed=1)
        xs, ys = [float(p[0]) for p in found.values()], [float(p[1]) for p in found.values()]
        for name, place in found.items():
            x = left + scaled(float(place[0]), xs, width, min(EDGE, width / 3))
            y = top + scaled(float(place[1]), ys, height, min(EDGE / 2, height / 3))
            at[name] = (round(x, 1), round(y, 1))
    return at


def parted(groups: Sequence[list[str]], box: Box) -> list[tuple[list[str], Box]]:
    """A part of a box for each group, as large as the group: the longer side is cut in two, and so on."""
    if len(groups) <= 1:
        return [(group, box) for group in groups]
    weights = [len(group) ** 1.3 + 1 for group in groups]
    cut = min(range(1, len(groups)), key=lambda i: abs(sum(weights[:i]) - sum(weights[i:])))
    share = sum(weights[:cut]) / sum(weights)
    left, top, width, height = box
    if width >= height:
        first: Box = (left, top, width * share, height)
        rest: Box = (left + width * share, top, width * (1 - share), height)
    else:
        first, rest = (left, top, width, height * share), (left, top + height * share, width, height * (1 - share))
    return parted(groups[:cut], first) + parted(groups[cut:], rest)


def scaled(value: float, among: Sequence[float], room: float, margin: float) -> float:
    """A coordinate of the layout as one of a box of so much room."""
    low, high = min(among), max(among)
    return margin + (room - 2 * margin) * (0.5 if high == low else (value - low) / (high - low))


def edge(tie: Tie, at: dict[str, tuple[float, float]], most: int) -> Edge:
    """A tie as a line between the two."""
    (x1, y1), (x2, y2) = at[tie.one], at[tie.other]
    kind = "mixed" if tie.cooperative == tie.hostile else "cooperative" if tie.cooperative > tie.hostile else "hostile"
    width = round(1 + 5 * sqrt(tie.events / most), 2)
    return Edge(one=tie.one, other=tie.other, x1=x1, y1=y1, x2=x2, y2=y2, width=width, kind=kind, tie=tie)
