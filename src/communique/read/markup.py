"""Text out of a stretch of HTML that is text already, such as a feed's entry or a mail: nothing is left out."""

from __future__ import annotations

import re

from communique.read.errors import ReadError

MEND = "give its text as plain text"

BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main "
    "ol p pre section table tr ul".split()
)
DEEPEST = 1_000
"""How deep elements may lie in each other. Parsers take time by the square of it; honest pages stay below 100."""

ATTRIBUTES = 2_000
"""How many signs of equality one tag may hold, for the same reason."""

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>?")
CLOSED_OR_NOT = frozenset(
    "area base br col embed hr img input link meta param source track wbr "  # never closed
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup html head body".split()  # closed by what follows
)
UNSEEN = frozenset({"script", "style", "head", "template", "noscript"})


def check_markup(html: str, source: str) -> None:
    """Refuse HTML made to keep a parser busy: elements too deep in each other, a tag with endless attributes."""
    depth = 0
    for tag in TAG.finditer(html):
        if tag[2].lower() not in CLOSED_OR_NOT:
            depth += -1 if tag[1] else 0 if tag[3].endswith("/") else 1
            depth = max(depth, 0)
        if depth > DEEPEST or tag[3].count("=") > ATTRIBUTES:
            raise ReadError(source, "HTML that no honest page has, far too deep or its tags too full", MEND)


def to_text(html: str, source: str) -> str:
    """The words of a stretch of HTML, an empty line between its blocks; ReadError for markup that can't be honest.

    >>> to_text("<p>They met.</p><p>They <b>left</b>.</p>", "a.eml")
    'They met.\\n\\nThey left.'
    """
    from lxml import etree
    from lxml.html import HTMLParser

    check_markup(html, source)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", html).encode("utf-8", "replace")
    tree = etree.fromstring(data, parser) if data.strip() else None
    if tree is None:
        return ""
    words: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_start, tag = event == "start", element.tag
        if tag in UNSEEN:
            unseen += 1 if is_start else -1
        elif tag in BLOCKS:
            words.append("\n\n")
        if not unseen:
            words.append((element.text if is_start else element.tail) or "")
    blocks = (" ".join(block.split()) for block in "".join(words).split("\n\n"))
    return "\n\n".join(block for block in blocks if block)
