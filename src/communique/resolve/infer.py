"""What a record's text does not say of its actors, taken from a registry and a dictionary, and marked as such."""

from __future__ import annotations

import msgspec

from communique.lexicon.states import name_of
from communique.model import SECTORS, Actor, Code, Dictionary, Inference, Record, Registry
from communique.resolve.registry import holder_on, office_of


def infer(record: Record, registry: Registry, dictionary: Dictionary) -> Record:
    """The record with an Inference for each actor of whom one candidate is known; the rest of it is untouched."""
    day = (record.document.published or "")[:10]
    held = {(office_of(r), a.country) for a in record.actors if not is_described(a) for r in a.roles}
    actors = tuple(
        msgspec.structs.replace(
            actor, inferred=_holder(actor, registry, day, held) or _listed(actor, dictionary, day) or actor.inferred
        )
        for actor in record.actors
    )
    return msgspec.structs.replace(record, actors=actors)


def _holder(actor: Actor, registry: Registry, day: str, held: set[tuple[str, str | None]]) -> Inference | None:
    """Who "the Russian president" is, where the text names nobody in that office."""
    if not is_described(actor) or not day:
        return None
    office = office_of(actor.name)
    found = holder_on(registry, office, actor.country, day) if (office, actor.country) not in held else None
    if found is None:
        return None
    holder, reason, score = found
    return Inference(name=holder.name, country=holder.country, reason=reason, score=score, sighting=holder.sightings[0])


def is_described(actor: Actor) -> bool:
    """Whether a person is only described, not named: "the Russian president"."""
    return actor.kind == "person" and actor.name.split()[-1][:1].islower()


def _listed(actor: Actor, dictionary: Dictionary, day: str) -> Inference | None:
    """What the text lacks of state and sector, by a dictionary: for a name, or the sector for a description's noun."""
    if actor.country is not None and actor.sector is not None:
        return None
    for name in (actor.name, *actor.mentions):
        codes = {c.code for c in dictionary.actors.get(name.casefold(), ()) if holds_on(c, day)}
        if len(codes) == 1:
            (code,) = codes
            country, sector = parts(code)
            return Inference(
                country=country if actor.country is None else None,
                sector=sector if actor.sector is None else None,
                reason=f"{code} in a dictionary of actors",
                score=0.8,
            )
    words = actor.name.casefold().split()
    noun = next((n for n in range(len(words)) if " ".join(words[n:]) in dictionary.agents), None)
    if noun is None or actor.sector is not None:
        return None
    told = " ".join(words[noun:])
    return Inference(sector=dictionary.agents[told], reason=f"{told!r} in a dictionary of agents", score=0.6)


def holds_on(code: Code, day: str) -> bool:
    """Whether a code holds on a day; one with a restriction holds on no unknown day."""
    if code.since is None and code.until is None:
        return True
    return bool(day) and (code.since is None or code.since <= day) and (code.until is None or day <= code.until)


def parts(code: str) -> tuple[str | None, str | None]:
    """State and sector of a code: `parts("RUSGOV")` is ("RUS", "GOV")."""
    country = code[:3] if name_of(code[:3]) is not None else None
    rest = code[3:6] if country is not None else code[:3]
    return country, rest if rest in SECTORS else None
