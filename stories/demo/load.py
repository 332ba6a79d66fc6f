"""Writes the demo town through the models, as editors would, and publishes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from cms.models import HomePage, SiteSettings, StandardPage, User
from directory.models import (
    Category,
    DirectoryPage,
    District,
    Postcode,
    Service,
    ShopPage,
    ShopPhoto,
    ShopTranslation,
    Trade,
)
from directory.opening_rows import fill
from search import store
from stories.demo.content import CREDIT, LICENCE, Pictures, read, read_shops, stream
from stories.models import (
    CampaignIndexPage,
    CampaignPage,
    CampaignShop,
    StoryIndexPage,
    StoryPage,
    StoryShop,
)

#: Where this shop is, the demo has been loaded.
MARKER = "buecherkaue"


@dataclass(kw_only=True)
class Town:
    """What has been written so far, for what comes after."""

    user: User
    today: date
    site: Site
    home: HomePage
    english: Locale
    pictures: Pictures = field(default_factory=Pictures)
    districts: dict[str, District] = field(default_factory=dict)
    shops: dict[str, ShopPage] = field(default_factory=dict)

    def day(self, offset: int) -> date:
        """The day so many days after (or, below zero, before) the day of loading."""
        return self.today + timedelta(days=offset)


def load_demo(*, user: User, today: date | None = None) -> bool:
    """Write the demo town in the name of `user`; False when it is there already.

    Dates are counted from `today`, so that one campaign runs and one is announced on any day.
    """
    if ShopPage.objects.filter(slug=MARKER).exists():
        return False
    with transaction.atomic(), store.batch():
        site = Site.objects.select_related("root_page").get(is_default_site=True)
        english, _ = Locale.objects.get_or_create(language_code="en")
        town = Town(
            user=user,
            today=today or timezone.localdate(),
            site=site,
            home=HomePage.objects.get(pk=site.root_page_id),
            english=english,
        )
        texts = read("pages.json")
        _districts(town)
        _settings(town, texts["settings"])
        _home(town, texts["home"])
        _sections(town, texts["sections"])
        _shops(town)
        _stories(town)
        _campaigns(town)
        _standard_pages(town, texts["pages"])
    return True


def _publish(page: Page, town: Town) -> None:
    page.save_revision(user=town.user).publish(user=town.user)


def _translate(page: Page, town: Town) -> Page:
    """An unpublished English copy, below the English copy of the parent."""
    return page.copy_for_translation(town.english)


def _districts(town: Town) -> None:
    content = read("districts.json")
    for position, row in enumerate(content["districts"], start=1):
        parent = town.districts.get(row["parent"] or "")
        town.districts[row["slug"]], _ = District.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "parent": parent,
                "aliases": "\n".join(row["aliases"]),
                "boundary": row["boundary"],
                "latitude": row["latitude"],
                "longitude": row["longitude"],
                "position": position,
            },
        )
    for row in content["postcodes"]:
        place = {"latitude": row["latitude"], "longitude": row["longitude"]}
        Postcode.objects.update_or_create(code=row["code"], defaults=place)


def _settings(town: Town, values: dict[str, Any]) -> None:
    found = SiteSettings.for_site(town.site)
    for name, value in values.items():
        setattr(found, name, value)
    found.full_clean()
    found.save()
    town.site.site_name = found.name
    town.site.save()


def _home(town: Town, texts: dict[str, dict[str, str]]) -> None:
    _fill_and_publish(town.home, town, texts["de"])
    twin = town.home.get_translation_or_none(town.english) or _translate(town.home, town)
    _fill_and_publish(twin.specific, town, texts["en"])


def _fill_and_publish(page: Page, town: Town, values: dict[str, str]) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    _publish(page, town)


def _sections(town: Town, texts: dict[str, dict[str, Any]]) -> None:
    """Words above the lists, and the English names of those that are in both languages."""
    for slug, row in texts.items():
        page = Page.objects.child_of(town.home).get(slug=slug).specific
        _fill_and_publish(page, town, {"intro": row["intro"]})
        if "en" in row:
            twin = page.get_translation_or_none(town.english) or _translate(page, town)
            _fill_and_publish(twin.specific, town, row["en"])


def _shops(town: Town) -> None:
    directory = DirectoryPage.objects.child_of(town.home).get()
    for row in read_shops():
        shop = _shop(row, town)
        directory.add_child(instance=shop)
        _publish(shop, town)
        town.shops[shop.slug] = shop


def _shop(row: dict[str, Any], town: Town) -> ShopPage:
    """One shop of the files, not yet saved."""
    trade = Trade.objects.select_related("category").get(osm_tag=row["trade"])
    until = row.get("status_until_in_days")
    same = (
        "slug", "claim", "street", "house_number", "postcode", "latitude", "longitude",
        "position_accuracy", "phone", "email", "website", "wheelchair",
    )  # fmt: skip
    shop = ShopPage(
        title=row["name"],
        body=_description(row["body"]),
        trade=trade,
        primary_category=trade.category,
        district=town.districts[row["district"]],
        city="Herne",
        search_description=row["claim"],
        status=row.get("status", "open"),
        status_until=None if until is None else town.day(until),
        moved_to=row.get("moved_to", ""),
        locale=town.home.locale,
        **{name: row[name] for name in same},
    )
    shop.categories = _by_slug(Category, row["categories"])
    shop.services = _by_slug(Service, row["services"])
    shop.tags.add(*row["tags"])
    fill(page=shop, text=row.get("opening_hours", "unknown"))
    shop.hours_note = row.get("hours_note", shop.hours_note)
    _set_rows(
        shop,
        photos=[
            ShopPhoto(
                image=town.pictures.get(photo["image"], alt=photo["alt"]),
                alt_text=photo["alt"],
                credit=CREDIT,
                licence=LICENCE,
            )
            for photo in row.get("photos", [])
        ],
    )
    if "en" in row:
        said = row["en"]
        text = ShopTranslation(language="en", claim=said["claim"], body=_description(said["body"]))
        _set_rows(shop, translations=[text])
    return shop


def _set_rows(page: Page, **rows: list[Any]) -> None:
    """Rows of a page, which are saved with it."""
    for name, values in rows.items():
        setattr(page, name, values)


def _description(texts: list[str]) -> str:
    return stream([{"type": "text", "value": texts}])


def _by_slug(model: type[Category] | type[Service], slugs: Iterable[str]) -> list[Any]:
    return [model._default_manager.get(slug=slug) for slug in slugs]


def _stories(town: Town) -> None:
    index = StoryIndexPage.objects.child_of(town.home).get()
    for row in read("stories.json"):
        story = StoryPage(
            kicker=row["kicker"],
            author=row["author"],
            date=town.day(-row["days_ago"]),
            **_article(row, town),
        )
        story.districts = [town.districts[slug] for slug in row["districts"]]
        story.tags.add(*row["tags"])
        story.shops = [StoryShop(shop=town.shops[slug]) for slug in row["shops"]]
        index.add_child(instance=story)
        _publish(story, town)
        if "en" in row:
            twin = _translate(story, town)
            twin.kicker = row["en"]["kicker"]
            _publish(_retold(twin, row["en"], town), town)


def _campaigns(town: Town) -> None:
    index = CampaignIndexPage.objects.child_of(town.home).get()
    for row in read("campaigns.json"):
        campaign = CampaignPage(
            starts=town.day(row["starts_in_days"]),
            ends=town.day(row["ends_in_days"]),
            **_article(row, town),
        )
        campaign.shops = _participants(row, town)
        index.add_child(instance=campaign)
        _publish(campaign, town)
        if "en" in row:
            twin = _translate(campaign, town)
            twin.shops = _participants(row["en"], town)
            _publish(_retold(twin, row["en"], town), town)


def _participants(row: dict[str, Any], town: Town) -> list[CampaignShop]:
    return [
        CampaignShop(shop=town.shops[entry["shop"]], line=entry["line"])
        for entry in row["participants"]
    ]


def _article(row: dict[str, Any], town: Town) -> dict[str, Any]:
    """The fields that stories and campaigns have in common."""
    cover = row["cover"]
    return {
        "title": row["title"],
        "slug": row["slug"],
        "lead": row["lead"],
        "search_description": row["lead"],
        "cover": town.pictures.get(cover["image"], alt=cover["alt"]),
        "cover_alt": cover["alt"],
        "body": stream(row["blocks"], pictures=town.pictures, shops=town.shops),
        "locale": town.home.locale,
    }


def _retold(page: Page, texts: dict[str, Any], town: Town) -> Page:
    """The English copy of a story or campaign with its own words."""
    page.title, page.slug, page.lead = texts["title"], texts["slug"], texts["lead"]
    page.search_description = texts["lead"]
    page.cover_alt = texts["cover_alt"]
    page.body = stream(texts["blocks"], pictures=town.pictures, shops=town.shops)
    return page


def _standard_pages(town: Town, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        page = StandardPage(
            show_in_menus=True, locale=town.home.locale, slug=row["slug"], **_words(row)
        )
        town.home.add_child(instance=page)
        _publish(page, town)
        twin = _translate(page, town)
        twin.slug = row["en"]["slug"]
        _fill_and_publish(twin, town, _words(row["en"]))


def _words(row: dict[str, Any]) -> dict[str, str]:
    return {
        "title": row["title"],
        "lead": row["lead"],
        "search_description": row["search_description"],
        "body": stream(row["blocks"]),
    }
