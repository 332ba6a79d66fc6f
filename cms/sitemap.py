"""All public pages, for search machines, in every language in which they can be read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.utils.translation import override
from wagtail.models import Page

from cms import navigation
from search.public import public_pages


class PublicSitemap(Sitemap[tuple[Page, str]]):
    """Addresses as the present host has them, whatever the site is called in the database."""

    limit = 10_000

    def items(self) -> list[tuple[Page, str]]:
        """(page, language) pairs: the own language of each, and all others of neutral pages."""
        pages = public_pages().select_related("locale", "content_type").order_by("path")
        found = []
        for page in pages:
            model: Any = page.content_type.model_class()
            neutral = getattr(model, "language_neutral", False)
            own = page.locale.language_code
            codes = [code for code, _name in settings.LANGUAGES] if neutral else [own]
            if own != settings.LANGUAGE_CODE:
                codes = [own]
            found += [(page, code) for code in codes]
        return found

    def location(self, item: tuple[Page, str]) -> str:
        page, code = item
        with override(code):
            return navigation.public_url(page)

    def lastmod(self, item: tuple[Page, str]) -> datetime | None:
        return item[0].last_published_at

    def get_protocol(self, protocol: str | None = None) -> str:
        return protocol or "https"
