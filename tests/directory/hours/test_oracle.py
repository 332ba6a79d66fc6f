"""Another implementation, `opening-hours-py`, comes to the same states."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from directory.hours import HoursError, Schedule
from tests.directory.hours.strategies import BERLIN, at, each_day, rules, values
from tests.sizes import pick

#: Some weeks in which much happens: New Year, Easter and the clocks, Whitsun, autumn, Christmas.
WEEKS = ("2026-12-21", "2026-12-28", "2027-02-22", "2027-03-22", "2027-05-10", "2027-10-25")
#: It knows the holidays of all Germany only.
REGIONAL = {date(2027, 5, 27), date(2027, 11, 1)}
MOMENTS = [
    datetime.combine(day, time(hour, minute), BERLIN)
    for week in WEEKS
    for day in each_day(at(week).date(), at(week).date() + timedelta(days=7))
    if day not in REGIONAL
    for hour, minute in product(range(3, 24), (0, 31))
]
NIGHTS = [moment.replace(hour=hour) for moment in MOMENTS[::42] for hour in (0, 1)]


def oracle(text: str) -> OpeningHours:
    return OpeningHours(text, timezone=BERLIN, country="DE")


@given(values(latest=24))
@settings(max_examples=pick(100, 2_000))
def test_values_without_nights(text: str) -> None:
    try:
        schedule = Schedule.from_osm(text)
    except HoursError:
        assume(False)
    # Its "||" looks at whole days, where the reference implementation looks at each time.
    assume("||" not in text)
    other = oracle(text)

    for moment in MOMENTS:
        assert schedule.state_at(moment).value == str(other.state(moment)[0]), (text, moment)


@given(st.lists(rules(latest=30, dated=False, states=("",)), min_size=1, max_size=3))
@settings(max_examples=pick(60, 2_000))
def test_nights_that_no_other_rule_cuts(parts: list[str]) -> None:
    """Where rules stand beside each other; else ours run on past midnight, and its are cut."""
    text = ", ".join(parts)
    schedule = Schedule.from_osm(text)
    other = oracle(text)

    for moment in (*MOMENTS, *NIGHTS):
        assert schedule.state_at(moment).value == str(other.state(moment)[0]), (text, moment)
