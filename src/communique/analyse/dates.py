"""Time expressions and what day, month, year or interval they mean, resolved against `published`.

Values are ISO 8601 as in the record; the kinds of expression are those of TimeML that news uses.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable

from communique.analyse.clauses import helpers as clause_helpers
from communique.analyse.findings import Findings
from communique.analyse.parsed import Parsed, Token
from communique.lexicon.calendar import MONTHS, WEEKDAYS
from communique.lexicon.classes import word_class
from communique.model import Document, Finding, Span, TimeFound

NUMBERS = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"a": 1, "an": 1}
MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.|Jul\.|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
COUNT = r"(?P<count>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
UNIT = r"(?P<unit>day|week|month|year|decade)s?"
PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
    ("full", rf"\b{MONTH}\s+{DAY},?\s+{YEAR}\b"),
    ("full", rf"\b{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}\b"),
    ("years", r"\bfrom\s+(?P<year>(?:19|20)\d\d)\s+(?:to|until|through)\s+(?P<year2>(?:19|20)\d\d)\b"),
    ("range", rf"\b{DAY}\s*(?:-|–|to|and)\s*(?P<day2>[0-3]?\d)\s+{MONTH}(?!\w)"),
    ("range", rf"\b{MONTH}\s+{DAY}\s*(?:-|–|to)\s*(?P<day2>[0-3]?\d)\b(?!\d)"),
    ("day", rf"\b{MONTH}\s+{DAY}\b(?!\d)"),
    ("day", rf"\b{DAY}\s+(?:of\s+)?{MONTH}(?!\w)"),
    ("month", rf"\b{MONTH},?\s+{YEAR}\b"),
    ("near-month", r"\b(?P<which>last|next|this)\s+" + MONTH + r"(?!\w)"),
    (
        "bare-month",
        r"\b(?:in|since|by|until|until\s+late|in\s+early|in\s+late|in\s+mid-?|early|late|the)\s+" + MONTH + r"(?!\w)",
    ),
    ("ago", rf"\b{COUNT}\s+{UNIT}\s+(?:ago|earlier)\b"),
    ("in-days", rf"\bin\s+{COUNT}\s+{UNIT}(?:['’]s?\s+time)?\b(?!\s+of)"),
    (
        "near",
        r"\b(?P<which>last|next|this|the\s+past|the\s+coming|the\s+following|the\s+previous)\s+"
        r"(?P<what>week|month|year|weekend|night|summer|spring|autumn|fall|winter)\b",
    ),
    ("within", r"\b(?:earlier|later)\s+(?:this|in\s+the)\s+(?P<what>week|month|year)\b"),
    (
        "weekday",
        rf"\b(?:(?P<which>last|next|this|coming)\s+)?(?:early\s+|late\s+)?"
        rf"(?<!Good )(?<!Black )(?<!Bloody )(?P<weekday>{'|'.join(w.title() for w in WEEKDAYS)}){PART}\b",
    ),
    (
        "word",
        r"\b(?P<word>today|tonight|yesterday|tomorrow|this\s+(?:morning|afternoon|evening)|the\s+day\s+before|"
        r"the\s+previous\s+day|(?:the\s+)?following\s+day|the\s+next\s+day)\b",
    ),
    (
        "just",
        r"\bjust(?=\s+(?:had|spoke|spoken|met|finished|concluded|completed|talked|signed|left|hung|got\s+off)\b)",
    ),
    ("just", r"\bright\s+now\b"),
    ("year", rf"\b(?:in|since|by|of|from|until|early|late|mid|during|the|for)[\s-]+{YEAR}\b(?![-–/]\d)"),
)
COMPILED = tuple(
    (kind, re.compile(pattern, 0 if kind not in {"word", "near", "within", "ago"} else re.I))
    for kind, pattern in PATTERNS
)
SINCE = re.compile(r"\b(?:since|from|beginning|starting)\s+(?:early\s+|late\s+|mid-?\s*|the\s+|at\s+least\s+)?$", re.I)
UNTIL = re.compile(r"\b(?:until|till|up to)\s+$", re.I)
AHEAD = frozenset({"will", "shall", "'ll", "would"})
FULL_DATES = tuple(re.compile(pattern) for kind, pattern in PATTERNS if kind == "full")
DATELINE_ENDS = re.compile(r"\s*(?:\n|[-–—:(]|$)")

Value = str | None


class Dates:
    """Finds time expressions; their value is None where no date of publication is known to resolve them by."""

    name = "dates/1"

    def extract(self, parsed: Parsed, found: Findings) -> Iterable[Finding]:  # noqa: ARG002
        """Yield the time expressions from left to right, the longest where two overlap."""
        today = reference_day(parsed.doc)
        free = bytearray(b"\x01") * len(parsed.text)
        times: list[TimeFound] = []
        for kind, pattern in COMPILED:
            for match in pattern.finditer(parsed.text):
                span = _trimmed(kind, match)
                if free[span.start : span.end].count(1) != span.end - span.start:
                    continue
                free[span.start : span.end] = bytes(span.end - span.start)
                is_ahead = _is_ahead(parsed, span) and not _is_past(parsed, span)
                if kind == "weekday" and match["which"] == "this" and not _is_past(parsed, span):
                    is_ahead = True
                value = _opened(RESOLVE[kind](match, today, is_ahead), parsed.text, match, span)
                times.append(TimeFound(span=span, value=value, extractor=self.name, reason=_reason(kind, today, value)))
        yield from sorted(times, key=lambda t: t.span)


def reference_day(doc: Document) -> dt.date | None:
    """The day that relative dates are resolved by: `published`, or a date that stands as the text's dateline."""
    if doc.published is not None:
        return dt.date.fromisoformat(doc.published[:10])
    head = doc.text.lstrip()[:200]
    for pattern in FULL_DATES:
        match = pattern.search(head)
        if (
            match
            and "\n" not in head[: match.start()]
            and match.start() < 60
            and DATELINE_ENDS.match(head, match.end())
        ):
            value = _full(match, None, False)
            return dt.date.fromisoformat(value) if value else None
    return None


def _trimmed(kind: str, match: re.Match[str]) -> Span:
    """The span without a preposition that only helped to tell the expression: "in 2021" is "2021"."""
    led_by = {"bare-month": "month", "year": "year"}.get(kind)
    return Span(match.start(led_by) if led_by is not None else match.start(), match.end())


def _is_ahead(parsed: Parsed, span: Span) -> bool:
    """Whether the verb that the expression hangs on speaks of the future."""
    token = next(iter(parsed.within(span)), None)
    if token is None:
        return False
    for verb in (a for a in [token, *token.ancestors()] if a.is_verb):
        return _speaks_of_future(verb)
    return False


def _is_past(parsed: Parsed, span: Span) -> bool:
    """Whether the verb that the expression hangs on is in the past tense."""
    token = next(iter(parsed.within(span)), None)
    verb = next((a for a in [token, *token.ancestors()] if a.is_verb), None) if token is not None else None
    return verb is not None and (verb.tag == "VBD" or bool({"had", "was", "were"} & clause_helpers(verb)))


def _ahead_of_all() -> frozenset[str]:
    """Verbs after which "to …" lies ahead: plans, agreements, requests and invitations."""
    return word_class("planning") | word_class("makes planned") | word_class("makes proposed") | {"go", "be"}


def _speaks_of_future(verb: Token) -> bool:
    helpers = [c for c in verb.children if c.dep in {"aux", "auxpass"}]
    if any(h.text.lower() in AHEAD for h in helpers):
        return True
    if verb.lemma in word_class("planning") and verb.tag in {"VBN", "VBG", "VBZ", "VBP"}:
        return True
    if any(h.text.lower() == "to" for h in helpers):
        governor = verb.head
        return governor is not verb and (governor.lemma in _ahead_of_all() or _speaks_of_future(governor))
    if any(h.text.lower() in {"is", "are", "am"} for h in helpers) and verb.tag == "VBG":
        return True
    if (
        verb.tag in {"VBZ", "VBP"}
        and not helpers
        and verb.lemma not in {"say", "be", "have", "report"}
        and verb.pos == "VERB"
    ):
        return True  # "leaves for Paris on Friday"
    return verb.dep in {"relcl", "conj"} and verb.head.is_verb and not helpers and verb.tag == "VB"


def _reason(kind: str, today: dt.date | None, value: Value) -> str:
    if value is None:
        return "no date of publication to resolve it by" if today is None else "no such day"
    return f"{kind} expression" + ("" if kind in {"iso", "full", "month", "year"} else f" seen from {today}")


def _opened(value: Value, text: str, match: re.Match[str], span: Span) -> Value:
    """The open interval of "since 2014" and "until Friday"."""
    if value is None or value.endswith(".."):
        return value
    before = text[max(0, span.start - 30) : span.start]
    if "year2" in match.re.groupindex:
        return value
    if re.search(r"\b(since|until|till)\b", match.group(), re.I) and not SINCE.search(before):
        before += match.group().split()[0] + " "
    if SINCE.search(before) and re.search(r"since|beginning|starting", before[-25:], re.I):
        return f"{value.split('/')[0]}/.."
    return f"../{value.split('/')[-1]}" if UNTIL.search(before) else value


def _month(match: re.Match[str]) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(match["month"].lower().rstrip(".")[:3]))


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _full(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:  # noqa: ARG001
    day = _day(int(match["year"]), _month(match), int(match["day"]))
    return day.isoformat() if day else None


def _iso(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:  # noqa: ARG001
    day = _day(int(match["year"]), int(match["m"]), int(match["d"]))
    return day.isoformat() if day else None


def _of_year(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:
    """A day of a month without a year: the nearest one behind, or ahead where the verb looks ahead."""
    if today is None:
        return None
    years = (today.year, today.year + 1) if is_ahead else (today.year, today.year - 1)
    for year in years:
        day = _day(year, _month(match), int(match["day"]))
        if day and (day >= today if is_ahead else day <= today + dt.timedelta(days=7)):
            return day.isoformat()
    return None


def _range(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:
    first = _of_year(match, today, is_ahead)
    if first is None:
        return None
    last = _day(int(first[:4]), int(first[5:7]), int(match["day2"]))
    return f"{first}/{last.isoformat()}" if last else None


def _month_year(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:  # noqa: ARG001
    return f"{match['year']}-{_month(match):02d}"


def _bare_month(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:
    if today is None:
        return None
    month = _month(match)
    which = match.groupdict().get("which")
    if is_ahead or which == "next":
        year = today.year if month >= today.month else today.year + 1
    else:
        year = today.year if month <= today.month else today.year - 1
    return f"{year}-{month:02d}"


def _year(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:  # noqa: ARG001
    return match["year"]


def _years(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:  # noqa: ARG001
    return f"{match['year']}/{match['year2']}"


def _count(match: re.Match[str]) -> int:
    said = match["count"].lower()
    return NUMBERS[said] if said in NUMBERS else int(said)


def _shifted(today: dt.date, unit: str, by: int) -> Value:
    if unit == "day":
        return (today + dt.timedelta(days=by)).isoformat()
    if unit == "week":
        return _week(today + dt.timedelta(weeks=by))
    if unit == "month":
        months = today.year * 12 + today.month - 1 + by
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{today.year + by * (10 if unit == 'decade' else 1):04d}"


def _week(day: dt.date) -> str:
    monday = day - dt.timedelta(days=day.weekday())
    return f"{monday}/{monday + dt.timedelta(days=6)}"


def _ago(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:  # noqa: ARG001
    count = _count(match)
    return None if today is None or count > 400 else _shifted(today, match["unit"].lower(), -count)


def _in_days(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:
    count = _count(match)
    return None if today is None or not is_ahead or count > 400 else _shifted(today, match["unit"].lower(), count)


def _near(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:  # noqa: ARG001
    """ "Last week", "this weekend", "next year", "last night"; seasons are left alone."""
    if today is None:
        return None
    said = " ".join(match["which"].lower().split())
    by = -1 if said in {"last", "the past", "the previous"} else 0 if said == "this" else 1
    what = match["what"].lower()
    if what == "night":
        return (today + dt.timedelta(days=min(by, 0))).isoformat() if by < 1 else None
    if what == "weekend":
        saturday = today + dt.timedelta(days=5 - today.weekday(), weeks=by)
        return f"{saturday}/{saturday + dt.timedelta(days=1)}"
    if what in {"week", "month", "year"}:
        return _shifted(today, what, by)
    return None


def _within(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:  # noqa: ARG001
    return None if today is None else _shifted(today, match["what"].lower(), 0)


def _weekday(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:
    """A weekday: the last one, today included, or the next one where "next" or the verb looks ahead."""
    if today is None:
        return None
    wanted = WEEKDAYS.index(match["weekday"].lower())
    which = (match["which"] or "").lower()
    if which in {"next", "coming"} or (is_ahead and which != "last"):
        days = (wanted - today.weekday()) % 7 or (7 if which == "next" else 0)
        return (today + dt.timedelta(days=days)).isoformat()
    days = (today.weekday() - wanted) % 7 or (7 if which == "last" else 0)
    return (today - dt.timedelta(days=days)).isoformat()


def _just(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:  # noqa: ARG001
    return today.isoformat() if today is not None else None


def _word(match: re.Match[str], today: dt.date | None, is_ahead: bool) -> Value:  # noqa: ARG001
    if today is None:
        return None
    said = " ".join(match["word"].lower().split())
    if "following" in said or "next" in said or "before" in said or "previous" in said:
        return None
    by = {"yesterday": -1, "tomorrow": 1}.get(said, 0)
    return (today + dt.timedelta(days=by)).isoformat()


RESOLVE: dict[str, Callable[[re.Match[str], dt.date | None, bool], Value]] = {
    "iso": _iso,
    "full": _full,
    "range": _range,
    "day": _of_year,
    "month": _month_year,
    "near-month": _bare_month,
    "bare-month": _bare_month,
    "ago": _ago,
    "in-days": _in_days,
    "near": _near,
    "within": _within,
    "weekday": _weekday,
    "word": _word,
    "just": _just,
    "year": _year,
    "years": _years,
}
