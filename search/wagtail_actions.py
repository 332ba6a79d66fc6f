"""One transaction around each of Wagtail's actions and the entries that follow from it.

Several of them send their signals after their own transaction, or write in more than one. The
store must be right the moment anybody else can see the page.
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
    """Wrap `execute` of every action; safe to call again."""
    for action in _actions():
        execute = action.execute
        if getattr(execute, "in_batch", False):
            continue
        action.execute = _in_batch(execute)  # type: ignore[attr-defined]


def _in_batch(execute: Any) -> Any:
    @wraps(execute)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        with store.batch():
            return execute(*args, **kwargs)

    wrapper.in_batch = True  # type: ignore[attr-defined]
    return wrapper
