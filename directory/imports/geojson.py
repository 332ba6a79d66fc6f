"""Reading GeoJSON: a file becomes rows, and nothing in a row can stop the rest."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.errors import ShapelyError
from shapely.geometry import shape

from search.geo import Point


class UnreadableFileError(ValueError):
    """The file as a whole cannot be read; the message says why."""


@dataclass(kw_only=True)
class Row:
    """One feature. `number` counts from 1; `refused` says why the row cannot be taken."""

    number: int
    external_id: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    point: Point | None = None
    refused: str = ""


@dataclass(kw_only=True)
class Source:
    """What a file says about itself, and its rows."""

    rows: list[Row]
    attribution: str = ""
    licence: str = ""


def read(path: Path) -> Source:
    """Read a file of features; raises UnreadableFileError, and nothing else."""
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UnreadableFileError(_("The file could not be opened: %s") % error.strerror) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(_("The file is not UTF-8 text.")) from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableFileError(_("The file is not valid JSON: %s") % error) from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise UnreadableFileError(
            _("The file is no GeoJSON collection: it has no list of features.")
        )
    attribution = next(
        (data[key] for key in ("attribution", "copyright") if isinstance(data.get(key), str)), ""
    )
    licence = next(
        (data[key] for key in ("licence", "license") if isinstance(data.get(key), str)), ""
    )
    if not licence and "ODbL" in attribution:
        licence = "ODbL 1.0"
    return Source(rows=list(_rows(features)), attribution=attribution, licence=licence)


def _rows(features: list[Any]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for number, feature in enumerate(features, start=1):
        row = Row(number=number)
        if isinstance(feature, dict):
            _fill(row, feature)
        else:
            row.refused = _("This is not a feature.")
        if row.external_id and row.external_id in seen:
            row.refused = _("The id stands in row %s already.") % seen[row.external_id]
        elif row.external_id:
            seen[row.external_id] = number
        yield row


def _fill(row: Row, feature: dict[str, Any]) -> None:
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    row.tags = {
        str(key): clean_text(value)
        for key, value in properties.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }
    row.point = _point(feature.get("geometry"))
    row.external_id = _external_id(feature, row)
    if not name_of(row.tags):
        row.refused = _("The shop has no name.")
    elif row.point is None:
        row.refused = _("The coordinates cannot be used.")


def name_of(tags: dict[str, str]) -> str:
    return tags.get("name") or tags.get("name:de") or ""


def clean_text(value: object) -> str:
    """One line without control characters (line breaks become spaces)."""
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _external_id(feature: dict[str, Any], row: Row) -> str:
    """The id that the source gives, or one made of name and place that stays the same."""
    candidates = (
        feature.get("id"),
        row.tags.get("@id"),
        row.tags.get("id"),
        row.tags.get("osm_id"),
    )
    for value in candidates:
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return clean_text(value)[:120]
    if not name_of(row.tags) or row.point is None:
        return ""
    made = f"{name_of(row.tags)}|{row.point[0]:.5f}|{row.point[1]:.5f}"
    return "made:" + hashlib.sha256(made.encode()).hexdigest()[:20]


def _point(geometry: Any) -> Point | None:
    """(latitude, longitude) of a geometry; of an area a point inside it."""
    if not isinstance(geometry, dict):
        return None
    if geometry.get("type") == "Point":
        pair = geometry.get("coordinates")
        if not isinstance(pair, list) or len(pair) < 2:
            return None
        longitude, latitude = pair[:2]
    else:
        try:
            inside = shapely.point_on_surface(shape(geometry))
            longitude, latitude = inside.x, inside.y
        except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError):
            return None
    if not all(_is_number(value) for value in (latitude, longitude)):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return float(latitude), float(longitude)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
