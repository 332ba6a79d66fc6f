"""Short lists of documents that are no search: the newest, those that mention something."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils.translation import get_language

from search.cards import Card, cards
from search.documents import TermId
from search.filters.base import in_reader_language
from search.models import Entry, EntryTerm


def readable() -> QuerySet[Entry]:
    """What the active reader can find, the newest first."""
    active = (get_language() or settings.LANGUAGE_CODE)[:2]
    return Entry.objects.filter(
        in_reader_language(active, settings.LANGUAGE_CODE), gone=False, listed=True
    ).order_by(F("published_at").desc(nulls_last=True), "page_id")


def newest(kind: str, *, limit: int | None = 20) -> list[Card]:
    """Cards of the newest documents of a kind."""
    return cards(entry.read() for entry in readable().filter(kind=kind)[:limit])


def holding(facet: str, values: Iterable[TermId], *, kind: str, limit: int = 6) -> list[Card]:
    """Cards of the newest documents of a kind that hold one of these terms."""
    wanted = [str(value) for value in values]
    holders = EntryTerm.objects.filter(facet=facet, value__in=wanted).values("entry")
    found = readable().filter(kind=kind, pk__in=holders)[:limit]
    return cards(entry.read() for entry in found)
