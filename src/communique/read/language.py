"""Which language a text is written in: what the document says, else py3langid's guess, if it is sure.

A text in several languages is told apart a paragraph at a time.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from communique.model import Document, Span
from communique.read.errors import ReadError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 5_000
SURE = 0.8
LIKELY = 0.5  # for a paragraph in another script than its text: names make short ones look like other languages
LEAST = 15  # letters of a paragraph that is judged by itself
PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
CYRILLIC = frozenset({"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"})
NO_LANGUAGE = frozenset({"mul", "und", "zxx"})


@cache
def identifier() -> LanguageIdentifier:
    """py3langid's model of 139 languages, loaded once (about a second)."""
    from py3langid import langid

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)


def detect(text: str) -> str | None:
    """The text's language as a BCP 47 tag, from its first 5,000 characters; None where that is unsure.

    >>> detect("Der Minister sagte am Mittwoch, die Gespräche seien gut verlaufen.")
    'de'
    >>> detect("Trump, Putin") is None
    True
    """
    language, confidence = identifier().classify(text[:SAMPLE])
    if confidence < SURE or language in NO_LANGUAGE:
        return None
    return str(language)


def primary(tag: str) -> str:
    """The language itself of a BCP 47 tag, lower-case, in two letters where it has two.

    >>> primary("en-US"), primary("eng")
    ('en', 'en')
    """
    language = tag.strip().replace("_", "-").split("-")[0].lower()
    if len(language) != 3:
        return language
    from babel.core import get_global

    return str(get_global("language_aliases").get(language, language))


def parts(doc: Document, *, readable: frozenset[str]) -> dict[str, tuple[Span, ...]]:
    """The stretches of a text in each language that can be read, by its two letters; the text's own comes first.

    A paragraph counts as its text's own unless it is in another script, and in a language of that that can be read.

    >>> text = "The presidents spoke by phone about the truce today.\\n\\nПрезиденты обсудили по телефону перемирие."
    >>> list(parts(Document(id="a", text=text, language="en"), readable=frozenset({"en", "ru"})))
    ['en', 'ru']
    """
    own = primary(doc.language) if doc.language is not None else min(readable)
    found: dict[str, list[Span]] = {own: []}
    for match in PARAGRAPH.finditer(doc.text):
        tag = own
        if sum(sign.isalpha() for sign in match[0][:SAMPLE]) >= LEAST and _is_foreign(match[0], own):
            guess, confidence = identifier().classify(match[0][:SAMPLE])
            tag = str(guess) if confidence >= LIKELY and guess in readable else own
        found.setdefault(tag, []).append(Span(*match.span()))
    return {tag: tuple(spans) for tag, spans in found.items() if spans or tag == own}


def _is_foreign(paragraph: str, own: str) -> bool:
    """Whether a paragraph may be in another language: its letters are of another script than its text's language."""
    sample = [sign for sign in paragraph[:SAMPLE] if sign.isalpha()]
    is_cyrillic = sum("\u0400" <= sign <= "\u04ff" for sign in sample) * 2 > len(sample)
    return is_cyrillic != (own in CYRILLIC)


def require_readable(doc: Document, *, readable: frozenset[str], source: str) -> None:
    """Refuse a text in a language that can't be read; one whose language is not known is let through.

    >>> doc = Document(id="a", text="They met.", language="en-GB")
    >>> require_readable(doc, readable=frozenset({"en"}), source="a.txt")
    """
    if doc.language is None or primary(doc.language) in readable:
        return
    raise ReadError(
        source,
        f"written in {named(doc.language)}, which can't be read yet",
        f'set "language": "{min(readable)}" in a JSON document if that is wrong',
    )


def named(tag: str) -> str:
    """A language as a reader calls it, with its tag.

    >>> named("ru")
    'Russian (ru)'
    """
    from babel import Locale

    name = Locale("en").languages.get(primary(tag))
    return f"{name} ({tag})" if name else repr(tag)
