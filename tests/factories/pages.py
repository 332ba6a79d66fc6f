"""Pages below those that the migrations laid down."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import factory
from wagtail.models import Locale, Page
from wagtail_factories import PageFactory

from cms.models import HomePage
from directory.models import DirectoryPage, ShopPage, ShopTranslation
from directory.slugs import german_slug
from stories.models import (
    CampaignIndexPage,
    CampaignPage,
    CampaignShop,
    StoryIndexPage,
    StoryPage,
    StoryShop,
)


def home_page() -> HomePage:
    return HomePage.objects.order_by("path").first()


def directory_page() -> DirectoryPage:
    return DirectoryPage.objects.order_by("path").first()


def stories_index() -> StoryIndexPage:
    return StoryIndexPage.objects.order_by("path").first()


def campaigns_index() -> CampaignIndexPage:
    return CampaignIndexPage.objects.order_by("path").first()


def english_home() -> HomePage:
    """The English twin of the front page, public."""
    locale, _made = Locale.objects.get_or_create(language_code="en")
    twin = home_page().get_translation_or_none(locale)
    if twin is None:
        twin = home_page().copy_for_translation(locale)
        twin.save_revision().publish()
    return HomePage.objects.get(pk=twin.pk)


def text_block(*paragraphs: str, shops: tuple[int, ...] = ()) -> str:
    """A StreamField's stored value: paragraphs, then shop cards."""
    blocks: list[dict[str, Any]] = [
        {"type": "text", "value": f"<p>{paragraph}</p>"} for paragraph in paragraphs
    ]
    blocks += [{"type": "shop", "value": pk} for pk in shops]
    return json.dumps(blocks)


class _OwnPageFactory(PageFactory):
    """A page below the migrated index of its kind; `parent=` puts it elsewhere."""

    slug = factory.LazyAttribute(lambda page: german_slug(page.title))
    #: Names of relations that need an instance first.
    _later: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def default_parent(cls) -> Page:
        return home_page()

    @classmethod
    def related(cls, name: str, values: Any) -> Any:
        return values

    @classmethod
    def _create_instance(cls, model_class: type, parent: Page | None, kwargs: Any) -> Page:
        later = {name: kwargs.pop(name) for name in cls._later if name in kwargs}
        parent = parent or cls.default_parent()
        page = model_class(locale=kwargs.pop("locale", parent.locale), **kwargs)
        for name, values in later.items():
            if name == "tags":
                page.tags.add(*values)
            else:
                setattr(page, name, cls.related(name, values))
        # The parent's child count in memory may be old; the tree needs the one in the database.
        return type(parent).objects.get(pk=parent.pk).add_child(instance=page)


class ShopFactory(_OwnPageFactory):
    title = factory.Sequence(lambda n: f"Laden {n} am Eck")
    claim = "Ein guter Grund, hinzugehen."
    _later = ("tags", "categories", "services", "translations")

    class Meta:
        model = ShopPage

    @classmethod
    def default_parent(cls) -> Page:
        return directory_page()

    @classmethod
    def related(cls, name: str, values: Any) -> Any:
        if name == "translations":
            return [ShopTranslation(**row) for row in values]
        return values


class StoryFactory(_OwnPageFactory):
    title = factory.Sequence(lambda n: f"Geschichte {n} vom Kiez")
    lead = "Wie alles begann."
    author = "Jo Kern"
    date = dt.date(2026, 3, 1)
    _later = ("tags", "districts", "shops")

    class Meta:
        model = StoryPage

    @classmethod
    def default_parent(cls) -> Page:
        return stories_index()

    @classmethod
    def related(cls, name: str, values: Any) -> Any:
        return [StoryShop(shop=shop) for shop in values] if name == "shops" else values


class CampaignFactory(_OwnPageFactory):
    title = factory.Sequence(lambda n: f"Aktion {n} im Advent")
    lead = "Alle machen mit."
    starts = dt.date(2026, 3, 1)
    ends = dt.date(2026, 3, 31)
    _later = ("districts", "shops")

    class Meta:
        model = CampaignPage

    @classmethod
    def default_parent(cls) -> Page:
        return campaigns_index()

    @classmethod
    def related(cls, name: str, values: Any) -> Any:
        if name != "shops":
            return values
        pairs = [pair if isinstance(pair, tuple) else (pair, "") for pair in values]
        return [CampaignShop(shop=shop, line=line) for shop, line in pairs]
