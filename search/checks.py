"""Rules of the team that `manage.py check` holds."""

from __future__ import annotations

from typing import Any

from django.core import checks

from search import registry


def check_page_types(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Each page type has a document, or says that it stays out of the store."""
    from wagtail.models import Page, get_page_models

    return [
        checks.Error(
            f"{model.__name__} has no public document.",
            hint=(
                "Register it with search.registry.register(), or name it in "
                "search.registry.stays_out()."
            ),
            obj=model,
            id="search.E001",
        )
        for model in registry.undecided([m for m in get_page_models() if m is not Page])
    ]


def register() -> None:
    checks.register(check_page_types, checks.Tags.models)
