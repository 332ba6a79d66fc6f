"""What every test of the contract asks: the engine, a small town, and short questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.utils import translation

from search import vocabulary
from search.documents import Document, Text
from search.parse import parse
from search.results import Results
from tests.contract.subjects import SUBJECTS, Subject

VENDORS = {"django.db.backends.sqlite3": "sqlite", "django.db.backends.postgresql": "postgresql"}


def subjects_here() -> list[Subject]:
    """Those that run on the database of this run; another run takes the others."""
    vendor = VENDORS[settings.DATABASES[DEFAULT_DB_ALIAS]["ENGINE"]]
    return [subject for subject in SUBJECTS if subject.vendor == vendor]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "subject" in metafunc.fixturenames:
        metafunc.parametrize("subject", subjects_here(), ids=lambda subject: subject.name)


@pytest.fixture
def write(subject: Subject, db: None) -> Callable[..., list[int]]:
    """`write(document(...), ...)` → the ids of the pages."""

    def put(*documents: Document) -> list[int]:
        return [entry.page_id for entry in subject.write(documents)]

    return put


@pytest.fixture
def ask(subject: Subject) -> Callable[..., Results]:
    """`ask("words", district="wanne")`: as an address says it; nothing of it may be unknown."""

    def search(words: str = "", *, language: str = "de", **params: Any) -> Results:
        given = {name: str(value) for name, value in params.items()}
        with translation.override(language):
            parsed = parse({"q": words, **given}, known=vocabulary.get(), language=language)
            assert not parsed.unknown
            return subject.engine().search(parsed.query)

    return search


_numbers = iter(range(1, 10**9))


def document(title: str, *, kind: str = "shop", language: str = "de", **values: Any) -> Document:
    """A document with a number of its own; `lead` and `body` are said in its language."""
    number = next(_numbers)
    lead, body = values.pop("lead", ""), values.pop("body", "")
    terms = {
        facet: tuple(getattr(term, "pk", term) for term in rows)
        for facet, rows in values.pop("terms", {}).items()
    }
    return Document(
        page_id=values.pop("page_id", number),
        kind=kind,
        language=language,
        path=f"/p/{number}/",
        slug=f"p-{number}",
        title=title,
        translation_key=values.pop("translation_key", f"key-{number}"),
        texts={language: Text(lead=lead, body=body)},
        terms=terms,
        **values,
    )


def titles(results: Results) -> list[str]:
    return [hit.document.title for hit in results.hits]
