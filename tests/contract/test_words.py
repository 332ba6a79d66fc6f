"""Which words find what: spelling, stems, names of terms, and what nobody should type."""

from __future__ import annotations

import pytest

from directory.models import Category, Trade
from tests.contract.conftest import document, titles
from tests.factories import CategoryFactory, DistrictFactory, ServiceFactory, TradeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Müllers Bücherstübchen", "mueller buecherstuebchen"),
        ("Müllers Bücherstübchen", "MULLERS BUCHERSTUBCHEN"),
        ("Mueller am Markt", "müller"),
        ("Großer Spaß", "grosser spass"),
        ("Grosser Spass", "großer spaß"),
        ("Café Crème", "cafe creme"),
        ("Schöne Uhren", "schöner uhr"),
        ("Blumen und mehr", "blume"),
        ("Rosi's Wolle", "rosis"),
        ("Rosi’s Wolle", "rosi's wolle"),
        ("Straßencafé", "strassencafe"),
        ("Elektro 24/7", "24 7"),
        ("Книга и чай", "книга"),
        ("O'Neill’s Pub", "oneills"),
    ],
)
def test_spelling_does_not_matter(write, ask, title: str, words: str) -> None:
    write(document(title), document("Ganz etwas anderes"))

    assert titles(ask(words)) == [title]


def test_all_words_must_match_but_each_in_its_own_place(write, ask) -> None:
    district = DistrictFactory(name="Sodingen")
    write(
        document("Rabe", lead="Alte Bücher", tags=("Antiquariat",), terms={"district": [district]}),
        document("Rabe am Markt", lead="Neue Bücher"),
    )

    assert titles(ask("rabe bücher antiquariat sodingen")) == ["Rabe"]
    assert titles(ask("bücher")) == ["Rabe", "Rabe am Markt"]
    assert not ask("rabe fahrrad").total


@pytest.mark.parametrize(
    "words", ["schmuck in der", "wo gibt es schmuck", "Schmuck, bitte im Laden"]
)
def test_little_words_are_passed_over(write, ask, words: str) -> None:
    write(document("Goldschmiede Funk", lead="Schmuck und Ringe", body="Es gibt bitte alles."))

    assert ask(words).total == 1


def test_a_name_made_of_little_words_is_found(write, ask) -> None:
    write(document("Der Laden"), document("Die Kneipe"))

    assert titles(ask("der laden")) == ["Der Laden"]


def test_words_of_terms_find_their_holders(write, ask) -> None:
    category = CategoryFactory(name="Goldwaren", name_en="Gold goods", search_words="Geschmeide")
    trade = TradeFactory(name="Ringschmied", search_words="Trauringe", category=category)
    service = ServiceFactory(name="Geschenke einpacken")
    district = DistrictFactory(name="Horsthausen", aliases="Piepenfritz")
    write(
        document("Funk", terms={"category": [category]}),
        document("Kern", terms={"category": [category], "trade": [trade]}),
        document("Lenz", terms={"service": [service]}),
        document("Mohn", terms={"district": [district]}),
    )

    assert titles(ask("geschmeide")) == ["Funk", "Kern"]
    assert titles(ask("goldware")) == ["Funk", "Kern"]
    assert titles(ask("gold goods", language="en")) == ["Funk", "Kern"]
    assert titles(ask("trauringe"))[0] == "Kern"
    assert titles(ask("einpacken")) == ["Lenz"]
    assert titles(ask("piepenfritz")) == ["Mohn"]


def test_what_a_term_is_called_now_counts(write, ask) -> None:
    category = CategoryFactory(name="Plattenladen")
    write(document("Rille", terms={"category": [category]}))
    assert ask("plattenladen").total == 1

    category.name = "Tonträger"
    category.save()

    assert ask("tonträger").total == 1
    assert not ask("plattenladen").total


#: What a person, a machine or a slipped finger may send. Nothing of it is a language of its own.
STRANGE = [
    '"',
    "'",
    "''",
    '""',
    "*",
    "brot*",
    "^brot",
    "brot:",
    "title:brot",
    "title : brot",
    "(brot",
    "brot)",
    "brot AND",
    "AND",
    "OR OR",
    "NOT",
    "NEAR(brot kuchen)",
    "brot NEAR/2 kuchen",
    "-brot",
    "+brot",
    "brot | kuchen",
    "brot & kuchen",
    "!brot",
    "<->",
    "%",
    "_",
    "\\",
    "brot\\",
    "{brot}",
    "[brot]",
    "brot\x00",
    "\x00",
    "brot\x00kuchen",
    "\u200b",
    "\ud83d",
    "🥖",
    "🥖 brot",
    "хлеб",
    "面包",
    "ﬁsch",
    "ＢＲＯＴ",
    "brot\nkuchen\t",
    "'; DROP TABLE search_entry; --",
    "<script>alert(1)</script>",
    "x" * 10_000,
    "brot " * 2_000,
    "a b c d e f g h i j k l",
    "١٢٣",
    "²",
    "e\u0301",
]


@pytest.mark.parametrize("words", STRANGE, ids=ascii)
def test_nothing_typed_can_break_it(write, ask, words: str) -> None:
    write(document("Brot und Kuchen"), document("Käse"))

    assert ask(words).total <= 2


@pytest.mark.parametrize(
    ("words", "same_as"),
    [
        ('"brot"', "brot"),
        ("brot*", "brot"),
        ("br*", "br"),
        ("title:brot", "title brot"),
        ("-brot", "brot"),
        ("brot OR käse", "brot or käse"),
        ("brot AND käse", "brot käse"),
        ("NOT brot", "not brot"),
        ("(brot) käse", "brot käse"),
        ("brot | käse", "brot käse"),
        ("NEAR(brot käse)", "near brot käse"),
        ("brot\x00", "brot"),
        ("🥖 brot", "brot"),
        ("ＢＲＯＴ", "brot"),
    ],
)
def test_signs_are_no_operators(write, ask, words: str, same_as: str) -> None:
    write(document("Brot"), document("Käse"), document("Brot und Käse"), document("Nichts"))

    assert titles(ask(words)) == titles(ask(same_as))


def test_only_signs_find_nothing_but_nothing_typed_finds_all(write, ask) -> None:
    write(document("Brot"))

    assert ask("").total == 1
    assert ask("   ").total == 1
    assert not ask("***").total


def test_the_real_vocabulary_knows_its_smiths(write, ask) -> None:
    farrier = Trade.objects.get(name="Hufschmied")
    other = Trade.objects.filter(category=farrier.category).exclude(pk=farrier.pk).first()
    category = farrier.category
    write(
        document("Aalto Metall", terms={"category": [category], "trade": [other]}),
        document("Zorn", terms={"category": [category], "trade": [farrier]}),
        document(
            "Brandt Bücher", terms={"category": [Category.objects.exclude(pk=category.pk)[0]]}
        ),
    )

    found = ask("Hufschmied")

    assert titles(found)[0] == "Zorn"
    assert str(found.hits[0].reasons[0]) == "als „Hufschmied“"
    assert "Brandt Bücher" not in titles(found)


def test_a_word_of_a_parent_does_not_mean_everything_below_it(write, ask) -> None:
    top = Category.objects.get(slug="schmuck-kunst-geschenke")
    jewellery, gifts = (
        Category.objects.get(slug=slug) for slug in ("schmuck-uhren", "geschenke-souvenirs")
    )
    write(
        document("Ring", terms={"category": [jewellery]}),
        document("Andenken", terms={"category": [gifts]}),
        document("Allerlei", terms={"category": [top]}),
    )

    assert titles(ask("Schmuck")) == ["Allerlei", "Ring"]
    assert titles(ask("Geschenke")) == ["Allerlei", "Andenken"]
    assert set(titles(ask("Schmuck, Kunst & Geschenke"))) >= {"Allerlei"}
