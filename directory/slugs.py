"""One room of addresses: a shop's slug equals no district's or category's, and the other way."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Model

from cms.slugs import german_slug

if TYPE_CHECKING:
    from directory.models.taxonomy import Category, District, SluggedTerm


def taken_by_term(slug: str) -> "District | Category | None":
    """The district or category that has this address, merged ones included."""
    for name in ("District", "Category"):
        term = apps.get_model("directory", name)._default_manager.filter(slug=slug).first()
        if term is not None:
            return term
    return None


def taken_by_shop(slug: str) -> bool:
    """Whether a shop page, live or draft, has this address."""
    try:
        shop_page = apps.get_model("directory", "ShopPage")
    except LookupError:
        return False
    return shop_page._default_manager.filter(slug=slug).exists()


def free_slug(term: "SluggedTerm", *, name: str, suffix: str = "") -> str:
    """An address made from ``name`` that no row of the same kind and no shop has yet.

    The plain one first, then with ``suffix`` (``wanne-stadtteil``), then with a number.
    """
    plain = german_slug(name)[:100] or type(term).__name__.lower()
    candidates = [plain, f"{plain}-{suffix}"] if suffix else [plain]
    for candidate in candidates:
        if not _taken(term, slug=candidate):
            return candidate
    number = 2
    while _taken(term, slug=f"{candidates[-1]}-{number}"):
        number += 1
    return f"{candidates[-1]}-{number}"


def _taken(term: Model, *, slug: str) -> bool:
    others = type(term)._default_manager.filter(slug=slug)
    if term.pk is not None:
        others = others.exclude(pk=term.pk)
    return others.exists() or taken_by_shop(slug)
