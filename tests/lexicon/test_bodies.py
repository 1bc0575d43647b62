import pytest

from communique.lexicon.bodies import Body, body_named, kind_of_head, longest_body_name


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("Kremlin", Body("Kremlin", "government", "RUS")),
        ("the Kremlin’s", Body("Kremlin", "government", "RUS")),
        ("WHITE HOUSE", Body("White House", "government", "USA")),
        ("State Department", Body("U.S. State Department", "government", "USA")),
        ("U.S. Department of State", Body("U.S. State Department", "government", "USA")),
        ("Trump administration", Body("Trump administration", "government", "USA")),
        ("Elysee Palace", Body("Élysée", "government", "FRA")),
        ("Knesset", Body("Knesset", "legislature", "ISR")),
        ("IDF", Body("Israel Defense Forces", "military", "ISR")),
        ("Revolutionary Guards", Body("Islamic Revolutionary Guard Corps", "military", "IRN")),
        ("Hamas", Body("Hamas", "rebel", "PSE")),
        ("Al Qaeda", Body("al-Qaeda", "rebel", None)),
        ("Tamil Tigers", Body("Liberation Tigers of Tamil Eelam", "rebel", "LKA")),
        ("Labour", Body("Labour Party", "party", "GBR")),
        ("U.N.", Body("United Nations", "igo", None)),
        ("Nato", Body("NATO", "igo", None)),
        ("Brussels", Body("European Union", "igo", None)),
        ("WHO", Body("World Health Organization", "igo", None)),
        ("European Parliament", Body("European Parliament", "igo", None)),
        ("Médecins Sans Frontières", Body("Doctors Without Borders", "ngo", None)),
        ("Medecins Sans Frontieres", Body("Doctors Without Borders", "ngo", None)),
        ("Reuters", Body("Reuters", "media", None)),
        ("KCNA", Body("Korean Central News Agency", "media", "PRK")),
        ("New York Times", Body("The New York Times", "media", None)),
        ("The Guardian", Body("The Guardian", "media", None)),
        ("Gazprom", Body("Gazprom", "business", "RUS")),
        ("Mahan Air", Body("Mahan Air", "business", "IRN")),
    ],
)
def test_body_named(words, body):
    assert body_named(words) == body


@pytest.mark.parametrize("words", ["who", "Who", "kremlin", "Guardian", "the Hill", "Russia", "Congressman", ""])
def test_no_body_named(words):
    assert body_named(words) is None


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("Ministry", "government"),
        ("MINISTRY", "government"),
        ("Council of Ministers", "government"),
        ("Air Force", "military"),
        ("Parliament", "legislature"),
        ("Party", "party"),
        ("Liberation Front", "rebel"),
        ("Development Bank", "igo"),
        ("Institute", "ngo"),
        ("News Agency", "media"),
        ("Airlines", "business"),
        ("Council", "group"),
        ("Group", "group"),
        ("ministry", None),
        ("", None),
    ],
)
def test_kind_of_head(noun, kind):
    assert kind_of_head(noun) == kind


def test_longest_body_name():
    longest = "International Federation of Red Cross and Red Crescent Societies"
    assert body_named(longest) is not None
    assert longest_body_name() == longest.count(" ") + 1
