"""Distance from somewhere: the filter that has an origin instead of options."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from django.db.models import F, FloatField, Q, Value
from django.db.models.expressions import Combinable, ExpressionWrapper
from django.utils.translation import gettext_lazy as _

from search.geo import METRES_PER_DEGREE, Point, parse_point
from search.query import Origin
from search.vocabulary import Vocabulary

RADII = (500, 1000, 2000, 5000)

_places: list[Callable[[str], tuple[str, Point] | None]] = []


def register_places(find: Callable[[str], tuple[str, Point] | None]) -> None:
    """Let an app know places by name (postcodes): text → (label, point) or None."""
    _places.append(find)


class NearFilter:
    """Distance from a district's or postcode's centre, or from a given point."""

    name = param = "near"
    radius_param = "radius"
    legend = _("Near")

    def resolve(self, text: str, radius: str, known: Vocabulary) -> Origin | None:
        """The origin that somebody typed; None if we don't know the place."""
        text = text.strip()[:80]
        if not text:
            return None
        metres = int(radius) if radius.isdecimal() and int(radius) in RADII else None
        for label, point, value in self._candidates(text, known):
            if point is not None:
                return Origin(value=value, label=label, point=point, radius=metres)
        return None

    def _candidates(self, text: str, known: Vocabulary) -> Iterator[tuple[str, Point | None, str]]:
        if point := parse_point(text):
            yield str(_("your place")), point, text
        folded = text.casefold()
        for _level, term in known.tree("district"):
            if folded in (term.slug, *(label.casefold() for label in term.labels.values())):
                yield term.label, term.point, term.slug
        for find in _places:
            if place := find(text):
                yield place[0], place[1], text
        for _level, term in known.tree("district"):
            if folded in (word.casefold() for word in term.words):
                yield term.label, term.point, term.slug

    def square(self, origin: Origin) -> Combinable:
        """SQL for the squared distance in square metres; see `search.geo.distance`."""
        latitude, longitude = origin.point
        dy = (F("latitude") - Value(latitude)) * Value(METRES_PER_DEGREE)
        across = METRES_PER_DEGREE * math.cos(math.radians(latitude))
        dx = (F("longitude") - Value(longitude)) * Value(across)
        return ExpressionWrapper(dx * dx + dy * dy, output_field=FloatField())

    def condition(self, origin: Origin) -> Q:
        """Within the radius; a box first, so that an index can help."""
        if origin.radius is None:
            return Q()
        latitude, longitude = origin.point
        dy = origin.radius / METRES_PER_DEGREE
        dx = dy / max(math.cos(math.radians(latitude)), 0.01)
        return Q(
            latitude__range=(latitude - dy, latitude + dy),
            longitude__range=(longitude - dx, longitude + dx),
            square__lte=float(origin.radius) ** 2,
        )
