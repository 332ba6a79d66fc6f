"""The days that customers ask about: public holidays ahead, 24 and 31 December."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from directory.hours import HolidayRule, Hours, Schedule
from directory.hours.dates import holidays_in
from directory.hours.typed import show_day
from directory.hours.words import DAYS, SHORT_DAYS, date_words, holiday_name

#: No public holidays in any state, and yet no days like others.
ASKED_ABOUT = ((12, 24), (12, 31))


@dataclass(frozen=True, slots=True)
class AskedDay:
    """One of those days, and what holds there at present.

    `look` is open, closed or unknown. `special` says that a row for special days covers it,
    `row` which.
    `reason` is what a new row would say, in the language of the site.
    """

    day: date
    name: str
    reason: str
    weekday: str
    short_weekday: str
    words: str
    holds: str
    look: str
    special: bool
    row: str = ""


#: The row of the form that covers a day, by its prefix; "" where none does.
RowOn = Callable[[date], str]


def asked_days(schedule: Schedule, today: date, row_on: RowOn = lambda day: "") -> list[AskedDay]:
    """Those of the twelve months that begin today, in order."""
    last = today + timedelta(days=365)
    found: set[date] = set()
    for year in (today.year, today.year + 1):
        found |= set(holidays_in(schedule.region, year))
        found |= {date(year, month, day) for month, day in ASKED_ABOUT}
    return [
        replace(_asked(schedule, day), row=row_on(day))
        for day in sorted(found)
        if today <= day < last
    ]


def _asked(schedule: Schedule, day: date) -> AskedDay:
    holds, look = what_holds(schedule, day)
    return AskedDay(
        day=day,
        name=name_of(schedule, day),
        reason=reason_of(schedule, day),
        weekday=_(DAYS[day.weekday()]),
        short_weekday=_(SHORT_DAYS[day.weekday()]),
        words=date_words(day, year=True),
        holds=holds,
        look=look,
        special=schedule.special_on(day) is not None,
    )


def what_holds(schedule: Schedule, day: date) -> tuple[str, str]:
    """In words, and whether that is open, closed or unknown."""
    schedule = replace(schedule, otherwise=None)
    hours = schedule.hours_on(day)
    shown = _("not known") if hours.unknown and not _note(hours) else show_day(hours)
    look = "unknown" if hours.unknown else "closed" if hours.closed else "open"
    if schedule.special_on(day) is not None:
        return _("special day: %(hours)s") % {"hours": shown}, look
    if look == "unknown" or (look == "closed" and schedule.is_holiday(day)):
        return shown, look
    if schedule.is_holiday(day) and not isinstance(schedule.holidays, HolidayRule):
        return _("hours for holidays: %(hours)s") % {"hours": shown}, look
    return _("as usual: %(hours)s") % {"hours": shown}, look


def _note(hours: Hours) -> str:
    return next((slot.note for slot in hours.slots if slot.note), "")


def name_of(schedule: Schedule, day: date) -> str:
    """What one of those days is called."""
    if name := holiday_name(schedule, day):
        return name
    return _("Christmas Eve") if day.day == 24 else _("New Year’s Eve")


def reason_of(schedule: Schedule, day: date) -> str:
    """The same in the language of the site."""
    with translation.override(settings.LANGUAGE_CODE):
        return name_of(schedule, day)
