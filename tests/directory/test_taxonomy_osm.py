"""OpenStreetMap tags to trades, categories and services."""

import json
from pathlib import Path

import pytest

from directory.models import Category, Trade
from directory.taxonomy.osm import TagIndex, TagMatch, match_tags

INDEX = TagIndex(
    trades={"shop=bakery": 1, "amenity=cafe": 2, "shop=yes": 3, "tourism=hotel": 4},
    trade_categories={1: 10, 2: 20, 3: 30, 4: 40},
    categories={"shop=bread": 10, "craft=yes": 50},
    services={"delivery=yes": 7, "takeaway=yes": 8},
)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({}, TagMatch()),
        ({"shop": "bakery"}, TagMatch(trades=(1,), categories=(10,))),
        ({"shop": " Bakery "}, TagMatch(trades=(1,), categories=(10,))),
        ({"shop": "bread"}, TagMatch(categories=(10,))),
        ({"shop": "bread;bakery"}, TagMatch(trades=(1,), categories=(10,))),
        (
            {"amenity": "cafe", "shop": "bakery"},
            TagMatch(trades=(1, 2), categories=(10, 20)),
        ),
        (
            {"tourism": "hotel", "amenity": "cafe"},
            TagMatch(trades=(2, 4), categories=(20, 40)),
        ),
        ({"shop": "yes"}, TagMatch(trades=(3,), categories=(30,))),
        ({"shop": "yes", "amenity": "cafe"}, TagMatch(trades=(2,), categories=(20,))),
        ({"craft": "yes"}, TagMatch(categories=(50,))),
        ({"shop": "vacant"}, TagMatch()),
        ({"disused:shop": "bakery"}, TagMatch()),
        ({"shop": "bakery", "disused": "yes"}, TagMatch()),
        ({"shop": "fantasy"}, TagMatch()),
        (
            {"shop": "bakery", "delivery": "yes", "takeaway": "yes"},
            TagMatch(trades=(1,), categories=(10,), services=(7, 8)),
        ),
        ({"shop": "bakery", "delivery": "no"}, TagMatch(trades=(1,), categories=(10,))),
    ],
)
def test_match(tags: dict[str, str], expected: TagMatch) -> None:
    assert match_tags(tags, index=INDEX) == expected


@pytest.mark.django_db
def test_index_follows_merges() -> None:
    bakery = Trade.objects.get(osm_tag="shop=bakery")
    heir = Category.objects.exclude(pk=bakery.category_id).exclude(parent=None)[0]
    Category.objects.filter(pk=bakery.category_id).update(merged_into=heir)
    index = TagIndex.load()
    assert match_tags({"shop": "bakery"}, index=index).categories == (heir.pk,)
    assert match_tags({"shop": "bread"}, index=index).categories == (heir.pk,)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tags", "category"),
    [
        ({"shop": "books"}, "buecher-zeitschriften"),
        ({"shop": "jewelry"}, "schmuck-uhren"),
        ({"shop": "perfumery"}, "parfuemerien"),
        ({"shop": "stationery"}, "schreibwaren"),
        ({"shop": "craft"}, "basteln-handarbeit"),
        ({"craft": "blacksmith"}, "metall-schmiede"),
        ({"shop": "shoe_repair"}, "schuhreparatur"),
        ({"amenity": "cafe"}, "cafes"),
        ({"healthcare": "doctor"}, "arztpraxen-kliniken"),
        ({"shop": "tickets"}, "reisebueros-tickets"),
        ({"shop": "yes"}, "sonstige-laeden"),
    ],
)
def test_categories_of_real_tags(tags: dict[str, str], category: str) -> None:
    match = match_tags(tags, index=TagIndex.load())
    assert Category.objects.get(pk=match.categories[0]).slug == category


SAMPLE = Path(__file__).parent / "data" / "osm_values.json"


@pytest.mark.django_db
def test_values_of_a_real_town_are_nearly_all_known() -> None:
    """Values of shop and amenity in one town with the number of places that carry each."""
    index = TagIndex.load()
    counts = json.loads(SAMPLE.read_text("utf-8"))
    known = 0
    for tag, count in counts.items():
        key, value = tag.split("=", 1)
        known += count * bool(match_tags({key: value}, index=index).categories)
    assert known / sum(counts.values()) >= 0.98
