"""Shops out of a file with OpenStreetMap tags are found by district and category."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.core.management import call_command
from playwright.sync_api import Browser, Page

from directory.models import Category, Trade
from tests.factories.importing import INVENTED

#: The invented town that is always there, and real ones where they lie beside the project.
FILES = [
    INVENTED,
    *sorted((project.BASE_DIR.parent / "shared" / "data").glob("*-shops-osm.geojson")),
]


def raw_tags(file: Path, *, report: Path) -> list[dict[str, str]]:
    """The tags of every row of the file that was not refused."""
    rows = json.loads(file.read_text(encoding="utf-8"))["features"]
    outcomes = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    refused = {outcome["row"] for outcome in outcomes if outcome["result"] == "refused"}
    return [row["properties"] for number, row in enumerate(rows, start=1) if number not in refused]


def trades_of(tags: dict[str, str]) -> set[str]:
    """The tags of one place as the vocabulary writes them (`shop=books`), if it is in business."""
    if tags.get("disused") == "yes":
        return set()
    return {f"{key}={part.strip()}" for key, value in tags.items() for part in value.split(";")}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_imported_shops_are_found(
    page: Page,
    live_server: Any,
    browser: Browser,
    browser_context_args: dict[str, Any],
    file: Path,
    tmp_path: Path,
) -> None:
    report = tmp_path / "report.jsonl"
    call_command(
        "import_shops", file, source="osm", create_districts=True, publish=True, report=report
    )
    rows = raw_tags(file, report=report)
    places = Counter(row["addr:suburb"] for row in rows if "addr:suburb" in row)
    place, in_place = places.most_common(1)[0]
    books = Category.objects.get(slug="buecher-zeitschriften")
    hair = Category.objects.get(slug="friseursalons")
    plain = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    for visitor in (page, plain.new_page()):
        visitor.goto(f"{live_server.url}/laeden/")
        assert options(visitor, "district")[place] == in_place
        for category in (books, hair):
            tags = set(Trade.objects.filter(category=category).values_list("osm_tag", flat=True))
            tags |= set(category.osm_tags)
            sold = sum(bool(trades_of(row) & tags) for row in rows)
            if sold:
                assert options(visitor, "category")[category.name] == sold
        choose(visitor, "district", place)
        with visitor.expect_navigation():
            visitor.locator(".filter__go button").click()
        assert visitor.locator("h1").inner_text().startswith(f"{in_place} ")
        assert visitor.locator("#results .cards h3").count() == min(in_place, 20)
    plain.close()


def choose(page: Page, name: str, label: str) -> None:
    """Tick an option of a filter, also one that is folded away."""
    option = page.get_by_role(
        "radio", name=re.compile(f"^{re.escape(label)} "), include_hidden=True
    )
    if not option.first.is_visible():
        page.locator("fieldset", has=page.locator(f"[name={name}]")).locator(
            ".filter__rest > summary"
        ).click()
    option.first.check()


def options(page: Page, name: str) -> dict[str, int]:
    """The labels of a filter's options with their numbers, folded ones too."""
    rows = page.locator(f"#filter label:has([name={name}])").evaluate_all(
        """labels => labels.map((label) => [
            label.querySelector("span").textContent.trim(),
            label.querySelector(".num")?.textContent.trim() ?? "0"])"""
    )
    return {label: int(count.replace(".", "")) for label, count in rows}
