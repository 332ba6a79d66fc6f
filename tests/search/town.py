"""The ground of a random life: a small town, and the eyes on its store."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, ClassVar
from unittest import mock

import time_machine
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from hypothesis.stateful import RuleBasedStateMachine, invariant
from wagtail.models import Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.models import HomePage
from directory.models import Category, DirectoryPage, District, Service, ShopPage
from directory.opening_rows import fill
from search import store
from search.models import Entry
from stories.models import (
    CampaignIndexPage,
    CampaignPage,
    CampaignShop,
    StoryIndexPage,
    StoryPage,
    StoryShop,
)
from tests.factories import text_block
from tests.factories.documents import HOURS
from tests.search.oracle import differences

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
FOUND = (ShopPage, StoryPage, CampaignPage)
LISTS = (DirectoryPage, StoryIndexPage, CampaignIndexPage)
LIST_OF = dict(zip(FOUND, LISTS, strict=True))
#: More pages than this make the run slow and teach nothing new.
ENOUGH = 40


class Ground:
    """The database as the tests found it, to begin each life anew."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self.copy = sqlite3.connect(":memory:")
        connection.connection.backup(self.copy)

    def lay(self) -> None:
        connection.ensure_connection()
        self.copy.backup(connection.connection)


class Town(RuleBasedStateMachine):
    """A town that editors work on, and what has to be true of its store after each action."""

    lay_ground: ClassVar[Any]
    actions: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).lay_ground()
        self.traveller = time_machine.travel(START, tick=False)
        self.now = self.traveller.start()
        self.english, _made = Locale.objects.get_or_create(language_code="en")
        self.number = 0
        self.seen: set[int] = set()
        self.was: dict[int, tuple[Any, ...]] = {}
        self.troubles: list[str] = []
        self.watching = mock.patch.object(
            BaseDatabaseWrapper, "run_and_clear_commit_hooks", self._committed()
        )
        # Wagtail's list of who refers to whom says nothing public, and takes a third of the time.
        self.silence = disable_reference_index_auto_update()
        self.silence.__enter__()
        self._populate()
        self.watching.start()

    def teardown(self) -> None:
        self.watching.stop()
        self.silence.__exit__(None, None, None)
        self.traveller.stop()

    def _committed(self) -> Any:
        """Whatever others can see after a commit has to be right already."""
        hooks = BaseDatabaseWrapper.run_and_clear_commit_hooks
        machine = self

        def run(wrapper: BaseDatabaseWrapper) -> None:
            machine.troubles += [f"after a commit: {each}" for each in differences(machine.seen)]
            hooks(wrapper)

        return run

    def _populate(self) -> None:
        """Something to begin with: two districts, a shop, a story about it, a campaign."""
        self.districts = [
            District.objects.create(name="Nordstadt", position=1),
            District.objects.create(name="Südstadt", position=2),
        ]
        self.categories = list(Category.objects.order_by("pk")[:6])
        self.services = list(Service.objects.order_by("pk")[:3])
        for model in FOUND:
            page = self._new(model, 0)
            page.save_revision().publish()

    # --- helpers --------------------------------------------------------------------------------

    @contextmanager
    def action(self) -> Iterator[None]:
        """One action; what Wagtail's forms would refuse, nobody can do."""
        type(self).actions += 1
        with suppress(ValidationError):
            yield

    def name(self, word: str) -> str:
        self.number += 1
        return f"{word} {self.number}"

    def one(self, which: int, *models: type[Page], **filters: Any) -> Any:
        """One of the pages of these types, fresh from the database."""
        pages = [
            page
            for model in models
            for page in model.objects.filter(**filters).order_by("pk").values_list("pk", flat=True)
        ]
        return Page.objects.get(pk=pages[which % len(pages)]).specific if pages else None

    def own(self, which: int) -> Any:
        """A page with a document that is no alias: what editors can edit."""
        return self.one(which, *FOUND, alias_of=None)

    def draft_of(self, page: Page) -> Any:
        return page.get_latest_revision_as_object()

    def full(self) -> bool:
        return Page.objects.count() > ENOUGH

    def _new(self, model: type[Page], which: int) -> Any:
        parent = self.one(which, LIST_OF[model], alias_of=None)
        if parent is None:
            home = self.one(which, HomePage)
            title = self.name("Liste")
            parent = LIST_OF[model](title=title, slug=title.lower().replace(" ", "-"))
            parent.locale = home.locale
            home.add_child(instance=parent)
        title = self.name(model.__name__)
        page = model(title=title, slug=title.lower().replace(" ", "-"), live=False)
        page.locale = parent.locale
        if model is ShopPage and which % 2:
            page.source, page.external_id = "osm", f"node/{self.number}"
        if model is CampaignPage:
            page.starts, page.ends = dt.date(2026, 3, 1), dt.date(2026, 4, 1)
        self._change(page, which)
        parent.add_child(instance=page)
        page.save_revision()
        return page

    def _change(self, page: Any, which: int) -> None:
        """Other words and other terms, as one form would send them."""
        district = self.districts[which % len(self.districts)]
        if isinstance(page, ShopPage):
            page.claim = self.name("Spruch & Wahrheit")
            page.district = None if which % 7 == 0 else self._current(District, which)
            page.primary_category = self._current(Category, which)
            page.categories = self.categories[: which % 3]
            page.services = self.services[: which % 4]
            page.wheelchair = ("yes", "no", "limited", "unknown")[which % 4]
            page.status = "closed" if which % 5 == 0 else "open"
            page.latitude, page.longitude = (51.5, 7.2) if which % 2 else (None, None)
            page.tags.set([self.name("Ware")])
            page.body = text_block("Fein &amp; <b>gut</b>", self.name("Text"))
            fill(page=page, text=HOURS[which % len(HOURS)])
            return
        page.lead = self.name("Vorspann")
        page.districts = [district]
        shops = list(ShopPage.objects.order_by("pk")[: 1 + which % 3])
        row = StoryShop if isinstance(page, StoryPage) else CampaignShop
        page.shops = [row(shop=shop) for shop in shops[:2]]
        named = tuple(shop.pk for shop in shops[2:])
        page.body = text_block(self.name("Es war"), shops=named)

    def _current(self, model: Any, which: int) -> Any:
        """A row that was not merged away, as choosers offer them."""
        known = [row.pk for row in (self.districts if model is District else self.categories)]
        rows = list(model.objects.filter(pk__in=known, merged_into=None).order_by("pk"))
        return rows[which % len(rows)]

    # --- what has to be true after each action

    def facts(self) -> dict[int, tuple[Any, ...]]:
        """(number, content) of each entry."""
        rows = Entry.objects.values_list("page_id", "changed_version", "gone", "content_hash")
        return {page_id: (version, gone, content) for page_id, version, gone, content in rows}

    @invariant()
    def store_is_true(self) -> None:
        troubles, self.troubles = self.troubles, []
        assert not troubles, troubles
        wrong = differences(self.seen)
        assert not wrong, wrong

    @invariant()
    def numbers_only_grow(self) -> None:
        now = self.facts()
        highest = max((version for version, *_ in self.was.values()), default=0)
        for page_id, (version, *content) in now.items():
            before = self.was.get(page_id)
            if before is None or list(before[1:]) != content:
                assert version > highest, f"{page_id} changed, but is number {version}"
            else:
                assert version == before[0], f"{page_id} got a number for nothing"
        assert self.was.keys() <= now.keys()
        self.was = now
        self.seen = set(now)

    @invariant()
    def nothing_to_mend(self) -> None:
        report = store.reconcile()
        assert not report.mended, report
        assert not report.failed, report
        assert not transaction.get_connection().in_atomic_block
