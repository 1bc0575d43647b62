"""The Russian parser: natasha's models for morphology, syntax and names, run by slovnet; lemmas by pymorphy3.

The package natasha is never imported: it holds the models, and its own code asks for pymorphy2, which Python 3.12
can't run. Tags are Universal Dependencies' features, `dep` its relations, `ent` PER, LOC or ORG.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from communique.analyse.paragraphs import paragraphs
from communique.analyse.parsed import Parsed, Sentence, Token
from communique.analyse.russian_mends import mend
from communique.model import Document, Span

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse
    from slovnet import NER, Morph, Syntax

LONGEST_SENTENCE = 150  # tokens: syntax compares every word of a sentence with every other
CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
PARTS = {
    "NOUN": {"NOUN"},
    "PROPN": {"NOUN"},
    "VERB": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "AUX": {"VERB", "INFN", "GRND"},
    "ADJ": {"ADJF", "ADJS", "COMP"},
    "ADV": {"ADVB", "GRND"},
    "PRON": {"NPRO"},
    "DET": {"ADJF", "NPRO"},
    "NUM": {"NUMR", "ADJF"},
    "ADP": {"PREP"},
    "CCONJ": {"CONJ"},
    "SCONJ": {"CONJ"},
}


class _Models(NamedTuple):
    morph: Morph
    syntax: Syntax
    names: NER


@functools.cache
def _models() -> _Models:
    """The models, loaded once (about a second)."""
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    found = find_spec("natasha")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("natasha, whose models read Russian, is not installed")
    data = Path(found.submodule_search_locations[0]) / "data"
    vectors = Navec.load(str(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    models = _Models(
        Morph.load(str(data / "model" / "slovnet_morph_news_v1.tar"), batch_size=8),
        Syntax.load(str(data / "model" / "slovnet_syntax_news_v1.tar"), batch_size=8),
        NER.load(str(data / "model" / "slovnet_ner_news_v1.tar"), batch_size=8),
    )
    for model in models:
        model.navec(vectors)
    return models


@functools.cache
def _words() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


def parse(doc: Document) -> Parsed:
    """Parses a document in Russian; tokens and sentences carry offsets into its text."""
    spans = paragraphs(doc.text)
    sentences: list[Sentence] = []
    count = 0
    for number, span in enumerate(spans):
        for tokens in _sentences(doc.text, span, count):
            for token in tokens:
                token.sentence = len(sentences)
            sentences.append(Sentence(len(sentences), number, tokens))
            count += len(tokens)
    _tag(sentences)
    return Parsed(doc, sentences, spans)


def _sentences(text: str, span: Span, first: int) -> Iterator[list[Token]]:
    """The tokens of each sentence of a paragraph, none longer than the parser can take."""
    from razdel import sentenize, tokenize

    for sentence in sentenize(text[span.start : span.end]):
        offset = span.start + sentence.start
        tokens = [Token(first + n, t.text, offset + t.start) for n, t in enumerate(tokenize(sentence.text))]
        first += len(tokens)
        for at in range(0, len(tokens), LONGEST_SENTENCE):
            yield tokens[at : at + LONGEST_SENTENCE]


def _tag(sentences: Sequence[Sentence]) -> None:
    """Give all tokens their tags, heads, lemmas and names."""
    models = _models()
    said = [[token.text for token in sentence.tokens] for sentence in sentences]
    for sentence, morph, syntax, named in zip(
        sentences, models.morph.map(said), models.syntax.map(said), _named(models.names, said), strict=True
    ):
        tokens = sentence.tokens
        for token, tagged, name in zip(tokens, morph.tokens, named, strict=True):
            token.pos, token.ent = tagged.pos, name
            token.tag = _in_number(token, "|".join(f"{key}={value}" for key, value in sorted(tagged.feats.items())))
            token.lemma = lemma(token.text, token.pos, token.tag)
        _hang(tokens, [(int(word.head_id), word.rel) for word in syntax.tokens])
        mend(tokens, frozenset(t.index for t in tokens if _is_short_participle(t.text)))


def _in_number(token: Token, tag: str) -> str:
    """The tags of a noun with the plural where the dictionary knows no other reading: "Президенты"."""
    if token.pos not in {"NOUN", "PROPN"} or "Number=Sing" not in tag:
        return tag
    nouns = [p for p in _parses(token.text) if p.tag.POS == "NOUN" and p.is_known]
    if not nouns or any(p.tag.number != "plur" for p in nouns):
        return tag
    case = {cyrillic: ud for ud, cyrillic in CASES.items()}.get(str(nouns[0].tag.case), "Nom")
    return f"Case={case}|Number=Plur"


def _is_short_participle(word: str) -> bool:
    first = next(iter(_parses(word)), None)
    return first is not None and first.tag.POS == "PRTS" and len(word) > 4


def _named(model: NER, said: list[list[str]]) -> Iterator[list[str]]:
    """For each sentence, each token's kind of name, empty for none."""
    infer = model.infer
    for tags in infer.decoder(infer.process(infer.encoder(said))):
        yield ["" if tag == "O" else tag for tag in tags]


def _hang(tokens: list[Token], heads: list[tuple[int, str]]) -> None:
    """Hang each token on its head; what would close a circle becomes a root."""
    up = {n: head - 1 for n, (head, _) in enumerate(heads) if 0 < head <= len(tokens) and head - 1 != n}
    for n in range(len(tokens)):
        seen = {n}
        at = n
        while at in up:
            if up[at] in seen:
                del up[at]
                break
            at = up[at]
            seen.add(at)
    for n, token in enumerate(tokens):
        token.dep = heads[n][1] if n in up else "root"
        if n in up:
            token.head = tokens[up[n]]
            token.head.children.append(token)


@functools.lru_cache(maxsize=65_536)
def lemma(word: str, pos: str, tag: str) -> str:
    """A word's dictionary form in small letters, by its tags: `lemma("беседы", "NOUN", "Case=Gen")` is "беседа"."""
    fitting = [p for p in _parses(word) if str(p.tag.POS) in PARTS.get(pos, ())] or list(_parses(word))
    case = CASES.get(_feature(tag, "Case"))
    best = next((p for p in fitting if case is not None and p.tag.case == case), fitting[0] if fitting else None)
    return plain(best.normal_form) if best is not None else plain(word)


def plain(word: str) -> str:
    """A word in small letters, ё written as е."""
    return word.lower().replace("ё", "е")


@functools.lru_cache(maxsize=65_536)
def forms(word: str) -> frozenset[str]:
    """All the dictionary forms that a word may have: `forms("Штатов")` holds "штат"."""
    return frozenset(plain(p.normal_form) for p in _parses(word) if p.score >= 0.02) | {plain(word)}


@functools.lru_cache(maxsize=65_536)
def _parses(word: str) -> tuple[Parse, ...]:
    return tuple(_words().parse(word))


@functools.lru_cache(maxsize=16_384)
def inflected(word: str, tag: str, *, as_name: bool = False, number: str | None = None) -> str | None:
    """A word in the nominative, its capitals kept; None where it can't be told: "Путина" with Case=Gen is "Путин"."""
    now, gender = CASES.get(_feature(tag, "Case")), _feature(tag, "Gender").lower()
    found = [p for p in _parses(word) if p.tag.case == now] if now else list(_parses(word))
    if as_name:
        found = [p for p in found if {"Name", "Surn", "Patr"} & set(map(str, p.tag.grammemes))]
    wanted = {"nomn"} | ({number} if number else set())
    for one in sorted(found, key=lambda p: _fit(p, gender), reverse=True):
        other = one.inflect(wanted)
        if other is not None:
            return _cased_like(word, str(other.word))
    return None


def _fit(parse: Parse, gender: str) -> tuple[bool, float]:
    said = str(parse.tag.gender or "")
    return (said == {"masc": "masc", "fem": "femn", "neut": "neut"}.get(gender, said) and "Pltm" not in parse.tag), (
        parse.score
    )


def _cased_like(word: str, other: str) -> str:
    """Another form with the capitals of the word: "абдель-азиз" as "Абдель-Азизу" has them."""
    if word.isupper() and len(word) > 1:
        return other.upper()
    parts = zip(word.split("-"), other.split("-"), strict=False)
    capitals = [o[:1].upper() + o[1:] if w[:1].isupper() else o for w, o in parts]
    return "-".join(capitals) if len(capitals) == len(other.split("-")) else other


def _feature(tag: str, name: str) -> str:
    at = f"|{tag}|".find(f"|{name}=")
    return f"|{tag}|"[at + len(name) + 2 :].split("|", 1)[0] if at >= 0 else ""
