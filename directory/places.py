"""Places that residents can name beside the districts."""

from __future__ import annotations

from directory.models.taxonomy import Postcode
from search.filters import register_places
from search.geo import Point


def postcode(text: str) -> tuple[str, Point] | None:
    """The middle of a postcode, with a label."""
    code = "".join(text.split()).removeprefix("D-")
    row = Postcode.objects.filter(code=code).first() if code[:1].isdigit() else None
    return (row.code, row.point) if row is not None else None


def register() -> None:
    register_places(postcode)
