"""Merge one term into another: the old row stays and points to its heir.

Old drafts and revisions hold the old row's id, addresses hold its slug; both mean the heir from
now on, without a shop being touched.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.models.taxonomy import Category, District, MergeableTerm, Service, Trade, TreeTerm
from search import store, vocabulary

MERGEABLE: dict[type[MergeableTerm], str] = {
    District: "district",
    Category: "category",
    Service: "service",
}
MERGE_ACTION = "directory.taxonomy.merge"


def check_merge(*, source: MergeableTerm, target: MergeableTerm) -> None:
    """Raise ``ValidationError`` with a sentence for people when the two cannot be merged."""
    if type(source) is not type(target) or type(source) not in MERGEABLE:
        raise ValidationError(_("Only two entries of one kind can be merged."))
    if source.pk == target.pk:
        raise ValidationError(_("An entry cannot be merged into itself. Choose another one."))
    if source.merged_into_id is not None:
        raise ValidationError(
            _("“%(source)s” was merged into “%(heir)s” already.")
            % {"source": source, "heir": source.merged_into}
        )
    if target.merged_into_id is not None:
        raise ValidationError(
            _("“%(target)s” was merged into “%(heir)s” itself. Choose that one.")
            % {"target": target, "heir": target.merged_into}
        )
    if isinstance(target, TreeTerm) and target.parent_id == source.pk:
        raise ValidationError(
            _("“%(target)s” belongs to “%(source)s”. Merge it the other way round.")
            % {"source": source, "target": target}
        )


@transaction.atomic
def merge_terms(*, source: MergeableTerm, target: MergeableTerm, user: Any = None) -> None:
    """Let ``source`` mean ``target`` from now on.

    Rows merged into ``source`` earlier point straight to ``target``, so chains never grow. Children
    of ``source`` move below ``target``, or beside it where ``target`` is on the second level, since
    there are only two. Trades of a merged category move along.
    """
    model: Any = type(source)
    # Fresh and locked, in one order: two merges at the same moment cannot make a circle.
    locked = model._default_manager.select_for_update().filter(pk__in=[source.pk, target.pk])
    rows = {row.pk: row for row in locked.order_by("pk")}
    source, target = rows[source.pk], rows[target.pk]
    check_merge(source=source, target=target)
    facet = MERGEABLE[model]

    touched = {source.pk, target.pk}
    earlier = model._default_manager.filter(merged_into_id=source.pk)
    touched.update(earlier.values_list("pk", flat=True))
    earlier.update(merged_into_id=target.pk)
    if isinstance(source, TreeTerm) and isinstance(target, TreeTerm):
        children = model._default_manager.filter(parent_id=source.pk)
        touched.update(children.values_list("pk", flat=True))
        children.update(parent_id=target.parent_id or target.pk)
    if isinstance(source, Category):
        Trade.objects.filter(category_id=source.pk).update(category_id=target.pk)
    source.merged_into_id = target.pk
    source.save(update_fields=["merged_into"])

    vocabulary.touch()
    store.sync_holders(facet=facet, ids=sorted(touched))
    log(
        instance=source,
        action=MERGE_ACTION,
        user=user,
        data={"target": {"id": target.pk, "title": str(target)}},
    )
