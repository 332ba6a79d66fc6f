"""What the JSON-LD says of opening hours is true, at every instant, and no more than is known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.hours import Schedule, State
from directory.jsonld_hours import HORIZON_DAYS, hours_jsonld

BERLIN = ZoneInfo("Europe/Berlin")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SCHEDULES = {
    "lunch break": "Mo-Fr 09:00-13:00,14:30-18:00; Sa 10:00-14:00; PH off",
    "closed on Mondays": "Tu-Su 10:00-18:00; PH 11:00-17:00",
    "unknown holidays": "Mo-Sa 09:00-19:00; PH unknown",
    "late Saturday": "Mo-Fr 11:00-20:00; Sa 12:00-02:00; PH off",
    "until midnight": "Mo-Su 18:00-24:00",
    "round the clock": "24/7",
    "longer than a day": "Su 12:00-18:00; Sa 10:00-10:00",
    "by appointment": 'unknown "nach Vereinbarung"',
    "otherwise by appointment": 'Mo-Fr 09:00-18:00; PH off || unknown "nach Vereinbarung"',
    "unknown": "unknown",
    "one unknown weekday": "Mo-Tu 09:00-18:00; We unknown; Th-Fr 09:00-18:00",
    "open end": "We-Sa 17:00+; Su 11:00-14:00",
    "season": "Mo-Fr 10:00-17:00; Apr-Sep: Mo-Fr 09:00-19:00; Apr-Sep: Sa 09:00-16:00; PH off",
    "only in summer": "off; May-Sep: Mo-Su 12:00-20:00",
    "special days": 'Mo-Fr 09:00-18:00; PH off; 2026 Nov 29 13:00-18:00 open "Sonntag"; '
    'Dec 24 09:00-13:00 open "Heiligabend"; 2026 Dec 27-2027 Jan 02 off "Ferien"; '
    '2027 Jan 04 unknown "Inventur"',
}
NOWS = [
    dt.datetime(2026, 11, 24, 12, 0, tzinfo=BERLIN),
    dt.datetime(2026, 10, 24, 23, 0, tzinfo=BERLIN),
    dt.datetime(2027, 3, 20, 1, 0, tzinfo=BERLIN),
]


def read(name: str) -> Schedule:
    text = SCHEDULES[name].replace("", "")
    return Schedule.from_osm(text)


# --- how a reader of schema.org understands it --------------------------------------------------


def rows_on(data: dict[str, Any], day: dt.date) -> list[dict[str, Any]]:
    """The rows that hold on a date: special ones instead of those of the week."""

    def holds(row: dict[str, Any]) -> bool:
        first, last = (dt.date.fromisoformat(row[key]) for key in ("validFrom", "validThrough"))
        weekday = f"https://schema.org/{DAYS[day.weekday()]}"
        return first <= day <= last and weekday in row.get("dayOfWeek", [weekday])

    special = [row for row in data.get("specialOpeningHoursSpecification", []) if holds(row)]
    return special or [row for row in data.get("openingHoursSpecification", []) if holds(row)]


def at(day: dt.date, time: str) -> dt.datetime:
    """The instant of a time on the wall; of two in autumn the first."""
    moment = dt.datetime.combine(day, dt.time.fromisoformat(time), tzinfo=BERLIN)
    return moment.astimezone(dt.UTC)


def stretches(data: dict[str, Any], day: dt.date) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    for row in rows_on(data, day):
        opens, closes = row["opens"], row["closes"]
        if (opens, closes) == ("00:00", "00:00"):
            continue
        if closes == "23:59":
            yield at(day, opens), at(day + dt.timedelta(1), "00:00")
        else:
            last = day if opens < closes else day + dt.timedelta(1)
            yield at(day, opens), at(last, closes)


def says(data: dict[str, Any], instant: dt.datetime) -> str:
    """What it says of an instant: open, closed, or nothing."""
    day = instant.astimezone(BERLIN).date()
    for each in (day - dt.timedelta(1), day):
        if any(start <= instant < end for start, end in stretches(data, each)):
            return "open"
    return "closed" if rows_on(data, day) else "silent"


def instants(now: dt.datetime) -> Iterator[dt.datetime]:
    """Each quarter of an hour from now until the horizon, whatever the clocks do."""
    begin = now.astimezone(dt.UTC)
    end = dt.datetime.combine(
        now.date() + dt.timedelta(HORIZON_DAYS + 1), dt.time(), tzinfo=BERLIN
    ).astimezone(dt.UTC)
    while begin < end:
        yield begin
        begin += dt.timedelta(minutes=15)


def compare(schedule: Schedule, data: dict[str, Any], instant: dt.datetime) -> None:
    state, said = schedule.state_at(instant), says(data, instant)
    local = instant.astimezone(BERLIN)
    assert (said == "open") == (state is State.OPEN), (local, state, said)
    hours = schedule.hours_on(local.date())
    if state is State.UNKNOWN and not any(slot.state is State.OPEN for slot in hours.slots):
        assert said == "silent", local


# --- the tests ----------------------------------------------------------------------------------


@pytest.mark.parametrize("now", NOWS, ids=str)
@pytest.mark.parametrize("name", [name for name in SCHEDULES if name != "longer than a day"])
def test_it_says_at_every_instant_what_the_schedule_says(name: str, now: dt.datetime) -> None:
    schedule = read(name)
    data = hours_jsonld(schedule, now)
    for instant in list(instants(now))[:: 1 if now == NOWS[0] else 5]:
        compare(schedule, data, instant)


def test_what_has_no_words_is_left_out_and_never_called_closed() -> None:
    schedule = read("longer than a day")
    data = hours_jsonld(schedule, NOWS[0])
    for instant in instants(NOWS[0]):
        if schedule.state_at(instant) is State.OPEN:
            assert says(data, instant) != "closed"


@given(text=st.sampled_from(sorted(SCHEDULES)), minutes=st.integers(0, 3 * 365 * 24 * 60))
def test_it_is_true_whenever_it_is_asked(text: str, minutes: int) -> None:
    if text == "longer than a day":
        return
    now = NOWS[0] + dt.timedelta(minutes=minutes)
    compare(read(text), hours_jsonld(read(text), now), now)


@pytest.mark.parametrize("name", ["unknown", "by appointment"])
def test_where_nothing_is_known_it_says_nothing(name: str) -> None:
    assert hours_jsonld(read(name), NOWS[0]) == {}


def test_around_unknown_days_there_is_a_gap() -> None:
    data = hours_jsonld(read("unknown holidays"), NOWS[0])

    assert "specialOpeningHoursSpecification" not in data
    spans = sorted({(r["validFrom"], r["validThrough"]) for r in data["openingHoursSpecification"]})
    assert spans == [
        ("2026-11-23", "2026-12-24"),
        ("2026-12-27", "2026-12-31"),
        ("2027-01-02", "2027-01-23"),
    ]


def test_each_season_has_rows_of_its_own() -> None:
    data = hours_jsonld(read("season"), dt.datetime(2027, 3, 1, 12, tzinfo=BERLIN))
    monday = "https://schema.org/Monday"
    rows = [row for row in data["openingHoursSpecification"] if monday in row["dayOfWeek"]]

    assert [(row["opens"], row["validFrom"], row["validThrough"]) for row in rows] == [
        ("10:00", "2027-02-28", "2027-03-31"),
        ("09:00", "2027-04-01", "2027-04-30"),
    ]


def test_days_in_a_row_are_one() -> None:
    special = hours_jsonld(read("special days"), NOWS[0])["specialOpeningHoursSpecification"]
    spans = [(row["validFrom"], row["validThrough"], row["opens"]) for row in special]

    assert ("2026-12-24", "2026-12-24", "09:00") in spans
    # Weekends are closed anyway: the row of the week says so.
    assert ("2026-12-25", "2026-12-25", "00:00") in spans
    assert ("2026-12-28", "2027-01-01", "00:00") in spans


def test_times_past_midnight_and_whole_days() -> None:
    late = hours_jsonld(read("late Saturday"), NOWS[0])["openingHoursSpecification"]
    saturday = next(r for r in late if "https://schema.org/Saturday" in r["dayOfWeek"])
    always = hours_jsonld(read("round the clock"), NOWS[0])["openingHoursSpecification"]

    assert (saturday["opens"], saturday["closes"]) == ("12:00", "02:00")
    assert [(row["opens"], row["closes"]) for row in always] == [("00:00", "23:59")]
    assert len(always[0]["dayOfWeek"]) == 7


def test_it_is_json_with_the_names_of_schema_org() -> None:
    for name in SCHEDULES:
        data = json.loads(json.dumps(hours_jsonld(read(name), NOWS[0])))
        for row in (row for rows in data.values() for row in rows):
            assert row["@type"] == "OpeningHoursSpecification"
            assert all(day.startswith("https://schema.org/") for day in row.get("dayOfWeek", []))
