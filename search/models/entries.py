"""The rows that hold public documents."""

from __future__ import annotations

from dataclasses import replace

from django.db import models
from wagtail.search import index

from search.documents import Document


class Entry(index.Indexed, models.Model):
    """The stored document of one page, or the tombstone of a page that is public no more.

    `page_id` is a plain number on purpose: a tombstone outlives its page. `title` and `body` hold
    the *analysed* words that the search library indexes (see `search.analysis`), never a text to
    show. `changed_version` moves when public content changed, `index_version` also when an index
    must hear of something else, as when the horizon of its hours rolled on. `hours_since` and
    `hours_until` bound the time for which its spans say when it is open.
    """

    page_id = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    translation_key = models.CharField(max_length=36, blank=True, db_index=True)
    path = models.CharField(max_length=1000, blank=True)
    gone = models.BooleanField(default=False)
    listed = models.BooleanField(default=True)
    document = models.JSONField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)
    changed_version = models.PositiveBigIntegerField(unique=True)
    index_version = models.PositiveBigIntegerField(db_index=True)
    sort_title = models.CharField(max_length=255, blank=True)
    published_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    hours_since = models.DateTimeField(null=True)
    hours_until = models.DateTimeField(null=True)
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)

    # The store indexes its rows itself, in the transaction that writes them.
    search_auto_update = False
    search_fields = [
        index.SearchField("title"),
        index.SearchField("body"),
        index.FilterField("id"),
    ]

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["kind", "sort_title"], name="search_entry_kind_title"),
            models.Index(fields=["latitude", "longitude"], name="search_entry_point"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id}{' (gone)' if self.gone else ''}"

    def read(self) -> Document:
        """The stored document; a tombstone has none and raises ValueError."""
        if self.document is None:
            raise ValueError(f"Entry of page {self.page_id} is a tombstone.")
        document = Document.from_json(self.document)
        if self.hours_since is None or self.hours_until is None:
            return document
        return replace(document, hours_known=(self.hours_since, self.hours_until))


class EntryTerm(models.Model):
    """That an entry can be found under a term: its `own` and all ancestors of its own."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="entry_terms")
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=40)
    own = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facet", "value", "entry"], name="search_entryterm_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facet}:{self.value}"


class EntrySpan(models.Model):
    """A stretch of time in which an entry is open, or (`sure` is false) perhaps open."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="spans")
    start = models.DateTimeField()
    end = models.DateTimeField()
    sure = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["sure", "start", "end", "entry"], name="search_span_time"),
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M}–{self.end:%H:%M}{'' if self.sure else '?'}"
