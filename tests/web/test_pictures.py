"""What the pictures are made of: bars, strips, ties, the map, and the pieces of a text."""

from datetime import date
from itertools import chain

import pytest

from communique.model import Span
from communique.store.charts import Bin, Tie
from communique.store.records import Entry
from communique.store.view import Happened
from communique.web.globe import HIGH, WIDE, frame, graticule, land, projected
from communique.web.marks import pieces, resting
from communique.web.network import picture
from communique.web.plots import bars, steps, strip, unit_for
from tests.web.stores import border


def a_bin(start: date, quad: str, events: int, ahead: int = 0) -> Bin:
    return Bin(start=start, quad=quad, events=events, ahead=ahead)  # type: ignore[arg-type]


def test_cooperative_acts_stand_above_and_hostile_ones_below() -> None:
    march, may = date(2025, 3, 1), date(2025, 5, 1)
    told = [
        a_bin(march, "verbal cooperation", 3, 1), a_bin(march, "material cooperation", 1),
        a_bin(march, "material conflict", 2), a_bin(may, "verbal conflict", 4),
    ]  # fmt: skip
    chart = bars(told, unit="month", link=lambda start, end: f"{start}/{end}")
    assert [shape.label for shape in chart.shapes] == [
        "2025-03: 2 verbal cooperation", "2025-03: 1 verbal cooperation, ahead", "2025-03: 1 material cooperation",
        "2025-03: 2 material conflict", "2025-05: 4 verbal conflict",
    ]  # fmt: skip
    above = [shape.y + shape.height <= chart.middle + 0.01 for shape in chart.shapes]
    assert above == [True, True, True, False, False]
    assert chart.shapes[0].height == 2 * chart.shapes[1].height
    assert chart.shapes[0].href == "2025-03-01/2025-03-31"
    assert [tick.label for tick in chart.along] == ["2025-03", "2025-04", "2025-05"]
    assert chart.rows == (("2025-03", "3", "1", "0", "2"), ("2025-05", "0", "0", "4", "0"))
    assert bars([a_bin(march, None, 3)], unit="month", link=lambda *_: "").shapes == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "last", "unit", "count"),
    [
        (date(2025, 2, 1), date(2025, 2, 28), "day", 28),
        (date(2025, 2, 14), date(2026, 1, 3), "month", 12),
        (date(1990, 5, 1), date(2025, 2, 28), "year", 36),
        (date(9999, 12, 31), date(9999, 12, 31), "day", 1),
    ],
)
def test_steps_of_time(first: date, last: date, unit: str, count: int) -> None:
    assert unit_for(first, last) == unit
    if last.year < 9999:
        assert len(steps(first, last, unit)) == count  # type: ignore[arg-type]


def happened(day: str | None) -> Happened:
    return Happened(
        date=day, status="occurred", type="CONSULT", mode=None, source=(), target=(), place=None, attested_by=(),
        words=None, document="a", title=None, publisher=None, published=None, id="1", score=1.0,
    )  # fmt: skip


def test_a_strip_reaches_from_first_to_last_day() -> None:
    days = ["2025-02-01/2025-02-28", "2025-02-10", None, "2025-03-01/.."]
    chart = strip([happened(day) for day in days], kind=lambda _: "k", say=lambda one: one.date or "")
    long, short, open_ended = chart.shapes
    assert long.width > 20 * short.width / 7
    assert long.y < short.y
    assert open_ended.x > long.x + long.width - 1
    assert strip([happened(None)], kind=lambda _: "", say=lambda _: "").shapes == ()


def tie(one: str, other: str, events: int, hostile: int = 0) -> Tie:
    return Tie(
        one=one,
        other=other,
        events=events,
        cooperative=events - hostile,
        hostile=hostile,
        first_day=None,
        last_day=None,
    )


def test_those_who_deal_are_drawn_within_the_picture_and_apart() -> None:
    ties = [tie("a", "b", 5), tie("b", "c", 2, 2), tie("x", "y", 1), *(tie("a", f"n{i}", 1) for i in range(20))]
    drawn = picture(ties)
    assert picture(ties) == drawn
    assert all(0 < node.x < drawn.width and 0 < node.y < drawn.height for node in drawn.nodes)
    assert len({(node.x, node.y) for node in drawn.nodes}) == len(drawn.nodes) == 25
    assert [edge.kind for edge in drawn.edges[:2]] == ["cooperative", "hostile"]
    assert picture([]).nodes == ()
    assert len(picture([tie("a", "b", 1)]).nodes) == 2


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [(0, 0, 360.0, 175.0), (180, 0, 720.0, 175.0), (-180, 0, 0.0, 175.0), (0, 90, 360.0, 0.0), (0, -90, 360.0, 350.0)],
)
def test_equal_earth(longitude: float, latitude: float, x: float, y: float) -> None:
    assert projected(longitude, latitude) == pytest.approx((x, y), abs=0.3)


def test_the_map_shows_the_world_or_where_the_places_are() -> None:
    vienna, oslo = projected(16.4, 48.2), projected(10.7, 59.9)
    assert frame([vienna], is_near=False) == (0, 0, WIDE, HIGH)
    left, top, width, height = frame([vienna, oslo], is_near=True)
    assert all(left <= x <= left + width and top <= y <= top + height for x, y in (vienna, oslo))
    assert width == pytest.approx(120)
    assert land().startswith("M")
    assert graticule().count("M") == 5 + 13


def entry(*spans: tuple[int, int]) -> Entry:
    record = border()
    text = record.document.text
    from communique.model import quote

    return Entry(
        kind="event", found=record.events[0], words=tuple(("evidence", quote(text, Span(*span))) for span in spans),
        run="", digest="", is_current=True, superseded=False, verdict=None,
    )  # fmt: skip


def test_the_pieces_of_a_text_are_the_text() -> None:
    text = border().document.text
    paragraphs = pieces(text, [entry((0, 30), (10, 50)), entry((20, 25))], kinds=["event"], lit=[Span(5, 12)])
    flat = list(chain.from_iterable(paragraphs))
    assert [piece.start for piece in flat[1:]] == [piece.end for piece in flat[:-1]]
    assert (flat[0].start, flat[-1].end) == (0, len(text))
    assert "".join(piece.text for piece in flat).replace("\n", "") == text.replace("\n", "")
    assert len(paragraphs) == text.strip().count("\n\n") + 1
    assert [text[piece.start : piece.end] for piece in flat if piece.is_lit] == [text[5:10], text[10:12]]
    assert resting([entry((0, 30))], Span(29, 40)) != []
    assert resting([entry((0, 30))], Span(30, 40)) == []
    assert list(pieces("", [], kinds=[], lit=[])) == []
