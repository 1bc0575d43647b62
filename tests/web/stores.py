"""Stores for the tests of the viewer: a text in which every kind of finding occurs, and texts that mean harm."""

import json
from pathlib import Path

import msgspec

from communique.model import Actor, Document, Event, Place, Record, Run, Span, Statement, quote
from communique.store.frames import document_id
from communique.store.writer import Writer
from tests.present.sample import sample, words

RUN = Run(program="communique/0.1.0", model="by hand", lexicon="by hand")
HARM = "<script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'></title></textarea>"
HARMFUL = (
    f'Mr {HARM} met "><svg onload=window.harmed=1> on Monday. He said "javascript:window.harmed=1" </script></article>'
    "<style>body{display:none}</style> {{ 7 * 7 }} \x1b[31m \u202egnirts\u202c &lt;b&gt; %3Cscript%3E "
    '" autofocus onfocus="window.harmed=1\n\n--> ]]> \' OR 1=1; DROP TABLE events; --'
)


def border() -> Record:
    """The text of `tests.present.sample`, with places, and with ids as they are in a store."""
    record = sample()
    vienna = Place(
        id="p1", name="Vienna", country="AUT", latitude=48.21, longitude=16.37, geonames=2761369,
        evidence=(words("Vienna"),), reason="the largest of the name", score=0.9, extractor="places/1",
    )  # fmt: skip
    zagreb = msgspec.structs.replace(
        vienna, id="p2", name="Zagreb", country="HRV", latitude=45.81, longitude=15.98, evidence=(words("Zagreb"),)
    )
    return msgspec.structs.replace(record, places=(vienna, zagreb))


def harmful() -> Record:
    """A text that tries to run as a script, wherever its words are shown."""
    doc = Document(
        id="harm' onmouseover='window.harmed=1",
        text=HARMFUL,
        title=f"Harm {HARM}",
        publisher='"><script>window.harmed=1</script>',
        published="2025-02-27",
        language='en" onload="window.harmed=1',
        url="javascript:window.harmed=1",
        author='"><img src=x onerror=window.harmed=1>',
    )
    name = quote(HARMFUL, Span(3, 3 + len(HARM)))
    other = quote(HARMFUL, Span(HARMFUL.index('"><svg'), HARMFUL.index(" on Monday")))
    return Record(
        document=doc,
        actors=(
            Actor(id="h1", name=name.text, kind="person", roles=(HARM,), mentions=(name.text,), evidence=(name,)),
            Actor(id="h2", name=other.text, kind="person", mentions=(other.text,), evidence=(other,)),
        ),
        statements=(
            Statement(
                id="h3", speaker=name.text, kind="direct", content=name, evidence=(name,), addressee=HARM, channel=HARM,
                reason=HARM, score=1.0, extractor=HARM,
            ),
        ),
        events=(
            Event(
                id="h4", type="CONSULT", mode="meeting", source=(name.text,), target=(other.text,), status="occurred",
                date="2025-02-24", place=HARM, attested_by=(name.text,),
                evidence=(quote(HARMFUL, Span(0, len(HARMFUL))),), reason=HARM, score=1.0, extractor=HARM,
            ),
        ),
        places=(
            Place(
                id="h5", name=name.text, latitude=10.0, longitude=10.0, evidence=(name,), reason=HARM, score=1.0,
                extractor=HARM,
            ),
        ),
        reader=HARM,
    )  # fmt: skip


def store_of(path: Path, *records: Record, run: Run = RUN) -> Path:
    """A store of some records, each from a file of its own name."""
    with Writer(path, run=run) as writer:
        for record in records:
            source = f"/news/{record.document.id}.txt"
            writer.add(record, document=document_id(record.document), origin=source, source=source)
    return path


def harmful_files(folder: Path) -> Path:
    """A folder with a feed that means harm, in a file whose name does."""
    folder.mkdir()
    title = json.dumps(HARM).strip('"').replace("<", "&lt;")
    (folder / "<img src=x onerror=window.harmed=1>.rss").write_text(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><item>'
        f"<guid>javascript:window.harmed=1</guid><title>{title}</title><link>javascript:window.harmed=1</link>"
        "<description>Norway met Iceland. &lt;script&gt;window.harmed=1&lt;/script&gt;</description>"
        "</item></channel></rss>"
    )
    return folder
