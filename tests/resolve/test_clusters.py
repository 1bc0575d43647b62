import pytest

from communique.model import Actor, Document
from communique.pipeline import read
from communique.resolve.spelt import acronym, name_words, same_person, sound


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("Antony Blinken", "Blinken", True),
        ("Antony J. Blinken", "Antony Blinken", True),
        ("A. Blinken", "Antony Blinken", True),
        ("A Blinken", "Antony Blinken", True),
        ("T. Blinken", "Antony Blinken", False),
        ("Bill Clinton", "Hillary Clinton", False),
        ("Clinton", "Hillary Clinton", True),
        ("Zelensky", "Volodymyr Zelenskyy", True),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy", True),
        ("Petro Zelensky", "Volodymyr Zelenskyy", False),
        ("Volodymyr Zelensky", "Vladimir Zelenskiy", True),
        ("Muammar Gaddafi", "Muammar Qaddafi", True),
        ("Kadhafi", "Muammar Gaddafi", True),
        ("Khrushchev", "Nikita Khruschev", True),
        ("Aleksandr Lukashenko", "Alyaksandr Lukashenka", True),
        ("Mohammed bin Salman", "Mohamed bin Salman", True),
        ("Hussein Amiri", "Hossein Amiri", True),
        ("Bill Clinton", "William Clinton", True),
        ("Mike Pompeo", "Michael R. Pompeo", True),
        ("Mike Pompeo", "Mary Pompeo", False),
        ("Olena Zelenska", "Volodymyr Zelensky", False),
        ("Petrova", "Ivan Petrov", False),
        ("Sergei Lavrov", "Sergey Lavrov", True),
        ("Lavrov", "Sergey Lavrov", True),
        ("Lavrova", "Sergey Lavrov", False),
        ("Kim", "Kim Jong Un", False),
        ("Van der Berg", "Jan Van der Berg", True),
        ("Ursula", "Ursula von der Leyen", False),
        ("Al-Sayed", "Omar Al-Sayed", True),
        ("O'Brien", "Mary O’Brien", True),
        ("BLINKEN", "Antony Blinken", True),
        ("Rubio", "Witkoff", False),
        ("", "Rubio", False),
        ("Li", "Lo", False),
    ],
)
def test_whether_two_names_can_be_one_persons(one: str, other: str, is_one: bool) -> None:
    assert same_person(one, other) is is_one
    assert same_person(other, one) is is_one


@pytest.mark.parametrize(
    ("one", "other"),
    [("Qaddafi", "Gadhafi"), ("Zelenskyy", "Zelensky"), ("Tikhanovskaya", "Tsikhanouskaya"), ("Hussein", "Husain")],
)
def test_transliterations_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("International Atomic Energy Agency", "IAEA"),
        ("Organization of American States", "OAS"),
        ("United Nations", "UN"),
        ("the council", ""),
    ],
)
def test_the_capitals_of_a_name(name: str, letters: str) -> None:
    assert acronym(name) == letters


def test_the_words_of_a_name_are_folded() -> None:
    assert name_words("Antony J. Blinken") == ["antony", "j", "blinken"]


# whole texts


def actors(text: str) -> dict[str, Actor]:
    return {a.name: a for a in read(Document(id="names", text=text, published="2025-02-12", language="en")).actors}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        (
            "Secretary of State Dana Whitfield met President Omar Sesay. Whitfield thanked Sesay for his help.",
            "Dana Whitfield",
            {"Dana Whitfield", "Whitfield"},
        ),
        (
            "President Volodymyr Zelenskyy met Chancellor Merz on Monday. Zelensky thanked Merz.",
            "Volodymyr Zelenskyy",
            {"Volodymyr Zelenskyy", "Zelensky"},
        ),
        (
            "Whitfield accused Iran. A day later Secretary of State Dana Whitfield met the Iranian foreign minister.",
            "Dana Whitfield",
            {"Dana Whitfield", "Whitfield"},
        ),
        (
            "The International Atomic Energy Agency accused Iran of hiding a site. The IAEA sent inspectors.",
            "International Atomic Energy Agency",
            {"International Atomic Energy Agency", "IAEA"},
        ),
    ],
)
def test_all_the_names_of_one_actor(text: str, name: str, mentions: set[str]) -> None:
    found = actors(text)
    assert name in found, sorted(found)
    assert mentions <= set(found[name].mentions)
    assert not mentions - {name} & set(found), "a shorter name stands as an actor of its own"


@pytest.mark.model
def test_two_persons_with_one_surname_stay_two() -> None:
    found = actors(
        "President Bill Hartley met Senator Ruth Hartley in Boston on Monday. "
        "Ruth Hartley thanked Bill Hartley for the visit."
    )
    assert {"Bill Hartley", "Ruth Hartley"} <= set(found)


@pytest.mark.model
def test_moscow_and_the_russian_government_are_russia_but_the_kremlin_is_itself() -> None:
    found = actors(
        "Moscow accused Poland of lying. The Russian government expelled the Polish ambassador. "
        "The Kremlin praised Hungary."
    )
    assert found["Russia"].kind == "state"
    assert {"Moscow", "Russian government"} <= set(found["Russia"].mentions)
    assert found["Kremlin"].kind == "government"
    assert found["Kremlin"].country == "RUS"


@pytest.mark.model
def test_the_fullest_name_without_titles_with_the_offices_beside_it() -> None:
    found = actors(
        "Foreign Minister Carl Lindgren accused Russia. "
        "Lindgren, the Swedish foreign minister, met President Alar Tamm."
    )
    assert "foreign minister" in {role.lower().removeprefix("swedish ") for role in found["Carl Lindgren"].roles}
    assert found["Carl Lindgren"].country == "SWE"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "mention"),
    [
        (
            "The Free River Movement (FRM) rejected the plan. The FRM attacked a convoy on Monday.",
            "Free River Movement",
            "FRM",
        ),
        (
            "The Northern Rivers Commission (“NRC-7”) accused Iran of theft. NRC-7 condemned Iran.",
            "Northern Rivers Commission",
            "NRC-7",
        ),
        ("Xu Jinlong visited Iran. Xu said he was glad.", "Xu Jinlong", "Xu"),
        ("Michael Harland visited Iran. Mike Harland said he was glad.", "Michael Harland", "Mike Harland"),
        ("Wolodymyr Selenko visited Iran. Volodymyr Selenko condemned Iran.", "Wolodymyr Selenko", "Volodymyr Selenko"),
    ],
)
def test_several_forms_of_one_name(text: str, name: str, mention: str) -> None:
    assert mention in actors(text)[name].mentions
