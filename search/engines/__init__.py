"""Engines answer a `SearchQuery` with `Results`; all of them the same."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from search.query import SearchQuery
from search.results import Results


class Engine(Protocol):
    """Finds ids, scores and reasons; the documents always come from the entries."""

    def search(self, query: SearchQuery) -> Results: ...


ENGINES = {"database": "search.engines.database.DatabaseEngine"}


@cache
def get_engine() -> Engine:
    """The engine that the settings name (`SEARCH_ENGINE`, default `database`)."""
    return import_string(ENGINES[getattr(settings, "SEARCH_ENGINE", "database")])()
