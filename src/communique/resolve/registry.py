"""Who holds which office when: learnt from records, and asked for a day. Pure functions; the registry is the data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from communique.lexicon.bodies import body_named
from communique.lexicon.languages import in_english
from communique.lexicon.offices import states_office, title_sort
from communique.lexicon.sectors import is_former
from communique.lexicon.states import state_named
from communique.model import Actor, Holder, Record, Registry, Sighting
from communique.resolve.spelt import same_person

GAP = 365  # days that an office is taken to be held before the first and after the last text that tells so
TO_COME = frozenset({"elect", "designate", "nominee", "candidate"})
PART_OF_OFFICE = frozenset({"deputy", "assistant", "vice", "first", "special", "permanent", "co-"})


def learn(registry: Registry, record: Record) -> Registry:
    """The registry with the office-holders that a record tells of; a record without a date teaches nothing.

    Only an office whose state or organisation stands in the words themselves is learnt. Of a text in another language
    the English names are learnt, so that its holders are those of English texts.
    """
    published = (record.document.published or "")[:10]
    holders = {(h.office, h.country, h.name): h for h in registry.holders}
    for seen, is_past in _told(record, published) if published else ():
        key = (seen.office, seen.country, seen.name)
        known = holders.get(key)
        if is_past and known is not None and known.until < published:
            holders[key] = msgspec.structs.replace(known, ended=min(known.ended or published, published))
        elif not is_past:
            holders[key] = seen if known is None else _joined(known, seen)
    return Registry(tuple(holders[key] for key in sorted(holders, key=lambda k: tuple(part or "" for part in k))))


def _joined(known: Holder, seen: Holder) -> Holder:
    sightings = dict.fromkeys((*known.sightings, *seen.sightings))
    return msgspec.structs.replace(
        known,
        since=min(known.since, seen.since),
        until=max(known.until, seen.until),
        ended=known.ended if known.ended is not None and known.ended > seen.until else None,
        sightings=tuple(sorted(sightings, key=lambda s: (s.published, s.document, s.evidence))),
    )


def _told(record: Record, published: str) -> Iterator[tuple[Holder, bool]]:
    """Each office that a named person holds by the record, and whether it is a former one."""
    for actor in record.actors:
        person = actor.name_en or actor.name
        for role in actor.roles if actor.kind == "person" and not actor.name.split()[-1][:1].islower() else ():
            said = in_english(role)
            words = next((e for e in actor.evidence if said in in_english(" ".join(e.text.split()))), None)
            if words is None or TO_COME & set(role.casefold().replace("-", " ").split()):
                continue
            office = office_of(said)
            if not office or not _is_owned(actor, said, in_english(words.text)):
                continue
            sighting = Sighting(document=record.document.id, published=published, evidence=words)
            yield (
                Holder(
                    office=office,
                    country=actor.country,
                    name=person,
                    since=published,
                    until=published,
                    sightings=(sighting,),
                ),
                is_former(role),
            )


def _is_owned(actor: Actor, role: str, words: str) -> bool:
    """Whether the words themselves tell whose office it is: the actor's state, or an organisation of states."""
    if actor.country is None:
        return any((body := body_named(piece)) is not None and body.kind == "igo" for piece in _pieces(role))
    codes = {state.code for piece in _pieces(words) if (state := state_named(piece)) is not None}
    return states_office(role) == actor.country or actor.country in codes


def _pieces(words: str) -> Iterator[str]:
    """All runs of one to three words."""
    parts = words.replace(",", " ").split()
    yield from (" ".join(parts[n : n + size]) for size in (3, 2, 1) for n in range(len(parts) - size + 1))


def office_of(role: str) -> str:
    """An office in small letters, without its state and without "former" or "acting".

    `office_of("the acting Norwegian Foreign Minister")` is "foreign minister", as is that of "Foreign Minister of
    Norway"; "US ambassador to Yemen" keeps where to.
    """
    parts = _without_state(role.split())
    kept = [p for p in parts if title_sort(p) != "modifier" or p.casefold().strip("-") in PART_OF_OFFICE]
    while kept and kept[0].casefold() in {"the", "a", "an", "of", "his", "her", "its", "their"}:
        kept = kept[1:]
    return " ".join(kept).casefold()


def _without_state(parts: list[str]) -> list[str]:
    """The words less the first state that they name, and the "of" before it; one after "to" or "for" stays."""
    for size in (3, 2, 1):
        for n in range(len(parts) - size + 1):
            is_state = len(parts) > size and state_named(" ".join(parts[n : n + size])) is not None
            link = parts[n - 1] if n else ""
            if is_state and link not in {"to", "for"}:
                return parts[: n - 1 if link == "of" else n] + parts[n + size :]
    return parts


def holder_on(registry: Registry, office: str, country: str | None, day: str) -> tuple[Holder, str, float] | None:
    """Who holds an office on a day (ISO 8601), with the reason and a score; None if nobody or several are known."""
    named = [h for h in registry.holders if (h.office, h.country) == (office, country)]
    scored = [(holder, _score(holder, named, day)) for holder in named]
    fitting = [(holder, score) for holder, score in scored if score > 0]
    certain = [pair for pair in fitting if pair[0].since <= day <= pair[0].until]
    fitting = certain or fitting
    if not fitting or any(not same_person(fitting[0][0].name, other.name) for other, _ in fitting[1:]):
        return None
    holder, score = max(fitting, key=lambda pair: pair[1])
    return holder, f"{office} in texts of {holder.since} to {holder.until}", round(score, 2)


def _score(holder: Holder, others: list[Holder], day: str) -> float:
    """0.9 within the dates of the texts, less with each day away from them; 0 once the office is another's."""
    if holder.since <= day <= holder.until:
        return 0.9
    later = [o for o in others if not same_person(o.name, holder.name) and holder.until < o.since <= day]
    earlier = [o for o in others if not same_person(o.name, holder.name) and day <= o.until < holder.since]
    if later or earlier or (holder.ended is not None and day >= holder.ended):
        return 0.0
    edge = holder.until if day > holder.until else holder.since
    days = abs((dt.date.fromisoformat(day) - dt.date.fromisoformat(edge)).days)
    return 0.9 - 0.5 * days / GAP if days <= GAP else 0.0
