"""Campaigns: what shops do together for a while."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from cms.panels import title_panel
from search import lists, registry
from search.cards import Card
from search.documents import Document
from search.registry import Kind
from stories.models.base import Article, IndexPage


class State(models.TextChoices):
    """Where a campaign stands on a day."""

    ANNOUNCED = "announced", _("announced")
    RUNNING = "running", _("running")
    OVER = "over", _("over")


def state_on(day: date, *, starts: date, ends: date) -> tuple[State, int | None]:
    """The state on a day, both ends included, and the days left: until it starts, else ends."""
    if day < starts:
        return State.ANNOUNCED, (starts - day).days
    if day <= ends:
        return State.RUNNING, (ends - day).days
    return State.OVER, None


class CampaignIndexPage(IndexPage):
    """All campaigns: running, announced, over."""

    template = "pages/campaign_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["stories.CampaignPage"]

    class Meta:
        verbose_name = _("list of campaigns")
        verbose_name_plural = _("lists of campaigns")

    def listed(self) -> list[Card]:
        order = [State.RUNNING, State.ANNOUNCED, State.OVER]
        found = lists.newest("campaign", limit=None)
        return sorted(found, key=lambda card: order.index(State(card.state)))


class CampaignPage(Article):
    """Something that shops do together for a while."""

    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))

    template = "pages/campaign_page.html"
    parent_page_types = ["stories.CampaignIndexPage"]
    subpage_types: list[str] = []
    search_fields = [*Article.search_fields, index.SearchField("lead")]
    content_panels = [
        MultiFieldPanel([title_panel(), FieldPanel("lead")], heading=_("Head")),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
        Article.cover_panel,
        FieldPanel("body"),
        InlinePanel(
            "shops",
            heading=_("Shops that take part"),
            label=_("Shop"),
            help_text=_("One line each: what the shop does for it."),
        ),
        FieldPanel("districts"),
    ]

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    def clean(self) -> None:
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("The last day lies before the first one.")})

    def to_document(self, *, path: str) -> Document:
        """Everything of the campaign that is public."""
        return Document(
            page_id=self.pk or 0,
            kind="campaign",
            language=self.locale.language_code,
            path=path,
            slug=self.slug,
            title=self.title,
            translation_key=str(self.translation_key),
            texts=self.said(),
            terms={"district": tuple(sorted(district.pk for district in self.districts.all()))},
            names={"shop": tuple(self.named_shops)},
            published_at=self.first_published_at,
            image=self.cover_id,
            facts={
                "starts": self.starts.isoformat(),
                "ends": self.ends.isoformat(),
                "image_alt": self.cover_alt,
            },
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        context["state"], context["days_left"] = (
            state_on(today, starts=self.starts, ends=self.ends)
            if self.starts and self.ends
            else (State.ANNOUNCED, None)
        )
        lines = {row.shop_id: row.line for row in self.shops.all()}
        context["participants"] = [
            {"card": card, "line": lines[card.page_id]} for card in self.cards_in_order(context)
        ]
        context["stories"] = lists.holding("shop", lines, kind="story", limit=3)
        return context


class CampaignShop(Orderable):
    """A shop that takes part, and what it contributes."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="shops")
    shop = models.ForeignKey(
        "directory.ShopPage",
        verbose_name=_("shop"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    line = models.CharField(
        _("what it does"),
        max_length=160,
        blank=True,
        help_text=_("Such as: “open until 8, mulled juice at the door”."),
    )

    panels = [FieldPanel("shop"), FieldPanel("line")]


def dress(card: Card) -> None:
    """Finish a card with the state of the day on which it is shown."""
    state, card.days_left = state_on(
        timezone.localdate(),
        starts=date.fromisoformat(card.facts["starts"]),
        ends=date.fromisoformat(card.facts["ends"]),
    )
    card.state = state.value


registry.stays_out(CampaignIndexPage)
registry.register(
    Kind(
        name="campaign",
        label=_("Campaigns"),
        model=CampaignPage,
        position=2,
        prefetch=("districts", "shops"),
        dress=dress,
        on_home="campaigns",
    )
)
