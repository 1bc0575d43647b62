"""GUM's files read back into text, and chains matched and scored; the texts are written for the project."""

from pathlib import Path

import pytest

from bench.__main__ import main
from bench.coreference import LOOSE, STRICT, _matched, measure
from bench.gum import gold, texts
from communique.model import Span

# A mention's field: id-type-status-salience-centering-minimal span-link.
TALKS = """\
# newdoc id = GUM_news_talks
# meta::dateCreated = 2024-05-01
# newpar
# text = President Ana Torres thanked her envoy. Don't wait.
1\tPresident\tpresident\tPROPN\tNNP\t_\t4\tnsubj\t_\tEntity=(1-person-new-s-cf1-2,3-coref
2\tAna\tAna\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\tTorres\tTorres\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
4\tthanked\tthank\tVERB\tVBD\t_\t0\troot\t_\t_
5\ther\ther\tPRON\tPRP$\t_\t6\tnmod:poss\t_\tEntity=(2-person-new-n-cf2-2-sgl(1-person-giv-s-cf1-1-ana)
6\tenvoy\tenvoy\tNOUN\tNN\t_\t4\tobj\t_\tEntity=2)|SpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\twait\twait\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_
"""


def test_the_text_is_put_together_again() -> None:
    doc = gold("talks", TALKS).doc
    assert doc.text == "President Ana Torres thanked her envoy.\n\nDon't wait. "
    assert (doc.published, doc.author) == ("2024-05-01", None)


def test_mentions_have_their_form_by_their_head() -> None:
    mentions = gold("talks", TALKS).mentions
    text = gold("talks", TALKS).doc.text
    told = [(text[m.span.start : m.span.end], text[m.least.start : m.least.end], m.form, m.entity) for m in mentions]
    assert told == [
        ("President Ana Torres", "Ana Torres", "name", "1"),
        ("her", "her", "pronoun", "1"),
        ("her envoy", "envoy", None, "2"),
    ]


def test_a_lone_speaker_is_the_author_and_several_label_their_turns() -> None:
    first, second = TALKS.split("\n\n")
    lone = f"# speaker = AnaTorres\n{first}\n\n# speaker = AnaTorres\n{second}"
    assert gold("talks", lone).doc.author == "Ana Torres"
    both = f"# speaker = AnaTorres\n{first}\n\n# speaker = Press\n{second}"
    assert gold("talks", both).doc.text.startswith("Ana Torres: President")
    assert "\n\nPress: Don't wait." in gold("talks", both).doc.text


def test_a_title_costs_a_match_only_strictly() -> None:
    one = gold("talks", TALKS)
    name, her = Span(10, 20), Span(29, 32)
    assert list(_matched(one, [{name, her}], LOOSE)) == [{Span(0, 20), her}]
    assert list(_matched(one, [{name, her}], STRICT)) == [{name, her}]


@pytest.mark.model
def test_figures_are_of_all_texts_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "GUM_news_talks.conllu").write_text(TALKS, encoding="utf-8")
    assert measure(list(texts(tmp_path)))["CoNLL F1"] == 1.0
    assert main(["coreference", "--data", str(tmp_path)]) == 0
    assert "strict CoNLL F1" in capsys.readouterr().out
    assert main(["coreference", "--data", str(tmp_path), "--genres", "speech"]) == 2
