"""Rules of districts, categories and postcodes."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from directory.models import Category, District, Service, Trade
from directory.slugs import german_slug, taken_by_term
from directory.taxonomy.boundaries import inner_point, read_boundary
from directory.taxonomy.icons import icon_names

pytestmark = pytest.mark.django_db

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[7.1, 51.5], [7.2, 51.5], [7.2, 51.6], [7.1, 51.6], [7.1, 51.5]]],
}
BOW_TIE = {
    "type": "Polygon",
    "coordinates": [[[7.1, 51.5], [7.2, 51.6], [7.2, 51.5], [7.1, 51.6], [7.1, 51.5]]],
}


def saved(term: Any) -> Any:
    term.full_clean()
    term.save()
    return term


def test_slug_is_german() -> None:
    assert german_slug("Röhlinghausen-Süd & Großer Platz") == "roehlinghausen-sued-grosser-platz"
    assert saved(District(name="Röhlinghausen")).slug == "roehlinghausen"


def test_district_part_named_like_its_district_gets_a_suffix() -> None:
    top = saved(District(name="Wanne"))
    part = saved(District(name="Wanne", parent=top))
    assert (top.slug, part.slug) == ("wanne", "wanne-stadtteil")
    assert saved(District(name="Wanne")).slug == "wanne-2"
    assert part.path_label == "Wanne › Wanne"


def test_two_levels_only() -> None:
    top = saved(District(name="Eickel"))
    part = saved(District(name="Wanne-Süd", parent=top))
    with pytest.raises(ValidationError) as deep:
        District(name="Straße", parent=part).full_clean()
    assert "parent" in deep.value.message_dict
    top.parent = saved(District(name="Sodingen"))
    with pytest.raises(ValidationError):
        top.full_clean()
    part.parent = part
    with pytest.raises(ValidationError):
        part.full_clean()


def test_merged_parent_is_refused() -> None:
    old = District.objects.create(name="Alt", merged_into=saved(District(name="Neu")))
    with pytest.raises(ValidationError):
        District(name="Teil", parent=old).full_clean()


@pytest.mark.parametrize(
    "pasted",
    [
        SQUARE,
        {"type": "Feature", "properties": {"name": "x"}, "geometry": SQUARE},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": SQUARE}]},
        json.dumps({"type": "Feature", "geometry": SQUARE}),
    ],
)
def test_boundary_is_stored_bare_and_fills_the_centre(pasted: Any) -> None:
    district = saved(District(name="Crange", boundary=pasted))
    assert district.boundary == SQUARE
    assert district.latitude == pytest.approx(51.55)
    assert district.longitude == pytest.approx(7.15)


def test_given_centre_stays() -> None:
    district = saved(District(name="Crange", boundary=SQUARE, latitude=51.0, longitude=7.0))
    assert district.point == (51.0, 7.0)


@pytest.mark.parametrize(
    "wrong",
    [
        "no json",
        [],
        {"type": "Point", "coordinates": [7, 51]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [[["a", "b"]]]},
        {"type": "Polygon", "coordinates": []},
        {"type": "FeatureCollection", "features": []},
        BOW_TIE,
        {
            "type": "Polygon",
            "coordinates": [
                [[370000, 5700000], [370100, 5700000], [370100, 5700100], [370000, 5700000]]
            ],
        },
    ],
)
def test_wrong_boundary_is_explained(wrong: Any) -> None:
    with pytest.raises(ValidationError):
        read_boundary(wrong)


def test_wrong_boundary_is_an_error_of_its_field() -> None:
    with pytest.raises(ValidationError) as error:
        District(name="Crange", boundary=BOW_TIE).full_clean()
    assert list(error.value.message_dict) == ["boundary"]


def test_inner_point_lies_inside_a_crescent() -> None:
    from shapely.geometry import Point, shape

    u_shape = {
        "type": "Polygon",
        "coordinates": [
            [[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3], [0, 0]],
        ],
    }
    latitude, longitude = inner_point(u_shape)
    assert shape(u_shape).contains(Point(longitude, latitude))


def test_half_a_centre_is_refused() -> None:
    with pytest.raises(ValidationError):
        District(name="Crange", latitude=51.5).full_clean()


def test_labels_follow_the_language(settings: Any) -> None:
    from django.utils import translation

    category = Category(name="Bücher", name_en="Books")
    assert category.labels == {"de": "Bücher", "en": "Books"}
    assert Category(name="Bücher").labels == {"de": "Bücher"}
    with translation.override("en"):
        assert str(category) == "Books"
    with translation.override("de"):
        assert str(category) == "Bücher"


def test_words_are_lines() -> None:
    service = Service(name="X", search_words="Eins\n\n Zwei \nEins", search_words_en="one")
    assert service.words == ("Eins", "Zwei", "one")


def test_tags_and_icons_are_checked() -> None:
    category = Category.objects.exclude(parent=None).first()
    assert category is not None
    with pytest.raises(ValidationError):
        Trade(name="X", osm_tag="books", category=category).full_clean()
    with pytest.raises(ValidationError):
        Category(name="X", icon="no-such-icon").full_clean()
    with pytest.raises(ValidationError):
        Category(name="X", osm_tags=["books"]).full_clean()
    with pytest.raises(ValidationError):
        Category(name="X", schema_type="book store").full_clean()
    saved(Category(name="X", icon=icon_names()[0], osm_tags=["shop=x"], schema_type="BookStore"))


def test_taken_by_term() -> None:
    district = saved(District(name="Horsthausen"))
    assert taken_by_term("horsthausen") == district
    category = Category.objects.exclude(parent=None).first()
    assert category is not None
    assert taken_by_term(category.slug) == category
    assert taken_by_term("buecherkaue") is None


def test_slug_of_a_shop_is_refused(shop: Any) -> None:
    with pytest.raises(ValidationError) as error:
        District(name="Anders", slug=shop.slug).full_clean()
    assert "slug" in error.value.message_dict
    # A slug made from the name steps aside by itself.
    assert saved(District(name="Kleine Kaue")).slug == "kleine-kaue-2"
