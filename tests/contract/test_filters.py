"""Districts, categories, services, kinds, languages: what passes, and what is counted."""

from __future__ import annotations

import pytest

from directory.taxonomy.merge import merge_terms
from search import vocabulary
from search.parse import parse
from search.query import PAGE_SIZE
from tests.contract.conftest import document, titles
from tests.factories import CategoryFactory, DistrictFactory, ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanne():
    """A Bezirk, a Stadtteil with the same name, and another one."""
    bezirk = DistrictFactory(name="Wanne", position=1)
    mitte = DistrictFactory(name="Wanne", parent=bezirk)
    unser_fritz = DistrictFactory(name="Unser Fritz", parent=bezirk)
    return bezirk, mitte, unser_fritz


def counts(results, name: str) -> dict[str, int]:
    return {value.value: value.count for value in results.facets[name]}


def test_a_bezirk_includes_its_stadtteile(write, ask, wanne) -> None:
    bezirk, mitte, fritz = wanne
    other = DistrictFactory(name="Eickel")
    write(
        document("Oben", terms={"district": [bezirk]}),
        document("Mitte", terms={"district": [mitte]}),
        document("Rand", terms={"district": [fritz]}),
        document("Fern", terms={"district": [other]}),
    )

    assert (bezirk.slug, mitte.slug) == ("wanne", "wanne-stadtteil")
    assert titles(ask(district="wanne")) == ["Mitte", "Oben", "Rand"]
    assert titles(ask(district="wanne-stadtteil")) == ["Mitte"]
    assert counts(ask(), "district") == {
        "wanne": 3,
        "wanne-stadtteil": 1,
        "unser-fritz": 1,
        "eickel": 1,
    }


def test_the_word_means_the_bezirk(write, ask, wanne) -> None:
    _bezirk, mitte, fritz = wanne
    write(
        document("Mitte", terms={"district": [mitte]}),
        document("Rand", terms={"district": [fritz]}),
        document("Fern"),
    )

    assert titles(ask("wanne")) == ["Mitte", "Rand"]
    assert titles(ask("Läden in Wanne")) == ["Mitte", "Rand"]


def test_a_category_includes_its_children(write, ask) -> None:
    top = CategoryFactory(name="Oberstes")
    child = CategoryFactory(name="Untenstehendes", parent=top)
    write(document("Kind", terms={"category": [child]}), document("Anderes"))

    assert titles(ask(category="oberstes")) == ["Kind"]
    assert titles(ask("oberstes")) == ["Kind"]
    assert counts(ask(), "category") == {"oberstes": 1, "untenstehendes": 1}


def test_counts_ignore_their_own_selection_and_only_that(write, ask) -> None:
    nord, sued = DistrictFactory(name="Nord"), DistrictFactory(name="Süd")
    repair, gifts = ServiceFactory(name="Flicken"), ServiceFactory(name="Schleifen binden")
    write(
        document("A", terms={"district": [nord], "service": [repair]}),
        document("B", terms={"district": [nord], "service": [gifts]}),
        document("C", terms={"district": [sued], "service": [repair]}),
    )

    found = ask(district="nord", service="flicken")

    assert titles(found) == ["A"]
    assert counts(found, "district") == {"nord": 1, "sued": 1}
    assert counts(found, "service") == {"flicken": 1, "schleifen-binden": 1}
    assert [value.value for value in found.facets["district"] if value.selected] == ["nord"]


def test_a_choice_without_hits_stays(write, ask) -> None:
    DistrictFactory(name="Nord")
    write(document("A", terms={"wheelchair": ["yes"]}))

    found = ask(district="nord", wheelchair="no")

    assert not found.total
    assert counts(found, "district") == {"nord": 0}
    assert counts(found, "wheelchair") == {"no": 0}


def test_kinds_and_wheelchair(write, ask) -> None:
    write(
        document("Laden", terms={"wheelchair": ["yes"]}),
        document("Stufe", terms={"wheelchair": ["limited"]}),
        document("Bericht", kind="story"),
        document("Markt", kind="campaign", facts={"starts": "2026-03-01", "ends": "2026-03-02"}),
    )

    assert titles(ask(kind="story")) == ["Bericht"]
    assert titles(ask(wheelchair="yes")) == ["Laden"]
    assert counts(ask(), "kind") == {"shop": 2, "story": 1, "campaign": 1}


def test_a_merged_slug_means_its_heir(write, ask) -> None:
    old, new = DistrictFactory(name="Alt"), DistrictFactory(name="Neu")
    shops = document("A", terms={"district": [old]}), document("B", terms={"district": [new]})
    merge_terms(source=old, target=new)
    # Documents keep the old id; the store finds them under the heir.
    write(*shops)
    parsed = parse({"district": "alt"}, known=vocabulary.get(), language="de")

    assert parsed.query.selected == {"district": "neu"}
    assert parsed.moved
    assert titles(ask(district="neu")) == ["A", "B"]
    assert titles(ask("alt")) == ["A", "B"]


def test_what_is_unknown_is_named_and_left_out(db) -> None:
    params = {
        "district": "nirgends",
        "kind": "<b>",
        "near": "Atlantis",
        "service": "\x00",
        "q": "x",
    }

    parsed = parse(params, known=vocabulary.get(), language="de")

    assert parsed.unknown == [("district", "nirgends"), ("kind", "<b>"), ("near", "Atlantis")]
    assert parsed.query.selected == {}
    assert len(parsed.notices()) == 3
    assert "nirgends" in parsed.notices()[0]


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "1e3", "²", "9" * 40, "2.5"])
def test_strange_page_numbers_show_the_first_page(db, number: str) -> None:
    assert parse({"page": number}, known=vocabulary.get(), language="de").query.page == 1


def test_pages_are_clamped(write, ask) -> None:
    write(*(document(f"Laden {number:02}") for number in range(PAGE_SIZE + 1)))

    second = ask(page=99)

    assert (second.page, second.pages, second.total) == (2, 2, PAGE_SIZE + 1)
    assert titles(second) == [f"Laden {PAGE_SIZE:02}"]
    assert (ask("gibtsnicht").page, ask("gibtsnicht").pages) == (1, 1)


def test_closed_shops_are_not_found(write, ask) -> None:
    write(document("Zu", listed=False), document("Auf"))

    assert titles(ask()) == ["Auf"]
    assert counts(ask(), "kind") == {"shop": 1}


def test_each_reader_finds_one_language_of_a_story(write, ask) -> None:
    write(
        document("Die Kette", kind="story", translation_key="a"),
        document("The chain", kind="story", language="en", translation_key="a"),
        document("Nur deutsch", kind="story", translation_key="b"),
        document("Only English", kind="story", language="en", translation_key="c"),
    )

    assert sorted(titles(ask())) == ["Die Kette", "Nur deutsch", "Only English"]
    assert sorted(titles(ask(language="en"))) == ["Nur deutsch", "Only English", "The chain"]
    assert counts(ask(language="en"), "kind") == {"story": 3}
    assert not ask("chain").total
    assert ask("chain", language="en").total == 1


def test_the_twin_that_is_gone_makes_room(write, ask) -> None:
    write(
        document("Die Kette", kind="story", translation_key="a"),
        document("The chain", kind="story", language="en", translation_key="a", listed=False),
    )

    assert titles(ask(language="en")) == ["Die Kette"]
