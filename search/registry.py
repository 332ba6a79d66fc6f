"""Which page types have a public document, and which say that they stay out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.functional import Promise

from search.documents import Document
from search.opening import Opening

if TYPE_CHECKING:
    from wagtail.models import Page

    from search.cards import Card


class DocumentSource(Protocol):
    """A page type that can be found: it builds its own document.

    `path` is the page's public address, relative to the site's root, with language prefix.
    """

    def to_document(self, *, path: str) -> Document: ...


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of document. `dress` may finish a card with what depends on the day it is shown.

    `opening` says of a kind that opens and closes when a document does, as seen at an instant, and
    `hours` what a card can tell of a day.

    `on_home` is the name under which the front page gets the newest `home_limit` of this kind.
    """

    name: str
    label: str | Promise
    model: type[Page]
    prefetch: tuple[str, ...] = ()
    position: int = 0
    dress: Callable[[Card], None] | None = None
    opening: Callable[[Document, datetime], Opening] | None = None
    hours: Callable[[Card, date], str] | None = None
    on_home: str | None = None
    home_limit: int = 6


_kinds: dict[str, Kind] = {}
_outside: set[type[Any]] = set()
_results_model: type[Page] | None = None


def register(kind: Kind) -> None:
    """Make a page type public in the store."""
    _kinds[kind.name] = kind


def stays_out(*models: type[Any]) -> None:
    """Say that these page types have no document of their own, on purpose."""
    _outside.update(models)


def register_results_page(model: type[Page]) -> None:
    """Say which page type shows the search's results."""
    global _results_model
    _results_model = model
    stays_out(model)


def results_model() -> type[Page] | None:
    return _results_model


def kinds() -> list[Kind]:
    """All kinds in the order in which they are listed."""
    return sorted(_kinds.values(), key=lambda kind: (kind.position, kind.name))


def kind(name: str) -> Kind | None:
    return _kinds.get(name)


def undecided(models: list[type[Any]]) -> list[type[Any]]:
    """The page types among `models` that neither registered nor said that they stay out."""
    known = _outside | {kind.model for kind in _kinds.values()}
    return [model for model in models if model not in known]
