"""What stands in quotation marks or after a speaker's label, with the words that say who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from communique.model import Span

QUOTED = re.compile(r"«(?P<words>(?:[^«»]|«[^«»]*»)+)»|“(?P<curly>[^“”]+)”|„(?P<low>[^„“”]+)[“”]")
LABEL = re.compile(
    r"(?:^|\n)(?P<name>(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?)?[А-ЯЁ][\w-]+(?:\s(?:[А-ЯЁ]|[бБ]ен|[аА]ль)[\w-]*){0,2})"
    r"(?:\s?\([^)\n]{1,60}\))?:\s+(?=\S)"
)
DASH = r"\s*[–—-]\s*"
AFTER = re.compile(rf"\s*,?{DASH}(?P<clause>[^\n«»]{{3,160}}?)(?=\.|,?{DASH}«|\n|$|;|, [а-я]+ящ|, [а-я]+ив)")
INSIDE = re.compile(rf",{DASH}(?P<clause>[^\n«»–—]{{3,120}}?)[.,]{DASH}")
TRAILING = re.compile(rf",{DASH}(?P<clause>[а-яё][^\n«»–—]{{3,120}})$")
LEAST = 3  # words


class Quotation(msgspec.Struct, frozen=True):
    """An unbroken stretch of quoted words, and where the words stand that may say whose they are."""

    span: Span
    beside: Span | None
    is_label: bool = False


def labels(text: str) -> Iterator[tuple[Span, Span]]:
    """Speakers' labels in a transcript, each with the words up to the next label: "В.Путин: …"."""
    found = list(LABEL.finditer(text))
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        words = text[match.end() : end].rstrip()
        if words:
            yield Span(*match.span("name")), Span(match.end(), match.end() + len(words))


def speaker_of(label: str) -> str:
    """The surname in a speaker's label: "Н.Мадуро" gives "Мадуро", "Ван И" both words."""
    return label.rsplit(".", maxsplit=1)[-1].strip()


def quotations(text: str) -> Iterator[Quotation]:
    """Quoted stretches of three words and more, those of transcripts left out."""
    spoken = [words for _, words in labels(text)]
    for match in QUOTED.finditer(text):
        name = match.lastgroup or "words"
        span = Span(*match.span(name))
        if len(match[name].split()) < LEAST or any(one.holds(span) for one in spoken):
            continue
        inside = list(INSIDE.finditer(text, span.start, span.end))
        if inside:
            yield from _parted(span, inside)
            continue
        after = AFTER.match(text, match.end())
        beside = Span(*after.span("clause")) if after is not None else _before(text, match.start())
        yield Quotation(span, beside)


def _parted(span: Span, inside: list[re.Match[str]]) -> Iterator[Quotation]:
    """A quotation that its reporting clause cuts: one entry a stretch."""
    starts = [span.start, *(m.end() for m in inside)]
    ends = [*(m.start() for m in inside), span.end]
    for start, end, beside in zip(starts, ends, [*inside, inside[-1]], strict=True):
        if end > start:
            yield Quotation(Span(start, end), Span(*beside.span("clause")))


def _before(text: str, start: int) -> Span | None:
    """The clause before a colon: "Министр сказал: «…»"."""
    lead = text[max(0, start - 160) : start]
    if not lead.rstrip().endswith(":"):
        return None
    begin = max(lead.rfind(". "), lead.rfind("\n"), lead.rfind("» "))
    at = start - len(lead) + begin + 1
    return Span(at, start) if start > at else None
