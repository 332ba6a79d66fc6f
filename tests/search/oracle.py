"""What the store must hold, worked out page by page in plain Python from the tables.

Nothing here uses the code under test: ancestors come from the tree paths, addresses from the slugs,
documents from the columns, terms from the parents of the rows.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Locale, Page, PageViewRestriction, Site

from directory.hours import Schedule, State
from directory.models import Category, District, Service, ShopPage, ShopTranslation
from directory.models.shops import ShopTag
from directory.opening import schedule_of_page
from search.models import Entry, EntryTerm
from stories.models import CampaignPage, CampaignShop, StoryPage, StoryShop, StoryTag

STEP = 4
PREFIX = {"de": "/", "en": "/en/"}


@dataclass
class Expected:
    """One public page as the store must know it."""

    values: dict[str, Any]
    columns: dict[str, Any]
    terms: set[tuple[str, str]] = field(default_factory=set)


class Oracle:
    """The tables as they stand now."""

    def __init__(self) -> None:
        columns = ("pk", "path", "slug", "live", "alias_of_id", "translation_key", "locale_id")
        self.pages = {row["path"]: row for row in Page.objects.values(*columns)}
        self.by_id = {row["pk"]: row for row in self.pages.values()}
        self.languages = dict(Locale.objects.values_list("pk", "language_code"))
        self.restricted = set(PageViewRestriction.objects.values_list("page_id", flat=True))
        root_ids = set(Site.objects.values_list("root_page_id", flat=True))
        keys = {self.by_id[pk]["translation_key"] for pk in root_ids}
        self.roots = {
            pk
            for pk, row in self.by_id.items()
            if row["translation_key"] in keys and len(row["path"]) > STEP
        }
        self.trees = {
            "district": _tree(District),
            "category": _tree(Category),
            "service": {
                pk: (None, heir) for pk, heir in Service.objects.values_list("pk", "merged_into_id")
            },
        }

        self.tags = {
            model: _together(model.objects.values_list("content_object_id", "tag__name"))
            for model in (ShopTag, StoryTag)
        }
        self.linked = {
            (model, name): _linked(model, name)
            for model, name in (
                (ShopPage, "categories"),
                (ShopPage, "services"),
                (StoryPage, "districts"),
                (CampaignPage, "districts"),
            )
        }
        self.named = {
            model: _together(
                model.objects.order_by("sort_order", "pk").values_list("page_id", "shop_id")
            )
            for model in (StoryShop, CampaignShop)
        }
        self.hours: dict[int, Schedule] = {}
        self.said = _together((row.page_id, row) for row in ShopTranslation.objects.all())

    # --- which pages are public ---------------------------------------------------------------

    def line(self, path: str) -> Iterator[dict[str, Any]]:
        """The page, its parent, and so on up to the root of the tree."""
        while path:
            yield self.pages[path]
            path = path[:-STEP]

    def is_public(self, row: dict[str, Any]) -> bool:
        line = list(self.line(row["path"]))
        return (
            row["live"]
            and row["alias_of_id"] is None
            and any(above["pk"] in self.roots for above in line)
            and not any(above["pk"] in self.restricted for above in line)
        )

    def address(self, row: dict[str, Any]) -> str:
        """The slugs from the nearest site root down, below the prefix of the page's language."""
        slugs: list[str] = []
        for above in self.line(row["path"]):
            if above["pk"] in self.roots:
                break
            slugs.insert(0, above["slug"])
        return PREFIX[self.languages[row["locale_id"]]] + "".join(f"{slug}/" for slug in slugs)

    def expected(self) -> dict[int, Expected]:
        """Everything that is public and can be found, by page id."""
        found: dict[int, Expected] = {}
        for model, describe in (
            (ShopPage, self.shop),
            (StoryPage, self.story),
            (CampaignPage, self.campaign),
        ):
            for page in model.objects.all():
                row = self.by_id[page.pk]
                if self.is_public(row):
                    found[page.pk] = describe(page, row)
        return found

    # --- what their documents say -------------------------------------------------------------

    def shop(self, page: ShopPage, row: dict[str, Any]) -> Expected:
        self.hours[page.pk] = schedule_of_page(page)
        further = set(self.linked[ShopPage, "categories"][page.pk])
        further.discard(page.primary_category_id)
        primary = [page.primary_category_id] if page.primary_category_id else []
        texts = {}
        if page.claim or page.body.raw_data:
            texts["de"] = {"lead": page.claim, "body": _plain(page.body)}
        for said in self.said[page.pk]:
            texts[said.language] = {"lead": said.claim, "body": _plain(said.body)}
        terms = {
            "category": [*primary, *sorted(further)],
            "trade": [page.trade_id] if page.trade_id else [],
            "district": [page.district_id] if page.district_id else [],
            "service": sorted(self.linked[ShopPage, "services"][page.pk]),
            "wheelchair": [] if page.wheelchair == "unknown" else [page.wheelchair],
        }
        placed = page.latitude is not None and page.longitude is not None
        return self._made(
            page,
            row,
            kind="shop",
            language="de",
            texts=texts,
            terms=terms,
            tags=sorted(self.tags[ShopTag][page.pk]),
            point=[page.latitude, page.longitude] if placed else None,
            published_at=page.first_published_at,
            listed=page.status in ("open", "closed_until"),
        )

    def story(self, page: StoryPage, row: dict[str, Any]) -> Expected:
        midnight = dt.datetime.combine(page.date, dt.time())
        return self._told(
            page,
            row,
            kind="story",
            named=self.named[StoryShop][page.pk],
            tags=sorted(self.tags[StoryTag][page.pk]),
            published_at=midnight.replace(tzinfo=ZoneInfo("Europe/Berlin")),
        )

    def campaign(self, page: CampaignPage, row: dict[str, Any]) -> Expected:
        return self._told(
            page,
            row,
            kind="campaign",
            named=self.named[CampaignShop][page.pk],
            tags=[],
            published_at=page.first_published_at,
        )

    def _told(self, page: Any, row: dict[str, Any], *, named: list[int], **values: Any) -> Expected:
        language = self.languages[row["locale_id"]]
        blocks = [block["value"] for block in page.body.raw_data if block["type"] == "shop"]
        return self._made(
            page,
            row,
            language=language,
            terms={"district": sorted(self.linked[type(page), "districts"][page.pk])},
            names={"shop": list(dict.fromkeys([*named, *blocks]))},
            point=None,
            listed=True,
            texts={language: {"lead": page.lead, "body": _plain(page.body)}},
            **values,
        )

    def _made(self, page: Any, row: dict[str, Any], **values: Any) -> Expected:
        published = values.pop("published_at")
        names = values.pop("names", {})
        values |= {
            "page_id": page.pk,
            "slug": row["slug"],
            "title": page.title,
            "path": self.address(row),
            "translation_key": str(row["translation_key"]),
        }
        columns = {
            "kind": values["kind"],
            "language": values["language"],
            "path": values["path"],
            "listed": values["listed"],
            "translation_key": values["translation_key"],
            "published_at": published,
            "latitude": values["point"][0] if values["point"] else None,
            "longitude": values["point"][1] if values["point"] else None,
        }
        return Expected(
            values=values, columns=columns, terms=self._held({**values["terms"], **names})
        )

    def _held(self, terms: dict[str, list[Any]]) -> set[tuple[str, str]]:
        """Each term as it is called today, with its parents."""
        held: set[tuple[str, str]] = set()
        for facet, ids in terms.items():
            tree = self.trees.get(facet)
            for pk in ids:
                if tree is None:
                    held.add((facet, str(pk)))
                    continue
                current: int | None = pk
                while current is not None:
                    parent, heir = tree[current]
                    while heir is not None:
                        current = heir
                        parent, heir = tree[current]
                    held.add((facet, str(current)))
                    current = parent
        return held


def _together(pairs: Iterable[tuple[int, Any]]) -> defaultdict[int, list[Any]]:
    """The values of each page."""
    values: defaultdict[int, list[Any]] = defaultdict(list)
    for pk, value in pairs:
        values[pk].append(value)
    return values


def _linked(model: Any, name: str) -> defaultdict[int, list[Any]]:
    """The rows that pages are linked to, out of the table between them."""
    link = model._meta.get_field(name)
    columns = (f"{link.m2m_field_name()}_id", f"{link.m2m_reverse_field_name()}_id")
    return _together(link.remote_field.through.objects.values_list(*columns))


def _tree(model: Any) -> dict[int, tuple[int | None, int | None]]:
    rows = model.objects.values_list("pk", "parent_id", "merged_into_id")
    return {pk: (parent, heir) for pk, parent, heir in rows}


def _plain(stream: Any) -> str:
    """The text blocks of a StreamField without markup."""
    texts = [block["value"] for block in stream.raw_data if block["type"] == "text"]
    plain = (html.unescape(re.sub(r"<[^>]+>", " ", text)) for text in texts)
    return "\n".join(" ".join(text.split()) for text in plain)


def differences(seen: set[int]) -> list[str]:
    """Where the store differs from the pages; `seen` are pages that were in it before."""
    oracle = Oracle()
    expected = oracle.expected()
    entries = {entry.page_id: entry for entry in Entry.objects.all()}
    held: dict[int, set[tuple[str, str]]] = {}
    for pk, facet, value in EntryTerm.objects.values_list("entry__page_id", "facet", "value"):
        held.setdefault(pk, set()).add((facet, value))
    alive = {pk for pk, entry in entries.items() if not entry.gone}
    wrong = [f"{pk} is missing" for pk in expected.keys() - alive]
    wrong += [f"{pk} is not public: {entries[pk].document}" for pk in alive - expected.keys()]
    wrong += [f"{pk} left no tombstone" for pk in seen - entries.keys()]
    for pk in entries.keys() - alive:
        wrong += _of_tombstone(entries[pk], held.get(pk, set()))
        wrong += _of_spans(entries[pk], None)
    for pk in alive & expected.keys():
        wrong += _of_entry(entries[pk], expected[pk], held.get(pk, set()))
        wrong += _of_spans(entries[pk], oracle.hours.get(pk))
    numbers = [entry.changed_version for entry in entries.values()]
    if len(set(numbers)) != len(numbers):
        wrong.append("two entries have one number")
    return wrong


def _of_spans(entry: Entry, schedule: Schedule | None) -> list[str]:
    """When the store says that a shop is open; pages that are no shops, or gone, say nothing."""
    since, until = entry.hours_since, entry.hours_until
    held = sorted(entry.spans.values_list("start", "end", "sure"))
    if schedule is None or since is None or until is None:
        silent = not held and since is None and until is None and schedule is None
        return [] if silent else [f"{entry.page_id} has hours: {since} {until} {held}"]
    meant = [] if not entry.listed else schedule.intervals(since, until)
    spans = [(each.start, each.end, each.state is State.OPEN) for each in meant]
    return [] if held == spans else [f"{entry.page_id} is open at {held}, not {spans}"]


def _of_tombstone(entry: Entry, held: set[tuple[str, str]]) -> list[str]:
    left = {
        name: getattr(entry, name)
        for name in (
            "document",
            "content_hash",
            "title",
            "body",
            "sort_title",
            "path",
            "latitude",
            "longitude",
            "published_at",
        )
        if getattr(entry, name)
    }
    return [f"tombstone {entry.page_id} still says {left} {held}"] if left or held else []


def _of_entry(entry: Entry, expected: Expected, held: set[tuple[str, str]]) -> list[str]:
    wrong = []
    document = entry.document or {}
    for name, value in expected.values.items():
        if document.get(name) != value:
            wrong.append(f"{entry.page_id}.{name} is {document.get(name)!r}, not {value!r}")
    for name, value in expected.columns.items():
        if getattr(entry, name) != value:
            wrong.append(
                f"{entry.page_id}: column {name} is {getattr(entry, name)!r}, not {value!r}"
            )
    if held != expected.terms:
        wrong.append(f"{entry.page_id} is found under {held}, not {expected.terms}")
    return wrong
