"""The vocabulary that every town starts with."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from directory.models import Category, Service, Trade
from directory.taxonomy.icons import icon_names
from directory.taxonomy.load import VOCABULARY, load_vocabulary
from search import vocabulary

SPRITE = Path(__file__).resolve().parents[2] / "static" / "vendor" / "icons" / "sprite.svg"


@pytest.fixture(scope="module")
def data() -> Any:
    return json.loads(VOCABULARY.read_text("utf-8"))


@pytest.mark.django_db
def test_migrations_loaded_everything_and_loading_again_adds_nothing(data: Any) -> None:
    assert Category.objects.count() == len(data["categories"])
    assert Trade.objects.count() == len(data["trades"])
    assert Service.objects.count() == len(data["services"])
    assert load_vocabulary(apps) == {"categories": 0, "trades": 0, "services": 0}


@pytest.mark.django_db
def test_loading_again_keeps_what_editors_did() -> None:
    books = Trade.objects.get(osm_tag="shop=books")
    Trade.objects.filter(pk=books.pk).update(name="Bücherstube", slug="anders")
    Category.objects.filter(pk=books.category_id).update(name="Lesestoff")
    Trade.objects.get(osm_tag="shop=toys").delete()
    assert load_vocabulary(apps) == {"categories": 0, "trades": 1, "services": 0}
    books.refresh_from_db()
    assert (books.name, books.category.name) == ("Bücherstube", "Lesestoff")


@pytest.mark.django_db
def test_every_row_is_valid() -> None:
    for model in (Category, Trade, Service):
        for row in model.objects.all():
            try:
                row.full_clean()
            except ValidationError as error:  # pragma: no cover
                pytest.fail(f"{model.__name__} {row.slug}: {error}")


def test_tree_has_two_levels_and_about_ninety_leaves(data: Any) -> None:
    tops = {row["slug"] for row in data["categories"] if not row["parent"]}
    leaves = [row for row in data["categories"] if row["parent"]]
    assert 14 <= len(tops) <= 18
    assert 80 <= len(leaves) <= 95
    assert {row["parent"] for row in leaves} == tops


def test_each_tag_stands_once(data: Any) -> None:
    tags = Counter(row["osm_tag"] for row in data["trades"])
    tags.update(tag for row in data["categories"] for tag in row["osm_tags"])
    assert [tag for tag, count in tags.items() if count > 1] == []


def test_rows_are_complete(data: Any) -> None:
    for row in (*data["categories"], *data["trades"], *data["services"]):
        assert row["name"]
        assert row["name_en"]
        assert re.fullmatch(r"[a-z0-9-]+", row["slug"])
        assert len(row["search_words"]) >= 2, row["slug"]
    for row in (*data["categories"], *data["services"]):
        assert row["icon"] in icon_names(), row["icon"]
    assert all(row["schema_type"] for row in data["categories"])


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("shop=shoe_repair", "Schuster"),
        ("shop=shoe_repair", "Schuhmacher"),
        ("craft=plumber", "Klempner"),
        ("shop=butcher", "Fleischerei"),
        ("shop=bakery", "Brötchen"),
        ("shop=florist", "Blumen"),
        ("shop=optician", "Brille"),
        ("craft=blacksmith", "Hufschmied"),
        ("shop=books", "Bücher"),
        ("shop=jewelry", "Ringe"),
    ],
)
def test_everyday_words(data: Any, tag: str, word: str) -> None:
    trade = next(row for row in data["trades"] if row["osm_tag"] == tag)
    assert word in trade["search_words"]


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("shop=shoe_repair", "kopfsteinpflaster"),
        ("shop=chemist", "apotheke"),
        ("craft=tiler", "dachdecker"),
        ("shop=medical_supply", "drogerie"),
        ("amenity=restaurant", "café"),
        ("shop=fuel", "tankstelle"),
    ],
)
def test_wrong_words_are_gone(data: Any, tag: str, word: str) -> None:
    trade = next(row for row in data["trades"] if row["osm_tag"] == tag)
    words = [trade["name"], *trade["search_words"]]
    assert word not in [entry.casefold() for entry in words]


def test_empty_shops_are_no_trade(data: Any) -> None:
    assert "shop=vacant" not in {row["osm_tag"] for row in data["trades"]}


def test_sprite_holds_paths_alone() -> None:
    text = SPRITE.read_text("utf-8")
    assert set(re.findall(r"<([a-z]+)", text)) == {"svg", "symbol", "path"}
    assert set(re.findall(r' ([a-zA-Z:]+)="', text)) == {"xmlns", "id", "viewBox", "d"}


@pytest.mark.django_db
def test_terms_of_the_search() -> None:
    terms = vocabulary.get()
    smith = Trade.objects.get(osm_tag="craft=blacksmith")
    term = terms.get("trade", smith.pk)
    assert term is not None
    assert term.implies == (("category", smith.category_id),)
    assert "Hufschmied" in term.words
    books = terms.by_slug("category", "buecher-zeitschriften")
    assert books is not None
    assert books.labels == {"de": "Bücher & Zeitschriften", "en": "Books & magazines"}
    assert books.parent_id is not None
    assert books.icon
