"""A comparison as HTML: a fragment for a page of somebody's own, or a page that stands alone and loads nothing."""

from __future__ import annotations

from html import escape

from communique.model import Cell, Comparison, Point
from communique.present.accounts.words import (
    SAYS,
    by_section,
    column,
    label,
    left_out,
    numbered,
    origins,
    says,
    title,
    word,
)
from communique.present.escape import visible

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem }
body { color: #222; background: #fff }
.accounts table { border-collapse: collapse; table-layout: fixed; width: 100%; margin: 0 0 2rem }
.accounts th, .accounts td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-top: 1px solid #ddd }
.accounts thead th, .accounts thead td { border-top: 0; border-bottom: 2px solid #999 }
.accounts th { overflow-wrap: anywhere; font-weight: 600 }
.accounts .word { display: block; font-weight: 400; font-size: .85em; color: #555 }
.accounts q { font-size: .9em }
.accounts small { color: #555 }
.accounts small::after { content: "\\A"; white-space: pre }
.accounts td.silent .state { color: #767676; font-weight: 400 }
.accounts .denied { background: #fbe9e7 }
.accounts .different { background: #fff4d6 }
.accounts .declined { background: #f1e8f8 }
.accounts .state { font-weight: 600; display: block }
@media (max-width: 50rem) { .accounts { overflow-x: auto } }
""".strip()


def to_fragment(comparison: Comparison) -> str:
    """The comparison as a `<section class="accounts">`, to be put into a page; all words of texts are escaped."""
    lines = ['<section class="accounts">', f"<h2>{said(title(comparison))}</h2>", "<ul>"]
    lines += [f"<li>{said(text)}</li>" for text in origins(comparison)]
    lines += ["</ul>"]
    lines += [f"<p>{said(left_out(comparison))}</p>"] if comparison.without else []
    heads = "".join(f'<th scope="col">{said(column(account))}</th>' for account in comparison.accounts)
    for heading, points in by_section(comparison):
        lines += [f"<h3>{said(heading)}</h3>", "<table>", f"<thead><tr><td></td>{heads}</tr></thead>", "<tbody>"]
        lines += [row(point, comparison) for point in points]
        lines += ["</tbody>", "</table>"]
    return "\n".join([*lines, "</section>"]) + "\n"


def row(point: Point, comparison: Comparison) -> str:
    """A point as a row, with its reason and score in the heading's title."""
    about = escape(f"{visible(point.reason)} ({point.score:.2f})", quote=True)
    head = f'<th scope="row" title="{about}">{said(label(point, comparison))}'
    head += f'<span class="word">{said(word(point))}</span>' if word(point) else ""
    return f"<tr>{head}</th>{''.join(cell(one, comparison) for one in point.cells)}</tr>"


def cell(one: Cell, comparison: Comparison) -> str:
    """What an account says, with all its words; the text that they stand in is their title."""
    state = says(one) if one.state != "asserted" or one.how else ""
    told = f'<span class="state">{said(state)}</span>' if state else ""
    numbers = numbered(comparison)
    for quotation in one.quotations:
        where = escape(f"{visible(quotation.text)}, {quotation.words.start}–{quotation.words.end}", quote=True)
        told += f'<q title="{where}">{said(quotation.words.text)}</q> <small>[{numbers[quotation.text]}]</small>'
    return f'<td class="{one.state}" title="{SAYS[one.state]}">{told}</td>'


def to_html(comparison: Comparison) -> str:
    """The comparison as a page of its own."""
    head = said(title(comparison))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{head}</title>\n'
        f"<style>\n{STYLE}\n</style>\n</head>\n<body>\n{to_fragment(comparison)}</body>\n</html>\n"
    )


def said(words: str) -> str:
    """Words as they stand in HTML."""
    return escape(visible(words), quote=False)
