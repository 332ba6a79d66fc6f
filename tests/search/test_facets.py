"""Every count of a filter is what one gets after choosing it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.hours import State
from directory.opening import schedule_of
from search import registry, vocabulary
from search.analysis import analyse, forms, query_words
from search.documents import Document
from search.engines import get_engine
from search.engines.database import WHOLE_NAME, optimise
from search.filters import FILTERS, NEAR, OPEN
from search.filters.near import RADII
from search.geo import distance
from search.opening import window
from search.query import MAX_PAGES, PAGE_SIZE, SearchQuery
from search.vocabulary import Vocabulary
from tests.factories import make_documents, write_documents
from tests.factories.documents import CENTRE, GOODS, NAMES, TAGS
from tests.sizes import pick

TUESDAY = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
STATES = pick(80, 500)
SHOPS = 1_000
MANY = pick(2_000, 10_000)

pytestmark = pytest.mark.django_db


class Naive:
    """The same answers, counted one document after the other."""

    def __init__(self, documents: list[Document], known: Vocabulary) -> None:
        self.known = known
        self.written = timezone.now()
        self.documents = [document for document in documents if document.listed]
        self.held = {document.page_id: self._held(document) for document in self.documents}
        self.words = {document.page_id: self._words(document) for document in self.documents}
        self.languages: dict[str, set[str]] = {}
        for document in self.documents:
            self.languages.setdefault(document.translation_key, set()).add(document.language)

    def _held(self, document: Document) -> set[tuple[str, str]]:
        held = {("kind", document.kind)}
        for facet, ids in document.terms.items():
            for value in ids:
                held.add((facet, str(value)))
                term = self.known.terms.get(facet, {}).get(value)
                while term is not None and term.parent_id is not None:
                    term = self.known.terms[facet][term.parent_id]
                    held.add((facet, str(term.id)))
        return held

    def _words(self, document: Document) -> set[str]:
        texts = [(document.title, document.language)]
        texts += [(tag, document.language) for tag in document.tags]
        for language, text in document.texts.items():
            texts += [(text.lead, language), (text.body, language)]
        return {word for text, language in texts for word in analyse(text, language)}

    def hits(self, query: SearchQuery) -> list[Document]:
        asked = query_words(query.words)
        named = self.known.match(asked)
        return [
            document for document in self.documents if self._passes(document, query, asked, named)
        ]

    def _passes(self, document: Document, query: SearchQuery, asked: list[str], named: Any) -> bool:
        held, words = self.held[document.page_id], self.words[document.page_id]
        languages = self.languages[document.translation_key]
        wanted = query.language if query.language in languages else "de"
        if wanted in languages and document.language != wanted:
            return False
        for word, matches in zip(asked, named, strict=True):
            if words.isdisjoint(forms(word)) and not any(
                (match.term.id in document.terms.get(match.term.facet, ()))
                or (not match.own_only and (match.term.facet, str(match.term.id)) in held)
                for match in matches
            ):
                return False
        for name, slug in query.selected.items():
            if name == OPEN.name:
                if self.state(document, slug) is not State.OPEN:
                    return False
                continue
            term = self.known.by_slug(name, slug)
            if (name, str(term.id) if term else slug) not in held:
                return False
        if query.near is None or query.near.radius is None:
            return True
        place = document.point
        return place is not None and distance(query.near.point, place) <= query.near.radius

    def state(self, document: Document, value: str) -> State:
        """What the store may say of a document at a time: closed only if that is certain."""
        if document.kind != "shop":
            return State.CLOSED
        moment = OPEN.moment(value)
        since, until = window(self.written)
        end = moment.end or moment.start + timedelta(minutes=1)
        schedule = schedule_of(document.facts)
        begin, last = max(moment.start, since), min(end, until)
        met = {each.state for each in schedule.intervals(begin, last)} if begin < last else set()
        if State.OPEN in met:
            return State.OPEN
        whole = since <= moment.start and end <= until
        return State.CLOSED if whole and not met else State.UNKNOWN

    def unknown(self, query: SearchQuery) -> int:
        value = query.selected.get(OPEN.name)
        if value is None:
            return 0
        others = self.hits(query.with_filter(OPEN.name, None))
        return sum(self.state(document, value) is State.UNKNOWN for document in others)

    def total(self, query: SearchQuery) -> int:
        return len(self.hits(query))


def some_words(chance: random.Random) -> str:
    pool = [*NAMES, *GOODS, *TAGS, "Nordbezirk", "Süd-Mitte", "Bäckerei", "liefert", "laden"]
    return " ".join(chance.sample(pool, chance.choice((0, 0, 1, 1, 1, 2))))


def some_state(chance: random.Random, known: Vocabulary) -> SearchQuery:
    selected = {}
    for each in FILTERS:
        if chance.random() < 0.3:
            options = [option[0] for option in each.options(known)]
            # Few of the migrated categories are in use: prefer those at the top of the list.
            selected[each.name] = chance.choice(options[: 1 + chance.randrange(len(options))])
    near = None
    if chance.random() < 0.35:
        point = f"{CENTRE[0] + chance.uniform(-0.03, 0.03):.4f}, {CENTRE[1]:.4f}"
        text = chance.choice((point, "nordbezirk", "suedbezirk"))
        radius = chance.choice(["", *map(str, RADII)])
        near = NEAR.resolve(text, radius, known)
        assert near is not None
    return SearchQuery(
        words=some_words(chance), selected=selected, near=near, language=chance.choice(("de", "en"))
    )


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(TUESDAY, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def town() -> Naive:
    documents = make_documents(SHOPS, seed=7)
    write_documents(documents)
    optimise()
    return Naive(documents, vocabulary.get())


def test_every_count_is_true(town: Naive, clock: time_machine.Coordinates) -> None:
    chance, engine, known = random.Random(11), get_engine(), vocabulary.get()
    with_hits = 0
    for _ in range(STATES):
        # Mostly within the horizon, sometimes beyond, as when no night came for weeks.
        clock.move_to(TUESDAY + timedelta(minutes=chance.randrange(-60, 30 * 24 * 60)))
        query = some_state(chance, known)
        results = engine.search(query)

        assert results.total == town.total(query), query
        with_hits += results.total > 0
        assert results.unknown == town.unknown(query), query
        for each in FILTERS:
            shown = {value.value: value.count for value in results.facets[each.name]}
            without = town.hits(query.with_filter(each.name, None))
            if each is OPEN:
                for value, count in shown.items():
                    states = [town.state(hit, value) for hit in without]
                    assert count == states.count(State.OPEN), (query, value)
                continue
            counts = Counter(pair for hit in without for pair in town.held[hit.page_id])
            for value, key, _label, _level in each.options(known):
                assert shown.get(value, 0) == counts[each.name, key], (query, each.name, value)
    # States that find nothing prove little.
    assert with_hits > STATES / 3


def test_clicking_gives_what_the_count_said(town: Naive) -> None:
    chance, engine, known = random.Random(13), get_engine(), vocabulary.get()
    for _ in range(STATES // 8):
        query = some_state(chance, known)
        for name, values in engine.search(query).facets.items():
            for value in chance.sample(values, min(3, len(values))):
                clicked = engine.search(query.with_filter(name, value.value))
                assert clicked.total == value.count, (query, name, value)


def test_pages_hold_all_hits_once_and_in_the_order_asked(town: Naive) -> None:
    engine = get_engine()
    near = NEAR.resolve("nordbezirk", "", vocabulary.get())
    for query in (
        SearchQuery(),
        SearchQuery(words="Brot"),
        SearchQuery(sort="name"),
        SearchQuery(sort="newest", language="en"),
        SearchQuery(near=near),
    ):
        first = engine.search(query)
        pages = [engine.search(query.with_(page=number)) for number in range(1, first.pages + 1)]
        hits = [hit for page in pages for hit in page.hits]

        assert [len(page.hits) for page in pages[:-1]] == [PAGE_SIZE] * (len(pages) - 1)
        found = [hit.document.page_id for hit in hits]
        assert len(found) == len(set(found)) == first.total
        assert set(found) == {document.page_id for document in town.hits(query)}
        match query.effective_sort:
            case "relevance":
                kinds = [kind.name for kind in registry.kinds()]
                order = [
                    (hit.score < WHOLE_NAME, kinds.index(hit.document.kind), -hit.score)
                    for hit in hits
                ]
                assert order == sorted(order)
            case "newest":
                published = [hit.document.published_at for hit in hits]
                assert published == sorted(published, reverse=True)
            case "distance":
                away = [hit.distance for hit in hits if hit.distance is not None]
                assert away == sorted(away)
                assert [hit.distance for hit in hits[: len(away)]] == away


def test_a_page_beyond_the_end_is_the_last_one(town: Naive) -> None:
    last = get_engine().search(SearchQuery(page=10**6))

    assert last.page == last.pages <= MAX_PAGES
    assert last.hits


def statements(query: SearchQuery) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        get_engine().search(query)
    return len(captured)


def view_statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_statements_of_a_page_do_not_grow_with_the_town(client: Client) -> None:
    near = "near=51.538,7.219&radius=2000"
    addresses = ["/laeden/", "/laeden/?q=Brot", f"/laeden/?q=Brot&district=nordbezirk&{near}"]
    words = replace(SearchQuery(), words="Brot")
    queries = [SearchQuery(), words, words.with_filter("district", "nordbezirk")]

    write_documents(make_documents(20, seed=3))
    for address in addresses:
        client.get(address)
    engine_before = [statements(query) for query in queries]
    view_before = [view_statements(client, address) for address in addresses]
    write_documents(make_documents(MANY, seed=5, first_id=2_000_000))
    optimise()
    for address in addresses:
        client.get(address)

    assert [statements(query) for query in queries] == engine_before
    assert [view_statements(client, address) for address in addresses] == view_before
    assert max(engine_before) <= 10
    assert max(view_before) <= 40
