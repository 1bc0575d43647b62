import pytest

from communique.lexicon.offices import (
    ActorNoun,
    actor_noun,
    is_office_head,
    longest_title,
    sector_of,
    title_sort,
)


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        ("Mr.", "honorific"),
        ("Mr", "honorific"),
        ("President", "office"),
        ("prime minister", "office"),
        ("SECRETARY OF STATE", "office"),
        ("Secretary-General", "office"),
        ("Special Presidential Envoy", "office"),
        ("spokeswoman", "office"),
        ("Lt. Gen.", "rank"),
        ("Lt Gen", "rank"),
        ("Admiral", "rank"),
        ("former", "modifier"),
        ("acting", "modifier"),
        ("deputy", "modifier"),
        ("-elect", "modifier"),
        ("ex-", "modifier"),
        ("Putin", None),
        ("table", None),
        ("President Putin", None),
        ("", None),
    ],
)
def test_title_sort(words, sort):
    assert title_sort(words) == sort


@pytest.mark.parametrize(
    ("title", "sector"),
    [
        ("President", "GOV"),
        ("Secretary General", "IGO"),
        ("Sen.", "LEG"),
        ("Gen", "MIL"),
        ("opposition leader", "OPP"),
        ("Judge", "JUD"),
        ("CEO", "BUS"),
        ("journalist", "MED"),
        ("Activist", "NGO"),
        ("Lawyer", "CVL"),
        ("Chairman", None),
        ("Mr.", None),
        ("Putin", None),
    ],
)
def test_sector_of(title, sector):
    assert sector_of(title) == sector


HEADS = [
    "president",
    "minister",
    "secretary",
    "spokesman",
    "envoy",
    "ambassador",
    "chancellor",
    "king",
    "leader",
]


@pytest.mark.parametrize("noun", [*HEADS, "chief", "director", "commissioner", "representative", "senator", "Minister"])
def test_is_office_head(noun):
    assert is_office_head(noun)


@pytest.mark.parametrize("noun", ["official", "general", "troops", "former", "father", "prime minister", ""])
def test_is_no_office_head(noun):
    assert not is_office_head(noun)


@pytest.mark.parametrize(
    ("noun", "found"),
    [
        ("official", ActorNoun("person", "one")),
        ("officials", ActorNoun("government", "many")),
        ("Protesters", ActorNoun("group", "many")),
        ("troops", ActorNoun("military", "many")),
        ("army", ActorNoun("military", "body")),
        ("police", ActorNoun("government", "body")),
        ("militants", ActorNoun("rebel", "many")),
        ("government", ActorNoun("government", "body")),
        ("parliament", ActorNoun("legislature", "body")),
        ("MPs", ActorNoun("legislature", "many")),
        ("opposition", ActorNoun("group", "body")),
        ("countries", ActorNoun("group", "many")),
        ("newspaper", ActorNoun("media", "body")),
        ("company", ActorNoun("business", "body")),
        ("delegation", ActorNoun("group", "body")),
        ("sources", None),
        ("experts", None),
        ("table", None),
        ("talks", None),
        ("", None),
    ],
)
def test_actor_noun(noun, found):
    assert actor_noun(noun) == found


def test_longest_title():
    longest = "Chairman of the Joint Chiefs of Staff"
    assert title_sort(longest) == "office"
    assert longest_title() == longest.count(" ") + 1
