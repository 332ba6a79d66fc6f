"""When what a document speaks of is open: stretches of time up to a horizon.

They are derived from the document, never part of it, and roll on each night. Beyond the horizon
nothing is known, and nothing may be called closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

#: How many days ahead of today are kept.
HORIZON_DAYS = 21


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` until `end`, both aware: open, or (`sure` is false) perhaps open."""

    start: datetime
    end: datetime
    sure: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known from `since` until `until`; outside of all spans it is closed there."""

    since: datetime
    until: datetime
    spans: tuple[Span, ...] = ()


def window(now: datetime) -> tuple[datetime, datetime]:
    """The time for which spans are kept: from yesterday's midnight, by the town's clock.

    It moves once a day, so that what is written twice on a day is equal.
    """
    today = timezone.localtime(now).date()
    first, last = today - timedelta(days=1), today + timedelta(days=HORIZON_DAYS)
    return midnight(first), midnight(last)


def midnight(day: date) -> datetime:
    """The beginning of a day by the town's clock."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
