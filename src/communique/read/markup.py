"""Text out of a stretch of HTML that is text already, such as a feed's entry or a mail: nothing is left out."""

from __future__ import annotations

import re

BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main "
    "ol p pre section table tr ul".split()
)
UNSEEN = frozenset({"script", "style", "head", "template", "noscript"})


def to_text(html: str) -> str:
    """The words of a stretch of HTML, an empty line between its blocks.

    >>> to_text("<p>They met.</p><p>They <b>left</b>.</p>")
    'They met.\\n\\nThey left.'
    """
    from lxml import etree
    from lxml.html import HTMLParser

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
