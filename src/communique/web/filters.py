"""What templates do with words: dates, sentences, safe addresses, and nothing that a text could steer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from communique.lexicon.states import name_of
from communique.model import QUADS
from communique.present.escape import visible
from communique.present.listing import what
from communique.present.wording import REGARD, dated
from communique.store.view import Happened


def web_address(url: str | None) -> str | None:
    """An address that a link may lead to: of http or https, None for any other."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def state(code: str | None) -> str:
    """A state's name by its code: `state("NOR")` is "Norway"; the code itself where there is none."""
    return (name_of(code) or code) if code else ""


def quad(event: Happened) -> str:
    """The class that colours an event."""
    return QUADS[event.type].replace(" ", "-") if event.type in QUADS else "no-class"


def changes(told: Mapping[str, object] | None) -> list[tuple[str, str]]:
    """The changes of a judgement, field by field."""
    return [
        (key, ", ".join(map(str, value)) if isinstance(value, list) else "nothing" if value is None else str(value))
        for key, value in (told or {}).items()
        if key != "kind"
    ]


def minute(when: datetime) -> str:
    """When something was done, to the minute, in UTC."""
    return f"{when:%Y-%m-%d %H:%M} UTC"


def numbered(count: int, one: str, several: str = "") -> str:
    """So many of something: `numbered(1200, "event")` is "1,200 events"."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


FILTERS: dict[str, Callable[..., object]] = {
    "shown": lambda text: visible(str(text)) if text is not None else "",
    "dated": lambda date: dated(date) if date else "no date",
    "web_address": web_address,
    "state": state,
    "what": what,
    "quad": quad,
    "changes": changes,
    "minute": minute,
    "numbered": numbered,
    "regard": lambda polarity: REGARD[polarity],
}
