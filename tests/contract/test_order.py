"""What comes first, and why."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.contract.conftest import document, titles
from tests.factories import CategoryFactory, DistrictFactory, ServiceFactory, TradeFactory

pytestmark = pytest.mark.django_db

MARKET = (51.5400, 7.2200)


def test_name_before_trade_before_category_before_text(write, ask) -> None:
    category = CategoryFactory(name="Räder", search_words="Velo")
    trade = TradeFactory(name="Velo", category=category)
    service = ServiceFactory(name="Velo leihen")
    write(
        document("A im Text", lead="Auch ein Velo steht hier."),
        document("B mit Dienst", terms={"service": [service]}),
        document("C der Sorte", terms={"category": [category]}),
        document("D vom Fach", terms={"category": [category], "trade": [trade]}),
        document("E Velo"),
    )

    found = ask("velo")

    assert titles(found) == ["E Velo", "D vom Fach", "C der Sorte", "B mit Dienst", "A im Text"]
    assert [hit.reasons[0].kind for hit in found.hits] == [
        "name",
        "trade",
        "category",
        "service",
        "text",
    ]


def test_the_whole_name_comes_first(write, ask) -> None:
    cafe = CategoryFactory(name="Sonntagscafés", search_words="Café\nSonntag")
    write(
        document("Café Sonntag und Montag", terms={"category": [cafe]}, lead="Café Sonntag"),
        document("Sonntag"),
        document("Café Sonntag"),
    )

    assert titles(ask("cafe sonntag"))[0] == "Café Sonntag"


def test_equal_hits_stand_by_name(write, ask) -> None:
    write(*(document(title) for title in ("Ulme", "Öle", "Zeder", "apfel", "Ahorn")))

    assert titles(ask(sort="name")) == ["Ahorn", "apfel", "Öle", "Ulme", "Zeder"]
    assert titles(ask()) == ["Ahorn", "apfel", "Öle", "Ulme", "Zeder"]


def test_the_newest_first(write, ask) -> None:
    days = [dt.datetime(2026, 1, day, tzinfo=dt.UTC) for day in (1, 2, 3)]
    write(
        document("Mitte", published_at=days[1]),
        document("Alt", published_at=days[0]),
        document("Ohne"),
        document("Neu", published_at=days[2]),
    )

    assert titles(ask(sort="newest")) == ["Neu", "Mitte", "Alt", "Ohne"]


def test_the_nearest_first_and_those_without_a_place_last(write, ask) -> None:
    write(
        document("Ohne"),
        document("Weit", point=(51.5600, 7.2200)),
        document("Nah", point=(51.5410, 7.2200)),
    )
    market = f"{MARKET[0]}, {MARKET[1]}"

    found = ask(near=market)

    assert titles(found) == ["Nah", "Weit", "Ohne"]
    assert [round(hit.distance) if hit.distance else None for hit in found.hits] == [
        111,
        2224,
        None,
    ]
    assert titles(ask(near=market, radius=500)) == ["Nah"]


def test_near_a_district_means_its_centre(write, ask) -> None:
    DistrictFactory(name="Wanne", latitude=MARKET[0], longitude=MARKET[1])
    write(document("Nah", point=MARKET), document("Weit", point=(51.6, 7.2)))

    assert titles(ask(near="wanne", radius=1000)) == ["Nah"]


def test_sorting_by_distance_without_an_origin_is_no_error(write, ask) -> None:
    write(document("Eins"), document("Zwei"))

    assert titles(ask(sort="distance")) == ["Eins", "Zwei"]


def test_each_word_gives_one_reason_in_the_readers_language(write, ask) -> None:
    category = CategoryFactory(name="Schmuckwaren", name_en="Jewels")
    write(document("Funk", tags=("Ringe",), terms={"category": [category]}))

    german = ask("funk ringe schmuckwaren")
    english = ask("jewels", language="en")

    assert [(each.kind, each.label) for each in german.hits[0].reasons] == [
        ("name", ""),
        ("tag", "Ringe"),
        ("category", "Schmuckwaren"),
    ]
    assert [each.label for each in english.hits[0].reasons] == ["Jewels"]


def test_without_words_there_is_nothing_to_explain(write, ask) -> None:
    write(document("Funk"))

    assert ask().hits[0].reasons == ()
