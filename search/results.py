"""What an engine answers, whichever it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from search.documents import Document

_REASONS: dict[str, str | Promise] = {
    "name": _("in the name"),
    "text": _("in the description"),
    "tag": _("under the tag “%(label)s”"),
    "category": _("in the category “%(label)s”"),
    "trade": _("as “%(label)s”"),
    "service": _("with “%(label)s”"),
    "district": _("in the district %(label)s"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a document was found: in a field, or through a term with this label."""

    kind: str
    label: str = ""

    def __str__(self) -> str:
        return str(_REASONS[self.kind]) % {"label": self.label}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """`distance` in metres from the query's origin, None without one or without a position."""

    document: Document
    score: int
    reasons: tuple[Reason, ...] = ()
    distance: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """`count` is the number of hits after choosing it instead of the filter's present value."""

    value: str
    label: str
    count: int
    selected: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """`page` is the page really shown: a number beyond the end shows the last one.

    `unknown` is the number of documents that are left out because nobody knows whether they are
    open at the time that was asked for.
    """

    total: int
    page: int
    pages: int
    unknown: int = 0
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, list[FacetValue]] = field(default_factory=dict)
