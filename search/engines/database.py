"""The embedded engine: the search library of Wagtail over analysed words, and plain SQL.

A query's words all have to match, each in its own way: in the name, in the texts and tags, or by
naming a category, trade, service or district that the entry holds. The score is a sum of tiers,
so that both databases order alike and the order can be explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from wagtail.search.backends import get_search_backend
from wagtail.search.query import Or, PlainText

from search import registry, vocabulary
from search.analysis import forms, query_words, stem, words
from search.documents import Document
from search.filters import FILTERS, NEAR, OPEN, by_name
from search.filters.base import in_reader_language
from search.geo import distance
from search.models import Entry, EntryTerm
from search.query import MAX_PAGES, PAGE_SIZE, SearchQuery
from search.results import Hit, Reason, Results
from search.store import terms_of
from search.vocabulary import Match, Vocabulary

# What a word is worth: each tier more than all below it together. A trade is worth more than its
# category, so smiths come before other metal workers; a name is worth most, so that a shop asked
# for by name comes first, and the whole name more than any number of words.
WHOLE_NAME = 1024
NAME = 64
TRADE = 32
CATEGORY = 16
SERVICE = 8
BROADER_CATEGORY = 4
DISTRICT = 2
TEXT = 1
_TIERS = {"trade": TRADE, "category": CATEGORY, "service": SERVICE, "district": DISTRICT}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the query: its stored forms and the terms it names."""

    forms: tuple[str, ...]
    matches: tuple[Match, ...]


class DatabaseEngine:
    """Answers from SQLite or PostgreSQL alone."""

    def search(self, query: SearchQuery) -> Results:
        known = vocabulary.get()
        asked = read_words(query.words, known)
        entries = self._entries(query)
        if query.words and not asked:
            entries = entries.none()
        scored = self._score(entries, query, asked)
        matching = self._matching(entries, asked)

        def passing(without: str = "") -> QuerySet[Entry]:
            return matching.filter(*self._conditions(query, known, without=without))

        total = passing().count()
        pages = min(max(1, -(-total // PAGE_SIZE)), MAX_PAGES)
        page = min(max(1, query.page), pages)
        chosen = self._order(
            self._matching(scored, asked).filter(*self._conditions(query, known)), query
        )[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        facets = {
            each.name: each.facet(
                passing(without=each.name), selected=query.selected.get(each.name), known=known
            )
            for each in FILTERS
        }
        unknown = 0
        if moment := query.selected.get(OPEN.name):
            unknown = passing(without=OPEN.name).filter(OPEN.unknown(moment)).count()
        hits = [self._hit(entry, query, asked, known) for entry in chosen]
        return Results(
            total=total, page=page, pages=pages, unknown=unknown, hits=hits, facets=facets
        )

    def _entries(self, query: SearchQuery) -> QuerySet[Entry]:
        default = settings.LANGUAGE_CODE
        entries = Entry.objects.filter(gone=False, listed=True)
        entries = entries.filter(in_reader_language(query.language, default))
        if query.near is not None:
            entries = entries.annotate(square=NEAR.square(query.near))
        return entries

    def _conditions(self, query: SearchQuery, known: Vocabulary, *, without: str = "") -> list[Q]:
        conditions = [
            each.condition(each.key(value, known))
            for name, value in query.selected.items()
            if name != without and (each := by_name(name))
        ]
        if query.near is not None:
            conditions.append(NEAR.condition(query.near))
        return conditions

    def _matching(self, entries: QuerySet[Entry], asked: list[Word]) -> QuerySet[Entry]:
        for word in asked:
            condition = Q(pk__in=_by_text(word.forms, "title"))
            condition |= Q(pk__in=_by_text(word.forms, "body"))
            if word.matches:
                condition |= Q(pk__in=_by_terms(word.matches))
            entries = entries.filter(condition)
        return entries

    def _score(
        self, entries: QuerySet[Entry], query: SearchQuery, asked: list[Word]
    ) -> QuerySet[Entry]:
        parts = []
        if asked:
            for language in ("de", "en"):
                whole = " ".join(stem(word, language) for word in words(query.words))
                parts.append((Q(title=whole, language=language), WHOLE_NAME))
        for word in asked:
            parts.append((Q(pk__in=_by_text(word.forms, "title")), NAME))
            parts.append((Q(pk__in=_by_text(word.forms, "body")), TEXT))
            for tier, matches in _tiers(word.matches):
                parts.append((Q(pk__in=_by_terms(matches)), tier))
        score: Combinable = Value(0, output_field=IntegerField())
        for condition, worth in parts:
            part = Case(
                When(condition, then=Value(worth)), default=Value(0), output_field=IntegerField()
            )
            score = score + part
        return entries.annotate(score=score)

    def _order(self, entries: QuerySet[Entry], query: SearchQuery) -> QuerySet[Entry]:
        position = Case(
            *(When(kind=kind.name, then=Value(i)) for i, kind in enumerate(registry.kinds())),
            default=Value(99),
            output_field=IntegerField(),
        )
        called_by_name = Case(
            When(score__gte=WHOLE_NAME, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        in_turn = (F("sort_title").asc(), F("page_id").asc())
        near = [Coalesce("square", Value(1e18)).asc()] if query.near else []
        match query.effective_sort:
            case "distance":
                return entries.order_by(*near, position, *in_turn)
            case "name":
                return entries.order_by("sort_title", "page_id")
            case "newest":
                return entries.order_by(F("published_at").desc(nulls_last=True), "page_id")
        # What was asked for by its full name comes first, then shops, then tales of them.
        return entries.order_by(called_by_name, position, F("score").desc(), *near, *in_turn)

    def _hit(self, entry: Entry, query: SearchQuery, asked: list[Word], known: Vocabulary) -> Hit:
        document = entry.read()
        away = None
        if query.near is not None and document.point is not None:
            away = distance(query.near.point, document.point)
        return Hit(
            document=document,
            score=entry.score,
            reasons=tuple(_reasons(entry, document, asked, known)),
            distance=away,
        )


def read_words(text: str, known: Vocabulary) -> list[Word]:
    """The words of a query with the terms that they name."""
    asked = query_words(text)
    return [
        Word(forms(word), tuple(matches))
        for word, matches in zip(asked, known.match(asked), strict=True)
    ]


def _by_text(alternatives: tuple[str, ...], field: str) -> QuerySet:
    """Primary keys of the entries with one of these stems in a field."""
    plain = [PlainText(form) for form in alternatives]
    found = get_search_backend().search(
        plain[0] if len(plain) == 1 else Or(plain),
        Entry.objects.all(),
        fields=[field],
        order_by_relevance=False,
    )
    return found.get_queryset().order_by().values("pk")


def _by_terms(matches: Iterable[Match]) -> QuerySet:
    """Primary keys of the entries that hold one of these terms, or, if meant, one below it."""
    condition = Q(pk__in=[])
    by_facet: dict[tuple[str, bool], list[str]] = {}
    for match in matches:
        by_facet.setdefault((match.term.facet, match.own_only), []).append(str(match.term.id))
    for (facet, own_only), ids in by_facet.items():
        own = {"own": True} if own_only else {}
        condition |= Q(facet=facet, value__in=ids, **own)
    return EntryTerm.objects.filter(condition).values("entry")


def _tiers(matches: tuple[Match, ...]) -> list[tuple[int, list[Match]]]:
    """What a word names by what it is worth, the best first."""
    tiers: dict[int, list[Match]] = {}
    for match in matches:
        tier = BROADER_CATEGORY if match.narrower else _TIERS.get(match.term.facet, TEXT)
        tiers.setdefault(tier, []).append(match)
    return sorted(tiers.items(), key=lambda item: -item[0])


def _reasons(
    entry: Entry, document: Document, asked: list[Word], known: Vocabulary
) -> Iterable[Reason]:
    """Why the entry matched: the strongest reason of each word, without repetitions."""
    title, body = set(entry.title.split()), set(entry.body.split())
    held = terms_of(document, known)
    seen: set[Reason] = set()
    for word in asked:
        reason = _reason(word, title, body, held, document.tags, entry.language)
        if reason and reason not in seen:
            seen.add(reason)
            yield reason


def _reason(
    word: Word,
    title: set[str],
    body: set[str],
    held: Mapping[tuple[str, str], bool],
    tags: tuple[str, ...],
    language: str,
) -> Reason | None:
    if not title.isdisjoint(word.forms):
        return Reason(kind="name")
    for _tier, matches in _tiers(word.matches):
        for match in matches:
            own = held.get((match.term.facet, str(match.term.id)))
            if own or (own is False and not match.own_only):
                return Reason(kind=match.term.facet, label=match.term.label)
    for tag in tags:
        if not {stem(part, language) for part in words(tag)}.isdisjoint(word.forms):
            return Reason(kind="tag", label=tag)
    return None if body.isdisjoint(word.forms) else Reason(kind="text")


def optimise() -> str:
    """Refresh the table statistics: without them SQLite reads the wrong index, at great cost."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA optimize")
        elif connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
    return f"Statistics of {connection.vendor} refreshed."
