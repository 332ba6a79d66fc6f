"""The two people who can log in to the demo."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.models import User

EDITORS = "Redaktion"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
# Wagtail asks for the rights of its own models, whichever ones stand in for them.
MEDIA = (("wagtailimages", "image"), ("wagtaildocs", "document"))
SNIPPETS = ("district", "category", "trade", "service", "postcode")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Who may do everything, and who writes."""

    admin: User
    editor: User


def create_accounts(*, password: str) -> Accounts:
    """Both logins; one that exists keeps its password."""
    admin = _account(
        name="admin", password=password, first_name="Verwaltung", is_staff=True, is_superuser=True
    )
    editor = _account(name="redaktion", password=password, first_name="Redaktion")
    editor.groups.add(editors())
    return Accounts(admin=admin, editor=editor)


def _account(*, name: str, password: str, **fields: str | bool) -> User:
    people = get_user_model()._default_manager
    found = people.filter(username=name).first()
    if found is not None:
        return found
    return people.create_user(name, f"{name}@kurze-wege.example", password, **fields)


def editors() -> Group:
    """The group of those who write: all pages, media and lists, but no other people's accounts."""
    group, _ = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(
            Q(content_type__app_label="directory", content_type__model__in=SNIPPETS)
            | Q(content_type__app_label="cms", content_type__model="sitesettings")
        ),
    )
    root = Page.get_first_root_node()
    for right in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)
    collection = Collection.get_first_root_node()
    for app, model in MEDIA:
        for right in Permission.objects.filter(
            content_type__app_label=app, content_type__model=model
        ).exclude(codename__startswith="view_"):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=right
            )
    return group
