"""One transaction around each of Wagtail's actions and the entries that follow from it.

Several of them send their signals after their own transaction, or write in more than one; so does
the saving of a site or of a restriction. The store must be right the moment anybody else can see
the page.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from search import store


def _actions() -> list[type]:
    # Wagtail wants its models before its actions.
    import wagtail.models  # noqa: F401
    from wagtail.actions.convert_alias import ConvertAliasPageAction
    from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
    from wagtail.actions.copy_page import CopyPageAction
    from wagtail.actions.create_alias import CreatePageAliasAction
    from wagtail.actions.create_page import CreatePageAction
    from wagtail.actions.delete_page import DeletePageAction
    from wagtail.actions.edit_page import EditPageAction
    from wagtail.actions.move_page import MovePageAction
    from wagtail.actions.publish_page_revision import PublishPageRevisionAction
    from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
    from wagtail.actions.unpublish_page import UnpublishPageAction

    return [
        ConvertAliasPageAction,
        CopyPageForTranslationAction,
        CopyPageAction,
        CreatePageAliasAction,
        CreatePageAction,
        DeletePageAction,
        EditPageAction,
        MovePageAction,
        PublishPageRevisionAction,
        RevertToPageRevisionAction,
        UnpublishPageAction,
    ]


def make_atomic() -> None:
    """Wrap `execute` of every action, and `save` of what decides who sees a page.

    Safe to call again.
    """
    from wagtail.models import PageViewRestriction, Site

    writers = [(action, "execute") for action in _actions()]
    for owner, name in [*writers, (PageViewRestriction, "save"), (Site, "save")]:
        method = getattr(owner, name)
        if not getattr(method, "in_batch", False):
            setattr(owner, name, _in_batch(method))


def _in_batch(method: Any) -> Any:
    @wraps(method)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        with store.batch():
            return method(*args, **kwargs)

    wrapper.in_batch = True  # type: ignore[attr-defined]
    return wrapper
