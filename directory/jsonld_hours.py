"""Opening hours in the words of schema.org, which claim no more than is known.

Rows of the week hold between two dates. Around days of which nobody knows, as a public holiday
without a rule, these dates leave a gap: nothing is said there. A day on which a shop is closed has
a row of its own (from 00:00 to 00:00), so that silence never has to mean "closed".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from directory.hours import Hours, Schedule, Slot, State
from directory.hours.outlook import usual_week
from directory.hours.slots import DAY

#: How many days ahead of today something is claimed.
HORIZON_DAYS = 60
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: Opening and closing times of one day; none means closed.
Times = tuple[tuple[str, str], ...]
#: By weekday; None says nothing.
WeekTimes = tuple[Times | None, ...]
CLOSED_ROW = ("00:00", "00:00")


@dataclass(frozen=True, slots=True)
class _Day:
    """What is claimed of a date, and what its part of the year has by weekday."""

    day: date
    times: Times | None
    week: WeekTimes

    @property
    def as_usual(self) -> bool:
        return self.times == self.week[self.day.weekday()]

    @property
    def silent(self) -> bool:
        """Whether the rows of the week must not hold, and nothing else does."""
        return self.times is None and not self.as_usual


def hours_jsonld(schedule: Schedule, now: datetime) -> dict[str, Any]:
    """The opening part of a shop's JSON-LD; empty where nothing is known."""
    days = list(_days(schedule, now.astimezone(schedule.tz).date()))
    data = {
        "openingHoursSpecification": list(_week_rows(days)),
        "specialOpeningHoursSpecification": list(_special_rows(days)),
    }
    return {name: rows for name, rows in data.items() if rows}


def _days(schedule: Schedule, today: date) -> Iterator[_Day]:
    """From yesterday, whose night may go on, until the horizon."""
    for number in range(-1, HORIZON_DAYS + 1):
        day = today + timedelta(number)
        before = schedule.hours_on(day - timedelta(1))
        times = _times(schedule.hours_on(day), before)
        week = [schedule.filled(hours) for hours in usual_week(schedule, day)]
        yield _Day(day, times, tuple(_times(week[i], week[i - 1]) for i in range(7)))


def _times(hours: Hours, before: Hours) -> Times | None:
    """What can be claimed of a day; None where that is nothing.

    There are no words for what stays open for more than a day, and none for what may be open.
    """
    if any(_is_endless(slot) for slot in (*hours.slots, *before.slots)):
        return None
    known = [slot for slot in hours.slots if slot.state is State.OPEN]
    if hours.slots and not known:
        return None
    return tuple((_time(slot.start), _end(slot)) for slot in known)


def _is_endless(slot: Slot) -> bool:
    return slot.end - slot.start >= DAY and not slot.whole_day


def _end(slot: Slot) -> str:
    return "23:59" if slot.whole_day else _time(slot.end)


def _time(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def _week_rows(days: Sequence[_Day]) -> Iterator[dict[str, Any]]:
    """The usual week, between the days around which nothing may be said."""
    for (_week, silent), group in groupby(days, key=lambda each: (each.week, each.silent)):
        run = list(group)
        if silent:
            continue
        by_times: dict[Times, set[int]] = {}
        for each in run:
            if each.as_usual and each.times is not None:
                by_times.setdefault(each.times, set()).add(each.day.weekday())
        for times, weekdays in sorted(by_times.items(), key=lambda item: min(item[1])):
            names = [f"https://schema.org/{WEEKDAYS[number]}" for number in sorted(weekdays)]
            for row in _rows(times, run):
                yield {**row, "dayOfWeek": names}


def _special_rows(days: Sequence[_Day]) -> Iterator[dict[str, Any]]:
    """Days that differ from the week; those in a row with the same hours are one."""
    for (times, differs), group in groupby(days, key=lambda each: (each.times, not each.as_usual)):
        if differs and times is not None:
            yield from _rows(times, list(group))


def _rows(times: Times, run: Sequence[_Day]) -> Iterator[dict[str, Any]]:
    for opens, closes in times or (CLOSED_ROW,):
        yield {
            "@type": "OpeningHoursSpecification",
            "opens": opens,
            "closes": closes,
            "validFrom": run[0].day.isoformat(),
            "validThrough": run[-1].day.isoformat(),
        }
