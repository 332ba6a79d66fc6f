"""Writes when entries are open: the spans that follow from their documents, up to the horizon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from search import registry
from search.documents import Document
from search.models import Entry, EntrySpan
from search.opening import Opening, Span

BATCH = 500


def openings(documents: Iterable[Document], now: datetime) -> dict[int, Opening]:
    """By page id, what is known of those documents whose kind opens and closes."""
    kinds = {kind.name: kind.opening for kind in registry.kinds() if kind.opening is not None}
    return {
        document.page_id: kinds[document.kind](document, now)
        for document in documents
        if document.kind in kinds
    }


def refresh_spans(
    entries: Sequence[Entry], documents: Sequence[Document], *, now: datetime
) -> list[Entry]:
    """Write the spans that differ; the entries whose spans or horizon moved, with their new one.

    The rows of these entries themselves are not saved: the caller numbers them.
    """
    wanted = openings(documents, now)
    held: dict[int, dict[Span, int]] = defaultdict(dict)
    for row in EntrySpan.objects.filter(entry__in=[entry.pk for entry in entries]):
        held[row.entry_id][Span(row.start, row.end, row.sure)] = row.pk
    new, old, moved = [], [], []
    for entry in entries:
        opening = wanted.get(entry.page_id)
        spans = set(opening.spans) if opening else set()
        have = held[entry.pk]
        old += [pk for span, pk in have.items() if span not in spans]
        new += [
            EntrySpan(entry=entry, start=span.start, end=span.end, sure=span.sure)
            for span in sorted(spans - have.keys())
        ]
        known = (opening.since, opening.until) if opening else (None, None)
        if known != (entry.hours_since, entry.hours_until) or spans != have.keys():
            entry.hours_since, entry.hours_until = known
            moved.append(entry)
    for start in range(0, len(old), BATCH):
        EntrySpan.objects.filter(pk__in=old[start : start + BATCH]).delete()
    EntrySpan.objects.bulk_create(new, batch_size=BATCH)
    return moved
