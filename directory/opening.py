"""Between the rows of a shop, its public document, and the pure schedule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from dateutil.easter import easter
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.models import SiteSettings
from directory.enums import HolidayHours, HoursKind, Repeat, Status
from directory.hours import (
    CLOSED,
    Dates,
    Day,
    Easter,
    HolidayRule,
    Hours,
    HoursError,
    Schedule,
    Season,
    Special,
    State,
)
from directory.hours.slots import unknown_day
from directory.hours.stored import load_day, load_week
from directory.hours.typed import APPOINTMENT
from directory.hours.words import Status as Sign
from directory.hours.words import date_words, status, unknown_status
from search import memo
from search.opening import Opening, Span, midnight, window

if TYPE_CHECKING:
    from directory.models import ShopPage, ShopSeason, ShopSpecialDay
    from search.cards import Card
    from search.documents import Document

BY_APPOINTMENT = unknown_day(APPOINTMENT)
#: Since when a shop that is closed for a while is so: nobody asks.
LONG_AGO = Day(1, 1, 2000)


# --- from rows ------------------------------------------------------------------------------------


def holiday_region() -> str:
    """The state whose public holidays count here."""
    return memo.remember("directory.holiday_region", _holiday_region)


def _holiday_region() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    return SiteSettings.for_site(site).region if site is not None else "NW"


def schedule_of_page(page: ShopPage) -> Schedule:
    """The schedule that the columns and rows of a shop make, drafts included."""
    region = holiday_region()
    if page.hours_kind == HoursKind.UNKNOWN:
        return Schedule.unknown(region=region)
    seasons = _yearly_first(season_of(row) for row in page.seasons.all())
    specials = _yearly_first(special_of(row) for row in page.special_days.all())
    if page.hours_kind == HoursKind.APPOINTMENT:
        week: tuple[Hours, ...] = (BY_APPOINTMENT,) * 7
    elif page.week_is_empty:
        week = Schedule.unknown().week
    else:
        week = tuple(hours or CLOSED for hours in days_of(page))
    return Schedule(
        week=week,
        holidays=holidays_of(page) or HolidayRule.UNKNOWN,
        seasons=seasons,
        specials=specials,
        otherwise=APPOINTMENT if page.by_appointment else None,
        region=region,
    )


Dated = TypeVar("Dated", Season, Special)


def _yearly_first(rows: Iterable[Dated]) -> tuple[Dated, ...]:
    """The later one counts: "this year closed" before "each year until noon", however entered."""
    return tuple(sorted(rows, key=_is_once))


def _is_once(row: Season | Special) -> bool:
    return row.dates.once if isinstance(row, Special) else row.dates[0].once


def days_of(row: Any) -> tuple[Hours | None, ...]:
    """The seven days of a shop or a season; an empty one is None."""
    from directory.models.hours import WEEK

    return tuple(load_day(getattr(row, name)) for name in WEEK)


def holidays_of(row: Any) -> tuple[Hours, ...] | HolidayRule | None:
    """What a shop or a season says of public holidays; None if a season says nothing."""
    match row.holiday_rule:
        case HolidayHours.CLOSED:
            return (CLOSED,) * 7
        case HolidayHours.AS_USUAL:
            return HolidayRule.AS_USUAL
        case HolidayHours.OWN if row.holiday_hours:
            return load_week(row.holiday_hours)
        case HolidayHours.UNKNOWN | HolidayHours.OWN:
            return HolidayRule.UNKNOWN
    return None


def season_of(row: ShopSeason) -> Season:
    dates = Dates(_day(row.first, yearly=row.yearly), _day(row.last, yearly=row.yearly))
    return Season((dates,), days_of(row), holidays_of(row))


def special_of(row: ShopSpecialDay) -> Special:
    last = row.last or row.first
    if row.repeat == Repeat.EASTER:
        sunday = easter(row.first.year)
        dates = Dates(Easter((row.first - sunday).days), Easter((last - sunday).days))
    else:
        yearly = row.repeat == Repeat.YEARLY
        dates = Dates(_day(row.first, yearly=yearly), _day(last, yearly=yearly))
    return Special(dates, load_day(row.hours) or CLOSED, row.reason)


def _day(day: date, *, yearly: bool) -> Day:
    return Day(day.month, day.day, None if yearly else day.year)


# --- from documents -------------------------------------------------------------------------------


def schedule_of(facts: Mapping[str, Any]) -> Schedule:
    """The schedule of a public document; while a shop is closed for a while it is closed."""
    region = facts.get("holiday_region") or "NW"
    try:
        schedule = Schedule.from_osm(facts.get("opening_hours") or "unknown", region=region)
    except HoursError:
        schedule = Schedule.unknown(region=region)
    until = facts.get("status_until")
    if facts.get("status") == Status.CLOSED_UNTIL and until:
        last = date.fromisoformat(until) - timedelta(days=1)
        dates = Dates(LONG_AGO, Day(last.month, last.day, last.year))
        schedule = replace(schedule, specials=(*schedule.specials, Special(dates)))
    return schedule


def opening_of(document: Document, now: datetime) -> Opening:
    """What the store keeps of a shop's hours."""
    since, until = window(now)
    if not document.listed:
        return Opening(since, until)
    return Opening(since, until, _spans(schedule_of(document.facts), since, until))


@lru_cache(maxsize=4096)
def _spans(schedule: Schedule, since: datetime, until: datetime) -> tuple[Span, ...]:
    """Many shops have the hours of others, and the night asks for all of them twice."""
    return tuple(
        Span(each.start, each.end, each.state is State.OPEN)
        for each in schedule.intervals(since, until)
    )


def sign_of(
    facts: Mapping[str, Any], now: datetime, *, known: tuple[datetime, datetime] | None
) -> Sign:
    """The sign on a shop's door; outside of the time that is `known` nothing can be said."""
    if known is None or not known[0] <= now < known[1]:
        return unknown_status()
    return status(schedule_of(facts), now)


def dress(card: Card) -> None:
    """Hang the sign on the door."""
    card.sign = sign_of(card.facts, timezone.now(), known=card.hours_known)


def hours_in_words(card: Card, day: date) -> str:
    """«Sat, 28 November: 0:00–3:00, 10:00–14:00»: all of a day, what is left of last night too."""
    since, until = midnight(day), midnight(day + timedelta(days=1))
    known = card.hours_known
    if known is None or since < known[0] or until > known[1]:
        return ""
    schedule = schedule_of(card.facts)
    times = []
    for each in schedule.intervals(since, until):
        end = "24:00" if each.end == until else f"{each.end:%H:%M}".removeprefix("0")
        span = f"{each.start:%H:%M}".removeprefix("0") + f"–{end}"
        times.append(span if each.state is State.OPEN else _("perhaps %(time)s") % {"time": span})
    if not times:
        return ""
    words = {"day": date_words(day, weekday=True), "times": ", ".join(times)}
    return _("%(day)s: %(times)s") % words
