"""The pages that belong to no domain, and the ground that every page stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.compat import HTTPMethod
from wagtail.fields import RichTextField
from wagtail.models import Locale, Page
from wagtail.url_routing import RouteResult

from cms import navigation
from cms.blocks import StoryBlock
from cms.fields import StreamField
from cms.forms import PageForm
from cms.panels import address_panels, title_panel
from cms.slugs import german_slug
from search import lists, registry, results_page, store
from search.engines import get_engine
from search.query import SearchQuery
from search.vocabulary import Vocabulary
from search.vocabulary import get as get_vocabulary

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class BasePage(Page):
    """What all our pages share: one transaction with the store, and one tree of languages.

    `language_neutral` pages exist once for all languages; others are read in their own, and a
    reader of another language is told so. `menu` names the menu that `show_in_menus` means;
    `menu_title` is what other languages call a page that has a title in the main one only.
    """

    language_neutral: ClassVar[bool] = False
    menu: ClassVar[str] = "main"
    menu_title: ClassVar[StrPromise | str] = ""

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    base_form_class = PageForm
    content_panels = [title_panel()]
    promote_panels = address_panels(menus=True)

    class Meta:
        abstract = True

    def free_slug_below(self, parent: Page) -> str:
        """An address from the title that no child of `parent` has and this type may have."""
        plain = german_slug(self.title)[:200] or slugify(type(self).__name__)
        base = slug = self.allowed_slug(plain)
        siblings = parent.get_children().exclude(pk=self.pk) if self.pk else parent.get_children()
        taken = set(siblings.filter(slug__startswith=base).values_list("slug", flat=True))
        number = 2
        while slug in taken or self.allowed_slug(slug) != slug:
            slug = f"{base}-{number}"
            number += 1
        return slug

    def allowed_slug(self, slug: str) -> str:
        """The address itself, or a near one where this type of page may not have it."""
        return slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Children are written after the row, so the signal alone would come too early.
        with store.batch():
            super().save(*args, **kwargs)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Pages that a language's tree lacks are answered from the main language's tree."""
        try:
            return super().route(request, path_components)
        except Http404:
            twin = self._main_twin()
            if twin is None:
                raise
            return twin.route(request, path_components)

    def _main_twin(self) -> Page | None:
        if self.locale.language_code == settings.LANGUAGE_CODE:
            return None
        main = Locale.objects.filter(language_code=settings.LANGUAGE_CODE).first()
        twin = self.get_translation_or_none(main) if main else None
        return twin.specific if twin is not None and twin.live else None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A reader who asks in a language that the page has elsewhere is led there."""
        twin = None if self.language_neutral else navigation.public_twin(self)
        if twin is not None:
            return HttpResponseRedirect(navigation.public_url(twin))
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["is_preview"] = getattr(request, "is_preview", False)
        context.update(navigation.for_page(self, request))
        active = (get_language() or settings.LANGUAGE_CODE)[:2]
        language = self.locale.language_code if self.locale_id else settings.LANGUAGE_CODE
        context["text_lang"] = "" if self.language_neutral or language == active else language
        return context


class HomePage(BasePage):
    """The front page: a question, then what the town has."""

    language_neutral = True
    intro = RichTextField(
        _("a word of welcome"),
        features=["bold", "italic", "link"],
        blank=True,
        help_text=_("One or two sentences below the search. May stay empty."),
    )

    template = "pages/home_page.html"
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        known = get_vocabulary()
        base = results_page.base_url()
        language = (get_language() or settings.LANGUAGE_CODE)[:2]
        engine = get_engine()
        shops = engine.search(SearchQuery(selected={"kind": "shop"}, language=language))
        context["base"] = base
        context["totals"] = {
            "shops": shops.total,
            "districts": len(shops.facets["district"]),
            "categories": len(shops.facets["category"]),
        }
        context["districts"] = _tree("district", shops.facets["district"], known, base)
        context["categories"] = _tree("category", shops.facets["category"], known, base)
        context["greeting"] = greeting(timezone.localtime().hour)
        for kind in registry.kinds():
            if kind.on_home is not None:
                newest = lists.newest(kind.name, limit=kind.home_limit)
                context[kind.on_home] = [card for card in newest if card.state in ("", "running")]
        return context


class StandardPage(BasePage):
    """A plain page: imprint, privacy, about us."""

    menu = "footer"
    lead = models.TextField(
        _("lead"), max_length=400, blank=True, help_text=_("One or two sentences on top.")
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"), blank=True)

    template = "pages/standard_page.html"
    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


registry.stays_out(HomePage, StandardPage)


def greeting(hour: int) -> str:
    """A greeting for the hour of the day, local time."""
    if 5 <= hour < 11:
        return gettext("Good morning")
    if 11 <= hour < 17:
        return gettext("Good day")
    if 17 <= hour < 23:
        return gettext("Good evening")
    return gettext("Hello")


def _tree(name: str, values: list[Any], known: Vocabulary, base: str) -> list[dict[str, Any]]:
    """Facet values as a two-level list with addresses; children under their parents."""
    tops: list[dict[str, Any]] = []
    for value in values:
        query = SearchQuery().with_filter(name, value.value)
        term = known.by_slug(name, value.value)
        row: dict[str, Any] = {
            "label": value.label,
            "slug": value.value,
            "count": value.count,
            "url": query.address(base),
            "icon": term.icon if term else "",
            "children": [],
        }
        if value.level == 0 or not tops:
            tops.append(row)
        else:
            tops[-1]["children"].append(row)
    return tops
