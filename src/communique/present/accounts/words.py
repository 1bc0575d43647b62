"""The words of a comparison, the same in every form: what a point is called, what a cell says, on whose word it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from communique.model import Account, Cell, Comparison, Event, Point, PointKind, State, TextTold
from communique.present.escape import visible
from communique.present.wording import dated, listed, sentence

SECTIONS: dict[PointKind, str] = {
    "took place": "The event",
    "who called": "The event",
    "length": "The event",
    "characterisation": "How it and those who took part are described",
    "topic": "Topics",
    "agreement": "Agreed",
    "promise": "Agreed or promised by one side",
    "request": "Asked",
    "invitation": "Invited",
    "plan": "Planned or proposed",
    "appointment": "Appointed",
    "deed": "Also told beside it",
    "no comment": "Not commented on",
}
SAYS: dict[State, str] = {
    "asserted": "says so",
    "different": "says otherwise",
    "denied": "denies it",
    "declined": "would not say",
    "silent": "silent",
}
NO_NAMES: Mapping[str, str] = MappingProxyType({})
LONGEST = 160
"""Longer quotations are cut in what people read; JSON has them whole."""

SHOWN = 2
"""So many quotations of a cell are shown."""


def section(point: Point) -> str:
    """Under what a point stands."""
    return SECTIONS[point.kind]


def label(point: Point, comparison: Comparison) -> str:
    """What a point is called: "Putin invited Trump (Moscow)", "Middle East", "who called"."""
    if point.kind in {"who called", "length"}:
        return "who called" if point.kind == "who called" else "how long"
    return visible(point.label or "") if point.event is None else happening(point.event, names=comparison.names)


def title(comparison: Comparison) -> str:
    """The event that is compared, in a line."""
    return happening(comparison.event, names=comparison.names)


def happening(event: Event, *, names: Mapping[str, str] = NO_NAMES) -> str:
    """An event in a line: who did what to whom, where, and of an agreement on what; `names` has English ones."""
    source, target = (tuple(names.get(name, name) for name in side) for side in (event.source, event.target))
    told = sentence(msgspec.structs.replace(event, source=source, target=target))
    ahead = f"{event.status}: " if event.status in {"planned", "proposed", "conditional"} else ""
    words = f"{ahead}{told.subject} {told.verb} {told.object}".strip()
    facts = [visible(event.place)] if event.place else []
    facts += [dated(event.date)] if event.date and event.type == "CONSULT" else []
    words += f" ({', '.join(facts)})" if facts else ""
    if event.type in {"AGREE", "REQUEST", "SUPPORT"} and event.topics:
        words += f": {'; '.join(cut(topic.text, LONGEST // 2) for topic in event.topics)}"
    return words


def cut(words: str, most: int = LONGEST) -> str:
    """Words on one line, and no more of them than fit: cut between words."""
    seen = visible(words)
    return seen if len(seen) <= most else f"{seen[:most].rsplit(' ', 1)[0]} …"


def word(point: Point) -> str:
    """On whose word a point stands: one side's alone, or how many sides'."""
    if point.alone is not None:
        return f"{visible(point.alone)} alone"
    return f"{point.independent} sides" if point.independent > 1 else ""


def column(account: Account) -> str:
    """The heading of an account: whose word, the name in Latin letters beside it."""
    voice = account.voice
    name = visible(voice.name) + (f" ({visible(voice.english)})" if voice.english else "")
    return f"{name} (the text's own word)" if voice.is_text else name


def quotations(cell: Cell, comparison: Comparison) -> list[str]:
    """The words that a cell stands on, as they are shown: some, each cut, with the number of its text behind."""
    number = numbered(comparison)
    told = list(dict.fromkeys(f"“{cut(one.words.text)}” [{number[one.text]}]" for one in cell.quotations))
    more = [f"and {len(told) - SHOWN} more"] if len(told) > SHOWN else []
    return told[:SHOWN] + more


def numbered(comparison: Comparison) -> dict[str, int]:
    """The numbers of the texts by their ids."""
    return {text.name: number for number, text in enumerate(comparison.texts, start=1)}


def says(cell: Cell) -> str:
    """What a cell says before its words: "says otherwise: 40 minutes", nothing where the words are all."""
    how = visible(cell.how or "")
    if cell.state in {"asserted", "silent"}:
        return how if cell.state == "asserted" else SAYS["silent"]
    return f"{SAYS[cell.state]}: {how}" if how else SAYS[cell.state]


def origins(comparison: Comparison) -> list[str]:
    """The texts by their numbers: which each is, and if it is a copy."""
    return [f"[{number}] {origin(text)}" for number, text in enumerate(comparison.texts, start=1)]


def origin(text: TextTold) -> str:
    """Which text it is, and if it is a copy."""
    parts = [part for part in (text.publisher, text.title, (text.published or "")[:10]) if part]
    told = f"{visible(text.name)}: {visible(' · '.join(parts))}" if parts else visible(text.name)
    return f"{told}, a copy of {visible(text.copy_of)}" if text.copy_of else told


def left_out(comparison: Comparison) -> str:
    """Which texts don't report the event; nothing if all do."""
    if not comparison.without:
        return ""
    verb = "does" if len(comparison.without) == 1 else "do"
    return f"{listed(comparison.without)} {verb} not report it."


def by_section(comparison: Comparison) -> list[tuple[str, list[Point]]]:
    """The points under their headings, in their order."""
    found: dict[str, list[Point]] = {}
    for point in comparison.points:
        found.setdefault(section(point), []).append(point)
    return list(found.items())


class Silence(msgspec.Struct, frozen=True):
    """Who says nothing of a point, and who says something."""

    silent: tuple[str, ...]
    told: tuple[tuple[Account, Cell], ...]


def silence(comparison: Comparison, point: Point) -> Silence:
    """The accounts of a point, those that are silent apart."""
    pairs = list(zip(comparison.accounts, point.cells, strict=True))
    quiet = tuple(visible(account.voice.name) for account, cell in pairs if cell.state == "silent")
    return Silence(quiet, tuple(pair for pair in pairs if pair[1].state != "silent"))
