"""The engines that answer the contract, each over the store that it needs.

To add one: describe how it starts, how it takes in what was written, and what it cannot do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from search.documents import Document
from search.engines import Engine
from search.engines.database import DatabaseEngine, optimise
from search.models import Entry
from tests.factories import write_documents


@dataclass(frozen=True)
class Subject:
    """One engine. `vendor` is the database it runs on; `cannot` names what it does not promise."""

    name: str
    vendor: str
    make: type[Engine]
    cannot: frozenset[str] = field(default_factory=frozenset)

    def engine(self) -> Engine:
        return self.make()

    def write(self, documents: Sequence[Document]) -> list[Entry]:
        """Store documents and make them searchable."""
        entries = write_documents(documents)
        optimise()
        return entries


#: Typing errors and parts of words are promised by none of these.
SUBJECTS = [
    Subject(
        name="database on SQLite",
        vendor="sqlite",
        make=DatabaseEngine,
        cannot=frozenset({"typing errors", "parts of compounds"}),
    ),
    Subject(
        name="database on PostgreSQL",
        vendor="postgresql",
        make=DatabaseEngine,
        cannot=frozenset({"typing errors", "parts of compounds"}),
    ),
]
