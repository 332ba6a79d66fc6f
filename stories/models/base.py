"""What stories and campaigns have in common."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms import navigation
from cms.blocks import plain_text
from cms.fields import StreamField
from cms.models import BasePage
from cms.panels import address_panels
from search.cards import Card, cards_of_pages
from search.documents import Text
from search.results_page import pagination
from stories.blocks import StoryBodyBlock

PAGE_SIZE = 12


class Article(BasePage):
    """A told page: lead, cover, districts, body."""

    lead = models.TextField(
        _("lead"), max_length=400, help_text=_("Two sentences that make one read on.")
    )
    districts = ParentalManyToManyField(
        "directory.District",
        verbose_name=_("districts"),
        blank=True,
        related_name="+",
        help_text=_("Where it plays. None means the whole town."),
    )
    cover = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("cover picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cover_alt = models.CharField(
        _("alternative text of the cover"),
        max_length=250,
        blank=True,
        help_text=_("What is to be seen, for people who don’t see it. One sentence."),
    )
    body = StreamField(StoryBodyBlock(), verbose_name=_("text"), blank=True)

    promote_panels = address_panels(menus=False)
    cover_panel = MultiFieldPanel(
        [FieldPanel("cover"), FieldPanel("cover_alt")], heading=_("Cover picture")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.cover_id and not self.cover_alt:
            raise ValidationError(
                {"cover_alt": _("Please describe the cover for people who don’t see it.")}
            )

    @property
    def named_shops(self) -> list[int]:
        """Ids of the shops named in the list or in the text, in their order."""
        rows = [row.shop_id for row in self.shops.all()]
        blocks = [raw["value"] for raw in self.body.raw_data if raw["type"] == "shop"]
        return list(dict.fromkeys(pk for pk in (*rows, *blocks) if pk))

    def said(self) -> dict[str, Text]:
        """The texts of a public document."""
        return {self.locale.language_code: Text(lead=self.lead, body=plain_text(self.body))}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["block_cards"] = cards_of_pages(self.named_shops)
        return context

    def cards_in_order(self, context: dict[str, Any]) -> list[Card]:
        """Cards of the shops in the list that are public, in the list's order."""
        found = context["block_cards"]
        rows = self.shops.all()
        return [found[row.shop_id] for row in rows if row.shop_id in found]


class IndexPage(BasePage):
    """A list of told pages."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        abstract = True

    language_neutral = True

    def listed(self) -> list[Card]:
        """All cards of the list in their order; the newest first unless a list knows better."""
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        paginator = Paginator(self.listed(), PAGE_SIZE)
        page = paginator.get_page(request.GET.get("page"))
        base = navigation.public_url(self) if self.pk else ""
        context["cards"] = list(page.object_list)
        context["pagination"] = pagination(
            page=page.number,
            pages=paginator.num_pages,
            url=lambda number: base if number == 1 else f"{base}?page={number}",
        )
        if page.number > 1 and "canonical_url" in context:
            context["canonical_url"] += f"?page={page.number}"
        return context
