"""What contradicts itself in a schedule, or can hardly be meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

from directory.hours.overlaps import night_overlaps
from directory.hours.problems import HoursError, Problem
from directory.hours.schedule import Schedule, Season
from directory.hours.slots import DAY, Hours, State
from directory.hours.syntax import Rule, parse
from directory.hours.texts import gettext_noop
from directory.hours.typed import LONGEST_NIGHT, show_slot, show_time
from directory.hours.words import date_words

#: A shop that does not open once in this time never opens.
YEAR = 366


def contradictions(schedule: Schedule, *, today: date) -> list[Problem]:
    """Everything in a schedule that somebody should look at, seen from a day."""
    return [
        *_nights(schedule),
        *_slips(schedule),
        *_overlapping_specials(schedule),
        *_overlapping_seasons(schedule),
        *_never_open(schedule, today),
        *_past_specials(schedule, today),
    ]


def written_overlaps(text: str) -> list[Problem]:
    """Times within an `opening_hours` value that overlap; what is no value has none."""
    try:
        rules = parse(text)
    except HoursError:
        return []
    return [problem for rule in rules for problem in _overlaps(rule)]


def _overlaps(rule: Rule) -> Iterator[Problem]:
    slots = sorted(rule.slots or ())
    for first, second in pairwise(slots):
        if second.start < first.end:
            values = {"first": show_slot(first), "second": show_slot(second)}
            yield Problem("overlap", gettext_noop("%(first)s and %(second)s overlap."), values)


def _nights(schedule: Schedule) -> Iterator[Problem]:
    weeks = [schedule.week, *(_filled(season, schedule) for season in schedule.seasons)]
    found = [problem for week in weeks for _day, problem in night_overlaps(week)]
    # A season repeats the nights that it leaves as they are.
    yield from (problem for number, problem in enumerate(found) if problem not in found[:number])


def _filled(season: Season, schedule: Schedule) -> tuple[Hours, ...]:
    return tuple(
        own if own is not None else usual
        for own, usual in zip(season.days, schedule.week, strict=True)
    )


def _all_hours(schedule: Schedule) -> Iterator[Hours]:
    yield from schedule.week
    for part in (schedule.holidays, *(season.days for season in schedule.seasons)):
        if isinstance(part, tuple):
            yield from (hours for hours in part if hours is not None)
    for season in schedule.seasons:
        if isinstance(season.holidays, tuple):
            yield from (hours for hours in season.holidays if hours is not None)
    yield from (special.hours for special in schedule.specials)


def _slips(schedule: Schedule) -> Iterator[Problem]:
    """19:00 to 18:00 is rather 9:00 to 18:00 than 23 hours."""
    slots = {slot for hours in _all_hours(schedule) for slot in hours.slots}
    for slot in sorted(slots):
        length = slot.end - slot.start
        if slot.state is State.OPEN and LONGEST_NIGHT < length != DAY and slot.end > DAY:
            values = {
                "start": show_time(slot.start),
                "end": show_time(slot.end),
                "hours": length // 60,
            }
            text = gettext_noop(
                "%(start)s to %(end)s would be %(hours)d hours without a break. A slip?"
            )
            yield Problem("long_slot", text, values)


def _overlapping_specials(schedule: Schedule) -> Iterator[Problem]:
    for first, second in combinations(schedule.specials, 2):
        # What holds in one year only may well differ from what holds in each.
        alike = first.dates.once == second.dates.once
        if alike and first.hours != second.hours and first.dates.overlaps(second.dates):
            values = {"first": first.reason or "–", "second": second.reason or "–"}
            text = gettext_noop(
                "Two special days on one date say different things: %(first)s, %(second)s."
            )
            yield Problem("special_overlap", text, values)


def _overlapping_seasons(schedule: Schedule) -> Iterator[Problem]:
    for first, second in combinations(schedule.seasons, 2):
        differ = any(
            None not in pair and pair[0] != pair[1]
            for pair in zip(first.days, second.days, strict=True)
        )
        meet = any(
            one.once == other.once and one.overlaps(other)
            for one in first.dates
            for other in second.dates
        )
        if differ and meet:
            text = gettext_noop("Two seasons overlap and say different things of the same weekday.")
            yield Problem("season_overlap", text)


def _never_open(schedule: Schedule, today: date) -> Iterator[Problem]:
    ahead = (today + timedelta(days=number) for number in range(YEAR))
    # That nobody knows of public holidays does not open a door.
    if all(schedule.hours_on(day).closed or schedule.is_holiday(day) for day in ahead):
        yield Problem("never_open", gettext_noop("By these hours it is never open."))


def _past_specials(schedule: Schedule, today: date) -> Iterator[Problem]:
    dated = [special.dates for special in schedule.specials]
    dated += [dates for season in schedule.seasons for dates in season.dates if dates.once]
    if dated and all(dates.next_after(today) is None for dates in dated):
        ends = [dates.last.in_year(dates.last.year or today.year) or today for dates in dated]
        day = max(ends)
        values = {"date": date_words(day, year=True)}
        text = gettext_noop("All special days lie in the past; the last one was on %(date)s.")
        yield Problem("past_specials", text, values)
