"""A machine that does to a site what editors do, in any order, and watches the store."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from unittest import mock

import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.models import HomePage
from directory.models import Category, DirectoryPage, District, Service, ShopPage
from directory.taxonomy.merge import merge_terms
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
from tests.factories import home_page, text_block
from tests.search.oracle import differences

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
WHICH = st.integers(min_value=0, max_value=9_999)
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


class Life(RuleBasedStateMachine):
    """Each rule is one thing that an editor, or the clock, does."""

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
        try:
            yield
        except ValidationError:
            pass

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

    # --- what editors do with one page ------------------------------------------------------------

    @rule(model=st.sampled_from(FOUND), which=WHICH)
    def create_draft(self, model: type[Page], which: int) -> None:
        if not self.full():
            with self.action():
                self._new(model, which)

    @rule(model=st.sampled_from(FOUND), which=WHICH)
    def create_and_publish(self, model: type[Page], which: int) -> None:
        if not self.full():
            with self.action():
                self._new(model, which).get_latest_revision().publish()

    @rule(which=WHICH)
    def publish(self, which: int) -> None:
        page = self.one(which, *FOUND, *LISTS, HomePage, alias_of=None)
        with self.action():
            self.draft_of(page).save_revision().publish()

    @rule(which=WHICH, below=st.booleans())
    def unpublish(self, which: int, below: bool) -> None:
        page = self.one(which, *FOUND, *LISTS)
        with self.action():
            page.unpublish()
            if below:
                for child in page.get_descendants().live().specific():
                    child.unpublish()

    @rule(which=WHICH, change=WHICH)
    def edit_draft(self, which: int, change: int) -> None:
        if page := self.own(which):
            before = self.facts()
            with self.action():
                draft = self.draft_of(page)
                draft.title = self.name("Entwurf")
                self._change(draft, change)
                draft.save_revision()
            assert self.facts() == before, "a draft changed the store"

    @rule(which=WHICH, change=WHICH)
    def edit_and_publish(self, which: int, change: int) -> None:
        if page := self.own(which):
            with self.action():
                draft = self.draft_of(page)
                draft.title = self.name("Titel")
                self._change(draft, change)
                draft.save_revision().publish()

    @rule(which=WHICH)
    def change_slug(self, which: int) -> None:
        page = self.one(which, *FOUND, *LISTS, alias_of=None)
        if page is not None:
            with self.action():
                draft = self.draft_of(page)
                draft.slug = self.name("adresse").replace(" ", "-")
                draft.save_revision().publish()

    @rule(which=WHICH, back=WHICH, publish=st.booleans())
    def revert(self, which: int, back: int, publish: bool) -> None:
        page = self.own(which)
        revisions = list(page.revisions.order_by("pk")) if page else []
        if revisions:
            with self.action():
                old = revisions[back % len(revisions)]
                revision = RevertToPageRevisionAction(page, old).execute()
                if publish:
                    revision.publish()

    @rule(which=WHICH, hours=st.integers(1, 48))
    def schedule(self, which: int, hours: int) -> None:
        if page := self.own(which):
            with self.action():
                draft = self.draft_of(page)
                draft.title = self.name("Später")
                draft.go_live_at = dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
                draft.expire_at = None
                draft.save_revision().publish()

    @rule(which=WHICH, hours=st.integers(1, 48))
    def expire(self, which: int, hours: int) -> None:
        if page := self.own(which):
            with self.action():
                draft = self.draft_of(page)
                draft.go_live_at = None
                draft.expire_at = dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
                draft.save_revision().publish()

    @rule(hours=st.integers(1, 72))
    def time_passes(self, hours: int) -> None:
        with self.action():
            self.now.shift(dt.timedelta(hours=hours))
            call_command("publish_scheduled")

    # --- what editors do with the tree ------------------------------------------------------------

    @rule(which=WHICH, where=WHICH, position=st.sampled_from(["first-child", "last-child"]))
    def move(self, which: int, where: int, position: str) -> None:
        page = self.one(which, *FOUND, *LISTS)
        if page is not None and (target := self._target(page, where)) is not None:
            with self.action():
                page.move(target, pos=position)

    def _target(self, page: Page, where: int) -> Page | None:
        """A place of the right kind and language, where nobody has the page's address."""
        kinds = (LIST_OF.get(type(page), HomePage),)
        target = self.one(where, *kinds, alias_of=None, locale=page.locale)
        if target is None or target.path.startswith(page.path):
            return None
        return target if Page._slug_is_available(page.slug, target, page) else None

    @rule(which=WHICH, where=WHICH, live=st.booleans(), tree=st.booleans())
    def copy(self, which: int, where: int, live: bool, tree: bool) -> None:
        page = self.one(which, *FOUND, *LISTS)
        if page is not None and not self.full():
            kinds = (LIST_OF.get(type(page), HomePage),)
            target = self.one(where, *kinds, alias_of=None, locale=page.locale)
            if target is None:
                return
            title = self.name("Kopie")
            with self.action():
                page.copy(
                    to=target,
                    recursive=tree,
                    keep_live=live,
                    update_attrs={"title": title, "slug": title.lower().replace(" ", "-")},
                )

    @rule(which=WHICH, where=WHICH)
    def alias(self, which: int, where: int) -> None:
        page = self.one(which, *FOUND, *LISTS)
        if page is not None and not self.full():
            kinds = (LIST_OF.get(type(page), HomePage),)
            target = self.one(where, *kinds, alias_of=None, locale=page.locale)
            if target is None:
                return
            with self.action():
                page.create_alias(parent=target, update_slug=self.name("zweit").replace(" ", "-"))

    @rule(which=WHICH)
    def convert_alias(self, which: int) -> None:
        page = self.one(which, *FOUND, *LISTS, alias_of__isnull=False)
        if page is not None:
            with self.action():
                ConvertAliasPageAction(page).execute()

    @rule(which=WHICH)
    def delete(self, which: int) -> None:
        page = self.one(which, *FOUND)
        if page is not None:
            with self.action():
                page.delete()

    @rule(which=WHICH)
    def delete_source_of_alias(self, which: int) -> None:
        page = self.one(which, *FOUND, aliases__isnull=False)
        if page is not None:
            with self.action():
                page.delete()

    @rule(which=WHICH)
    def delete_named_shop(self, which: int) -> None:
        named = [*StoryShop.objects.order_by("pk"), *CampaignShop.objects.order_by("pk")]
        if named:
            with self.action():
                named[which % len(named)].shop.delete()

    @rule(which=WHICH)
    def delete_list(self, which: int) -> None:
        page = self.one(which, *LISTS)
        if page is not None and len(Page.objects.type(type(page))) > 1:
            with self.action():
                page.delete()

    @rule(which=WHICH)
    def translate(self, which: int) -> None:
        page = self.one(which, StoryPage, CampaignPage, alias_of=None)
        if page is not None and not self.full() and page.locale != self.english:
            if not page.has_translation(self.english):
                with self.action():
                    page.copy_for_translation(self.english, copy_parents=True)

    @rule(which=WHICH)
    def another_home(self, which: int) -> None:
        if HomePage.objects.count() < 4:
            with self.action():
                title = self.name("Stadt")
                home = HomePage(title=title, slug=title.lower().replace(" ", "-"))
                home.locale = Locale.get_default()
                Page.get_first_root_node().add_child(instance=home)

    # --- who may see it -----------------------------------------------------------------------------

    @rule(which=WHICH)
    def restrict(self, which: int) -> None:
        page = self.one(which, *FOUND, *LISTS, HomePage)
        with self.action():
            PageViewRestriction(page=page.page_ptr, restriction_type="login").save()

    @rule(which=WHICH, anew=st.booleans())
    def lift_restriction(self, which: int, anew: bool) -> None:
        rows = list(PageViewRestriction.objects.order_by("pk"))
        if rows:
            with self.action():
                row = rows[which % len(rows)]
                if anew:
                    # As in the admin: the same row, for another page never, for others maybe.
                    row.restriction_type = "password"
                    row.password = "geheim"
                    row.save()
                else:
                    row.delete()

    @rule(which=WHICH)
    def another_site_root(self, which: int) -> None:
        site = Site.objects.order_by("pk").first()
        if site is not None:
            with self.action():
                site.root_page = self.one(which, HomePage, *LISTS).page_ptr
                site.save()

    @rule(which=WHICH)
    def add_site(self, which: int) -> None:
        if Site.objects.count() < 3:
            with self.action():
                page = self.one(which, HomePage, *LISTS)
                name = self.name("stadt").replace(" ", "-")
                default = not Site.objects.filter(is_default_site=True).exists()
                Site.objects.create(
                    hostname=f"{name}.test", root_page=page.page_ptr, is_default_site=default
                )

    @rule(which=WHICH)
    def remove_site(self, which: int) -> None:
        sites = list(Site.objects.order_by("pk"))
        if len(sites) > 1 or (sites and which % 5 == 0):
            with self.action():
                sites[which % len(sites)].delete()

    # --- the taxonomies -----------------------------------------------------------------------------

    @rule(which=WHICH)
    def rename_term(self, which: int) -> None:
        rows = [*self.districts, *self.categories, *self.services]
        row = rows[which % len(rows)]
        row = type(row).objects.get(pk=row.pk)
        before = self.facts()
        with self.action():
            row.name = self.name("Name")
            row.save()
        assert self.facts() == before, "renaming is free"

    @rule(which=WHICH)
    def new_district(self, which: int) -> None:
        if len(self.districts) < 6:
            with self.action():
                self.districts.append(District.objects.create(name=self.name("Viertel")))

    @rule(kind=st.sampled_from([District, Category]), which=WHICH, above=WHICH, top=st.booleans())
    def another_parent(self, kind: Any, which: int, above: int, top: bool) -> None:
        row, parent = self._current(kind, which), self._current(kind, above)
        with self.action():
            row.parent = None if top else parent
            row.full_clean()
            row.save()

    @rule(kind=st.sampled_from([District, Category]), which=WHICH, into=WHICH)
    def merge(self, kind: Any, which: int, into: int) -> None:
        if (
            kind.objects.filter(merged_into=None, pk__in=[r.pk for r in self.categories]).count()
            < 3
        ):
            return
        with self.action():
            merge_terms(source=self._current(kind, which), target=self._current(kind, into))

    # --- what has to be true after each of it -------------------------------------------------------

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
