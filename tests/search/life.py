"""A machine that does to a site what editors do, in any order, while the store is watched."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management import call_command
from hypothesis import strategies as st
from hypothesis.stateful import rule
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.models import HomePage
from directory.models import Category, District
from directory.taxonomy.merge import merge_terms
from stories.models import CampaignPage, CampaignShop, StoryPage, StoryShop
from tests.search.town import FOUND, LIST_OF, LISTS, Town

WHICH = st.integers(min_value=0, max_value=9_999)


class Life(Town):
    """Each rule is one thing that an editor, or the clock, does."""

    # --- what editors do with one page ------------------------------------------------------

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

    # --- what editors do with the tree ------------------------------------------------------

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
        if page is None or self.full() or page.locale == self.english:
            return
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

    # --- who may see it -----------------------------------------------------------------------

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

    # --- the taxonomies -----------------------------------------------------------------------

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
