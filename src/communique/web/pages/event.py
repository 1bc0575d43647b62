"""What each side says of one event: points as rows, accounts as columns, each word a link to where it stands."""

from __future__ import annotations

import msgspec

from communique.compare.stored import Accounts
from communique.model import Evidence, Link, ReportId
from communique.present.accounts.html import to_fragment
from communique.present.accounts.json import to_json
from communique.present.accounts.words import title
from communique.web.page import Asking, Missing, Page, Shown, address


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why two reports were held for one event or, of a thin link, were not; each is a text's name with an address."""

    link: Link
    ends: tuple[tuple[str, str], ...]


def found_accounts(asking: Asking) -> Accounts:
    """The accounts of the event that the address names; Missing where there is none."""
    found = asking.across.accounts(asking.answers, asking.part, text=asking.one("text"))
    if found is None:
        raise Missing(f"The store has no event {asking.part} that holds in a current text.")
    return found


def show(asking: Asking) -> Shown:
    """The table of one event, and why its reports are held to be of one event."""
    found = found_accounts(asking)

    def link(text: str, words: Evidence | None) -> str:
        return address("text", part=found.texts[text], words=f"{words.start}-{words.end}" if words else None)

    names = {key: name for name, key in found.texts.items()}
    values = {
        "table": to_fragment(found.comparison, level=1, link=link),
        "found": found,
        "links": [reason(one, names) for one in found.comparison.links],
        "thin": [reason(one, names) for one in found.comparison.thin],
    }
    return Shown(title=title(found.comparison), values=values)


def reason(link: Link, names: dict[str, str]) -> Reason:
    """A link with the addresses of its reports."""

    def end(report: ReportId) -> tuple[str, str]:
        where = address("text", part=report.text, finding=report.event)
        return names.get(report.text, "another text"), f"{where}#f-{report.event}"

    return Reason(link=link, ends=(end(link.one), end(link.other)))


def json(asking: Asking) -> bytes:
    """The whole comparison, with all words and their offsets, reasons and scores."""
    return to_json(found_accounts(asking).comparison)


PAGE = Page(name="event", heading="", show=show, json=json, part=True)
