"""Distances in a town: flat, so that SQL and Python agree to the metre."""

from __future__ import annotations

import math
import re

#: Metres per degree of latitude (mean meridian of the GRS 80 ellipsoid).
METRES_PER_DEGREE = 111_195.0

Point = tuple[float, float]

_PAIR = re.compile(r"^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)\s*$")


def distance(a: Point, b: Point) -> float:
    """Metres between two (latitude, longitude) points; within 50 km good to 0.1 %."""
    dy = (b[0] - a[0]) * METRES_PER_DEGREE
    dx = (b[1] - a[1]) * METRES_PER_DEGREE * math.cos(math.radians(a[0]))
    return math.hypot(dx, dy)


def parse_point(text: str) -> Point | None:
    """`51.54, 7.22` as a point; None for anything that is not one on Earth."""
    found = _PAIR.match(text)
    if not found:
        return None
    latitude, longitude = float(found[1]), float(found[2])
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
