"""GeoJSON boundaries of districts: read what was pasted, find a point inside."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from shapely import MultiPolygon, Polygon, from_geojson
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity


def read_boundary(value: Any) -> dict[str, Any]:
    """The bare Polygon or MultiPolygon in ``value``: a geometry, a Feature or a collection of one.

    Text is read as JSON first. Raises ``ValidationError`` with a sentence that says what to do.
    """
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise ValidationError(
                _("This is not JSON. Paste the whole GeoJSON, from the first { to the last }.")
            ) from error
    geometry = _bare_geometry(value)
    shape = to_shape(geometry)
    _check_shape(shape)
    return {"type": geometry["type"], "coordinates": geometry["coordinates"]}


def to_shape(geometry: Mapping[str, Any]) -> BaseGeometry:
    """A GeoJSON geometry as a shapely one; ``ValidationError`` when it cannot be read."""
    try:
        return from_geojson(json.dumps(geometry))
    except (ShapelyError, TypeError, ValueError) as error:
        raise ValidationError(
            _("The coordinates cannot be read. Export the boundary as GeoJSON once more.")
        ) from error


def inner_point(geometry: Mapping[str, Any]) -> tuple[float, float]:
    """Latitude and longitude of a point that surely lies inside (a centroid may not)."""
    point = to_shape(geometry).representative_point()
    return (round(point.y, 6), round(point.x, 6))


def _bare_geometry(value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping) and value.get("type") == "FeatureCollection":
        features = value.get("features")
        if not isinstance(features, list) or len(features) != 1:
            raise ValidationError(
                _("This file holds several areas. Paste only the one of this district.")
            )
        value = features[0]
    if isinstance(value, Mapping) and value.get("type") == "Feature":
        value = value.get("geometry")
    if not isinstance(value, Mapping) or value.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValidationError(
            _("A boundary is an area: paste a GeoJSON “Polygon” or “MultiPolygon”.")
        )
    if not isinstance(value.get("coordinates"), list):
        raise ValidationError(_("The coordinates are missing. Paste the whole GeoJSON."))
    return value


def _check_shape(shape: BaseGeometry) -> None:
    if not isinstance(shape, (Polygon, MultiPolygon)) or shape.is_empty:
        raise ValidationError(_("The area is empty. Paste the whole GeoJSON."))
    west, south, east, north = shape.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise ValidationError(
            _(
                "The coordinates are not degrees of longitude and latitude. "
                "Export the boundary in WGS 84 (EPSG:4326)."
            )
        )
    if not shape.is_valid:
        raise ValidationError(
            _("The area has a fault and must be mended first: %(fault)s"),
            params={"fault": explain_validity(shape)},
        )
