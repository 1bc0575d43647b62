"""People and offices: everyone who takes part, persons first."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from communique.model import Actor, Inference, Record
from communique.present.escape import visible
from communique.present.terminal.layout import Entry, section

KINDS = {
    "igo": "intergovernmental organisation",
    "ngo": "non-governmental organisation",
    "rebel": "armed group",
}


def people(record: Record, *, width: int) -> RenderableType:
    """The section on actors."""
    in_order = sorted(record.actors, key=lambda actor: actor.kind != "person")
    entries = [entry(actor) for actor in in_order]
    return section("People and offices", entries, width=width, empty="Nobody found.", is_airy=False)


def entry(actor: Actor) -> Entry:
    """One actor: name and English name, kind, country, offices, and what else the text calls them."""
    head = Text(visible(actor.name), "bold")
    head.append(f" ({visible(actor.name_en)})" if actor.name_en is not None else "")
    head.append(f"  {KINDS.get(actor.kind, actor.kind)}")
    head.append(f", {actor.country}" if actor.country else "", "cyan")
    others = tuple(visible(mention) for mention in actor.mentions if actor.name not in mention)
    roles = tuple(visible(role) for role in actor.roles)
    return Entry(
        head=head,
        words=(
            *((Text("; ".join(roles)),) if roles else ()),
            *((Text("also: " + ", ".join(others), "dim"),) if others else ()),
            *((Text(inference(actor.inferred), "dim"),) if actor.inferred is not None else ()),
        ),
    )


def inference(one: Inference) -> str:
    """What is known from elsewhere than the text, and why: "inferred, not in the text: Anna Berg (…)"."""
    told = ", ".join(visible(part) for part in (one.name, one.country, one.sector) if part is not None)
    return f"inferred, not in the text: {told} ({visible(one.reason)})"
