"""Who is who: the program's names and pronouns held against GUM's coreference, CoNLL F1 (mean of MUC, B³, CEAFe).

`--data` is a folder of GUM's .conllu files. Only names and pronouns count, on both sides (bench/gum.py says which);
chains of fewer than two of them are dropped, as in CoNLL-2012. A predicted mention is the gold one with the same span,
else that with the same minimal span, else that whose head it has, the one lying wholly inside the other: so titles
and articles cost no match. The strict figure counts equal spans alone. What the program takes for a mention where GUM
has neither proper noun nor pronoun, such as a demonym used as an adjective or a turn's label, is left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from scorch.scores import b_cubed, ceaf_e, muc

from bench.gum import GENRES, Gold, GoldMention, texts
from bench.scored import DATA
from communique.analyse import extract
from communique.model import Document, Span
from communique.resolve import judge

METRICS = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e}
PARTS = ("recall", "precision", "F1")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the task's options."""
    parser.add_argument(
        "--data", type=Path, default=DATA / "gum" / "dev", help="folder of .conllu files (default: %(default)s)"
    )
    parser.add_argument("--genres", nargs="+", default=list(GENRES), help="which genres (default: %(default)s)")


def run(args: argparse.Namespace) -> int:
    """Print recall, precision and F1 of each measure, and their mean, loosely and strictly matched."""
    golds = list(texts(args.data, tuple(args.genres)))
    if not golds:
        print(f"no GUM_*.conllu of these genres in {args.data}", file=sys.stderr)
        return 2
    for name, value in measure(golds).items():
        print(f"{name:20}{value:7.3f}")
    return 0


def measure(golds: Sequence[Gold]) -> dict[str, float]:
    """The figures over all texts together, from 0 to 1."""
    said = [[{s for s in chain if gold.can_be(s)} for chain in chains(gold.doc)] for gold in golds]
    key = [one for gold in golds for one in _numbered(gold, _gold_chains(gold))]
    figures: dict[str, float] = {}
    for way, ways in (("", LOOSE), ("strict ", STRICT)):
        response = [
            one for gold, found in zip(golds, said, strict=True) for one in _numbered(gold, _matched(gold, found, ways))
        ]
        scores = {name: metric(key, response) for name, metric in METRICS.items()}
        if ways is LOOSE:
            for name, parts in scores.items():
                figures |= {f"{name} {part}": value for part, value in zip(PARTS, parts, strict=True)}
        figures[f"{way}CoNLL F1"] = sum(parts[2] for parts in scores.values()) / len(scores)
    return figures


def chains(doc: Document) -> list[set[Span]]:
    """The program's names and pronouns in a text, by whom they were judged to mean; several for "they" are one more."""
    found = extract(doc)
    judged = judge(doc, found.all, found.sentences)
    meant = {j.mention: j.actors or ((j.thing,) if j.thing is not None else ()) for j in judged}
    by_actor: dict[tuple[str, ...], set[Span]] = defaultdict(set)
    for mention in found.mentions:
        is_relative = mention.form == "pronoun" and bool(mention.members)
        if mention.form != "nominal" and not is_relative and meant.get(mention.span):
            by_actor[meant[mention.span]].add(mention.span)
    return list(by_actor.values())


def _gold_chains(gold: Gold) -> Iterator[set[Span]]:
    by_entity: dict[str, set[Span]] = defaultdict(set)
    for mention in gold.mentions:
        if mention.form is not None:
            by_entity[mention.entity].add(mention.span)
    yield from by_entity.values()


def _is_equal(one: GoldMention, span: Span) -> bool:
    return one.span == span


def _is_least(one: GoldMention, span: Span) -> bool:
    return one.least == span


def _has_head(one: GoldMention, span: Span) -> bool:
    return span.holds(one.head) and (one.span.holds(span) or span.holds(one.span))


STRICT = (_is_equal,)
LOOSE = (_is_equal, _is_least, _has_head)


def _matched(
    gold: Gold, found: Sequence[set[Span]], ways: Iterable[Callable[[GoldMention, Span], bool]]
) -> Iterator[set[Span]]:
    """The program's chains with each mention called by the gold one that it is, by its own span if it is none."""
    free = [m for m in gold.mentions if m.form is not None]
    called: dict[Span, Span] = {}
    for fits in ways:
        for span in sorted(set().union(*found) - called.keys()):
            one = next((m for m in free if fits(m, span)), None)
            if one is not None:
                free.remove(one)
                called[span] = one.span
    yield from ({called.get(span, span) for span in chain} for chain in found)


def _numbered(gold: Gold, sets: Iterable[set[Span]]) -> Iterator[set[tuple[str, Span]]]:
    """Chains of two mentions at least, their spans told apart from other texts'."""
    yield from ({(gold.doc.id, span) for span in one} for one in sets if len(one) > 1)
