"""The list of shops, which is the search."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms import navigation
from cms.models import BasePage
from search import ratelimit, registry, results_page
from search.query import SearchQuery


class DirectoryPage(BasePage):
    """The list of shops, which is the search."""

    language_neutral = True
    menu_title = _("Shops")
    intro = models.TextField(
        _("introduction"),
        max_length=400,
        blank=True,
        help_text=_("Stands above the list when nothing is asked yet. May stay empty."),
    )

    template = "pages/directory_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["directory.ShopPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of shops")
        verbose_name_plural = _("lists of shops")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET and not ratelimit.allow(
            request, scope="search", rate=settings.SEARCH_RATE_LIMIT
        ):
            response = TemplateResponse(request, "429.html", {"page": self}, status=429)
            response["Retry-After"] = "60"
            return response
        parsed = results_page.read(request)
        if parsed.moved:
            return HttpResponseRedirect(parsed.query.address(navigation.public_url(self)))
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        base = navigation.public_url(self) if self.pk else ""
        shown = results_page.context(results_page.read(request), base=base)
        context.update(shown)
        in_german = navigation.active_language() == settings.LANGUAGE_CODE
        if in_german and shown["query"] == SearchQuery():
            context["intro"] = self.intro
        if self.pk:
            context["canonical_url"] = request.build_absolute_uri(shown["canonical_path"])
            # Who changes the language keeps the question.
            query = shown["query"].with_(page=shown["results"].page)
            context["languages"] = [
                replace(language, url=query.address(language.url))
                for language in context["languages"]
            ]
        return context


registry.register_results_page(DirectoryPage)
