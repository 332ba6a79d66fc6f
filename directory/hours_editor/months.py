"""Twelve months ahead, day by day, as a wall calendar shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from directory.hours import Schedule
from directory.hours.words import MONTHS, SHORT_DAYS, date_words
from directory.hours_editor.days import ASKED_ABOUT, RowOn, name_of, reason_of, what_holds

COUNT = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A day. `mark` is special, holiday, asked or "" for days like any other."""

    day: date
    words: str
    name: str
    reason: str
    holds: str
    look: str
    mark: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """Its name, and its weeks from Monday; None stands for a day of another month, or past."""

    name: str
    weeks: tuple[tuple[Cell | None, ...], ...]


def weekday_names() -> list[str]:
    """The heads of the columns."""
    return [_(name) for name in SHORT_DAYS]


def months_of(schedule: Schedule, today: date, row_on: RowOn = lambda day: "") -> list[Month]:
    """The month of that day and those that follow."""
    found, first = [], today.replace(day=1)
    for _number in range(COUNT):
        following = (first + timedelta(days=32)).replace(day=1)
        cells: list[Cell | None] = [None] * first.weekday()
        for number in range((following - first).days):
            day = first + timedelta(days=number)
            cells.append(_cell(schedule, day, row_on(day)) if day >= today else None)
        cells += [None] * (-len(cells) % 7)
        weeks = [tuple(cells[start : start + 7]) for start in range(0, len(cells), 7)]
        name = f"{_(MONTHS[first.month - 1])} {first.year}"
        found.append(Month(name, tuple(week for week in weeks if any(week))))
        first = following
    return found


def _cell(schedule: Schedule, day: date, row: str) -> Cell:
    holds, look = what_holds(schedule, day)
    mark = name = reason = ""
    if schedule.is_holiday(day) or (day.month, day.day) in ASKED_ABOUT:
        mark = "holiday" if schedule.is_holiday(day) else "asked"
        name, reason = name_of(schedule, day), reason_of(schedule, day)
    if (special := schedule.special_on(day)) is not None:
        mark, name = "special", name or special.reason
    return Cell(day, date_words(day, year=True), name, reason, holds, look, mark, row)
