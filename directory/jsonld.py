"""A shop in the words of schema.org."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from directory.enums import FINDABLE, Accuracy
from directory.jsonld_hours import hours_jsonld
from directory.opening import schedule_of

if TYPE_CHECKING:
    from directory.models import ShopPage
    from search.cards import Card

# So that no text can end the script element (as Django's json_script does).
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_script(data: dict[str, Any]) -> SafeString:
    """JSON that can stand inside a script element."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 - escaped above


def shop_type(shop: ShopPage) -> str:
    """The exact schema.org type that is known: the trade's, the category's, else `Store`."""
    category = shop.primary_category
    parent = category.parent if category is not None else None
    known = (
        shop.trade.schema_type if shop.trade is not None else "",
        category.schema_type if category is not None else "",
        getattr(parent, "schema_type", ""),
    )
    return next(filter(None, known), "Store")


def shop_jsonld(shop: ShopPage, card: Card, *, url: str, claim: str) -> SafeString | str:
    """JSON-LD of a shop that trades; nothing for one that does not."""
    if shop.status not in FINDABLE:
        return ""
    facts = card.facts
    address = {
        "streetAddress": f"{facts['street']} {facts['house_number']}".strip(),
        "postalCode": facts["postcode"],
        "addressLocality": facts["city"],
    }
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": shop_type(shop),
        "@id": url,
        "name": shop.title,
        "description": claim,
        "url": url,
        "telephone": facts["phone_uri"].removeprefix("tel:"),
        "email": facts["email"],
        "sameAs": facts["website"],
    }
    if any(address.values()):
        filled = {key: value for key, value in address.items() if value}
        data["address"] = {"@type": "PostalAddress", **filled}
    if shop.point and shop.position_accuracy == Accuracy.EXACT:
        latitude, longitude = shop.point
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": latitude,
            "longitude": longitude,
        }
    now = timezone.now()
    if card.hours_known is not None and card.hours_known[0] <= now < card.hours_known[1]:
        data |= hours_jsonld(schedule_of(facts), now)
    return as_script({key: value for key, value in data.items() if value})
