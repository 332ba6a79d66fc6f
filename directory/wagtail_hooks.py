"""What the directory adds to the admin: taxonomies, merging, no deletion of what is in use."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from directory.hours_editor import views as hours_views
from directory.models.taxonomy import MergeableTerm
from directory.taxonomy.admin import merging
from directory.taxonomy.admin.viewsets import TaxonomyGroup
from directory.taxonomy.merge import MERGE_ACTION, MERGEABLE
from directory.taxonomy.usage import TERM_MODELS, users_of

register_snippet(TaxonomyGroup)


@hooks.register("register_admin_urls")
def register_merge_url() -> list[URLPattern]:
    """The page that merges two entries."""
    return [
        path("taxonomy/<slug:facet>/<int:pk>/merge/", merging.merge, name="directory_merge"),
    ]


@hooks.register("register_admin_urls")
def register_hours_url() -> list[URLPattern]:
    """Where the form of a shop asks how its hours are read."""
    return [path("directory/hours/preview/", hours_views.preview, name="directory_hours_preview")]


@hooks.register("register_snippet_listing_buttons")
def merge_button(snippet: Model, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """ "Merge" in the menu of each row that can be merged."""
    if (
        isinstance(snippet, MergeableTerm)
        and type(snippet) in MERGEABLE
        and snippet.merged_into_id is None
        and merging.may_merge(user, type(snippet))
    ):
        yield Button(
            _("Merge into another…"),
            url=merging.merge_url(snippet),
            icon_name="resubmit",
            priority=25,
        )


@hooks.register("before_delete_snippet")
def refuse_to_delete_what_is_used(
    request: HttpRequest, instances: Sequence[Model]
) -> HttpResponse | None:
    """Say who uses an entry instead of deleting it; for one row and for many at once."""
    used = [
        {"row": row, "users": users}
        for row in instances
        if isinstance(row, TERM_MODELS) and (users := users_of(row))
    ]
    if not used:
        return None
    return TemplateResponse(
        request,
        "directory/taxonomy/in_use.html",
        {
            "page_title": _("In use"),
            "header_title": _("This cannot be deleted"),
            "header_icon": "warning",
            "used": used,
            "several": len(instances) > 1,
        },
        status=409 if request.method == "POST" else 200,
    )


@hooks.register("register_log_actions")
def register_merge_action(actions: Any) -> None:
    """Merging stands in the history of the entry."""

    @actions.register_action(MERGE_ACTION)
    class MergeFormatter(LogFormatter):
        label = gettext_lazy("Merge into another entry")

        def format_message(self, log_entry: Any) -> str:
            title = log_entry.data.get("target", {}).get("title", "")
            return _("Merged into “%(title)s”") % {"title": title}
