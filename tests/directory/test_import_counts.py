"""What was imported, counted against the raw file and asked on the terminal."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from directory.models import ShopPage
from directory.taxonomy.load import VOCABULARY
from search import vocabulary
from search.models import Entry, EntryTerm
from tests.factories.importing import FILES, INVENTED, ask, run

KEYS = ("shop", "craft", "amenity", "healthcare", "office", "tourism", "leisure")

pytestmark = pytest.mark.django_db


class RawTags:
    """The file counted by itself, with the vocabulary's JSON and nothing of the code."""

    def __init__(self, path: Path) -> None:
        data = json.loads(VOCABULARY.read_text("utf-8"))
        self.category = {tag: row["slug"] for row in data["categories"] for tag in row["osm_tags"]}
        self.category |= {row["osm_tag"]: row["category"] for row in data["trades"]}
        self.parent = {row["slug"]: row["parent"] for row in data["categories"]}
        self.rows = [
            feature["properties"]
            for feature in json.loads(path.read_text("utf-8"))["features"]
            if isinstance(feature, dict)
            and feature["properties"].get("name")
            and (feature.get("geometry") or {}).get("type")
        ]

    def of(self, tags: dict[str, str]) -> set[str]:
        """Slugs of the categories that the tags name, with their parents."""
        pairs = [
            f"{key}={value.strip()}"
            for key in KEYS
            for value in tags.get(key, "").split(";")
            if value.strip()
        ]
        telling = [pair for pair in pairs if not pair.endswith("=yes")]
        found = {self.category[pair] for pair in telling if pair in self.category}
        found = found or {self.category[pair] for pair in pairs if pair in self.category}
        return found | {self.parent[slug] for slug in found if self.parent[slug]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_categories_are_those_of_the_raw_tags(path: Path) -> None:
    lines = run(path, "--publish", "--create-districts")
    raw = RawTags(path)
    taken = {line["external_id"] for line in lines.values() if line["result"] == "created"}
    features = json.loads(path.read_text("utf-8"))["features"]
    seen: set[str] = set()
    wanted: Counter[str] = Counter()
    suburbs: Counter[str] = Counter()
    mapped = categorised = 0
    held = set(
        ShopPage.objects.filter(primary_category__isnull=False).values_list(
            "external_id", flat=True
        )
    )
    for feature in features:
        if not isinstance(feature, dict) or feature["id"] not in taken or feature["id"] in seen:
            continue
        seen.add(feature["id"])
        tags = feature["properties"]
        suburbs[tags.get("addr:suburb") or tags.get("addr:city") or ""] += 1
        if tags.get("disused") == "yes":
            continue
        slugs = raw.of(tags)
        wanted.update(slugs)
        if slugs:
            mapped += 1
            categorised += feature["id"] in held

    answer = ask("")

    assert answer["total"] == len(taken)
    assert categorised >= 0.95 * mapped > 20
    assert {row["value"]: row["count"] for row in answer["facets"]["category"]} == wanted
    by_name = {row["label"]: row["count"] for row in answer["facets"]["district"]}
    assert by_name == {name: count for name, count in suburbs.items() if name}
    for facet, option in (("category", "category"), ("district", "district")):
        for row in answer["facets"][facet][:5]:
            assert ask("", **{option: row["value"]})["total"] == row["count"]


def test_searching_on_the_terminal_by_district_and_category() -> None:
    run(INVENTED, "--publish", "--create-districts")

    found = ask("", district="altstadt", category="cafes")
    pages = ask("", page="99")

    assert [hit["title"] for hit in found["hits"]] == ["Café Pendel"]
    assert list(found) == ["total", "page", "pages", "hits", "facets"]
    assert list(found["hits"][0]) == [
        "id",
        "kind",
        "title",
        "slug",
        "url",
        "external_id",
        "district",
        "categories",
        "reasons",
    ]
    assert found["hits"][0]["external_id"] == "node/9004"
    assert (found["hits"][0]["district"], found["hits"][0]["categories"]) == ("altstadt", ["cafes"])
    assert (pages["page"], pages["pages"]) == (2, 2)
    assert ask("gibt es nicht xyz")["total"] == 0
    assert ask("Hufschmied")["hits"][0]["title"] == "Hufbeschlag Eisenmann"
    assert ask("Café")["hits"][0]["reasons"] == ["im Namen"]
    assert {row["value"]: row["count"] for row in found["facets"]["district"]}["altstadt"] == 1


def test_an_unknown_filter_on_the_terminal_is_exit_code_2() -> None:
    with pytest.raises(CommandError) as caught:
        call_command(
            "search", "query", "", "--district=nirgends", "--near=Atlantis", "--language=en"
        )

    assert caught.value.returncode == 2
    assert str(caught.value) == (
        "--district: “nirgends” does not exist. --near: we don’t know the place “Atlantis”."
    )


def test_a_book_is_no_appointment() -> None:
    data = json.loads(VOCABULARY.read_text("utf-8"))
    category = {row["osm_tag"]: row["category"] for row in data["trades"]}

    named = {match.term.slug for match in vocabulary.get().match(["book"])[0]}

    assert category["shop=anime"] == "buecher-zeitschriften"
    assert "buecher-zeitschriften" in named
    assert named.isdisjoint({"termin-nach-absprache", "kino-theater-museen"})


def test_every_shop_is_found_under_its_source() -> None:
    run(INVENTED, "--publish", "--create-districts")

    assert EntryTerm.objects.filter(facet="trade").exists()
    for entry in Entry.objects.all():
        facts = entry.read().facts
        assert facts["source"] == "osm"
        assert facts["source_attribution"]
