"""What charts are drawn from: events by time and quad class, who deals with whom, and where."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from communique.model import QUADS, Quad
from communique.store.view import AHEAD, Filters, Line, Question, events, limit, texts

By = Literal["name", "state"]
Unit = Literal["day", "month", "year"]


class Span(Line, frozen=True, kw_only=True):
    """The days between which dated events lie."""

    first: date | None
    last: date | None


class Bin(Line, frozen=True, kw_only=True):
    """How many events of a class begin in a day, month or year; `ahead` are those planned, proposed or conditional."""

    start: date
    quad: Quad | None
    events: int
    ahead: int


class Tie(Line, frozen=True, kw_only=True):
    """Two that deal with each other: in how many events, cooperative and hostile ones apart."""

    one: str
    other: str
    events: int
    cooperative: int
    hostile: int
    first_day: date | None
    last_day: date | None


class Located(Line, frozen=True, kw_only=True):
    """A place that texts name: where it lies, in how many texts it is named, and how many events were there."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames: int | None
    texts: int
    events: int


def quad(column: str) -> str:
    """The quad class of an event's type, as SQL."""
    whens = " ".join(f"WHEN '{kind}' THEN '{name}'" for kind, name in QUADS.items())
    return f"CASE {column} {whens} END"


def ahead(column: str) -> str:
    """Whether a status says that something lies ahead, as SQL."""
    return f"{column} IN ({', '.join(repr(status) for status in AHEAD)})"


def span(filters: Filters) -> Question[Span]:
    """From when to when the events reach that have a first day."""
    condition, given = events(filters)
    return Question(f"SELECT min(first_day), max(first_day) FROM events AS e WHERE {condition}", tuple(given), Span)


def bins(filters: Filters, *, unit: Unit) -> Question[Bin]:
    """Events by the day, month or year in which they begin and by quad class; those without a day are left out."""
    condition, given = events(filters)
    return Question(
        f"SELECT date_trunc('{unit}', first_day)::DATE AS start, {quad('type')} AS quad, count(*), "
        f"count(*) FILTER ({ahead('status')}) FROM events AS e WHERE {condition} AND first_day IS NOT NULL "
        "GROUP BY start, quad ORDER BY start, quad",
        tuple(given),
        Bin,
    )


def ties(filters: Filters, *, by: By) -> Question[Tie]:
    """Pairs of names or states that deal with each other, either way round, those with most events first."""
    condition, given = events(filters)
    source, target = ("source", "target") if by == "name" else ("source_countries", "target_countries")
    told = f"SELECT rowid AS event, {source} AS source, {target} AS target FROM events AS e WHERE {condition}"
    return Question(
        f"""
        WITH told AS ({told}), pairs AS (
            SELECT event, a AS x, unnest(target) AS y FROM (SELECT *, unnest(source) AS a FROM told)
            UNION ALL
            SELECT event, a, b FROM (
                SELECT *, unnest(source) AS b FROM (SELECT *, unnest(source) AS a FROM told WHERE len(target) = 0)
            )
        ), met AS (SELECT DISTINCT event, least(x, y) AS one, greatest(x, y) AS other FROM pairs WHERE x <> y)
        SELECT one, other, count(*), count(*) FILTER ({quad("e.type")} LIKE '%cooperation'),
            count(*) FILTER ({quad("e.type")} LIKE '%conflict'), min(e.first_day), max(e.last_day)
        FROM met JOIN events AS e ON e.rowid = met.event GROUP BY one, other
        ORDER BY count(*) DESC, one, other{limit(filters)}
        """,
        tuple(given),
        Tie,
    )


def places(filters: Filters) -> Question[Located]:
    """Places by name, state and position, those named in most texts first."""
    condition, given = texts(msgspec.structs.replace(filters, actor=None, name=None), name="", country="p.country")
    return Question(
        f"""
        WITH named AS (
            SELECT p.* FROM places AS p JOIN documents AS d ON d.id = p.document WHERE p.is_current{condition}
        ), held AS (
            SELECT document, string_split(place, ',')[1] AS name, count(*) AS n FROM events
            WHERE is_current AND place IS NOT NULL GROUP BY ALL
        ), met AS (
            SELECT document, name, country, latitude, longitude, geonames FROM named GROUP BY ALL
        )
        SELECT name, country, latitude, longitude, geonames, count(DISTINCT document), coalesce(sum(n), 0)::BIGINT
        FROM met LEFT JOIN held USING (document, name) GROUP BY name, country, latitude, longitude, geonames
        ORDER BY count(DISTINCT document) DESC, name, country{limit(filters)}
        """,
        tuple(given),
        Located,
    )
