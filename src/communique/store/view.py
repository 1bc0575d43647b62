"""What a store is asked: timeline, actors, statements, dyads and plans, by the same filters; all that others need.

Only what holds is shown: the current version of each text, and nothing that was superseded or rejected; what somebody
has amended as amended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Generic, Literal, TypeVar, get_args

import msgspec

from communique.model import EVENT_TYPES, SYMMETRIC, EventType, Status
from communique.store.connection import Connection, opened
from communique.store.errors import StoreError
from communique.store.migrations import is_newest

Subject = Literal["timeline", "actors", "statements", "dyads", "plans", "places", "judgements", "records"]

PIECE = 1024
OF_EVENTS = frozenset({"timeline", "dyads", "plans"})
STATUSES: tuple[str, ...] = get_args(Status)


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. `actor` is part of a name, in any case; `country` ISO 3166-1 alpha-3.

    `since` and `until` are days, both included: of an event by the days its date may span, of a statement or an
    actor by the day its text was published. What has no date lies between no two days. `most` is how many rows, after
    those to `skip`. `name` is a whole name, `word` part of the name of who tells of an event, `place` where it was; it
    is `between` two names, or `between_states` by their codes.
    """

    actor: str | None = None
    name: str | None = None
    country: str | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    word: str | None = None
    place: str | None = None
    between: tuple[str, str] | None = None
    between_states: tuple[str, str] | None = None
    since: date | None = None
    until: date | None = None
    most: int | None = None
    skip: int = 0


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for, as it was typed."""

    actor: str | None = None
    country: str | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    word: str | None = None
    since: str | None = None
    until: str | None = None


def filters_from(asked: Asked, *, subject: Subject, most: int | None = None) -> Filters:
    """The filters that are meant; ValueError, naming the option, for what can't be."""
    if subject not in OF_EVENTS and (asked.types or asked.statuses or asked.word):
        option = "--type" if asked.types else "--status" if asked.statuses else "--word"
        raise ValueError(f"{option}: {subject} have none; it is for timeline, dyads and plans")
    if (asked.actor and subject in {"places", "judgements"}) or (asked.country and subject == "judgements"):
        option = "--actor" if asked.actor else "--country"
        raise ValueError(f"{option}: {subject} have none")
    if asked.country is not None and not (
        asked.country.isascii() and asked.country.isalpha() and len(asked.country) == 3
    ):
        raise ValueError(f"--country: {asked.country!r} is no code of three letters, such as NOR")
    return Filters(
        actor=asked.actor,
        country=None if asked.country is None else asked.country.upper(),
        types=tuple(one_of(kind.upper(), EVENT_TYPES, option="--type") for kind in asked.types),
        statuses=tuple(one_of(status.lower(), STATUSES, option="--status") for status in asked.statuses),
        word=asked.word,
        since=day(asked.since, option="--since"),
        until=day(asked.until, option="--until"),
        most=most,
    )


def one_of(value: str, known: tuple[str, ...], *, option: str) -> str:
    """A value that is one of those there are; ValueError, naming them, otherwise."""
    if value not in known:
        raise ValueError(f"{option}: no such value: {value!r}; there are {', '.join(known)}")
    return value


def day(value: str | None, *, option: str) -> date | None:
    """A day as it was typed; ValueError for what is none."""
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{option}: {value!r} is no day, such as 2025-02-12") from None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A row of an answer."""


class Happened(Line, frozen=True, kw_only=True):
    """An event with the first words that report it and where they were read."""

    date: str | None
    status: Status
    type: EventType
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    place: str | None
    attested_by: tuple[str, ...]
    words: str | None
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    id: str
    score: float
    text_id: str = ""
    verdict: str | None = None


class Said(Line, frozen=True, kw_only=True):
    """A statement and where it was read."""

    published: str | None
    speaker: str | None
    cue: str | None
    content: str
    kind: str
    addressee: str | None
    channel: str | None
    document: str
    title: str | None
    publisher: str | None
    id: str
    score: float
    text_id: str = ""
    verdict: str | None = None


class Named(Line, frozen=True, kw_only=True):
    """A name with what the texts say of who has it, and in how many texts, statements and events it stands."""

    name: str
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    roles: tuple[str, ...]
    documents: int
    statements: int
    events: int


class Dyad(Line, frozen=True, kw_only=True):
    """In how many events of one type and status one does something to another, or both do it together."""

    source: str
    target: str
    type: str
    status: str
    events: int
    first_day: date | None
    last_day: date | None


L = TypeVar("L", bound=Line)


class Question(msgspec.Struct, Generic[L], frozen=True):
    """A question as SQL with what goes into it; its columns are the fields of the answer's lines, some of them JSON."""

    sql: str
    given: tuple[object, ...]
    line: type[L]
    json: tuple[str, ...] = ()


class Answers:
    """A store that is open for several questions."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def each(self, asked: Question[L]) -> Iterator[L]:
        """The lines of an answer, one after another."""
        found = self.connection.execute(asked.sql, asked.given)
        while piece := found.fetchmany(PIECE):
            for row in piece:
                told = dict(zip(asked.line.__struct_fields__, row, strict=True))
                told |= {name: msgspec.json.decode(told[name]) for name in asked.json if told[name] is not None}
                yield msgspec.convert(told, asked.line)

    def all(self, asked: Question[L]) -> list[L]:
        """All lines of an answer."""
        return list(self.each(asked))

    def count(self, asked: Question[L]) -> int:
        """How many lines an answer has."""
        found = self.connection.execute(f"SELECT count(*) FROM ({asked.sql})", asked.given).fetchone()
        return int(found[0]) if found else 0


SUBJECTS: dict[Subject, type[Line]] = {
    "timeline": Happened,
    "plans": Happened,
    "statements": Said,
    "actors": Named,
    "dyads": Dyad,
}
AHEAD = ("planned", "proposed", "conditional")


class View:
    """A store open for questions: `View(path).ask("timeline", Filters(actor="Berg"))`.

    Raises StoreError for a file that is no store, is damaged, or was made by another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def ask(self, subject: Subject, filters: Filters) -> Iterator[Line]:
        """The lines of an answer: of a timeline Happened, of statements Said, of actors Named, of dyads Dyad."""
        with self.answers() as answers:
            yield from answers.each(question(subject, filters))

    def count(self, subject: Subject, filters: Filters) -> int:
        """How many lines an answer has, whatever `most` says."""
        with self.answers() as answers:
            return answers.count(question(subject, msgspec.structs.replace(filters, most=None, skip=0)))

    @contextmanager
    def answers(self) -> Iterator[Answers]:
        """The store, open for several questions: `with view.answers() as answers: answers.all(question)`."""
        with self._opened() as connection:
            yield Answers(connection)

    @contextmanager
    def _opened(self) -> Iterator[Connection]:
        with opened(self.path) as connection:
            if not is_newest(connection, self.path):
                problem, mend = "no store, or one of an earlier version of communique", "run communique rebuild on it"
                raise StoreError(self.path, problem, mend)
            yield connection


def limit(filters: Filters) -> str:
    """The end of a question of which so many lines are wanted."""
    most = "" if filters.most is None else f" LIMIT {filters.most:d}"
    return f"{most} OFFSET {filters.skip:d}" if filters.skip else most


def of_plans(filters: Filters) -> Filters:
    """The filters for plans: of events that lie ahead, where no status is asked for."""
    return msgspec.structs.replace(filters, statuses=filters.statuses or AHEAD)


def question(subject: Subject, filters: Filters) -> Question[Line]:
    """The question that a subject with its filters is."""
    if subject == "plans":
        filters = of_plans(filters)
    return asked_by(subject)(filters)


def asked_by(subject: Subject) -> Callable[[Filters], Question[Line]]:
    """What makes the question of a subject; records are no lines, and KeyError."""
    from communique.store import charts, pages  # they build on this

    further: dict[Subject, Callable[[Filters], Question[Line]]] = {
        "places": charts.places,  # type: ignore[dict-item]
        "judgements": pages.judgements,  # type: ignore[dict-item]
    }
    return (ASKED | further)[subject]


# Names with the English ones beside them: of a statement's speaker, of a pair.
SPEAKERS = (
    "concat_ws(chr(10), s.speaker, (SELECT any_value(p.name_en) FROM actors AS p "
    "WHERE p.document = s.document AND p.is_current AND p.name = s.speaker))"
)
PAIRS = (
    "concat_ws(chr(10), source, target, (SELECT string_agg(p.name_en, chr(10)) FROM actors AS p "
    "WHERE p.document = ordered.document AND p.is_current AND p.name IN (source, target)))"
)


def events(filters: Filters) -> tuple[str, list[object]]:
    """The condition for events, called `e`, with what goes into it."""
    parts, given = ["e.is_current"], list[object]()
    wanted: list[tuple[str, object]] = [
        ("contains(lower(e.parties), lower(?))", filters.actor),
        ("contains(chr(10) || e.parties || chr(10), chr(10) || ? || chr(10))", filters.name),
        ("contains(e.countries, ?)", filters.country),
        ("e.type IN (SELECT unnest(?))", list(filters.types) or None),
        ("e.status IN (SELECT unnest(?))", list(filters.statuses) or None),
        ("contains(lower(array_to_string(e.attested_by, chr(10))), lower(?))", filters.word),
        ("starts_with(e.place || ',', ? || ',')", filters.place),
        ("e.date IS NOT NULL AND coalesce(e.last_day, DATE '9999-12-31') >= ?", filters.since),
        ("e.date IS NOT NULL AND coalesce(e.first_day, DATE '0001-01-01') <= ?", filters.until),
    ]
    for part, value in wanted:
        if value is not None:
            parts.append(part)
            given.append(value)
    for pair, source, target in (
        (filters.between, "e.source", "e.target"),
        (filters.between_states, "e.source_countries", "e.target_countries"),
    ):
        if pair is not None:
            parts.append(facing(source, target))
            given += (*pair, *reversed(pair), *pair)
    return " AND ".join(parts), given


def facing(source: str, target: str) -> str:
    """The condition that one does something to the other, either way round, or that both do it together."""
    across = f"list_contains({source}, ?) AND list_contains({target}, ?)"
    together = f"len(e.target) = 0 AND list_contains({source}, ?) AND list_contains({source}, ?)"
    return f"({across} OR {across} OR {together})"


def texts(filters: Filters, *, name: str, country: str) -> tuple[str, list[object]]:
    """The condition for what is dated by its text, called `d`, with what goes into it."""
    parts, given = list[str](), list[object]()
    for part, value in (
        (f"contains(lower({name}), lower(?))", filters.actor),
        (f"{name} = ?", filters.name),
        (f"{country} = ?", filters.country),
        ("d.published_day >= ?", filters.since),
        ("d.published_day <= ?", filters.until),
    ):
        if value is not None:
            parts.append(f" AND {part}")
            given.append(value)
    return "".join(parts), given


def timeline(filters: Filters) -> Question[Line]:
    """Events in the order of their days, those without a date last."""
    condition, given = events(filters)
    order = "first_day NULLS LAST, date, document, id"
    # The few events that are wanted are found first; their other columns are fetched after that.
    found = f"SELECT rowid AS place FROM events AS e WHERE {condition} ORDER BY {order}{limit(filters)}"
    return Question(
        "SELECT e.date, e.status, e.type, e.mode, e.source, e.target, e.place, e.attested_by, e.words, "
        "d.name, d.title, d.publisher, d.published, e.id, e.score, d.id, e.verdict "
        f"FROM ({found}) AS f JOIN events AS e ON e.rowid = f.place JOIN documents AS d ON d.id = e.document "
        "ORDER BY e.first_day NULLS LAST, e.date, e.document, e.id",
        tuple(given),
        Happened,
    )


def statements(filters: Filters) -> Question[Line]:
    """Statements in the order in which their texts were published and stand in them."""
    condition, given = texts(filters, name=SPEAKERS, country="s.country")
    return Question(
        "SELECT d.published, s.speaker, s.cue, s.content, s.kind, s.addressee, s.channel, d.name, d.title, "
        "d.publisher, s.id, s.score, d.id, s.verdict FROM statements AS s JOIN documents AS d ON d.id = s.document "
        f"WHERE s.is_current{condition} ORDER BY d.published_day NULLS LAST, s.document, s.rowid{limit(filters)}",
        tuple(given),
        Said,
    )


def actors(filters: Filters) -> Question[Line]:
    """Names, those in most texts first."""
    condition, given = texts(filters, name="concat_ws(chr(10), a.name, a.name_en)", country="a.country")
    return Question(
        f"""
        WITH met AS (
            SELECT a.* FROM actors AS a JOIN documents AS d ON d.id = a.document WHERE a.is_current{condition}
        ), said AS (
            SELECT document, speaker AS name, count(*) AS n FROM statements WHERE is_current GROUP BY ALL
        ), done AS (
            SELECT document, name, count(*) AS n FROM (
                SELECT document, unnest(string_split(parties, chr(10))) AS name FROM events WHERE is_current
            ) GROUP BY ALL
        )
        SELECT name, list_sort(list(DISTINCT kind)), coalesce(list_sort(list(DISTINCT country)
            FILTER (country IS NOT NULL)), []), list_sort(list_distinct(flatten(list(roles)))),
            count(DISTINCT met.document), coalesce(sum(said.n), 0)::BIGINT, coalesce(sum(done.n), 0)::BIGINT
        FROM met LEFT JOIN said USING (document, name) LEFT JOIN done USING (document, name)
        GROUP BY name ORDER BY count(DISTINCT met.document) DESC, name{limit(filters)}
        """,
        tuple(given),
        Named,
    )


def dyads(filters: Filters) -> Question[Line]:
    """Pairs of who does something to whom, or together, those with most events first.

    Where all parties do the same (CONSULT, AGREE, COOPERATE, or no target is named) the order of their names is
    that of the alphabet.
    """
    condition, given = events(filters)
    named = "" if filters.actor is None else f"WHERE contains(lower({PAIRS}), lower(?))"
    both = ", ".join(f"'{kind}'" for kind in sorted(SYMMETRIC))
    return Question(
        f"""
        WITH told AS (SELECT * FROM events AS e WHERE {condition}), pairs AS (
            SELECT id, document, type, status, first_day, last_day, a AS one, unnest(target) AS other, type IN ({both})
                AS is_mutual FROM (SELECT *, unnest(source) AS a FROM told)
            UNION ALL
            SELECT id, document, type, status, first_day, last_day, a, b, true FROM (
                SELECT *, unnest(source) AS b FROM (SELECT *, unnest(source) AS a FROM told WHERE len(target) = 0)
            ) WHERE a < b
        ), ordered AS (
            SELECT * EXCLUDE (one, other), if(is_mutual, least(one, other), one) AS source,
                if(is_mutual, greatest(one, other), other) AS target FROM pairs WHERE one <> other
        )
        SELECT source, target, type, status, count(DISTINCT (document, id)), min(first_day), max(last_day)
        FROM ordered {named} GROUP BY source, target, type, status
        ORDER BY count(DISTINCT (document, id)) DESC, source, target, type, status{limit(filters)}
        """,
        (*given, *([] if filters.actor is None else [filters.actor])),
        Dyad,
    )


ASKED: dict[Subject, Callable[[Filters], Question[Line]]] = {
    "timeline": timeline,
    "plans": timeline,
    "statements": statements,
    "actors": actors,
    "dyads": dyads,
}
