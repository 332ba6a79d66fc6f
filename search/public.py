"""What is public: one set, computed in one query."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.query import PageQuerySet

from search import registry


def site_roots() -> QuerySet[Page]:
    """The root pages of all sites and the translations of these pages."""
    roots = Site.objects.values("root_page_id")
    keys = Page.objects.filter(pk__in=roots).values("translation_key")
    return Page.objects.filter(Q(pk__in=roots) | Q(translation_key__in=keys), depth__gt=1)


def _is_at_or_above(queryset: QuerySet, path: str) -> Exists:
    """Whether the queryset has a page at or above the outer page; `path` leads to its tree path."""
    return Exists(queryset.filter(**{path: Substr(OuterRef("path"), 1, Length(F(path)))}))


def public_pages() -> PageQuerySet:
    """Live, below a site's root or a translation of one, under no restriction, not an alias."""
    return Page.objects.filter(
        _is_at_or_above(site_roots(), "path"),
        ~_is_at_or_above(PageViewRestriction.objects.all(), "page__path"),
        live=True,
        alias_of__isnull=True,
    )


def findable_pages() -> PageQuerySet:
    """The public pages whose type has a document."""
    return public_pages().type(*(kind.model for kind in registry.kinds()))


class Addresses:
    """Public paths of many pages, from the roots as the database has them now."""

    def __init__(self) -> None:
        self._roots = sorted(site_roots().values_list("url_path", flat=True), key=len, reverse=True)

    def path(self, *, url_path: str, language: str) -> str:
        """`/laeden/buecherkaue/`, with the language's prefix where it has one."""
        root = next((root for root in self._roots if url_path.startswith(root)), "/")
        return page_path(url_path[len(root) :], language=language)


def page_path(relative: str, *, language: str) -> str:
    """The address of a page below the root, in the address space of a language."""
    with translation.override(language):
        return reverse("wagtail_serve", args=[relative])
