"""Hours of one day, or of a week of holidays, as a column of a table keeps them.

The notation is that of OpenStreetMap, without dates: `09:00-13:00,14:30-18:00`, `off`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from directory.hours.osm_writer import day_rules, week_rules
from directory.hours.problems import HoursError
from directory.hours.schedule import Schedule
from directory.hours.slots import Hours
from directory.hours.texts import gettext
from directory.hours.typed import read_day, show_day
from directory.hours.words import SHORT_DAYS, runs

_WEEKDAY = re.compile(r"\b(?:mo|tu|di|we|mi|th|do|fr|sa|su|so)", re.IGNORECASE)


def store_day(hours: Hours | None) -> str:
    """The text for a column; "" where nothing is said."""
    return "" if hours is None else day_rules(hours)


def load_day(text: str) -> Hours | None:
    """What a column holds. Raises `HoursError` for anything else."""
    return Schedule.from_osm(text).week[0] if text.strip() else None


def store_week(week: Sequence[Hours]) -> str:
    """Seven days from Monday; a plain day where all are alike."""
    return day_rules(week[0]) if len(set(week)) == 1 else week_rules(week)


def load_week(text: str) -> tuple[Hours, ...]:
    """Seven days from Monday. Raises `HoursError`."""
    return Schedule.from_osm(text).week


def read_typed(text: str) -> Hours | None:
    """The hours of a day as somebody typed them, in our spelling or in that of maps.

    Raises `HoursError` with what our own reader says.
    """
    try:
        return read_day(text)
    except HoursError as error:
        if {problem.code for problem in error.problems} != {"not_understood"}:
            raise
        try:
            schedule = Schedule.from_osm(text)
        except HoursError:
            raise error from None
        plain = not (schedule.seasons or schedule.specials or schedule.otherwise)
        if plain and len(set(schedule.week)) == 1:
            return schedule.week[0]
        raise


def read_week(text: str) -> tuple[Hours, ...] | None:
    """What somebody typed for holidays: a day, or days of the week with hours of their own.

    `10-14`, or `10-14; Mo geschlossen`. Raises `HoursError`.
    """
    try:
        hours = read_day(text)
    except HoursError as error:
        # What names no day of the week is a day with a slip in it: "10-4" is no night.
        if _WEEKDAY.search(text) is None:
            raise
        try:
            return load_week(text)
        except HoursError:
            raise error from None
    return None if hours is None else (hours,) * 7


def show_week(week: Sequence[Hours]) -> str:
    """As one would type it; `read_week` reads it back."""
    if len(set(week)) == 1:
        return show_day(week[0])
    parts = []
    for first, last in runs(week):
        days = gettext(SHORT_DAYS[first])
        if last > first:
            days += f"–{gettext(SHORT_DAYS[last])}"
        parts.append(f"{days} {show_day(week[first])}")
    return "; ".join(parts)
