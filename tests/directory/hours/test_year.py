"""Dates: New Year, the leap day, Easter, seasons, and the public holidays of each state."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.hours import CLOSED, Dates, Day, Easter, HolidayRule, Schedule, State
from directory.hours.dates import english_holidays_in, holidays_in
from tests.directory.hours.strategies import at, dates, each_day
from tests.sizes import pick


def state(text: str, moment: str, *, region: str = "NW") -> str:
    return Schedule.from_osm(text, region=region).state_at(at(moment)).value


# --- nights and years -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moment", "expected"),
    [
        # New Year's Eve is a Thursday, and the night belongs to it.
        ("Th 20:00-04:00", "2027-01-01T03:59", "open"),
        ("Th 20:00-04:00; PH off", "2027-01-01T03:59", "open"),
        ("Th 20:00-04:00; PH off", "2027-01-01T04:00", "closed"),
        ("Th 20:00-04:00; Dec 31 off", "2027-01-01T01:00", "closed"),
        ("Mo-Su 20:00-03:00; Jan 01 off", "2027-01-01T02:00", "open"),
        ("Mo-Su 20:00-03:00; Jan 01 off", "2027-01-02T02:00", "closed"),
        ("Dec 31 20:00-06:00", "2027-01-01T05:00", "open"),
        ("2026 Dec 31 20:00-06:00", "2027-01-01T05:00", "open"),
        ("2026 Dec 31 20:00-06:00", "2028-01-01T05:00", "closed"),
        ("PH 20:00-02:00", "2026-12-27T01:00", "open"),
        ("PH 20:00-02:00", "2026-12-28T01:00", "closed"),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_begins(
    text: str, moment: str, expected: str
) -> None:
    assert state(text, moment) == expected


@pytest.mark.parametrize(
    ("text", "open_on", "closed_on"),
    [
        ("Feb 29 10:00-12:00", "2028-02-29", "2027-03-01"),
        ("Feb 10:00-12:00", "2028-02-29", "2028-03-01"),
        ("2027 Feb 10:00-12:00", "2027-02-28", "2028-02-28"),
        ("Feb 29-Mar 02 10:00-12:00", "2027-03-01", "2027-02-28"),
        ("Feb 20-29 10:00-12:00", "2027-02-28", "2027-03-01"),
        ("2027 Nov 01-2028 Feb 29 10:00-12:00", "2028-02-29", "2028-03-01"),
        ("Nov-Feb 10:00-12:00", "2027-01-01", "2027-03-01"),
        ("Nov-Feb 10:00-12:00", "2026-11-01", "2026-10-31"),
        ("Dec 24-Jan 06 10:00-12:00", "2027-01-06", "2027-01-07"),
        ("2026 Dec 24-Jan 06 10:00-12:00", "2027-01-06", "2027-12-24"),
        ("2026-2027 10:00-12:00", "2027-12-31", "2028-01-01"),
        ("easter 10:00-12:00", "2027-03-28", "2027-04-04"),
        ("easter 10:00-12:00", "2028-04-16", "2028-03-28"),
        ("easter -2 days-easter +1 day 10:00-12:00", "2027-03-26", "2027-03-30"),
        ("easter +49 days 10:00-12:00", "2027-05-16", "2027-05-17"),
        ("2027 easter 10:00-12:00", "2027-03-28", "2028-04-16"),
        ("2027 easter-2027 Dec 01 10:00-12:00", "2027-12-01", "2027-03-27"),
        ("easter-Oct 10:00-12:00", "2027-10-31", "2027-03-27"),
        ("Oct-easter 10:00-12:00", "2027-03-28", "2027-03-29"),
    ],
)
def test_dates(text: str, open_on: str, closed_on: str) -> None:
    assert state(text, f"{open_on}T11:00") == "open"
    assert state(text, f"{closed_on}T11:00") == "closed"


FORTY_YEARS = each_day(date(2022, 1, 1), date(2066, 12, 31))


@given(dates(), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_the_next_stretch_is_the_first_day_that_counts(given_dates: Dates, today: date) -> None:
    found = given_dates.next_after(today)

    ahead = each_day(today, today + timedelta(days=366 * 5))
    first = next((day for day in ahead if day in given_dates), None)
    if found is None:
        assert first is None
    elif first is not None:
        begin, end = found
        assert max(begin, today) == first
        assert all(day in given_dates for day in each_day(max(begin, today), end))


@given(dates(), dates())
@settings(max_examples=pick(15, 150))
def test_dates_overlap_if_they_share_a_day(first: Dates, second: Dates) -> None:
    shared = [day.year for day in FORTY_YEARS if day in first and day in second]

    assert first.may_overlap(second) or not shared
    assert first.overlaps(second) or not any(2024 <= year < 2064 for year in shared)
    assert shared or not first.overlaps(second)


def test_easter_days_lie_around_easter() -> None:
    for year in range(2000, 2100):
        assert Easter(-100).in_year(year) == easter(year) - timedelta(days=100)
        assert easter(year) - timedelta(days=100) in Dates.on(Easter(-100))
        assert easter(year) + timedelta(days=250) in Dates.on(Easter(250))


def test_days_that_are_none() -> None:
    for day in ((2, 30, None), (4, 31, None), (2, 29, 2027), (13, 1, None)):
        with pytest.raises(ValueError):
            Day(*day)
    with pytest.raises(ValueError):
        Dates(Day(1, 1, 2027), Day(12, 31, 2026))
    with pytest.raises(ValueError):
        Dates(Day(1, 1), Day(12, 31, 2026))


# --- public holidays ------------------------------------------------------------------------------

CORPUS_CHRISTI, ALL_SAINTS, REFORMATION = "2027-05-27", "2027-11-01", "2028-10-31"


@pytest.mark.parametrize(
    ("day", "region", "holiday"),
    [
        (CORPUS_CHRISTI, "NW", True),
        (CORPUS_CHRISTI, "MV", False),
        (CORPUS_CHRISTI, "BE", False),
        (ALL_SAINTS, "NW", True),
        (ALL_SAINTS, "NI", False),
        (REFORMATION, "MV", True),
        (REFORMATION, "NW", False),
        ("2026-12-24", "NW", False),
        ("2026-12-31", "NW", False),
        ("2026-12-25", "NW", True),
        ("2026-12-26", "NW", True),
        ("2027-03-28", "NW", False),
        ("2027-03-29", "NW", True),
        ("2027-05-16", "NW", False),
    ],
)
def test_holidays_are_those_of_the_state(day: str, region: str, *, holiday: bool) -> None:
    closed = Schedule.from_osm("Mo-Su 10:00-18:00; PH off", region=region)
    own = Schedule.from_osm("PH 10:00-18:00", region=region)

    assert closed.is_holiday(date.fromisoformat(day)) is holiday
    assert (closed.state_at(at(f"{day}T12:00")) is State.CLOSED) is holiday
    assert (own.state_at(at(f"{day}T12:00")) is State.OPEN) is holiday


def test_holidays_have_names_in_two_languages() -> None:
    assert holidays_in("NW", 2027)[date(2027, 5, 27)] == "Fronleichnam"
    assert english_holidays_in("NW", 2027)[date(2027, 5, 27)] == "Corpus Christi"


HOLIDAY, MONDAY = "2026-12-25T12:00", "2026-11-23T12:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Where nothing is said of holidays, they are days like others.
        ("Mo-Fr 10:00-18:00", "open"),
        ("Mo-Fr 10:00-18:00; PH off", "closed"),
        # By the specification the later rule wins.
        ("PH off; Mo-Fr 10:00-18:00", "open"),
        ("Mo-Fr 10:00-18:00; PH 14:00-16:00", "closed"),
        ("Mo-Fr 10:00-18:00, PH 18:00-20:00", "open"),
        ("Mo-Fr 10:00-18:00; PH Sa off", "open"),
        ("Mo-Fr 10:00-18:00; PH Fr off", "closed"),
        ("PH Mo-Fr 10:00-18:00", "open"),
        ("PH Sa 10:00-18:00", "closed"),
        ("Sa,PH 10:00-18:00", "open"),
        ("Mo-Fr 10:00-18:00; PH unknown", "unknown"),
        ('Mo-Fr 10:00-18:00; PH "nach Vereinbarung"', "unknown"),
        ("Mo-Fr 10:00-18:00; PH off; Dec 25 11:00-13:00", "open"),
        ("Mo-Fr 10:00-18:00; Dec 25 11:00-13:00; PH off", "closed"),
        ("Mo-Fr 10:00-18:00; PH off; Nov-Feb Mo-Fr 11:00-16:00", "open"),
        ("Mo-Fr 10:00-18:00; Nov-Feb Mo-Fr 11:00-16:00; PH off", "closed"),
        ("Nov-Feb 11:00-16:00; PH off", "closed"),
        ("Nov-Feb Mo-Fr 11:00-16:00; Nov-Feb PH off", "closed"),
        ("Nov-Feb PH 11:00-16:00", "open"),
        ("Jun-Aug PH 11:00-16:00", "closed"),
        ("Nov-Feb PH 11:00-16:00; Dec 24-Jan 06 off", "closed"),
    ],
)
def test_rules_for_holidays(text: str, expected: str) -> None:
    schedule = Schedule.from_osm(text)

    assert schedule.state_at(at(HOLIDAY)).value == expected
    assert Schedule.from_osm(schedule.to_osm()) == schedule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Mo-Fr 10:00-18:00", HolidayRule.UNSAID),
        ("10:00-18:00", HolidayRule.UNSAID),
        ("24/7", HolidayRule.AS_USUAL),
        ("Mo-Su,PH 10:00-18:00", HolidayRule.AS_USUAL),
        ("Tu-Su,PH 10:00-18:00; Mo off", HolidayRule.AS_USUAL),
        ("Mo-Fr 10:00-18:00; PH unknown", HolidayRule.UNKNOWN),
        ("Mo-Fr 10:00-18:00; PH off", (CLOSED,) * 7),
        ("Apr-Oct Mo-Fr 10:00-18:00; PH off", (CLOSED,) * 7),
        ("PH off; Mo-Sa 10:00-18:00", HolidayRule.UNSAID),
    ],
)
def test_what_was_said_of_holidays(text: str, rule: object) -> None:
    assert Schedule.from_osm(text).holidays == rule


def test_a_shop_that_says_nothing_of_holidays_may_be_closed_then() -> None:
    said = Schedule.from_osm("Mo-Fr 10:00-18:00; PH off").for_shop()
    unsaid = Schedule.from_osm("Mo-Fr 10:00-18:00; Nov-Feb Mo-Fr 10:00-16:00").for_shop()

    assert said.state_at(at(HOLIDAY)) is State.CLOSED
    assert unsaid.state_at(at(HOLIDAY)) is State.UNKNOWN
    assert unsaid.state_at(at(MONDAY)) is State.OPEN


# --- seasons and special days ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moment", "expected"),
    [
        ("Mo-Fr 09:00-18:00; Nov-Feb Mo 12:00-14:00", "2026-11-23T10:00", "closed"),
        ("Mo-Fr 09:00-18:00; Nov-Feb Mo 12:00-14:00", "2026-11-24T10:00", "open"),
        ("Mo-Fr 09:00-18:00, Nov-Feb Mo 20:00-22:00", "2026-11-23T10:00", "open"),
        ("Mo-Fr 09:00-18:00; Nov-Feb Mo 12:00-14:00 off", "2026-11-23T13:00", "closed"),
        ("Mo-Fr 09:00-18:00; Nov-Feb Mo 12:00-14:00 off", "2026-11-23T15:00", "open"),
        # A later rule without dates counts whatever the date.
        ("Nov-Feb Mo-Fr 12:00-14:00; Mo-Fr 09:00-18:00", "2026-11-23T10:00", "open"),
        ("Nov-Feb Mo-Fr 12:00-14:00; Mo off", "2026-11-23T13:00", "closed"),
        ("Nov-Feb Mo-Fr 12:00-14:00, Mo 10:00-11:00", "2026-11-23T13:00", "open"),
        # Of two seasons the later one counts.
        ("Oct-Mar Mo 10:00-12:00; Nov Mo 14:00-16:00", "2026-11-23T11:00", "closed"),
        ("Nov Mo 14:00-16:00; Oct-Mar Mo 10:00-12:00", "2026-11-23T11:00", "open"),
        ("Mo-Fr 09:00-18:00; 2026 Nov 23 off", "2026-11-23T10:00", "closed"),
        ("Mo-Fr 09:00-18:00; 2026 Nov 23 off; Nov 09:00-12:00", "2026-11-23T10:00", "open"),
        ("Mo 09:00-12:00 || Nov Mo 13:00-14:00", "2026-11-23T13:30", "open"),
        ("Mo 09:00-12:00 || off", "2026-11-23T10:00", "open"),
    ],
)
def test_rules_with_dates(text: str, moment: str, expected: str) -> None:
    schedule = Schedule.from_osm(text)

    assert schedule.state_at(at(moment)).value == expected
    assert Schedule.from_osm(schedule.to_osm()) == schedule


OTHERWISE = 'Mo-Fr 09:00-18:00; Nov-Feb Mo off || "nach Vereinbarung"; Dec 24 off "Betriebsfest"'


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-24T10:00", "open"),
        ("2026-11-24T20:00", "unknown"),
        ("2026-11-23T10:00", "unknown"),
        ("2026-12-24T10:00", "closed"),
    ],
)
def test_by_appointment_outside_of_all_hours(moment: str, expected: str) -> None:
    schedule = Schedule.from_osm(OTHERWISE)

    assert schedule.otherwise == "nach Vereinbarung"
    assert schedule.state_at(at(moment)).value == expected
    assert Schedule.from_osm(schedule.to_osm()) == schedule


def test_what_is_kept_as_a_special_day_and_what_as_a_season() -> None:
    schedule = Schedule.from_osm(
        'Mo-Fr 09:00-18:00; Nov-Feb Mo-Fr 10:00-16:00; Dec 24-Jan 06 off "Urlaub"; '
        'easter off; 2026 Nov 28 09:00-12:00 open "Basar"; Jul-Aug off'
    )

    assert [special.reason for special in schedule.specials] == ["Urlaub", "", "Basar"]
    assert [season.dates[0].first for season in schedule.seasons] == [Day(11, 1), Day(7, 1)]
