"""Plain words for the codes: what each PLOVER type and mode is called in a sentence."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import structs

from communique.model import Event, EventType
from communique.present.escape import visible


class Act(msgspec.Struct, frozen=True):
    """An act as a verb: past tense, base form, and the word before whom it is done to ("" for none)."""

    past: str
    base: str
    to: str = ""


class Sentence(msgspec.Struct, frozen=True):
    """An event told as who, did what, to whom: "Putin", "invited", "Trump"."""

    subject: str
    verb: str
    object: str


ACTS: dict[tuple[EventType, str | None], Act] = {
    ("AGREE", None): Act("agreed", "agree", "with"),
    ("CONSULT", None): Act("held talks", "hold talks", "with"),
    ("CONSULT", "phone"): Act("spoke by phone", "speak by phone", "with"),
    ("CONSULT", "video"): Act("spoke by video", "speak by video", "with"),
    ("CONSULT", "visit"): Act("visited", "visit"),
    ("CONSULT", "meeting"): Act("met", "meet", "with"),
    ("CONSULT", "third-party"): Act("mediated", "mediate", "with"),
    ("CONSULT", "multilateral"): Act("held joint talks", "hold joint talks", "with"),
    ("CONSULT", "negotiation"): Act("negotiated", "negotiate", "with"),
    ("SUPPORT", None): Act("showed support", "show support", "for"),
    ("COOPERATE", None): Act("cooperated", "cooperate", "with"),
    ("AID", None): Act("gave aid", "give aid", "to"),
    ("AID", "economic"): Act("gave economic aid", "give economic aid", "to"),
    ("AID", "military"): Act("gave military aid", "give military aid", "to"),
    ("AID", "humanitarian"): Act("gave humanitarian aid", "give humanitarian aid", "to"),
    ("AID", "asylum"): Act("gave asylum", "give asylum", "to"),
    ("AID", "peacekeeping"): Act("sent peacekeepers", "send peacekeepers", "to"),
    ("CONCEDE", None): Act("yielded", "yield", "to"),
    ("RETREAT", None): Act("stepped back", "step back", "from"),
    ("RETREAT", "release"): Act("released", "release"),
    ("RETREAT", "return"): Act("returned", "return"),
    ("RETREAT", "withdraw"): Act("withdrew", "withdraw", "from"),
    ("RETREAT", "ceasefire"): Act("ceased fire", "cease fire", "with"),
    ("RETREAT", "disarm"): Act("disarmed", "disarm", "before"),
    ("RETREAT", "ease-sanctions"): Act("eased sanctions", "ease sanctions", "on"),
    ("RETREAT", "access"): Act("gave access", "give access", "to"),
    ("RETREAT", "resign"): Act("resigned", "resign", "from"),
    ("REQUEST", None): Act("asked", "ask"),
    ("REQUEST", "invite"): Act("invited", "invite"),
    ("REQUEST", "meet"): Act("asked for a meeting", "ask for a meeting", "with"),
    ("REQUEST", "assist"): Act("asked for help", "ask for help", "from"),
    ("REQUEST", "change"): Act("asked for a change", "ask for a change", "from"),
    ("REQUEST", "yield"): Act("demanded a concession", "demand a concession", "from"),
    ("REQUEST", "propose"): Act("made a proposal", "make a proposal", "to"),
    ("ACCUSE", None): Act("accused", "accuse"),
    ("REJECT", None): Act("said no", "say no", "to"),
    ("THREATEN", None): Act("threatened", "threaten"),
    ("PROTEST", None): Act("protested", "protest", "against"),
    ("SANCTION", None): Act("reduced relations", "reduce relations", "with"),
    ("SANCTION", "expel"): Act("expelled", "expel"),
    ("SANCTION", "withdraw"): Act("withdrew", "withdraw", "from"),
    ("SANCTION", "discontinue"): Act("halted dealings", "halt dealings", "with"),
    ("SANCTION", "embargo"): Act("put sanctions", "put sanctions", "on"),
    ("MOBILIZE", None): Act("mobilized forces", "mobilize forces", "against"),
    ("COERCE", None): Act("coerced", "coerce"),
    ("COERCE", "arrest"): Act("arrested", "arrest"),
    ("COERCE", "deport"): Act("deported", "deport"),
    ("COERCE", "seize"): Act("made a seizure", "make a seizure", "from"),
    ("COERCE", "ban"): Act("banned", "ban"),
    ("COERCE", "restrict"): Act("restricted", "restrict"),
    ("COERCE", "censor"): Act("censored", "censor"),
    ("COERCE", "cyber"): Act("attacked by computer", "attack by computer"),
    ("COERCE", "trial"): Act("tried", "try"),
    ("ASSAULT", None): Act("attacked", "attack"),
    ("ASSAULT", "invasion"): Act("invaded", "invade"),
    ("ASSAULT", "aerial"): Act("bombed", "bomb"),
    ("ASSAULT", "explosives"): Act("shelled", "shell"),
    ("ASSAULT", "firearms"): Act("shot at", "shoot at"),
    ("ASSAULT", "abduct"): Act("abducted", "abduct"),
    ("ASSAULT", "beat"): Act("assaulted", "assault"),
    ("APPOINT", None): Act("appointed", "appoint"),
    ("APPOINT", "delegate"): Act("delegated", "delegate"),
    ("APPOINT", "name"): Act("named", "name"),
    ("APPOINT", "dismiss"): Act("dismissed", "dismiss"),
}

AT_WAR = Act("fought each other", "fight each other")
NOBODY = "Someone not named"
REGARD: dict[Literal[-2, -1, 0, 1, 2], str] = {
    -2: "hostile",
    -1: "disapproving",
    0: "neutral",
    1: "well disposed",
    2: "friendly",
}


def sentence(event: Event) -> Sentence:
    """Who did what to whom; "to …" stands for what is yet to happen, "did not …" for what is denied.

    Where the text doesn't say who acts, it is told in the passive: "Jan Moe was released".
    """
    act = ACTS[(event.type, event.mode)]
    if event.type == "ASSAULT" and not event.target and len(event.source) > 1:
        act = AT_WAR
    if not event.source and event.target and not act.to:
        return Sentence(listed(event.target), passive(event, act), "")
    if not event.source and event.type == "CONSULT":  # the one party that is named took part
        event = structs.replace(event, source=event.target, target=())
    verb = {"occurred": act.past, "denied": f"did not {act.base}"}.get(event.status, f"to {act.base}")
    if event.target and act.to:
        verb = f"{verb} {act.to}"
    return Sentence(listed(event.source) or NOBODY, verb, listed(event.target))


def passive(event: Event, act: Act) -> str:
    """The verb where nobody is named who acts: "was released", "to be released", "were not released"."""
    if event.status not in {"occurred", "denied"}:
        return f"to be {act.past}"
    was = "were" if is_plural(event.target) else "was"
    return f"{was} {'not ' if event.status == 'denied' else ''}{act.past}"


def is_plural(names: tuple[str, ...]) -> bool:
    """Whether "were" follows: several names, or one description of several, such as "the fishermen"."""
    last = names[0].split()[-1]
    return len(names) > 1 or (last[:1].islower() and last.endswith(("s", "men", "people")))


def listed(names: tuple[str, ...]) -> str:
    """Names in a row: `listed(("A", "B", "C"))` is "A, B and C"."""
    *before, last = [visible(name) for name in names] or [""]
    return f"{', '.join(before)} and {last}" if before else last


def dated(date: str) -> str:
    """An ISO 8601 date or interval in words.

    >>> dated("2022-02/.."), dated("2025-02-10/2025-02-16")
    ('since 2022-02', '2025-02-10 to 2025-02-16')
    """
    start, slash, end = visible(date).partition("/")
    if not slash:
        return start
    if end in {"", ".."}:
        return f"since {start}"
    return f"until {end}" if start in {"", ".."} else f"{start} to {end}"
