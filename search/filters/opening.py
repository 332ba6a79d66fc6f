"""What is open at a time: the filter that looks at the clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from search import moments, registry
from search.filters.base import Filter
from search.models import Entry, EntrySpan
from search.moments import Moment
from search.results import FacetValue
from search.vocabulary import Vocabulary


def minute() -> datetime:
    """The present minute: within one, no two answers differ."""
    return timezone.now().replace(second=0, microsecond=0)


class OpenFilter(Filter):
    """Open now, on a day, or at an hour of it; only what is known to be open passes.

    A value that begins with `maybe-` asks for those of which it is not known.
    """

    def options(self, known: Vocabulary) -> Iterator[tuple[str, str, str, int]]:
        now = minute()
        for value in moments.options(now):
            yield value, value, self.label(value, known), 0

    def clean(self, value: str, known: Vocabulary) -> str | None:
        moment = moments.read(value, now=minute())
        return moment.value if moment else None

    def key(self, value: str, known: Vocabulary) -> str:
        return value

    def label(self, value: str, known: Vocabulary) -> str:
        return moments.label(self.moment(value))

    @staticmethod
    def moment(value: str) -> Moment:
        """The time that a (clean) value means at present."""
        moment = moments.read(value, now=minute())
        if moment is None:
            raise ValueError(f"No time: {value}")
        return moment

    def condition(self, key: str) -> Q:
        moment = self.moment(key)
        return _unknown(moment) if moment.maybe else _open(moment)

    def unknown(self, key: str) -> Q:
        """The entries of which nobody knows whether they pass."""
        moment = self.moment(key)
        return Q(pk__in=[]) if moment.maybe else _unknown(moment)

    def counts(self, entries: QuerySet[Entry]) -> Mapping[str, int]:
        asked = [self.moment(value) for value in moments.options(minute())]
        spans = EntrySpan.objects.filter(
            entry__in=entries.values("pk"),
            sure=True,
            start__lt=max(moment.last for moment in asked),
            end__gt=min(moment.start for moment in asked),
        )
        counts: dict[str, int] = spans.aggregate(
            **{
                moment.value: Count("entry", distinct=True, filter=_covers(moment))
                for moment in asked
            }
        )
        return counts

    def facet(
        self, entries: QuerySet[Entry], *, selected: str | None, known: Vocabulary
    ) -> list[FacetValue]:
        """Times at which something is open. “Now” stays, even at night."""
        counts = self.counts(entries)
        values = [value for value, count in counts.items() if count or value == selected]
        if values and "now" not in values:
            values.insert(0, "now")
        values = [value for value in counts if value in values]
        counted = dict(counts)
        if selected and selected not in counted:
            values.append(selected)
            counted[selected] = entries.filter(self.condition(selected)).count()
        return [
            FacetValue(
                value=value,
                label=self.label(value, known),
                count=counted[value],
                selected=value == selected,
            )
            for value in values
        ]


def _covers(moment: Moment) -> Q:
    """Spans that cover an instant, or share time with a span of time."""
    if moment.end is None:
        return Q(start__lte=moment.start, end__gt=moment.start)
    return Q(start__lt=moment.end, end__gt=moment.start)


def _holders(moment: Moment, *, sure: bool) -> Q:
    spans = EntrySpan.objects.filter(_covers(moment), sure=sure)
    return Q(pk__in=spans.values("entry"))


def _open(moment: Moment) -> Q:
    return _holders(moment, sure=True)


def _unknown(moment: Moment) -> Q:
    """Neither open for certain nor closed: perhaps open, or beyond what the store knows."""
    kinds = [kind.name for kind in registry.kinds() if kind.opening is not None]
    beyond = (
        Q(hours_since__isnull=True)
        | Q(hours_since__gt=moment.start)
        | Q(hours_until__lt=moment.last)
    )
    return Q(kind__in=kinds) & ~_open(moment) & (_holders(moment, sure=False) | beyond)
