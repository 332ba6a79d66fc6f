"""Labels and words of everything that can be picked: districts, categories, trades, services.

The apps that own the rows register a source; documents hold ids only. Read through `get()`, which
costs one small query and is rebuilt only when some row changed, in whichever process.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.translation import get_language

from search.analysis import GENERIC, STOPWORDS, forms, words
from search.models import StoreState


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row that documents can refer to by `id`.

    `implies` names broader terms of other facets: a trade implies its category. `words` are
    further names and search words of any language. `point` is (latitude, longitude).
    A merged term stays, and `merged_into_id` says what it means now.
    """

    facet: str
    id: int
    slug: str
    labels: Mapping[str, str]
    parent_id: int | None = None
    implies: tuple[tuple[str, int], ...] = ()
    words: tuple[str, ...] = ()
    position: int = 0
    merged_into_id: int | None = None
    point: tuple[float, float] | None = None
    icon: str = ""

    @property
    def label(self) -> str:
        """The label in the active language, German where there is none."""
        return self.labels.get((get_language() or "de")[:2]) or self.labels["de"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """That a word of the query names a term; `narrower` is the trade through which it does.

    `whole` says that a name or search word of the term was given, not just a word of its label.
    `own_only` says that what merely lies below the term is not meant.
    """

    term: Term
    narrower: Term | None = None
    whole: bool = True
    own_only: bool = False


@dataclass
class Vocabulary:
    """All terms at one moment."""

    terms: Mapping[str, Mapping[int, Term]] = field(default_factory=dict)

    @cached_property
    def _slugs(self) -> dict[tuple[str, str], Term]:
        return {(t.facet, t.slug): t for facet in self.terms.values() for t in facet.values()}

    @cached_property
    def _children(self) -> dict[tuple[str, int | None], list[Term]]:
        children: dict[tuple[str, int | None], list[Term]] = defaultdict(list)
        for facet in self.terms.values():
            for term in sorted(facet.values(), key=lambda t: (t.position, t.labels["de"], t.id)):
                if term.merged_into_id is None:
                    children[term.facet, term.parent_id].append(term)
        return children

    @cached_property
    def _index(self) -> dict[str, list[tuple[tuple[str, ...], bool, Term]]]:
        """First folded word of a phrase → (its words, whether it is a whole name, term)."""
        index: dict[str, list[tuple[tuple[str, ...], bool, Term]]] = defaultdict(list)
        for facet in self.terms.values():
            for term in facet.values():
                target = self.resolve(term.facet, term.id)
                if target is None:
                    continue
                for phrase, whole in _phrases(term):
                    for form in forms(phrase[0]):
                        index[form].append((phrase, whole, target))
        return index

    def get(self, facet: str, term_id: int | str) -> Term | None:
        """The term with this id, merged ones included."""
        try:
            return self.terms.get(facet, {}).get(int(term_id))
        except ValueError:
            return None

    def resolve(self, facet: str, term_id: int | str) -> Term | None:
        """What the id means today: the target of a merged term, else the term itself."""
        term, seen = self.get(facet, term_id), set()
        while term is not None and term.merged_into_id is not None and term.id not in seen:
            seen.add(term.id)
            term = self.get(facet, term.merged_into_id)
        return term

    def by_slug(self, facet: str, slug: str) -> Term | None:
        """The term that an address names; a merged one answers with what it was merged into."""
        term = self._slugs.get((facet, slug))
        return self.resolve(facet, term.id) if term else None

    def ancestors(self, term: Term) -> Iterator[Term]:
        """The term itself, then its parents upwards."""
        seen: set[int] = set()
        current: Term | None = term
        while current is not None and current.id not in seen:
            seen.add(current.id)
            yield current
            parent = current.parent_id
            current = self.resolve(term.facet, parent) if parent is not None else None

    def children(self, facet: str, parent_id: int | None = None) -> list[Term]:
        """The terms below a term, or the top level, in the order that editors gave them."""
        return self._children.get((facet, parent_id), [])

    def tree(self, facet: str) -> Iterator[tuple[int, Term]]:
        """(level, term) of a whole facet, parents before their children."""
        for top in self.children(facet):
            yield 0, top
            for child in self.children(facet, top.id):
                yield 1, child

    def match(self, query: list[str]) -> list[list[Match]]:
        """For each folded word of the query the terms it names, alone or with neighbours."""
        found: list[dict[tuple[str, int], Match]] = [{} for _ in query]
        query_forms = [frozenset(forms(word)) for word in query]
        for start, alternatives in enumerate(query_forms):
            for form in alternatives:
                for phrase, whole, term in self._index.get(form, ()):
                    end = start + len(phrase)
                    if end > len(query) or any(
                        query_forms[start + i].isdisjoint(forms(word))
                        for i, word in enumerate(phrase)
                    ):
                        continue
                    for position in range(start, end):
                        self._add(found[position], term, whole=whole)
        return [self._telling(matches) for matches in found]

    def _add(self, matches: dict[tuple[str, int], Match], term: Term, *, whole: bool) -> None:
        key = term.facet, term.id
        known = matches.get(key)
        if known is None or known.narrower or whole:
            matches[key] = Match(term=term, whole=whole)
        for facet, broader_id in term.implies:
            broader = self.resolve(facet, broader_id)
            if broader is not None:
                matches.setdefault((facet, broader.id), Match(term=broader, narrower=term))

    def _telling(self, matches: dict[tuple[str, int], Match]) -> list[Match]:
        """Parents that share just a word stand for themselves alone: "Schmuck" names "Schmuck &
        Uhren", but not all that lies below "Schmuck, Kunst & Geschenke"."""
        parents = {
            (above.facet, above.id)
            for match in matches.values()
            for above in self.ancestors(match.term)
            if above is not match.term
        }
        return [
            match if match.whole or key not in parents else replace(match, own_only=True)
            for key, match in matches.items()
        ]


def _phrases(term: Term) -> Iterator[tuple[tuple[str, ...], bool]]:
    """What names a term: its labels and words whole, and each telling word of a label alone."""
    seen: set[tuple[str, ...]] = set()
    for text in (*term.labels.values(), *term.words):
        phrase = tuple(words(text))
        if phrase and phrase not in seen:
            seen.add(phrase)
            yield phrase, True
    for label in term.labels.values():
        for word in words(label):
            single = (word,)
            if len(word) > 2 and word not in STOPWORDS | GENERIC and single not in seen:
                seen.add(single)
                yield single, False


_sources: dict[str, Callable[[], Iterable[Term]]] = {}
_cache: tuple[tuple[object, int], Vocabulary] | None = None


def register_source(facet: str, load: Callable[[], Iterable[Term]]) -> None:
    """Let `load` name all terms of a facet; called anew after each `touch()`."""
    _sources[facet] = load


def touch() -> None:
    """A row of a source was saved or deleted: every process reads its vocabulary anew."""
    # Drawn by lot, not counted: a number that was rolled back must never mean something else later.
    StoreState.objects.filter(pk=1).update(vocabulary=secrets.randbits(62))


def get() -> Vocabulary:
    """The vocabulary as it stands in the database now."""
    global _cache
    state = StoreState.objects.filter(pk=1).values_list("lineage", "vocabulary").first()
    if state is None:
        return _load()
    if _cache is None or _cache[0] != state:
        _cache = (state, _load())
    return _cache[1]


def _load() -> Vocabulary:
    return Vocabulary(
        {facet: {term.id: term for term in load()} for facet, load in _sources.items()}
    )
