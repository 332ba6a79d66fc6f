"""What was written is read back, by whomever the schedule was made."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings

from directory.hours import HolidayRule, Hours, HoursError, Schedule, State
from tests.directory.hours.strategies import each_day, schedules, values
from tests.sizes import pick

YEARS = each_day(date(2026, 1, 1), date(2028, 3, 1))


def shape(hours: Hours) -> list[tuple[int, int, State]]:
    """When it is open or unknown, whatever the notes say."""
    joined: list[tuple[int, int, State]] = []
    for slot in hours.slots:
        start = slot.start
        if joined and joined[-1][1:] == (start, slot.state):
            start = joined.pop()[0]
        joined.append((start, slot.end, slot.state))
    return joined


@given(schedules())
@settings(max_examples=pick(60, 2_000))
def test_a_schedule_is_read_back_with_the_same_hours_on_every_day(schedule: Schedule) -> None:
    read = Schedule.from_osm(schedule.to_osm(), region=schedule.region)

    for day in YEARS:
        assert shape(read.hours_on(day)) == shape(schedule.hours_on(day)), (day, schedule.to_osm())
    if schedule.holidays is HolidayRule.UNSAID:
        assert read.holidays is HolidayRule.UNSAID


@given(schedules())
@settings(max_examples=pick(100, 5_000))
def test_what_was_read_once_is_read_back_equal(schedule: Schedule) -> None:
    read = Schedule.from_osm(schedule.to_osm(), region=schedule.region)

    assert Schedule.from_osm(read.to_osm(), region=schedule.region) == read


@given(values())
@settings(max_examples=pick(300, 10_000))
def test_a_value_is_read_back_equal(text: str) -> None:
    try:
        schedule = Schedule.from_osm(text)
    except HoursError:
        return

    assert Schedule.from_osm(schedule.to_osm()) == schedule
