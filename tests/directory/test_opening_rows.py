"""From an OpenStreetMap value to a shop's columns and rows, and back to the same hours."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from directory import opening_rows
from directory.enums import HolidayHours, HoursKind, Repeat
from directory.hours import HolidayRule, HoursError, Schedule, State
from directory.models import ShopPage, ShopSeason
from directory.opening import schedule_of_page

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
VALUES = Path(__file__).parent / "hours" / "data" / "osm_values.json"


def filled(text: str) -> ShopPage:
    page = ShopPage(title="Kleine Kaue")
    opening_rows.fill(page=page, text=text)
    return page


def test_every_value_that_can_be_held_comes_out_as_it_went_in() -> None:
    start = datetime(2026, 11, 20, tzinfo=BERLIN)
    tried = 0
    for row in json.loads(VALUES.read_text(encoding="utf-8"))["rows"]:
        try:
            meant = Schedule.from_osm(row["value"]).for_shop()
        except HoursError:
            continue
        page = filled(row["value"])
        kept = schedule_of_page(page)
        if page.week_is_empty:
            # Of a shop that says something of single dates only, the rest is unknown.
            assert row["value"] in {"2021 Jan 01-31 closed"}
            continue
        for weeks in (0, 5, 27, 33):
            begin = start + timedelta(weeks=weeks)
            end = begin + timedelta(days=7)
            assert kept.intervals(begin, end) == meant.intervals(begin, end), row["value"]
        # The public document carries the text: it has to lead to the same schedule again.
        assert Schedule.from_osm(kept.to_osm()).for_shop() == kept, row["value"]
        tried += 1
    assert tried >= 970


def test_a_shop_of_which_nothing_is_said_is_unknown() -> None:
    page = ShopPage(title="Kleine Kaue")
    noon = datetime(2026, 11, 24, 12, tzinfo=BERLIN)
    assert schedule_of_page(page).state_at(noon) is State.UNKNOWN
    page.hours_mo = "09:00-12:00"
    assert schedule_of_page(page).state_at(noon) is State.CLOSED


def test_a_season_alone_says_nothing_of_the_rest_of_the_year() -> None:
    page = ShopPage(title="Eiscafé")
    summer = ShopSeason(first=date(2026, 4, 1), last=date(2026, 9, 30), hours_sa="12:00-20:00")
    page.seasons = [summer]
    schedule = schedule_of_page(page)
    assert schedule.state_at(datetime(2026, 11, 24, 12, tzinfo=BERLIN)) is State.UNKNOWN
    assert schedule.state_at(datetime(2026, 8, 1, 13, tzinfo=BERLIN)) is State.OPEN
    assert schedule.state_at(datetime(2026, 8, 1, 21, tzinfo=BERLIN)) is State.CLOSED
    # "May-Sep" of a map says that it is closed in winter.
    winter = datetime(2026, 11, 24, 12, tzinfo=BERLIN)
    assert schedule_of_page(filled("May-Sep 10:00-20:00")).state_at(winter) is State.CLOSED


def test_an_import_that_says_nothing_of_holidays_leaves_them_unknown() -> None:
    page = filled("Mo-Fr 09:00-18:00")
    assert page.holiday_rule == HolidayHours.UNKNOWN
    christmas = datetime(2026, 12, 25, 12, tzinfo=BERLIN)
    assert schedule_of_page(page).state_at(christmas) is State.UNKNOWN
    assert Schedule.from_osm("Mo-Fr 09:00-18:00").state_at(christmas) is State.OPEN


@pytest.mark.parametrize(
    ("text", "rule", "hours"),
    [
        ("Mo-Fr 09:00-18:00; PH off", HolidayHours.CLOSED, ""),
        ("24/7", HolidayHours.AS_USUAL, ""),
        ("Mo-Fr 09:00-18:00; PH 10:00-12:00", HolidayHours.OWN, "10:00-12:00"),
        ("Tu-Su,PH 12:00-22:00; Mo off", HolidayHours.AS_USUAL, ""),
        (
            *("Mo-Fr 11:00-22:00; Sa,PH 14:00-22:00; Su off", HolidayHours.OWN),
            "Mo-Sa 14:00-22:00; Su off",
        ),
        ("PH off; Mo-Sa 09:00-20:00", HolidayHours.UNKNOWN, ""),
    ],
)
def test_what_holds_on_holidays(text: str, rule: str, hours: str) -> None:
    page = filled(text)
    assert (page.holiday_rule, page.holiday_hours) == (rule, hours)


def test_seasons_and_special_days_become_rows() -> None:
    page = filled(
        "Mo-Fr 09:00-18:00; Nov-Mar Mo-Fr 10:00-16:00; "
        '2026 Dec 24 09:00-13:00 open "Heiligabend"; Dec 31 off; easter +1 day off'
    )
    (season,) = page.seasons.all()
    assert (season.first.month, season.last.month, season.yearly) == (11, 3, True)
    assert season.first < season.last
    eve, sylvester, monday = page.special_days.all()
    assert (eve.repeat, eve.hours, eve.reason) == (Repeat.ONCE, "09:00-13:00", "Heiligabend")
    assert (sylvester.repeat, sylvester.hours, sylvester.last) == (Repeat.YEARLY, "off", None)
    assert monday.repeat == Repeat.EASTER
    assert (
        schedule_of_page(page).specials[1].dates
        == Schedule.from_osm("Mo off; easter +1 day off").specials[0].dates
    )


@pytest.mark.parametrize("text", ['"nach Vereinbarung"', '"by appointment"', 'unknown "n. V."'])
def test_by_appointment_only(text: str) -> None:
    page = filled(text)
    assert page.hours_kind == HoursKind.APPOINTMENT
    state = schedule_of_page(page).state_at(datetime(2026, 11, 24, 12, tzinfo=BERLIN))
    assert state is State.UNKNOWN


def test_otherwise_by_appointment() -> None:
    page = filled('Mo-Fr 09:00-12:00 || "nach Vereinbarung"')
    assert page.by_appointment
    assert schedule_of_page(page).otherwise == "nach Vereinbarung"
    assert schedule_of_page(page).holidays is HolidayRule.UNKNOWN


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('Mo-Fr 09:00-12:00 || unknown "bei Sonne"', "otherwise"),
        ("Mo-Fr 09:00-12:00; easter-Oct 31 Mo-Fr 09:00-18:00", "easter_season"),
        (f'Mo off; 2026 Dec 24 off "{"lang " * 40}"', "too_long_text"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_set(text: str, code: str) -> None:
    page = filled("Mo 09:00-12:00")
    before: dict[str, Any] = {name: getattr(page, name) for name in ("hours_mo", "hours_kind")}
    with pytest.raises(HoursError) as caught:
        opening_rows.fill(page=page, text=text)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert before == {name: getattr(page, name) for name in before}


def test_free_text_stays_readable_and_claims_nothing() -> None:
    page = filled("Mo 09:00-12:00")
    opening_rows.keep_as_note(page, "Wenn das Licht brennt")
    assert page.hours_note == "Wenn das Licht brennt"
    assert page.hours_mo == ""
    assert schedule_of_page(page).is_unknown


def test_what_is_said_of_this_year_counts_more_than_what_holds_each_year() -> None:
    page = filled('Mo-Fr 09:00-18:00; 2026 Dec 31 off "Ferien"')
    page.special_days = [
        *page.special_days.all(),
        *filled('Mo off; Dec 31 09:00-12:00 open "Silvester"').special_days.all(),
    ]
    schedule = schedule_of_page(page)
    assert schedule.hours_on(date(2026, 12, 31)).closed
    assert not schedule.hours_on(date(2027, 12, 31)).closed


@pytest.mark.parametrize(
    "text", ["PH off", "Dec 24 off", "2027 Jun 01 10:00-12:00", "2026 Mo-Fr 10:00-12:00"]
)
def test_what_says_nothing_of_the_week_closes_nothing(text: str) -> None:
    schedule = schedule_of_page(filled(text))
    assert schedule.state_at(datetime(2028, 2, 2, 12, tzinfo=BERLIN)) is State.UNKNOWN
    if text == "PH off":
        assert schedule.state_at(datetime(2026, 12, 25, 12, tzinfo=BERLIN)) is State.CLOSED


def test_a_season_of_this_year_counts_more_than_one_of_each_year() -> None:
    page = filled("Mo-Fr 09:00-18:00; PH off")
    page.seasons = [
        ShopSeason(first=date(2026, 11, 1), last=date(2026, 11, 30), yearly=False, hours_we="off"),
        ShopSeason(first=date(2026, 10, 1), last=date(2027, 3, 31), hours_we="10:00-16:00"),
    ]
    schedule = schedule_of_page(page)
    assert schedule.state_at(datetime(2026, 11, 25, 12, tzinfo=BERLIN)) is State.CLOSED
    assert schedule.state_at(datetime(2027, 11, 24, 12, tzinfo=BERLIN)) is State.OPEN
