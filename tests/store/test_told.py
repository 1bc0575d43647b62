"""What comparisons get of a store: whole records, reports near an event, and judgements on links."""

from pathlib import Path

import msgspec
import pytest

from communique.model import Document, Evidence, LinkJudgement, ReportId, Run, Stance
from communique.store.errors import StoreError
from communique.store.hold import now
from communique.store.publish import rebuild
from communique.store.told import told
from communique.store.view import Filters
from communique.store.writer import Writer
from tests.store.stand_in import analyse

RUN = Run(program="test", model="m", lexicon="l")
TEXTS = {
    "a": Document(id="a", text='Moe met Berg. "We agree," Moe said.', published="2025-02-12", author=("Moe", "Berg")),
    "b": Document(id="b", text="Norway met Iceland. Moe met Volden in the hall.", published="2025-02-13", title="B"),
    "c": Document(id="c", text="Moe will meet Berg.", published="2025-08-13", author="Moe", publisher="Post"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("told") / "news.duckdb"
    with Writer(path, run=RUN) as writer:
        for key, doc in TEXTS.items():
            writer.add(analysed(doc), document=f"id {key}", origin=key, source=key)
    return path


def analysed(doc):
    record = analyse(doc)
    stance = Stance(
        id=f"stance {doc.id}",
        holder=record.actors[0].name,
        target=None,
        phrase=Evidence(doc.text[:3], 0, 3),
        polarity=1,
        evidence=(Evidence(doc.text[:3], 0, 3),),
        reason="made up",
        score=0.5,
        extractor="test",
    )
    unseen = msgspec.structs.replace(record.actors[0], id=f"unseen {doc.id}", name="Nobody", evidence=(), mentions=())
    return msgspec.structs.replace(record, stances=(stance,), actors=(*record.actors, unseen))


def test_records_come_back_as_they_were_read(store: Path) -> None:
    with told(store) as open_store:
        found = open_store.records(["id b", "id a", "none"])
    assert list(found) == ["id b", "id a"]
    for key in ("a", "b"):
        read, back = analysed(TEXTS[key]), found[f"id {key}"]
        for name in ("document", "statements", "events", "stances"):
            assert getattr(back, name) == getattr(read, name), name
        assert {actor.name: actor.country for actor in back.actors} == {a.name: a.country for a in read.actors}
        assert {actor.name: actor.evidence for actor in back.actors} == {a.name: a.evidence for a in read.actors}


def test_events_come_with_their_texts_and_actors(store: Path) -> None:
    with told(store) as open_store:
        every = list(open_store.events(Filters()))
        some = list(open_store.events(Filters(actor="Volden")))
        ids = open_store.ids(Filters(statuses=("planned",)))
    assert [one.text for one in every] == ["id a", "id a", "id b", "id b", "id c"]
    assert [one.event.target for one in some] == [("Volden",)]
    assert {actor.name for actor in some[0].actors} >= {"Moe", "Volden"}
    assert some[0].doc == TEXTS["b"]
    assert [one.text for one in ids] == ["id c"]


def test_near_are_events_of_the_type_and_days(store: Path) -> None:
    [first, *_] = analyse(TEXTS["a"]).events
    with told(store) as open_store:
        assert [one.text for one in open_store.near(first.id)] == ["id a", "id a", "id b", "id b"]
        assert open_store.named(first.id[:5]) == [ReportId("id a", first.id)]
        assert list(open_store.near("none")) == []
        [last] = [one for one in open_store.events(Filters()) if one.text == "id c"]
        one, other = ReportId("id a", first.id), ReportId("id c", last.event.id)
        pair = [LinkJudgement(one=one, other=other, is_same=True, by="me", at="")]
        assert [one.text for one in open_store.near(first.id, judged=pair)][-1] == "id c"


def test_judgements_on_links_are_kept_and_survive_a_rebuild(store: Path) -> None:
    pair = (ReportId("id a", "x"), ReportId("id b", "y"))
    wanted = [
        LinkJudgement(one=pair[0], other=pair[1], is_same=is_same, by=by, at=now())
        for is_same, by in ((True, "Ann"), (False, "Ben"))
    ]
    for one in wanted:
        with Writer(store, run=RUN) as writer:
            writer.link(one)
    rebuild(store)
    with told(store) as open_store:
        assert list(open_store.linkages()) == wanted


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.duckdb").write_text("no store")
    with pytest.raises(StoreError, match="no store"), told(tmp_path / "x.duckdb"):
        pass
