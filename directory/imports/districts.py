"""Which district a row belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from statistics import fmean
from typing import Any

from shapely import STRtree
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import shape
from shapely.prepared import prep

from directory.models import District, Postcode, ShopPage
from search.analysis import fold
from search.geo import Point

MAX_NAME_LENGTH = District._meta.get_field("name").max_length or 0
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|[<>]")


class DistrictFinder:
    """By boundary, else by the name of the suburb, else by that of the town."""

    def __init__(self, *, create: bool) -> None:
        self.create = create
        self.created: list[District] = []
        rows = list(District.objects.select_related("merged_into").order_by("position", "pk"))
        self._names: dict[str, District] = {}
        # The word for a Bezirk and a Stadtteil alike means the Bezirk: it comes first.
        for row in sorted(rows, key=lambda row: row.parent_id is not None):
            self._names.setdefault(fold(row.name), row.heir)
        for row in rows:
            for alias in row.alias_list:
                self._names.setdefault(fold(alias), row.heir)
        # The smaller area first, so that a point finds its Stadtteil before the Bezirk.
        self._areas = [
            (row.heir, shape(row.boundary))
            for row in sorted(rows, key=lambda row: row.parent_id is None)
            if row.boundary
        ]
        self._prepared = [(row, prep(area)) for row, area in self._areas]
        self._tree = STRtree([area for _row, area in self._areas])

    def find(self, *, point: Point | None, tags: Mapping[str, str]) -> District | None:
        if point is not None and self._areas:
            place = ShapelyPoint(point[1], point[0])
            for index in sorted(self._tree.query(place)):
                row, area = self._prepared[index]
                if area.covers(place):
                    return row
        names = (district_name(tags.get(tag, "")) for tag in ("addr:suburb", "addr:city"))
        for name in filter(None, names):
            if known := self._names.get(fold(name)):
                return known
            if self.create:
                return self._make(name)
        return None

    def _make(self, name: str) -> District:
        district = District(name=name)
        district.save()
        self._names[fold(name)] = district
        self.created.append(district)
        return district

    def forget_undone(self) -> None:
        """Forget the districts that went with the row for which they were made."""
        made = {district.pk for district in self.created}
        there = set(District.objects.filter(pk__in=made).values_list("pk", flat=True))
        self.created = [district for district in self.created if district.pk in there]
        self._names = {name: row for name, row in self._names.items() if row.pk not in made - there}


def district_name(text: str) -> str:
    """A name for a district out of a tag: without markup and control characters, not too long.

    "" for what has no letter or digit.
    """
    plain = "".join(char if char.isprintable() else " " for char in _MARKUP.sub("", text))
    name = " ".join(plain.split())
    if len(name) > MAX_NAME_LENGTH:
        # At the end of a word, unless the last word is very long.
        start, _space, _rest = name[: MAX_NAME_LENGTH + 1].rpartition(" ")
        name = start if len(start) > MAX_NAME_LENGTH // 2 else name[:MAX_NAME_LENGTH]
        name = name.rstrip(" ,;-–(/")
    return name if any(char.isalnum() for char in name) else ""


def fill_centres() -> None:
    """Give districts and postcodes without a centre the middle of their shops."""
    shops = ShopPage.objects.filter(latitude__isnull=False).exclude(longitude__isnull=True)
    for district in District.objects.filter(latitude__isnull=True, merged_into__isnull=True):
        inside: Any = shops.filter(district=district)
        points = list(inside.values_list("latitude", "longitude"))
        if points:
            district.latitude = round(fmean(point[0] for point in points), 6)
            district.longitude = round(fmean(point[1] for point in points), 6)
            district.save(update_fields=["latitude", "longitude"])
    known = set(Postcode.objects.values_list("code", flat=True))
    by_code: dict[str, list[Point]] = {}
    rows: Any = shops.exclude(postcode="").values_list("postcode", "latitude", "longitude")
    for code, latitude, longitude in rows:
        if code not in known and code.isascii() and code.isdecimal():
            by_code.setdefault(code, []).append((latitude, longitude))
    Postcode.objects.bulk_create(
        Postcode(
            code=code,
            latitude=round(fmean(point[0] for point in points), 6),
            longitude=round(fmean(point[1] for point in points), 6),
        )
        for code, points in by_code.items()
    )
