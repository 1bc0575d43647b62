"""What pages are made of beside the answers of `view`: the store as a whole, its texts, an actor, judgements."""

from __future__ import annotations

from datetime import date, datetime

from communique.store.view import Filters, Line, Question, limit, texts


class Whole(Line, frozen=True, kw_only=True):
    """A store as a whole."""

    documents: int
    actors: int
    statements: int
    events: int
    places: int
    judgements: int
    failures: int
    first_published: date | None
    last_published: date | None


class TextLine(Line, frozen=True, kw_only=True):
    """A text with what was found in it, by numbers."""

    published: str | None
    title: str | None
    document: str
    publisher: str | None
    origin: str
    text_id: str
    beginning: str
    statements: int
    events: int


class Office(Line, frozen=True, kw_only=True):
    """What a text says of somebody: offices, kind, state and other names, and where this stands."""

    published: str | None
    roles: tuple[str, ...]
    kind: str
    country: str | None
    mentions: tuple[str, ...]
    document: str
    title: str | None
    publisher: str | None
    text_id: str
    id: str
    verdict: str | None


class Regard(Line, frozen=True, kw_only=True):
    """How one regards another, and where this was read."""

    published: str | None
    holder: str | None
    target: str | None
    polarity: int
    phrase: str
    attested_by: tuple[str, ...]
    document: str
    title: str | None
    publisher: str | None
    text_id: str
    id: str
    verdict: str | None


class JudgementLine(Line, frozen=True, kw_only=True):
    """A judgement with what it is about: the words, and the entry as it was found, by its columns.

    `is_found` tells whether the latest reading still finds it, `is_same` whether as it stood when it was judged.
    """

    made: datetime
    verdict: str
    kind: str
    changes: dict[str, object] | None
    note: str | None
    author: str | None
    is_latest: bool
    words: str | None
    start: int | None
    end: int | None
    found: dict[str, object] | None
    is_found: bool
    is_same: bool
    document: str | None
    title: str | None
    text_id: str | None
    finding: str
    id: str


class Failed(Line, frozen=True, kw_only=True):
    """What could not be read, and how to mend it."""

    source: str
    problem: str
    mend: str


def whole() -> Question[Whole]:
    """What a store holds, by numbers."""
    return Question(
        """
        SELECT (SELECT count(*) FROM documents WHERE is_current),
            (SELECT count(DISTINCT name) FROM actors WHERE is_current),
            (SELECT count(*) FROM statements WHERE is_current), (SELECT count(*) FROM events WHERE is_current),
            (SELECT count(DISTINCT name) FROM places WHERE is_current), (SELECT count(*) FROM judgements),
            (SELECT count(*) FROM failures),
            (SELECT min(published_day) FROM documents WHERE is_current),
            (SELECT max(published_day) FROM documents WHERE is_current)
        """,
        (),
        Whole,
    )


def failures() -> Question[Failed]:
    """What could not be read."""
    return Question("SELECT source, problem, mend FROM failures ORDER BY source", (), Failed)


def recent(filters: Filters) -> Question[TextLine]:
    """The current texts, the latest first; by `actor` those in which one of such a name is found."""
    parts, given = list[str](), list[object]()
    for part, value in (
        (
            "d.id IN (SELECT document FROM actors WHERE is_current "
            "AND contains(lower(concat_ws(chr(10), name, name_en)), lower(?)))",
            filters.actor,
        ),
        ("d.id IN (SELECT document FROM actors WHERE is_current AND country = ?)", filters.country),
        ("d.published_day >= ?", filters.since),
        ("d.published_day <= ?", filters.until),
    ):
        if value is not None:
            parts.append(f" AND {part}")
            given.append(value)
    some = (
        f"SELECT rowid AS place FROM documents AS d WHERE d.is_current{''.join(parts)} "
        f"ORDER BY published_day DESC NULLS LAST, published DESC, id{limit(filters)}"
    )
    return Question(
        f"""
        WITH chosen AS (SELECT d.* FROM ({some}) AS s JOIN documents AS d ON d.rowid = s.place)
        SELECT d.published, d.title, d.name, d.publisher, d.origin, d.id, left(d.text, 200),
            coalesce(s.n, 0), coalesce(e.n, 0)
        FROM chosen AS d
        LEFT JOIN (SELECT document, count(*) AS n FROM statements
            WHERE is_current AND document IN (SELECT id FROM chosen) GROUP BY document) AS s ON s.document = d.id
        LEFT JOIN (SELECT document, count(*) AS n FROM events
            WHERE is_current AND document IN (SELECT id FROM chosen) GROUP BY document) AS e ON e.document = d.id
        ORDER BY d.published_day DESC NULLS LAST, d.published DESC, d.id
        """,
        tuple(given),
        TextLine,
    )


def offices(filters: Filters) -> Question[Office]:
    """What texts say of those of one name, in the order in which they were published."""
    condition, given = texts(filters, name="a.name", country="a.country")
    return Question(
        "SELECT d.published, a.roles, a.kind, a.country, a.mentions, d.name, d.title, d.publisher, d.id, a.id, "
        f"a.verdict FROM actors AS a JOIN documents AS d ON d.id = a.document WHERE a.is_current{condition} "
        f"ORDER BY d.published_day NULLS LAST, d.id{limit(filters)}",
        tuple(given),
        Office,
    )


def regards(filters: Filters) -> Question[Regard]:
    """How somebody regards others and others regard them, in the order of the texts."""
    condition, given = texts(Filters(since=filters.since, until=filters.until), name="", country="")
    return Question(
        "SELECT d.published, s.holder, s.target, s.polarity, s.phrase, s.attested_by, d.name, d.title, d.publisher, "
        "d.id, s.id, s.verdict FROM stances AS s JOIN documents AS d ON d.id = s.document "
        f"WHERE s.is_current{condition} AND (s.holder = ? OR s.target = ?) "
        f"ORDER BY d.published_day NULLS LAST, d.id, s.rowid{limit(filters)}",
        (*given, filters.name, filters.name),
        Regard,
    )


FOUND = " UNION ALL ".join(
    f"SELECT id, document, to_json(t) AS found, digest, superseded, is_current FROM {table} AS t "
    "WHERE coalesce(verdict, '') <> 'amended'"
    for table in ("actors", "statements", "events", "stances", "places")
)


def judgements(filters: Filters) -> Question[JudgementLine]:
    """All judgements, the first first: of each, what it is about and where that stands."""
    parts, given = list[str](), list[object]()
    for part, value in (("j.made::DATE >= ?", filters.since), ("j.made::DATE <= ?", filters.until)):
        if value is not None:
            parts.append(f" AND {part}")
            given.append(value)
    return Question(
        f"""
        WITH judged AS (SELECT * FROM judgements AS j WHERE true{"".join(parts)}), about AS (
            SELECT f.* FROM ({FOUND}) AS f JOIN documents AS d ON d.id = f.document
            WHERE f.id IN (SELECT finding FROM judged)
            QUALIFY row_number() OVER (PARTITION BY f.id ORDER BY f.superseded IS NULL DESC, d.is_current DESC,
                d.stored DESC, d.id) = 1
        ), words AS (
            SELECT document, finding, words, start_offset, end_offset FROM evidence
            WHERE role = 'evidence' AND finding IN (SELECT finding FROM judged)
            QUALIFY row_number() OVER (PARTITION BY document, finding ORDER BY number) = 1
        )
        SELECT j.made, j.verdict, j.kind, j.changes, j.note, j.author, j.is_latest, w.words, w.start_offset,
            w.end_offset, a.found, coalesce(a.superseded IS NULL AND a.id IS NOT NULL, false),
            coalesce(a.digest = j.digest, false), d.name, d.title, d.id, j.finding, j.id
        FROM judged AS j LEFT JOIN about AS a ON a.id = j.finding LEFT JOIN documents AS d ON d.id = a.document
        LEFT JOIN words AS w ON w.document = a.document AND w.finding = a.id ORDER BY j.number{limit(filters)}
        """,
        tuple(given),
        JudgementLine,
        json=("changes", "found"),
    )
