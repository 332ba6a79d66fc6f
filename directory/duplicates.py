"""Shops that are likely the same one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from directory.phone import dialable
from search.analysis import fold
from search.geo import distance

if TYPE_CHECKING:
    from directory.models import ShopPage

#: From here on two names are taken for one (rapidfuzz's token_sort_ratio, 0 to 100).
SIMILAR_NAME = 85
NEAR_METRES = 150


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """Another shop, and what speaks for its being the same."""

    shop: ShopPage
    reason: str | Promise


def website_key(url: str) -> str:
    """A website without what varies: protocol, `www.`, a slash at the end."""
    bare = url.strip().casefold().removeprefix("https://").removeprefix("http://")
    return bare.removeprefix("www.").rstrip("/")


def likely_duplicates(shop: ShopPage, *, limit: int = 5) -> list[Likeness]:
    """Shops with the same phone or website, or a similar name in the same street or nearby."""
    model = apps.get_model("directory", "ShopPage")
    others = model.objects.exclude(pk=shop.pk) if shop.pk else model.objects.all()
    fields = ("title", "draft_title", "street", "phone", "website", "latitude", "longitude")
    phone, website = dialable(shop.phone), website_key(shop.website)
    name, street = fold(shop.title), fold(shop.street)
    found = []
    for other in others.only("slug", "path", "depth", "url_path", *fields).iterator():
        reason: str | Promise | None = None
        if phone and dialable(other.phone) == phone:
            reason = _("same telephone number")
        elif website and website_key(other.website) == website:
            reason = _("same website")
        elif fuzz.token_sort_ratio(name, fold(other.title)) >= SIMILAR_NAME:
            if name == fold(other.title) and not (street and other.street):
                reason = _("same name")
            elif street and fold(other.street) == street:
                reason = _("similar name in the same street")
            elif shop.point and other.point and distance(shop.point, other.point) <= NEAR_METRES:
                reason = _("similar name close by")
        if reason is not None:
            found.append(Likeness(shop=other, reason=reason))
    return found[:limit]
