"""The two nights in which the clocks change, in local time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from directory.hours import Schedule, State
from tests.directory.hours.strategies import at, each_day

SPRING, AUTUMN = "2027-03-28", "2026-10-25"
LATER = {"fold": 1}


def lengths(text: str, first: str, last: str) -> list[float]:
    """How many hours each stretch lasts."""
    pieces = Schedule.from_osm(text).intervals(at(first), at(last))
    return [
        (each.end.astimezone(UTC) - each.start.astimezone(UTC)) / timedelta(hours=1)
        for each in pieces
    ]


@pytest.mark.parametrize(
    ("text", "spring", "autumn"),
    [
        ("24/7", [47], [49]),
        ("Sa 20:00-04:00", [7], [9]),
        ("Sa 22:00-26:00", [4], [4]),
        ("Sa 22:00-02:30", [4], [4.5]),
        ("Sa 22:00-27:00", [4], [6]),
        ("Sa 22:00-03:00", [4], [6]),
        ("Su 02:00-03:00", [], [2]),
        ("Su 02:15-02:45", [], [0.5]),
        ("Su 02:30-04:00", [1], [2.5]),
        ("Su 03:00-04:00", [1], [1]),
        ("Su 01:00-02:00,03:00-04:00", [2], [1, 1]),
        ("Su 06:00-18:00", [12], [12]),
    ],
)
def test_how_long_it_is_open(text: str, spring: list[float], autumn: list[float]) -> None:
    assert lengths(text, "2027-03-27T00:00", "2027-03-29T00:00") == spring
    assert lengths(text, "2026-10-24T00:00", "2026-10-26T00:00") == autumn


def test_a_time_that_the_clocks_skip_is_that_of_the_change() -> None:
    schedule = Schedule.from_osm("Su 02:30-10:00")

    (piece,) = schedule.intervals(at(f"{SPRING}T00:00"), at(f"{SPRING}T23:00"))

    assert piece.start == at(f"{SPRING}T03:00")
    assert schedule.state_at(at(f"{SPRING}T01:59")) is State.CLOSED
    assert schedule.state_at(at(f"{SPRING}T03:00")) is State.OPEN
    assert schedule.next_change(at(f"{SPRING}T01:30")) == at(f"{SPRING}T03:00")


def test_of_an_hour_that_comes_twice_the_first_counts() -> None:
    schedule = Schedule.from_osm("Sa 18:00-02:30")
    first, second = at(f"{AUTUMN}T02:15"), at(f"{AUTUMN}T02:15").replace(**LATER)

    assert schedule.state_at(first) is State.OPEN
    assert schedule.state_at(second) is State.CLOSED


@pytest.mark.parametrize("fold", [0, 1])
def test_a_whole_night_is_open_in_both_hours(fold: int) -> None:
    schedule = Schedule.from_osm("Sa 22:00-05:00")

    assert schedule.state_at(at(f"{AUTUMN}T02:30").replace(fold=fold)) is State.OPEN


def test_what_is_told_carries_the_second_hour_with_it() -> None:
    schedule = Schedule.from_osm("Su 01:00-02:00,03:00-04:00")
    inside = at(f"{AUTUMN}T02:30").replace(**LATER)

    change = schedule.next_change(inside)

    assert change is not None
    assert change.astimezone(UTC) - inside.astimezone(UTC) == timedelta(minutes=30)


def test_the_zone_of_the_question_does_not_matter() -> None:
    schedule = Schedule.from_osm("Sa 22:00-04:00")
    moment = datetime(2026, 10, 25, 2, 59, tzinfo=UTC)

    for zone in ("UTC", "America/New_York", "Asia/Kathmandu", "Europe/Berlin"):
        assert schedule.state_at(moment.astimezone(ZoneInfo(zone))) is State.OPEN
        later = (moment + timedelta(minutes=1)).astimezone(ZoneInfo(zone))
        assert schedule.state_at(later) is State.CLOSED


def test_other_zones_change_their_clocks_elsewhere() -> None:
    """In Lord Howe they move by half an hour, at 2:00; in Beirut at midnight."""
    island = Schedule.from_osm("Su 02:10-05:00", tz="Australia/Lord_Howe")
    beirut = Schedule.from_osm("Su 00:30-05:00", tz="Asia/Beirut")

    (there,) = island.intervals(
        datetime(2026, 10, 3, 12, tzinfo=UTC), datetime(2026, 10, 4, 12, tzinfo=UTC)
    )
    (here,) = beirut.intervals(
        datetime(2027, 3, 27, 12, tzinfo=UTC), datetime(2027, 3, 28, 12, tzinfo=UTC)
    )

    assert there.start.astimezone(UTC) == datetime(2026, 10, 3, 15, 30, tzinfo=UTC)
    assert here.start.astimezone(UTC) == datetime(2027, 3, 27, 22, 0, tzinfo=UTC)


def test_each_day_of_a_year_has_its_hours() -> None:
    """24 hours, but for one of 23 and one of 25."""
    hours = [
        length
        for day in each_day(date(2027, 1, 1), date(2027, 12, 31))
        for length in lengths("Mo-Su 00:00-24:00", f"{day}", f"{day + timedelta(days=1)}")
    ]

    assert sorted(hours) == [23, *[24] * 363, 25]
