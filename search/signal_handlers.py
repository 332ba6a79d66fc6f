"""Every event that can change what is public marks the pages it touches."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from search import store

#: Columns of a page that say nothing public: saving a draft writes just these.
DRAFT_FIELDS = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "go_live_at",
        "expire_at",
    }
)


def register() -> None:
    post_save.connect(page_saved, dispatch_uid="search.page_saved")
    pre_delete.connect(page_being_deleted, dispatch_uid="search.page_being_deleted")
    post_delete.connect(page_deleted, dispatch_uid="search.page_deleted")
    for signal in (page_published, page_unpublished):
        signal.connect(page_changed, dispatch_uid="search.page_changed")
    for signal in (post_page_move, page_slug_changed):
        signal.connect(tree_changed, dispatch_uid="search.tree_changed")
    for model_signal in (post_save, post_delete):
        model_signal.connect(
            restriction_changed, sender=PageViewRestriction, dispatch_uid="search.restriction"
        )
        model_signal.connect(site_changed, sender=Site, dispatch_uid="search.site")


def page_saved(
    sender: type, instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    if not isinstance(instance, Page) or kwargs.get("raw"):
        return
    if update_fields is not None and update_fields <= DRAFT_FIELDS:
        return
    if _address_changed(instance):
        store.mark_tree(instance.path)
    else:
        store.mark_pages([instance.pk])


def _address_changed(page: Page) -> bool:
    """Whether the addresses below do not follow the page's own yet.

    Wagtail moves them after this signal, and says so only after others can see it.
    """
    if not page.numchild:
        return False
    children = Page.objects.filter(path__startswith=page.path, depth=page.depth + 1)
    return children.exclude(url_path__startswith=page.url_path).exists()


def page_changed(sender: type, instance: Page, **kwargs: Any) -> None:
    store.mark_pages([instance.pk])


def tree_changed(sender: type, instance: Page, **kwargs: Any) -> None:
    store.mark_tree(instance.path)


def page_being_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """The database turns aliases of a deleted page into pages of their own, without any signal."""
    if isinstance(instance, Page) and instance.pk:
        aliases = Page.objects.filter(Q(alias_of=instance.pk))
        store.mark_pages(list(aliases.values_list("pk", flat=True)))


def page_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page) and instance.pk:
        store.mark_pages([instance.pk])


def restriction_changed(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    path = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first()
    if path:
        store.mark_tree(path)


def site_changed(sender: type, **kwargs: Any) -> None:
    store.mark_everything()
