"""The public store: entries that always equal what is public, and numbers that order the changes.

`sync` is the only writer. Whatever happens to a page, the answer is to call it, directly or by
`mark_pages`, `mark_tree` and `mark_everything` inside a `batch()`.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, Q, prefetch_related_objects
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from search import memo, registry, vocabulary
from search.analysis import fold, joined
from search.documents import Document
from search.models import Entry, EntrySpan, EntryTerm, StoreState
from search.public import Addresses, findable_pages
from search.rolling import refresh_spans

logger = logging.getLogger(__name__)

CHUNK = 500


@dataclass
class SyncReport:
    """How many entries were written, turned into tombstones, already right, or failed.

    `rolled` are those whose content is as it was, and whose hours moved on with the calendar.
    """

    written: int = 0
    removed: int = 0
    unchanged: int = 0
    rolled: int = 0
    failed: list[int] = field(default_factory=list)

    def add(self, other: SyncReport) -> None:
        self.written += other.written
        self.removed += other.removed
        self.unchanged += other.unchanged
        self.rolled += other.rolled
        self.failed += other.failed

    @property
    def mended(self) -> int:
        return self.written + self.removed

    def __str__(self) -> str:
        text = f"{self.written} written, {self.removed} removed, {self.unchanged} unchanged"
        text += f", {self.rolled} rolled on" if self.rolled else ""
        return f"{text}, failed: {self.failed}" if self.failed else text


# --- the counter ---------------------------------------------------------------------------------


def lock() -> StoreState:
    """Take the counter row until the transaction ends; must come before pages are read.

    Writers queue here, so the order of the numbers is the order of the commits.
    """
    if not StoreState.objects.filter(pk=1).update(version=F("version")):
        StoreState.objects.get_or_create(pk=1)
        StoreState.objects.filter(pk=1).update(version=F("version"))
    return StoreState.objects.get(pk=1)


def _take_numbers(count: int) -> range:
    """The next `count` numbers; the caller holds the lock."""
    StoreState.objects.filter(pk=1).update(version=F("version") + count)
    last = StoreState.objects.values_list("version", flat=True).get(pk=1)
    return range(last - count + 1, last + 1)


# --- collecting what changed ---------------------------------------------------------------------


class _Pending(threading.local):
    def __init__(self) -> None:
        self.depth = 0
        self.clear()

    def clear(self) -> None:
        self.pages: set[int] = set()
        self.trees: set[str] = set()
        self.everything = False


_pending = _Pending()


@contextmanager
def batch() -> Iterator[None]:
    """One transaction around a change and the entries that follow from it.

    Marks made inside are synced once, when the outermost batch ends, before it commits.
    """
    with transaction.atomic():
        if _pending.depth == 0:
            _pending.clear()
            lock()
        _pending.depth += 1
        try:
            yield
            if _pending.depth == 1:
                _flush()
        finally:
            _pending.depth -= 1
            if _pending.depth == 0:
                _pending.clear()


def _flush() -> None:
    pages, trees, everything = _pending.pages, _pending.trees, _pending.everything
    if everything:
        sync_everything()
        return
    for path in trees:
        pages.update(Page.objects.filter(path__startswith=path).values_list("pk", flat=True))
    if pages:
        sync(pages)


def mark_pages(ids: Iterable[int]) -> None:
    """These pages may have changed."""
    with batch():
        _pending.pages.update(ids)


def mark_tree(path: str) -> None:
    """The page with this tree path and all below it may have changed."""
    with batch():
        _pending.trees.add(path)


def mark_everything() -> None:
    """Anything may have changed, as when a site got another root."""
    with batch():
        _pending.everything = True


# --- writing -------------------------------------------------------------------------------------


def sync(ids: Iterable[int]) -> SyncReport:
    """Make the entries of these pages equal to what is public of them. Idempotent."""
    report = SyncReport()
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), CHUNK):
        with transaction.atomic():
            lock()
            report.add(_sync_chunk(wanted[start : start + CHUNK]))
    return report


def sync_everything() -> SyncReport:
    """`sync` over all public pages and all entries."""
    ids = set(findable_pages().values_list("pk", flat=True))
    ids.update(Entry.objects.filter(gone=False).values_list("page_id", flat=True))
    return sync(ids)


def reconcile() -> SyncReport:
    """The nightly look over everything; it should find nothing to mend, and says what it did."""
    report = sync_everything()
    if report.mended or report.failed:
        logger.warning("The store needed mending: %s", report)
    return report


def roll() -> SyncReport:
    """Move the horizon of all hours on to today. Content, and its numbers, stay as they are."""
    report = SyncReport()
    ids = list(Entry.objects.filter(gone=False).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        with transaction.atomic():
            lock()
            entries = list(Entry.objects.filter(pk__in=ids[start : start + CHUNK], gone=False))
            rolled = _roll(entries, [entry.read() for entry in entries])
            report.add(SyncReport(rolled=rolled, unchanged=len(entries) - rolled))
    return report


def sync_holders(*, facet: str, ids: Iterable[int]) -> SyncReport:
    """Sync all entries found under one of these terms, after a parent changed or terms merged."""
    holders = Entry.objects.filter(
        entry_terms__facet=facet, entry_terms__value__in=[str(term_id) for term_id in ids]
    )
    return sync(holders.values_list("page_id", flat=True))


def rotate_lineage() -> StoreState:
    """Begin a new history, after a backup was restored."""
    with transaction.atomic():
        lock()
        StoreState.objects.filter(pk=1).update(lineage=uuid.uuid4())
        return StoreState.objects.get(pk=1)


def changes_after(version: int, *, limit: int = 1000) -> list[Entry]:
    """Entries and tombstones whose public content changed after that number, in order."""
    changed = Entry.objects.filter(changed_version__gt=version)
    return list(changed.order_by("changed_version")[:limit])


def build_documents(ids: Sequence[int]) -> tuple[dict[int, Document], list[int]]:
    """Documents of the public ones among these pages, and the ids of those that failed."""
    with memo.scope():
        return _build_documents(ids)


def _build_documents(ids: Sequence[int]) -> tuple[dict[int, Document], list[int]]:
    documents: dict[int, Document] = {}
    failed: list[int] = []
    by_type: dict[Any, list[int]] = defaultdict(list)
    public = list(findable_pages().filter(pk__in=ids).select_related("content_type"))
    for page in public:
        by_type[page.content_type.model_class()].append(page.pk)
    if not public:
        return documents, failed
    addresses = Addresses()
    prefetch = {kind.model: kind.prefetch for kind in registry.kinds()}
    for model, pks in by_type.items():
        pages = list(model._default_manager.filter(pk__in=pks).select_related("locale"))
        prefetch_related_objects(pages, *prefetch.get(model, ()))
        for page in pages:
            try:
                with transaction.atomic():
                    path = addresses.path(
                        url_path=page.url_path, language=page.locale.language_code
                    )
                    documents[page.pk] = page.to_document(path=path)
            except Exception:
                # One bad page must neither stop the others nor the editor who saves it.
                logger.exception("No document could be built of page %s", page.pk)
                failed.append(page.pk)
    return documents, failed


def _sync_chunk(ids: Sequence[int]) -> SyncReport:
    documents, failed = build_documents(ids)
    report = SyncReport(failed=failed)
    entries = Entry.objects.in_bulk(ids, field_name="page_id")
    changed: list[Document] = []
    removed: list[Entry] = []
    for page_id in ids:
        entry, document = entries.get(page_id), documents.get(page_id)
        if document is not None:
            if entry is None or entry.gone or entry.content_hash != document.content_hash:
                changed.append(document)
        elif entry is not None and not entry.gone and page_id not in failed:
            removed.append(entry)
    unchanged = [document for document in documents.values() if document not in changed]
    if changed or removed:
        numbers = iter(_take_numbers(len(changed) + len(removed)))
        write(changed, numbers=numbers, existing=entries)
        _bury(removed, numbers=numbers)
    same = [entries[document.page_id] for document in unchanged]
    _refresh_terms(same, unchanged)
    report.rolled = _roll(same, unchanged)
    report.written, report.removed = len(changed), len(removed)
    report.unchanged = len(ids) - len(changed) - len(removed) - len(failed)
    return report


def write(
    documents: Sequence[Document],
    *,
    numbers: Iterator[int] | None = None,
    existing: dict[int, Entry] | None = None,
) -> list[Entry]:
    """Store documents as entries, with new numbers. The caller holds the lock."""
    numbers = numbers if numbers is not None else iter(_take_numbers(len(documents)))
    existing = existing or {}
    entries = []
    for document in documents:
        entry = existing.get(document.page_id) or Entry(page_id=document.page_id)
        _fill(entry, document)
        entry.changed_version = entry.index_version = next(numbers)
        entries.append(entry)
    fields = [f.name for f in Entry._meta.concrete_fields if f.name not in ("id", "page_id")]
    new = [entry for entry in entries if entry.pk is None]
    Entry.objects.bulk_create(new, batch_size=CHUNK)
    Entry.objects.bulk_update([e for e in entries if e not in new], fields, batch_size=100)
    _refresh_terms(entries, documents)
    moved = refresh_spans(entries, documents, now=timezone.now())
    Entry.objects.bulk_update(moved, ["hours_since", "hours_until"], batch_size=CHUNK)
    if entries:
        get_search_backend().get_index_for_model(Entry).add_items(Entry, entries)
    return entries


def _roll(entries: Sequence[Entry], documents: Sequence[Document]) -> int:
    """Let the index hear of the entries whose hours moved; how many they were."""
    moved = refresh_spans(entries, documents, now=timezone.now())
    for entry, number in zip(moved, _take_numbers(len(moved)) if moved else (), strict=True):
        entry.index_version = number
    Entry.objects.bulk_update(
        moved, ["hours_since", "hours_until", "index_version"], batch_size=CHUNK
    )
    return len(moved)


def _fill(entry: Entry, document: Document) -> None:
    entry.kind, entry.language = document.kind, document.language
    entry.translation_key, entry.path = document.translation_key, document.path
    entry.gone, entry.listed = False, document.listed
    entry.document, entry.content_hash = document.to_json(), document.content_hash
    entry.sort_title = fold(document.title)[:255]
    entry.published_at = document.published_at
    entry.latitude, entry.longitude = document.point or (None, None)
    entry.title = joined([(document.title, document.language)])
    texts = [
        (text, language)
        for language, said in document.texts.items()
        for text in (said.lead, said.body)
    ]
    entry.body = joined([*texts, *((tag, document.language) for tag in document.tags)])


def _bury(entries: Sequence[Entry], *, numbers: Iterator[int]) -> None:
    """Turn entries into tombstones: nothing of the content stays."""
    if not entries:
        return
    for entry in entries:
        entry.gone, entry.document, entry.content_hash = True, None, ""
        entry.title = entry.body = entry.sort_title = entry.path = ""
        entry.latitude = entry.longitude = entry.published_at = None
        entry.hours_since = entry.hours_until = None
        entry.changed_version = entry.index_version = next(numbers)
    fields = [f.name for f in Entry._meta.concrete_fields if f.name not in ("id", "page_id")]
    Entry.objects.bulk_update(entries, fields, batch_size=100)
    EntryTerm.objects.filter(entry__in=entries).delete()
    EntrySpan.objects.filter(entry__in=entries).delete()
    get_search_backend().get_index_for_model(Entry).add_items(Entry, entries)


def terms_of(document: Document, known: vocabulary.Vocabulary) -> dict[tuple[str, str], bool]:
    """(facet, value) pairs under which a document is found → whether it holds them itself.

    Ancestors of what it holds are among them, but not its own.
    """
    pairs: dict[tuple[str, str], bool] = {}
    for facet, named in document.names.items():
        pairs.update({(facet, str(page_id)): True for page_id in named})
    for facet, ids in document.terms.items():
        for term_id in ids:
            if facet not in known.terms:
                pairs[facet, str(term_id)] = True
            elif (term := known.resolve(facet, term_id)) is not None:
                for above in known.ancestors(term):
                    pair = facet, str(above.id)
                    pairs[pair] = pairs.get(pair, False) or above.id == term.id
    return pairs


def _refresh_terms(entries: Sequence[Entry], documents: Sequence[Document]) -> None:
    """Write the term rows that differ: few, unless the vocabulary itself was rearranged."""
    if not entries:
        return
    known = vocabulary.get()
    have: dict[int, dict[tuple[str, str, bool], int]] = defaultdict(dict)
    rows = EntryTerm.objects.filter(entry__in=[entry.pk for entry in entries])
    for row in rows:
        have[row.entry_id][row.facet, row.value, row.own] = row.pk
    new, old = [], []
    for entry, document in zip(entries, documents, strict=True):
        wanted = {(*pair, own) for pair, own in terms_of(document, known).items()}
        held = have[entry.pk]
        old += [pk for term, pk in held.items() if term not in wanted]
        new += [
            EntryTerm(entry=entry, facet=facet, value=value, own=own)
            for facet, value, own in sorted(wanted - held.keys())
        ]
    if old:
        EntryTerm.objects.filter(Q(pk__in=old)).delete()
    EntryTerm.objects.bulk_create(new, batch_size=CHUNK)
