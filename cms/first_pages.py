"""The pages that a migrated database has. Works on historical models, for data migrations only."""

from __future__ import annotations

from typing import Any

from django.conf import settings

STEP = 4
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _step(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = ALPHABET[digit] + digits
    return digits.rjust(STEP, "0")


def add_page(
    apps: Any, *, app: str, model: str, parent: Any, title: str, slug: str, **values: Any
) -> Any:
    """A live page below `parent`, a historical page row; the parent's child count follows."""
    Page = apps.get_model("wagtailcore", "Page")
    Locale = apps.get_model("wagtailcore", "Locale")
    ContentType = apps.get_model("contenttypes", "ContentType")
    locale, _made = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    kind, _made = ContentType.objects.get_or_create(app_label=app, model=model.lower())
    last = (
        Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
        .order_by("path")
        .last()
    )
    number = int(last.path[-STEP:], 36) + 1 if last else 1
    page = apps.get_model(app, model).objects.create(
        title=title,
        draft_title=title,
        slug=slug,
        content_type=kind,
        locale=locale,
        path=parent.path + _step(number),
        depth=parent.depth + 1,
        numchild=0,
        url_path=f"{parent.url_path}{slug}/",
        live=True,
        **values,
    )
    children = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    Page.objects.filter(pk=parent.pk).update(numchild=children.count())
    return page
