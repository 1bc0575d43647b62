"""What a page is: an address, a heading, what it shows, and the lines that can be downloaded from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal
from urllib.parse import urlencode

import msgspec

from communique.store.view import Answers, Asked, Filters, Line, Subject, filters_from

PER_PAGE = 50
Value = str | int | None | Sequence[str]


class Missing(Exception):
    """What an address names isn't in the store; the message says what."""


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """One request for a page: what its address says, and the store to ask."""

    name: str
    given: Mapping[str, tuple[str, ...]]
    answers: Answers
    token: str
    author: str = ""
    part: str = ""

    def one(self, key: str) -> str | None:
        """What the address says of a key, None for nothing or blanks."""
        return next((value.strip() for value in self.given.get(key, ()) if value.strip()), None)

    def filters(self, subject: Subject = "timeline") -> Filters:
        """The filters that the address asks for; ValueError for what can't be."""
        several = {key: tuple(v for v in self.given.get(key, ()) if v) for key in ("type", "status")}
        asked = Asked(
            actor=self.one("actor"),
            country=self.one("country"),
            types=several["type"],
            statuses=several["status"],
            word=self.one("word"),
            since=self.one("since"),
            until=self.one("until"),
        )
        return msgspec.structs.replace(
            filters_from(asked, subject=subject), place=self.one("place"), name=self.one("name")
        )

    @property
    def number(self) -> int:
        """Which page of a long list is asked for, from 1; ValueError for what is no number."""
        told = self.one("page") or "1"
        if not (told.isascii() and told.isdigit() and 1 <= int(told[:9]) <= 10_000_000):
            raise ValueError(f"page: {told!r} is no number of a page")
        return int(told)

    def paged(self, filters: Filters) -> Filters:
        """The same filters, for one page of a long list."""
        return msgspec.structs.replace(filters, most=PER_PAGE, skip=PER_PAGE * (self.number - 1))

    def address(self, **changed: Value) -> str:
        """This page's address with some of it changed; what is None is left out: `asking.address(page=2)`."""
        return address(self.name, part=self.part, **{**self.given, **changed})  # type: ignore[arg-type]

    def download(self, form: Literal[".csv", ".json"]) -> str:
        """Where all of this page's list can be downloaded."""
        given = {key: values for key, values in self.given.items() if key != "page"}
        return address(self.name, part=self.part, form=form, **given)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What a page shows: a title, and the values that its template is filled with."""

    title: str
    values: Mapping[str, object]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page: `name` is its address and its template, `heading` what the menu calls it, "" to leave it out there.

    `part` tells that its address goes on with an id. `lines` are what can be downloaded, with the kind that they are;
    `json` what is downloaded as JSON where that is something else.
    """

    name: str
    heading: str
    show: Callable[[Asking], Shown]
    lines: Callable[[Asking], tuple[Sequence[Line], type[Line]]] | None = None
    json: Callable[[Asking], bytes] | None = None
    part: bool = False


def address(name: str, /, *, part: str = "", form: Literal["", ".csv", ".json"] = "", **given: Value) -> str:
    """The address of a page: `address("timeline", actor="Berg", page=2)` is "/timeline?actor=Berg&page=2"."""
    pairs = [
        (key.rstrip("_"), one)
        for key, value in given.items()
        for one in ([value] if isinstance(value, str | int) else value or ())
        if one != ""
    ]
    path = "/" if name == "home" and not form else f"/{name}{f'/{part}' if part else ''}{form}"
    return f"{path}?{urlencode(pairs)}" if pairs else path
