"""Walks all extractors and their tables of marked sentences, `tests/cases/<extractor>.tsv`.

A row is one finding; an empty text is that of the row above; ¶ is a blank line between paragraphs. `*` is not
looked at, `-` is nothing. A text whose first cell after it is `!` has none of the findings named (or none at
all); in actors and events `!X` forbids X and the rest is open, in the other tables the rows are complete.
"""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

import pytest

from communique.analyse import EXTRACTORS, extract
from communique.model import (
    Document,
    EventFound,
    Finding,
    Mention,
    PlaceFound,
    Span,
    StanceFound,
    StatementFound,
    TimeFound,
)

pytestmark = pytest.mark.model

CASES = Path(__file__).parents[1] / "cases"
LEAST = {"statements": 25, "events": 25, "actors": 25, "dates": 300, "places": 25, "stances": 12}
ARTICLE = re.compile(r"^(?:the|a|an) ", re.I)
SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
Row = dict[str, str]
F = TypeVar("F", bound=Finding)


class Case(NamedTuple):
    extractor: str
    text: str
    published: str | None
    rows: list[Row]


def label(extractor: str) -> str:
    return extractor.split("/", maxsplit=1)[0]


def cases(extractor: str) -> list[Case]:
    path = CASES / f"{extractor}.tsv"
    if not path.exists():
        return []
    gathered: list[Case] = []
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if line.strip() and not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval="*"):
            published = row.get("published", "2025-02-12")
            if row["text"]:
                text = row["text"].replace("¶", "\n\n")
                gathered.append(Case(extractor, text, None if published == "-" else published, []))
            gathered[-1].rows.append(row)
    return gathered


ALL = [case for extractor in EXTRACTORS for case in cases(label(extractor.name))]


@pytest.mark.parametrize("extractor", EXTRACTORS, ids=lambda e: e.name)
def test_every_extractor_has_a_table(extractor: object) -> None:
    name = label(extractor.name)  # type: ignore[attr-defined]
    rows = sum(len(case.rows) for case in cases(name))
    assert rows >= LEAST.get(name, 12), f"tests/cases/{name}.tsv has {rows} marked sentences"


def test_every_table_has_an_extractor() -> None:
    assert {path.stem for path in CASES.glob("*.tsv")} == {label(e.name) for e in EXTRACTORS}


@pytest.mark.parametrize("case", ALL, ids=lambda c: f"{c.extractor}: {c.text[:70]}")
def test_marked_sentence(case: Case) -> None:
    found = extract(Document(id="case", text=case.text, published=case.published, language="en"))
    own = [f for f in found.all if label(f.extractor) == case.extractor]
    CHECKS[case.extractor](case, own)


# how a row is held against a finding


def words_of(case: Case, span: Span | None) -> str:
    return " ".join(case.text[span.start : span.end].split()) if span is not None else "-"


def same(expected: str, actual: str) -> bool:
    return expected in {"*", actual}


def within(expected: str, actual: str) -> bool:
    """Whether the expected words stand, whole, in the actual ones: "Putin" in "President Putin"."""
    return same(expected, actual) or bool(re.search(rf"(?<!\w){re.escape(expected)}(?!\w)", actual))


def bare(words: str) -> str:
    return words.strip(" .,;:!?\"'“”‘’«»„–—-")


def each_within(expected: str, actual: list[str]) -> bool:
    """Whether the lists agree one to one, in any order: "Rubio|Vance"."""
    if expected == "*":
        return True
    wanted = [] if expected == "-" else expected.split("|")
    return len(wanted) == len(actual) and all(any(within(w, a) for a in actual) for w in wanted)


def polarity_fits(expected: str, actual: int) -> bool:
    return actual > 0 if expected == ">0" else actual < 0 if expected == "<0" else same(expected, str(actual))


def shown(finding: Finding, case: Case) -> str:
    spans = {
        name: getattr(finding, name, None)
        for name in ("span", "cue", "trigger", "phrase", "date", "place", "holder", "addressee")
    }
    several = {name: getattr(finding, name) for name in ("source", "target") if hasattr(finding, name)}
    parts = [f"{k}={words_of(case, v)!r}" for k, v in spans.items() if isinstance(v, Span)]
    for key, value in several.items():
        listed = value if isinstance(value, tuple) else [value] if value is not None else []
        parts.append(f"{key}={[words_of(case, s) for s in listed]}")
    for key in ("type", "mode", "status", "kind", "form", "name", "country", "value", "polarity", "channel", "roles"):
        if hasattr(finding, key):
            parts.append(f"{key}={getattr(finding, key)!r}")
    return " ".join(parts)


def matched(case: Case, own: list[F], fits: Callable[[Row, F], bool], *, whole: bool) -> None:
    """Every row has a finding of its own; with `whole` no finding is left over."""
    first = next(iter(k for k in case.rows[0] if k not in {"text", "published"}))
    left = list(own)
    told = "\n".join(shown(f, case) for f in own) or "(nothing)"
    for row in case.rows:
        if row[first].startswith("!"):
            continue
        hit = next((f for f in left if fits(row, f)), None)
        wanted = {k: v for k, v in row.items() if v != "*" and k not in {"text", "published"}}
        assert hit is not None, f"{case.text}\nnot found: {wanted}\nfound:\n{told}"
        left.remove(hit)
    assert not (whole and left), f"{case.text}\ntoo much: {[shown(f, case) for f in left]}"


def of(own: list[Finding], kind: type[F]) -> list[F]:
    return [f for f in own if isinstance(f, kind)]


def forbidden(case: Case, column: str) -> Iterator[str]:
    yield from (row[column][1:] for row in case.rows if row[column].startswith("!"))


def check_actors(case: Case, own: list[Finding]) -> None:
    mentions = of(own, Mention)

    def fits(row: Row, m: Mention) -> bool:
        return (
            row["words"] in {said := words_of(case, m.span), ARTICLE.sub("", said)}
            and same(row["form"], m.form)
            and same(row["name"], m.name)
            and same(row["kind"], m.kind or "-")
            and same(row["country"], m.country or "-")
            and (row["roles"] == "*" or set(m.roles) == ({*row["roles"].split("|")} - {"-"}))
        )

    matched(case, mentions, fits, whole=False)
    for words in forbidden(case, "words"):
        actors = {ARTICLE.sub("", words_of(case, m.span)) for m in mentions if m.kind or m.form == "pronoun"}
        assert words not in actors, f"{words!r} is no actor here"


def check_dates(case: Case, own: list[Finding]) -> None:
    def fits(row: Row, t: TimeFound) -> bool:
        return within(row["words"], words_of(case, t.span)) and same(row["value"], t.value or "-")

    matched(case, of(own, TimeFound), fits, whole=True)


def check_places(case: Case, own: list[Finding]) -> None:
    def fits(row: Row, p: PlaceFound) -> bool:
        return within(row["words"], words_of(case, p.span)) and same(row["country"], p.country or "-")

    matched(case, of(own, PlaceFound), fits, whole=True)


def check_statements(case: Case, own: list[Finding]) -> None:
    def fits(row: Row, s: StatementFound) -> bool:
        return (
            same(row["kind"], s.kind)
            and within(row["cue"], words_of(case, s.cue))
            and within(row["source"], words_of(case, s.source))
            and (row["content"] == "*" or bare(row["content"]) == bare(words_of(case, s.span)))
            and within(row["addressee"], words_of(case, s.addressee))
            and same(row["channel"], s.channel or "-")
        )

    matched(case, of(own, StatementFound), fits, whole=True)


def check_events(case: Case, own: list[Finding]) -> None:
    events = of(own, EventFound)

    def fits(row: Row, e: EventFound) -> bool:
        source, target = ([words_of(case, s) for s in spans] for spans in (e.source, e.target))
        if e.type in SYMMETRIC and "*" not in (row["source"], row["target"]):
            wanted = "|".join(p for p in (row["source"], row["target"]) if p != "-") or "-"
            parties = each_within(wanted, source + target)
        else:
            parties = each_within(row["source"], source) and each_within(row["target"], target)
        return (
            row["type"] == e.type
            and same(row["mode"], e.mode or "-")
            and same(row["status"], e.status)
            and parties
            and within(row["date"], words_of(case, e.date))
            and within(row["place"], words_of(case, e.place))
        )

    matched(case, events, fits, whole=False)
    for kind in forbidden(case, "type"):
        wrong = [shown(e, case) for e in events if kind in {"", e.type}]
        assert not wrong, f"{case.text}\nno {kind or 'event'} here: {wrong}"


def check_stances(case: Case, own: list[Finding]) -> None:
    def fits(row: Row, s: StanceFound) -> bool:
        return (
            within(row["holder"], words_of(case, s.holder))
            and within(row["target"], words_of(case, s.target))
            and within(row["phrase"], words_of(case, s.phrase))
            and polarity_fits(row["polarity"], s.polarity)
        )

    matched(case, of(own, StanceFound), fits, whole=True)


CHECKS: dict[str, Callable[[Case, list[Finding]], None]] = {
    "actors": check_actors,
    "dates": check_dates,
    "places": check_places,
    "statements": check_statements,
    "events": check_events,
    "stances": check_stances,
}
