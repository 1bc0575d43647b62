"""Measure how the time to link reports, and to find copies, grows with the number of texts; the texts are made up."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from time import process_time

import msgspec

from communique.compare.copies import copies
from communique.compare.links import linked
from communique.compare.plans import plans
from communique.model import Document, Event, Evidence, Party, Report, ReportId

STATES = "NOR SWE DNK FIN ISL EST LVA LTU POL DEU FRA GBR ESP PRT ITA GRC TUR USA CAN MEX BRA ARG IND CHN JPN".split()
PLACES = "Oslo Turku Riga Gdansk Bonn Lyon Leeds Porto Turin Patras Bursa Boston Halifax Puebla Recife Rosario".split()
KINDS = (("CONSULT", "phone"), ("CONSULT", "meeting"), ("CONSULT", "visit"), ("RETREAT", "release"), ("ASSAULT", None))
TOPICS = ("trade", "energy", "fisheries", "grain", "prisoners of war", "Gaza", "climate", "migration", "shipping")
SYLLABLES = "ba ber dal den fal gar han kor lin mar nor pel rad sol tan vik".split()
EVENTS_A_TEXT = 4
REPORTS_AN_EVENT = 3
YEAR = date(2025, 1, 1)
WORDS = 120
SIZES = (1000, 2000, 4000, 8000)


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What one size gives: seconds for each step, pairs of reports that were weighed, and events that came out."""

    texts: int
    linking: float
    weighed: int
    events: int
    following: float
    copying: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `links`."""
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="how many texts, each size in turn")
    parser.add_argument("--seed", type=int, default=1)


def run(args: argparse.Namespace) -> int:
    """Measure each size and print seconds, and how they grow from one size to the next."""
    before: Figures | None = None
    for size in args.sizes:
        figures = measured(size, seed=args.seed)
        print(line(figures, before), flush=True)
        before = figures
    return 0


def line(figures: Figures, before: Figures | None) -> str:
    """What is printed for a size: seconds, and in brackets how many times those of the size before."""

    def seconds(name: str) -> str:
        took = getattr(figures, name)
        return f"{took:.2f} s" + (f" (×{took / getattr(before, name):.2f})" if before is not None else "")

    return (
        f"{figures.texts:>7,} texts, {figures.events:,} events: linked in {seconds('linking')}, "
        f"{figures.weighed:,} pairs weighed; plans followed in {seconds('following')}; copies in {seconds('copying')}"
    )


def measured(texts: int, *, seed: int) -> Figures:
    """The figures of one size."""
    made = list(reports(texts, seed=seed))
    started = process_time()
    found = linked(made)
    done = process_time()
    plans(made, found)
    followed = process_time()
    written = list(documents(texts, seed=seed))
    before = process_time()
    copies(written)
    return Figures(
        texts=texts,
        linking=done - started,
        weighed=found.weighed,
        events=len(found.groups),
        following=followed - done,
        copying=process_time() - before,
    )


def reports(texts: int, *, seed: int) -> Iterator[Report]:
    """The reports of so many made-up texts of one year: the more texts, the more happens on each day."""
    chance = random.Random(seed)
    people = [
        Party(name=f"{name(chance)} {name(chance)}", kind="person", country=chance.choice(STATES)) for _ in range(400)
    ]
    count = texts * EVENTS_A_TEXT // REPORTS_AN_EVENT
    happened = [event(chance, people, number) for number in range(count)]
    for number, (told, day) in enumerate(happened):
        for text in chance.sample(range(texts), REPORTS_AN_EVENT):
            published = day + timedelta(chance.randint(0, 1))
            is_dated = chance.random() < 0.7
            said = msgspec.structs.replace(
                told.event, id=f"{number}-{text}", date=day.isoformat() if is_dated else None
            )
            yield msgspec.structs.replace(
                told,
                id=ReportId(f"text {text}", said.id),
                event=said,
                name=f"text {text}",
                published=published.isoformat(),
            )


def event(chance: random.Random, people: list[Party], number: int) -> tuple[Report, date]:
    """A made-up event and its day."""
    one, other = chance.sample(people, 2)
    kind, mode = chance.choice(KINDS)
    words = Evidence("they met", 0, 8)
    topic = chance.choice(TOPICS)
    made = Event(
        id=str(number),
        type=kind,  # type: ignore[arg-type]
        mode=mode,
        source=(one.name,),
        target=(other.name,),
        status="planned" if chance.random() < 0.2 else "occurred",
        place=chance.choice(PLACES) if chance.random() < 0.5 else None,
        topics=(Evidence(topic, 0, len(topic)),),
        evidence=(words,),
        reason="made up",
        score=1.0,
        extractor="bench",
    )
    report = Report(
        id=ReportId("", str(number)), name="", event=made, source=(one,), target=(other,), context="They met."
    )
    return report, YEAR + timedelta(chance.randrange(365))


def documents(texts: int, *, seed: int) -> Iterator[tuple[str, Document]]:
    """So many made-up texts, of which every fifth is a copy of another with a sentence of its own."""
    chance = random.Random(seed)
    vocabulary = [name(chance).lower() for _ in range(5000)]
    last = ""
    for number in range(texts):
        own = " ".join(chance.choices(vocabulary, k=WORDS))
        text = f"{last} {' '.join(chance.choices(vocabulary, k=WORDS // 12))}" if last and number % 5 == 0 else own
        last = own
        yield f"text {number}", Document(id=f"text {number}", text=text)


def name(chance: random.Random) -> str:
    """A made-up name."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize()
