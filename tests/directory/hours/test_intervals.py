"""Stretches of time say, minute by minute, what is said of each instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.hours import Interval, Schedule, State
from tests.directory.hours.strategies import at, schedules
from tests.sizes import pick

MINUTE = timedelta(minutes=1)
#: Around New Year, the leap day, both clock changes, and a holiday of one state only.
BEGINNINGS = (
    "2026-12-31T13:37",
    "2028-02-28T20:00",
    "2027-03-27T18:00",
    "2026-10-24T18:00",
    "2027-05-26T12:00",
    "2026-12-23T00:00",
)
STARTS = st.one_of(
    st.sampled_from(BEGINNINGS).map(at),
    st.datetimes(datetime(2025, 1, 1), datetime(2031, 1, 1)).map(  # noqa: DTZ001 - made aware
        lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
    ),
)


def states_in(pieces: list[Interval], minutes: list[datetime]) -> list[State]:
    return [
        next((each.state for each in pieces if each.start <= minute < each.end), State.CLOSED)
        for minute in minutes
    ]


@given(schedules(), STARTS)
@settings(max_examples=pick(25, 500))
def test_intervals_and_instants_agree(schedule: Schedule, start: datetime) -> None:
    start = start.astimezone(UTC)
    minutes = [start + MINUTE * number for number in range(36 * 60)]

    pieces = schedule.intervals(start, minutes[-1] + MINUTE)

    assert states_in(pieces, minutes) == [schedule.state_at(minute) for minute in minutes]
    for first, second in pairwise(pieces):
        assert first.end.astimezone(UTC) <= second.start.astimezone(UTC)
        assert first.state is not second.state or first.end != second.start


@given(schedules(), STARTS)
@settings(max_examples=pick(25, 500))
def test_the_next_change_is_the_first_minute_that_differs(
    schedule: Schedule, start: datetime
) -> None:
    start = start.astimezone(UTC)
    change = schedule.next_change(start)
    # By the clock on the wall, no time of the hour that comes twice equals one by another clock.
    change = change.astimezone(UTC) if change is not None else None

    state = schedule.state_at(start)
    minutes = (start + MINUTE * number for number in range(1, 48 * 60))
    found = next((each for each in minutes if schedule.state_at(each) is not state), None)
    if found is not None or (change is not None and change - start < timedelta(hours=47)):
        assert change == found


@given(schedules(), STARTS)
@settings(max_examples=pick(10, 100))
def test_a_long_stretch_is_made_of_short_ones(schedule: Schedule, start: datetime) -> None:
    cuts = [start + timedelta(hours=7 * number) for number in range(90)]

    whole = schedule.intervals(cuts[0], cuts[-1])
    parts = [piece for first, last in pairwise(cuts) for piece in schedule.intervals(first, last)]

    def total(pieces: list[Interval], state: State) -> timedelta:
        lengths = (
            each.end.astimezone(UTC) - each.start.astimezone(UTC)
            for each in pieces
            if each.state is state
        )
        return sum(lengths, timedelta())

    for state in (State.OPEN, State.UNKNOWN):
        assert total(whole, state) == total(parts, state)


def test_what_touches_is_one() -> None:
    schedule = Schedule.from_osm("Fr 18:00-24:00; Sa 00:00-02:00,02:00-03:00 unknown")

    first, second = schedule.intervals(at("2026-11-27T00:00"), at("2026-11-29T00:00"))

    assert (first.start, first.end) == (at("2026-11-27T18:00"), at("2026-11-28T00:00"))
    assert (second.start, second.end) == (at("2026-11-28T00:00"), at("2026-11-28T03:00"))


def test_a_day_and_the_night_before_are_one_stretch_too() -> None:
    schedule = Schedule.from_osm("Fr,Sa 20:00-05:00, Sa 04:00-12:00")

    (piece,) = schedule.intervals(at("2026-11-27T12:00"), at("2026-11-28T15:00"))

    assert (piece.start, piece.end) == (at("2026-11-27T20:00"), at("2026-11-28T12:00"))


def test_stretches_end_with_the_time_that_was_asked_for() -> None:
    schedule = Schedule.from_osm("24/7")

    (piece,) = schedule.intervals(at("2026-11-27T12:34"), at("2026-11-27T12:35"))

    assert piece.end - piece.start == MINUTE
    assert schedule.intervals(at("2026-11-27T12:34"), at("2026-11-27T12:34")) == []
    assert schedule.intervals(at("2026-11-27T12:34"), at("2026-11-20T12:34")) == []


def test_open_comes_before_unknown_and_cuts_it() -> None:
    schedule = Schedule.from_osm('Th 20:00-03:00 || unknown "nach Vereinbarung"')

    pieces = schedule.intervals(at("2026-11-26T12:00"), at("2026-11-27T12:00"))

    assert [(each.start.hour, each.end.hour, each.state.value) for each in pieces] == [
        (12, 20, "unknown"),
        (20, 3, "open"),
        (3, 12, "unknown"),
    ]
    assert {each.note for each in pieces if each.state is State.UNKNOWN} == {"nach Vereinbarung"}


@pytest.mark.parametrize("text", ["24/7", "off", "unknown", "2019 Mo-Su 10:00-18:00"])
def test_what_stays_for_ever_has_no_next_change(text: str) -> None:
    assert Schedule.from_osm(text).next_change(at("2026-11-27T12:00")) is None


def test_the_next_change_may_be_a_year_away() -> None:
    schedule = Schedule.from_osm("Dec 24 10:00-14:00")

    assert schedule.next_change(at("2026-12-24T14:00")) == at("2027-12-24T10:00")
