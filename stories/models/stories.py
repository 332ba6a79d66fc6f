"""Stories of the neighbourhood."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from cms.panels import title_panel
from search import lists, registry
from search.cards import Card
from search.documents import Document
from search.registry import Kind
from stories.models.base import Article, IndexPage


class StoryTag(TaggedItemBase):
    """A tag on a story."""

    content_object = ParentalKey(
        "stories.StoryPage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class StoryIndexPage(IndexPage):
    """All stories, the newest first."""

    template = "pages/story_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["stories.StoryPage"]

    class Meta:
        verbose_name = _("list of stories")
        verbose_name_plural = _("lists of stories")

    def listed(self) -> list[Card]:
        return lists.newest("story", limit=None)


class StoryPage(Article):
    """A story of the neighbourhood."""

    kicker = models.CharField(
        _("kicker"), max_length=60, blank=True, help_text=_("One or two words above the title.")
    )
    author = models.CharField(_("author"), max_length=120, blank=True)
    date = models.DateField(_("date"), default=timezone.localdate)
    tags = ClusterTaggableManager(through=StoryTag, verbose_name=_("tags"), blank=True)

    template = "pages/story_page.html"
    parent_page_types = ["stories.StoryIndexPage"]
    subpage_types: list[str] = []
    search_fields = [*Article.search_fields, index.SearchField("lead")]
    content_panels = [
        MultiFieldPanel(
            [FieldPanel("kicker"), title_panel(), FieldPanel("lead")], heading=_("Head")
        ),
        FieldRowPanel([FieldPanel("author"), FieldPanel("date")]),
        Article.cover_panel,
        FieldPanel("body"),
        InlinePanel(
            "shops",
            heading=_("Shops in this story"),
            label=_("Shop"),
            help_text=_("They are shown below the story, and their pages link back."),
        ),
        FieldPanel("districts"),
        FieldPanel("tags"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def to_document(self, *, path: str) -> Document:
        """Everything of the story that is public."""
        return Document(
            page_id=self.pk or 0,
            kind="story",
            language=self.locale.language_code,
            path=path,
            slug=self.slug,
            title=self.title,
            translation_key=str(self.translation_key),
            texts=self.said(),
            tags=tuple(sorted(tag.name for tag in self.tags.all())),
            terms={"district": tuple(sorted(district.pk for district in self.districts.all()))},
            names={"shop": tuple(self.named_shops)},
            published_at=timezone.make_aware(datetime.combine(self.date, time())),
            image=self.cover_id,
            facts={
                "author": self.author,
                "date": self.date.isoformat(),
                "kicker": self.kicker,
                "image_alt": self.cover_alt,
            },
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["shops"] = self.cards_in_order(context)
        others = lists.newest("story", limit=4)
        context["related"] = [card for card in others if card.page_id != self.pk][:3]
        return context


class StoryShop(Orderable):
    """A shop that a story is about."""

    page = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="shops")
    shop = models.ForeignKey(
        "directory.ShopPage",
        verbose_name=_("shop"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("shop")]


registry.stays_out(StoryIndexPage)
registry.register(
    Kind(
        name="story",
        label=_("Stories"),
        model=StoryPage,
        position=1,
        prefetch=("districts", "shops", "tagged_items__tag"),
        on_home="stories",
    )
)
