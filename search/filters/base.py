"""What a filter is, and the simple ones."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from search import registry, vocabulary
from search.analysis import fold
from search.models import Entry, EntryTerm
from search.results import FacetValue
from search.vocabulary import Vocabulary


class Filter(ABC):
    """A question with one answer at a time.

    `name` is the key in queries and facets, `param` that in the address.
    """

    def __init__(self, *, name: str, legend: str | Promise, param: str = "") -> None:
        self.name, self.legend, self.param = name, legend, param or name

    @abstractmethod
    def options(self, known: Vocabulary) -> Iterator[tuple[str, str, str, int]]:
        """(value, key in the store, label, level) of everything that could be chosen."""

    @abstractmethod
    def condition(self, key: str) -> Q:
        """The entries that pass."""

    @abstractmethod
    def counts(self, entries: QuerySet[Entry]) -> Mapping[str, int]:
        """Hits per key among these entries."""

    def clean(self, value: str, known: Vocabulary) -> str | None:
        """The canonical value, or None for one that does not exist."""
        return value if any(option[0] == value for option in self.options(known)) else None

    def key(self, value: str, known: Vocabulary) -> str:
        """What the store knows a (clean) value as."""
        return next(option[1] for option in self.options(known) if option[0] == value)

    def label(self, value: str, known: Vocabulary) -> str:
        return next((o[2] for o in self.options(known) if o[0] == value), value)

    def facet(
        self, entries: QuerySet[Entry], *, selected: str | None, known: Vocabulary
    ) -> list[FacetValue]:
        """Options with hits; the chosen one stays, even with none."""
        counts = self.counts(entries)
        return [
            FacetValue(
                value=value,
                label=label,
                count=counts.get(key, 0),
                selected=value == selected,
                level=level,
            )
            for value, key, label, level in self.options(known)
            if counts.get(key) or value == selected
        ]


class _ByTerm(Filter):
    """A filter whose keys are rows of `EntryTerm`."""

    def condition(self, key: str) -> Q:
        # A semi-join by primary key: each store can start from whichever side is smaller.
        return Q(pk__in=EntryTerm.objects.filter(facet=self.name, value=key).values("entry"))

    def counts(self, entries: QuerySet[Entry]) -> Mapping[str, int]:
        rows = EntryTerm.objects.filter(facet=self.name, entry__in=entries.values("pk"))
        return dict(rows.values_list("value").annotate(Count("pk")).order_by())


class TermFilter(_ByTerm):
    """Picks a term of the vocabulary by its slug; a parent includes its children."""

    def options(self, known: Vocabulary) -> Iterator[tuple[str, str, str, int]]:
        for level, term in known.tree(self.name):
            yield term.slug, str(term.id), term.label, level

    def clean(self, value: str, known: Vocabulary) -> str | None:
        term = known.by_slug(self.name, value) or self._by_name(value, known)
        return term.slug if term else None

    def _by_name(self, value: str, known: Vocabulary) -> vocabulary.Term | None:
        """People write addresses by hand: `?district=Herne-Süd` is understood too."""
        name = fold(value)
        return next(
            (
                term
                for _level, term in known.tree(self.name)
                if name == fold(term.slug) or name in map(fold, term.labels.values())
            ),
            None,
        )

    def key(self, value: str, known: Vocabulary) -> str:
        term = known.by_slug(self.name, value)
        return str(term.id) if term else ""

    def label(self, value: str, known: Vocabulary) -> str:
        term = known.by_slug(self.name, value)
        return term.label if term else value


class ChoiceFilter(_ByTerm):
    """Picks one of a few fixed values that documents hold as a term."""

    def __init__(
        self, *, name: str, legend: str | Promise, choices: Mapping[str, str | Promise]
    ) -> None:
        super().__init__(name=name, legend=legend)
        self.choices = choices

    def options(self, known: Vocabulary) -> Iterator[tuple[str, str, str, int]]:
        for value, label in self.choices.items():
            yield value, value, str(label), 0


class KindFilter(Filter):
    """Picks the kind of document."""

    def options(self, known: Vocabulary) -> Iterator[tuple[str, str, str, int]]:
        for kind in registry.kinds():
            yield kind.name, kind.name, str(kind.label), 0

    def condition(self, key: str) -> Q:
        return Q(kind=key)

    def counts(self, entries: QuerySet[Entry]) -> Mapping[str, int]:
        return dict(entries.order_by().values_list("kind").annotate(Count("pk")))


def in_reader_language(language: str, default: str) -> Q:
    """Of pages that exist in several languages only the reader's, German where there is none."""
    twin = Entry.objects.filter(
        gone=False, listed=True, translation_key=OuterRef("translation_key")
    )
    preferred = Q(language=language)
    has_preferred = Exists(twin.filter(language=language).exclude(pk=OuterRef("pk")))
    has_default = Exists(twin.filter(language=default).exclude(pk=OuterRef("pk")))
    return preferred | (~has_preferred & (Q(language=default) | ~has_default))
