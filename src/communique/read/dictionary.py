r"""Dictionaries of actors and agents in the format of PETRARCH's (and TABARI's) files.

An actor is a name in capitals with `_` for blanks, its synonyms on lines that begin with `+`, and codes in brackets,
behind the name or on lines of their own, each with the dates it holds for:

    VLADIMIR_PUTIN_  ; a comment
    +PUTIN_
        [RUSELI <000101]
        [RUSGOV 000101-080507]

An agent is a noun with the sector that it adds to an actor, `POLICE_OFFICER [~COP]`; its plural in braces, made
regularly without them, none for `{}`. `!SET! = ONE, OTHER` names alternatives, and `!SET!` in a name stands for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from communique.model import Code, Dictionary
from communique.read.errors import ReadError
from communique.read.plain import decoded

CODES = re.compile(r"\[\s*([A-Z~]+)\s*(?:([<>])?\s*(\d{6}|\d{8})(?:\s*-\s*(\d{6}|\d{8}))?)?\s*\]")
BRACKETS = re.compile(r"\[[^\]]*\]")
PLURAL = re.compile(r"\{([^}]*)\}")
SET = re.compile(r"^!(\w+)!\s*=\s*(.+)$")
MEND = "write NAME [CODE], NAME [CODE 000101-080507] or NOUN [~SEC], as PETRARCH's dictionaries do"


class _Entry(msgspec.Struct):
    """A name with its synonyms as the file has them, and all codes of them."""

    names: list[str]
    codes: list[Code]


def dictionary_from(data: bytes, source: str) -> Dictionary:
    """The actors and agents of a file.

    Raises ReadError, with the line, for brackets that hold no code and no dates, and for a synonym or codes of nobody.
    """
    entries: list[_Entry] = []
    sets: dict[str, list[str]] = {}
    for number, line in _lines(decoded(data, source)):
        where = f"{source}:{number}"
        named = SET.match(line)
        if named is not None:
            sets[named[1]] = [part.strip() for part in named[2].split(",")]
            continue
        said = BRACKETS.sub("", line).strip()
        if said and not said.startswith("+"):
            entries.append(_Entry([], []))
        elif not entries:
            raise ReadError(where, "codes or a synonym before the first name", MEND)
        entries[-1].names += [said.removeprefix("+")] if said else []
        entries[-1].codes += _codes(line, where)
    actors: dict[str, tuple[Code, ...]] = {}
    agents: dict[str, str] = {}
    for entry in entries:
        codes = tuple(c for c in entry.codes if "~" not in c.code)
        added = next((c.code.replace("~", "") for c in entry.codes if "~" in c.code), None)
        for name in (n for said in entry.names for n in _names(said, sets, is_agent=added is not None)):
            if added is not None:
                agents[name] = added
            if codes:
                actors[name] = (*actors.get(name, ()), *codes)
    return Dictionary(actors, agents)


def joined(dictionaries: Iterator[Dictionary]) -> Dictionary:
    """Several files as one; a name in two of them has the codes of both."""
    actors: dict[str, tuple[Code, ...]] = {}
    agents: dict[str, str] = {}
    for one in dictionaries:
        agents |= one.agents
        for name, codes in one.actors.items():
            actors[name] = (*actors.get(name, ()), *codes)
    return Dictionary(actors, agents)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines less their comments: after `;` or `#`, and whole lines in `<!-- -->`."""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = re.split(r"[;#]|<!--", line, maxsplit=1)[0].strip()
        if bare:
            yield number, bare


def _codes(line: str, where: str) -> Iterator[Code]:
    for brackets in BRACKETS.findall(line):
        match = CODES.fullmatch(brackets)
        if match is None:
            raise ReadError(where, f"{brackets} is no code with dates", MEND)
        code, sign, first, last = match.groups()
        since = None if sign == "<" else _day(first)
        until = _day(first) if sign == "<" else _day(last)
        yield Code(code=code, since=since, until=until)


def _day(digits: str | None) -> str | None:
    """YYMMDD (up to 30 in this century) or YYYYMMDD as ISO 8601."""
    if digits is None:
        return None
    whole = digits if len(digits) == 8 else ("20" if int(digits[:2]) <= 30 else "19") + digits
    return f"{whole[:4]}-{whole[4:6]}-{whole[6:]}"


def _names(said: str, sets: Mapping[str, list[str]], *, is_agent: bool) -> Iterator[str]:
    """The names that an entry stands for, in small letters: each alternative, and an agent's plural."""
    given = PLURAL.search(said)
    bare = PLURAL.sub("", said).strip()
    for name in _alternatives(bare, sets):
        one = " ".join(name.replace("_", " ").split()).casefold()
        if one:
            yield one
            if is_agent and given is None:
                yield plural(one)
    if given is not None and given[1].strip():
        yield " ".join(given[1].replace("_", " ").split()).casefold()


def _alternatives(name: str, sets: Mapping[str, list[str]]) -> Iterator[str]:
    found = next((key for key in sets if f"!{key}!" in name), None)
    if found is None:
        yield name
        return
    for word in sets[found]:
        yield from _alternatives(name.replace(f"!{found}!", word), sets)


def plural(noun: str) -> str:
    """The regular plural: `plural("deputy")` is "deputies"."""
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
