"""Terms in the order of their tree: each parent, then its children."""

from typing import Any, TypeVar, cast

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from directory.models.taxonomy import TreeTerm

Tree = TypeVar("Tree", bound=TreeTerm)

TREE_ORDER = ("_top_position", "_top_name", "_top", "_below", "position", "name")


def in_tree_order(terms: QuerySet[Tree]) -> QuerySet[Tree]:
    """The same rows, parents before their children, with the parent at hand."""
    ordered: Any = (
        terms.annotate(
            _top_position=Coalesce(F("parent__position"), F("position")),
            _top_name=Coalesce(F("parent__name"), F("name")),
            _top=Coalesce(F("parent_id"), F("pk")),
            _below=Coalesce(F("parent_id"), 0),
        )
        .select_related("parent", "merged_into")
        .order_by(*TREE_ORDER)
    )
    return cast("QuerySet[Tree]", ordered)
