"""Which language a text is written in: what the document says, else py3langid's guess, if it is sure."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from communique.model import Document
from communique.read.errors import ReadError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 5_000
SURE = 0.8
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
