"""Load categories, trades and services that every town starts with."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.db.models import F, Model

VOCABULARY = Path(__file__).resolve().parents[1] / "data" / "vocabulary.json"


def load_vocabulary(apps: Apps, *, path: Path = VOCABULARY) -> dict[str, int]:
    """Add the rows of the fixture that are missing; return how many of each kind were added.

    Works with the historical models of a migration. Rows are known by slug (trades by their
    OpenStreetMap tag). A row that is there already stays as it is: editors may have renamed or
    merged it, and what they decided counts.
    """
    data = json.loads(path.read_text("utf-8"))
    added = {
        "categories": _add_categories(apps.get_model("directory", "Category"), data["categories"]),
        "trades": _add_trades(apps, data["trades"]),
        "services": _add_missing(
            apps.get_model("directory", "Service"),
            key="slug",
            rows=[_fields(row) for row in data["services"]],
        ),
    }
    if any(added.values()):
        _touch(apps)
    return added


def _add_categories(model: type[Model], entries: list[dict[str, Any]]) -> int:
    """Parents first: children name theirs by slug."""
    added = 0
    for top in (True, False):
        ids = _ids(model, key="slug")
        rows = [
            {**_fields(entry, without=("parent",)), "parent_id": ids.get(entry["parent"])}
            for entry in entries
            if (entry["parent"] == "") is top
        ]
        added += _add_missing(model, key="slug", rows=rows)
    return added


def _add_trades(apps: Apps, entries: list[dict[str, Any]]) -> int:
    categories = _ids(apps.get_model("directory", "Category"), key="slug")
    rows = [
        {**_fields(entry, without=("category",)), "category_id": categories[entry["category"]]}
        for entry in entries
    ]
    return _add_missing(apps.get_model("directory", "Trade"), key="osm_tag", rows=rows)


def _fields(entry: dict[str, Any], *, without: Iterable[str] = ()) -> dict[str, Any]:
    """The entry as fields of its model; lists of words become lines."""
    fields = {name: value for name, value in entry.items() if name not in without}
    for name in ("search_words", "search_words_en"):
        fields[name] = "\n".join(fields[name])
    return fields


def _add_missing(model: type[Model], *, key: str, rows: list[dict[str, Any]]) -> int:
    there = _ids(model, key=key)
    # A trade added by an editor may have a slug that the fixture gives to another one.
    slugs = set(_ids(model, key="slug"))
    missing = []
    for row in rows:
        if row[key] in there:
            continue
        row = {**row, "slug": _free(row["slug"], taken=slugs)}
        slugs.add(row["slug"])
        missing.append(model(**row))
    model._default_manager.bulk_create(missing)
    return len(missing)


def _ids(model: type[Model], *, key: str) -> dict[str, int]:
    return dict(model._default_manager.values_list(key, "pk"))


def _free(slug: str, *, taken: set[str]) -> str:
    number, candidate = 2, slug
    while candidate in taken:
        candidate, number = f"{slug}-{number}", number + 1
    return candidate


def _touch(apps: Apps) -> None:
    """Historical models send no signals that we hear, so the vocabulary is bumped by hand."""
    try:
        state = apps.get_model("search", "StoreState")
    except LookupError:
        return
    state._default_manager.filter(pk=1).update(vocabulary=F("vocabulary") + 1)
