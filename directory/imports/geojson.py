"""Reading GeoJSON: a file becomes rows, and nothing in a row can stop the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.errors import ShapelyError
from shapely.geometry import shape

from search.geo import Point, distance

#: Ids that are longer are shortened; the column of a shop holds no more.
MAX_ID_LENGTH = 120
#: From so many places on a file has a middle, and a place can be far from it.
ENOUGH_ROWS = 5
FAR_AWAY_METRES = 100_000


class UnreadableFileError(ValueError):
    """The file as a whole cannot be read; the message says why."""


@dataclass(kw_only=True)
class Row:
    """One feature. `number` counts from 1; `refused` says why the row cannot be taken, `remarks`
    what is odd about one that can."""

    number: int
    external_id: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    point: Point | None = None
    refused: str = ""
    remarks: list[str] = field(default_factory=list)


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
    except FileNotFoundError as error:
        raise UnreadableFileError(_("There is no file %s.") % path) from error
    except OSError as error:
        raise UnreadableFileError(_("The file could not be opened: %s") % path) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(_("The file is not UTF-8 text.")) from error
    except json.JSONDecodeError as error:
        raise UnreadableFileError(
            _("The file is not valid JSON (line %(line)s, column %(column)s).")
            % {"line": error.lineno, "column": error.colno}
        ) from error
    except RecursionError as error:
        raise UnreadableFileError(_("The file is nested too deeply to be read.")) from error
    except ValueError as error:
        # Python reads no number of several thousand digits.
        raise UnreadableFileError(_("The file holds a number that is far too long.")) from error
    features = _features(data)
    attribution = next(
        (data[key] for key in ("attribution", "copyright") if isinstance(data.get(key), str)), ""
    )
    licence = next(
        (data[key] for key in ("licence", "license") if isinstance(data.get(key), str)), ""
    )
    if not licence and "ODbL" in attribution:
        licence = "ODbL 1.0"
    rows = list(_rows(features))
    _remark_far_away(rows)
    return Source(rows=rows, attribution=attribution, licence=licence)


def _features(data: Any) -> list[Any]:
    """The features of a collection; a lone feature is a collection of one."""
    kind = data.get("type") if isinstance(data, dict) else None
    if kind == "Feature":
        return [data]
    if kind != "FeatureCollection":
        raise UnreadableFileError(
            _("The file is no GeoJSON collection: its type must be “FeatureCollection”.")
        )
    features = data.get("features")
    if not isinstance(features, list):
        raise UnreadableFileError(
            _("The file is no GeoJSON collection: it has no list of features.")
        )
    return features


def _remark_far_away(rows: list[Row]) -> None:
    """Swapped digits put a shop on another continent: say so, where a file has a middle."""
    placed = [(row, row.point) for row in rows if row.point is not None and not row.refused]
    if len(placed) < ENOUGH_ROWS:
        return
    middle = (median(point[0] for _row, point in placed), median(p[1] for _row, p in placed))
    for row, point in placed:
        metres = distance(middle, point)
        if metres > FAR_AWAY_METRES:
            row.remarks.append(
                _("far away from all others (%(km)s km)") % {"km": round(metres / 1000)}
            )


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
            return _fitting_id(clean_text(value), row)
    if not name_of(row.tags) or row.point is None:
        return ""
    made = f"{name_of(row.tags)}|{row.point[0]:.5f}|{row.point[1]:.5f}"
    return "made:" + hashlib.sha256(made.encode()).hexdigest()[:20]


def _fitting_id(text: str, row: Row) -> str:
    """A long id keeps its beginning and becomes unique again by the hash of the whole."""
    if len(text) <= MAX_ID_LENGTH:
        return text
    row.remarks.append(
        _("%(field)s shortened to %(length)s characters") % {"field": "id", "length": MAX_ID_LENGTH}
    )
    mark = "~" + hashlib.sha256(text.encode()).hexdigest()[:20]
    return text[: MAX_ID_LENGTH - len(mark)] + mark


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
        except (ShapelyError, ValueError, TypeError, LookupError, AttributeError, OverflowError):
            return None
    if not (_is_within(latitude, 90) and _is_within(longitude, 180)):
        return None
    if round(latitude, 4) == round(longitude, 4) == 0:
        # Where programs put what has no place; there is only sea.
        return None
    return float(latitude), float(longitude)


def _is_within(value: object, limit: int) -> bool:
    """Whether this is a number (not “not a number”) on either side of zero up to the limit."""
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and -limit <= value <= limit
    )
