"""Who uses a taxonomy row: the reason why it cannot be deleted, told by name.

Published pages, unpublished pages and drafts that wait for publication all count, and so do other
entries that stand below the row or point to it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, ManyToManyField, Model, OuterRef, Q
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex, Revision

from directory.models.taxonomy import Category, District, Postcode, Service, Trade

TERM_MODELS: tuple[type[Model], ...] = (District, Category, Trade, Service)
SNIPPET_MODELS: tuple[type[Model], ...] = (*TERM_MODELS, Postcode)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One page or entry that holds a row."""

    title: str
    kind: str
    edit_url: str
    live: bool = True


def users_of(row: Model) -> list[User]:
    """Every page and entry that holds ``row``: pages first, each once, by title."""
    pages: dict[int, Page] = {}
    entries: dict[tuple[str, Any], Model] = {}
    for holder in _holders(row):
        if isinstance(holder, Page):
            pages[holder.pk] = holder
        else:
            entries[holder._meta.label, holder.pk] = holder
    waiting = _pages_with_waiting_drafts(row) - set(pages)
    pages.update(Page.objects.specific().in_bulk(waiting))
    return [
        *sorted((_page_user(page) for page in pages.values()), key=lambda user: user.title),
        *sorted((_entry_user(entry) for entry in entries.values()), key=lambda user: user.title),
    ]


def count_pages(row: Model) -> int:
    """How many pages hold the row."""
    return sum(isinstance(holder, Page) for holder in set(_holders(row)))


def _relations(model: type[Model]) -> Iterator[tuple[type[Model], Any]]:
    """(model, field) of everything that can point to ``model``, hidden relations included."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or not relation.is_relation:
            continue
        holder: Any = relation.related_model
        # The rows between the two sides of a many-to-many are told by their page instead.
        if holder is not None and not holder._meta.auto_created:
            yield holder, relation.remote_field


def _holders(row: Model) -> Iterator[Model]:
    for model, field in _relations(type(row)):
        for holder in model._default_manager.filter(**{field.name: row}).distinct():
            yield _owner(holder)
    yield from _referring(row)


def _owner(holder: Model) -> Model:
    """The page of a child row; any other row itself."""
    for field in holder._meta.get_fields():
        if isinstance(field, ParentalKey):
            parent: Model = getattr(holder, field.name)
            return parent
    return holder


def _referring(row: Model) -> Iterator[Model]:
    """Objects that point to the row from within a StreamField or rich text."""
    references = ReferenceIndex.get_references_to(row).values_list("base_content_type", "object_id")
    for content_type_id, object_id in references.distinct():
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        holder = model._default_manager.filter(pk=object_id).first() if model else None
        if isinstance(holder, Page):
            yield holder.specific
        elif holder is not None:
            yield holder


def _pages_with_waiting_drafts(row: Model) -> set[int]:
    """Ids of pages whose unpublished latest or scheduled revision holds the row."""
    fields = [(model, field) for model, field in _relations(type(row)) if issubclass(model, Page)]
    found: set[int] = set()
    for model in {model for model, _field in fields}:
        names = [field.name for holder, field in fields if holder is model]
        found |= _drafts_holding(model, names=names, pk=row.pk)
    return found


def _drafts_holding(model: type[Page], *, names: Iterable[str], pk: int) -> set[int]:
    latest = model._default_manager.filter(
        has_unpublished_changes=True, latest_revision=OuterRef("pk")
    )
    revisions = Revision.page_revisions.filter(
        Q(Exists(latest)) | Q(approved_go_live_at__isnull=False),
        content_type=ContentType.objects.get_for_model(model),
    )
    single = [
        name for name in names if not isinstance(model._meta.get_field(name), ManyToManyField)
    ]
    several = [name for name in names if name not in single]
    # Only the fields that matter are read, not the whole content of every draft.
    fields = {f"_field_{name}": F(f"content__{name}") for name in (*single, *several)}
    rows = revisions.annotate(**fields).values("object_id", *fields)
    return {
        int(values["object_id"])
        for values in rows.iterator()
        if any(values[f"_field_{name}"] == pk for name in single)
        or any(pk in (values[f"_field_{name}"] or ()) for name in several)
    }


def _page_user(page: Page) -> User:
    return User(
        title=page.get_admin_display_title(),
        kind=str(page.specific_class._meta.verbose_name if page.specific_class else ""),
        edit_url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        live=page.live,
    )


def _entry_user(entry: Model) -> User:
    viewset = getattr(type(entry), "snippet_viewset", None)
    return User(
        title=str(getattr(entry, "path_label", entry)),
        kind=str(entry._meta.verbose_name),
        edit_url=reverse(viewset.get_url_name("edit"), args=[quote(entry.pk)]) if viewset else "",
    )
