"""What the editors' form says while one types: in words, as a picture, about the days ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cms.models import User
from directory.hours import CLOSED, UNKNOWN_DAY, Dates, Day, HolidayRule, Schedule, Special
from directory.hours.typed import read_day
from directory.hours_editor.days import asked_days
from directory.hours_editor.months import months_of
from directory.hours_editor.picture import picture_of
from directory.models import ShopPage

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
WEEK = {f"hours_{day}": "9-18" for day in ("mo", "tu", "we", "th", "fr")}


@pytest.fixture(autouse=True)
def tuesday_in_november() -> Iterator[None]:
    with time_machine.travel("2026-11-24 12:00+01:00", tick=False):
        yield


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("redaktion", "r@example.org", "x"))
    return client


def row(prefix: str, number: int, **values: str) -> dict[str, str]:
    return {f"{prefix}-{number}-{name}": value for name, value in values.items()}


def read(desk: Client, **data: Any) -> str:
    sent = {"hours_kind": "week", "holiday_rule": "unknown", **data}
    answer = desk.post(reverse("directory_hours_preview"), sent)
    assert answer.status_code == 200
    return answer.content.decode()


def said(html: str) -> str:
    """The reading without its marks."""
    part = html[html.index('data-hours-part="reading"') : html.index('data-hours-part="asked"')]
    return " ".join(re.sub(r"<[^>]*>", " ", part).split())


def asked(html: str) -> dict[str, str]:
    """What holds on each of the days ahead, by their names."""
    return {
        name: " ".join(re.sub(r"<[^>]*>", " ", holds).split())
        for name, holds in re.findall(
            r'<th scope="row">(.*?)</th>.*?"kw-asked__holds">(.*?)</td>', html, re.DOTALL
        )
    }


def troubles(html: str) -> dict[str, str]:
    return dict(re.findall(r'data-hours-trouble="([^"]*)" data-text="([^"]*)"', html))


# --- who may ask --------------------------------------------------------------------------------


def test_only_the_desk_is_answered(client: Client) -> None:
    address = reverse("directory_hours_preview")
    assert client.post(address, {}).status_code == 302
    client.force_login(User.objects.create_user("leserin", password="x"))
    assert client.post(address, {}).status_code in (302, 403)


def test_it_is_a_protected_post(desk: Client) -> None:
    address = reverse("directory_hours_preview")
    assert desk.get(address).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.cookies
    assert strict.post(address, {}).status_code == 403


# --- the reading --------------------------------------------------------------------------------


def test_the_week_in_words(desk: Client) -> None:
    text = said(read(desk, **WEEK, hours_sa="10-14"))
    assert "Montag bis Freitag 9:00 bis 18:00. Samstag 10:00 bis 14:00." in text
    assert "Sonntag geschlossen" in text


def test_holidays_seasons_special_days_and_appointments(desk: Client) -> None:
    text = said(
        read(
            desk,
            **WEEK,
            by_appointment="on",
            holiday_rule="closed",
            **{"seasons-TOTAL_FORMS": "1", "seasons-INITIAL_FORMS": "1"},
            **row("seasons", 0, id="7", first="2026-11-01", last="2027-03-31", yearly="on"),
            **row("seasons", 0, hours_sa="zu", holiday_rule="as_usual"),
            **{"special_days-TOTAL_FORMS": "2", "special_days-INITIAL_FORMS": "0"},
            **row("special_days", 0, first="2026-12-24", hours="9-12", repeat="once"),
            **row("special_days", 0, reason="Heiligabend"),
            **row("special_days", 1, first="2020-01-01", repeat="once"),
        )
    )
    assert "Zu anderen Zeiten nach Vereinbarung." in text
    assert "An Feiertagen geschlossen." in text
    assert "1. November bis 31. März: Samstag geschlossen." in text
    assert "An Feiertagen wie an anderen Tagen. (Das gilt gerade.)" in text
    assert "Do, 24. Dezember: 9:00–12:00 (Heiligabend)." in text
    assert "2020" not in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Noch keine Zeiten."),
        ({"hours_kind": "unknown"}, "nicht bekannt"),
        ({"hours_kind": "appointment"}, "Nur nach Vereinbarung."),
        ({"hours_mo": "9-18", "hours_kind": "unknown"}, "bleiben hier stehen"),
    ],
)
def test_what_else_a_page_can_say(desk: Client, data: dict[str, str], words: str) -> None:
    assert words in said(read(desk, **data))


def test_what_is_wrong_is_said_for_each_field(desk: Client) -> None:
    html = read(
        desk,
        hours_mo="9-18",
        hours_tu="10-4",
        **{"special_days-TOTAL_FORMS": "1"},
        **row("special_days", 0, first="2026-12-24", hours="halb neun", repeat="once"),
    )
    found = troubles(html)
    assert "Meinen Sie 16:00?" in found["id_hours_tu"]
    assert "halb neun" in found["id_special_days-0-hours"]
    assert 'data-instead="10-16" data-time="16:00"' in html
    text = said(html)
    assert "2 Angaben stimmen noch nicht" in text
    assert "Besonderer Tag 1, Zeiten" in text
    # The rest is read all the same.
    assert "Montag 9:00 bis 18:00." in text


def test_a_night_that_runs_over_is_read_and_explained(desk: Client) -> None:
    html = read(desk, hours_fr="18-3", hours_sa="2-10")
    assert list(troubles(html)) == ["id_hours_fr"]
    assert "Freitag 18:00 bis 3:00." in said(html)


def test_deleted_and_unfinished_rows_are_no_trouble(desk: Client) -> None:
    html = read(
        desk,
        **WEEK,
        **{"special_days-TOTAL_FORMS": "2", "seasons-TOTAL_FORMS": "1"},
        **row("special_days", 0, first="2026-12-24", repeat="once", DELETE="1"),
        **row("special_days", 1, first="", last="", hours="", reason="", repeat="once"),
        **row("seasons", 0, first="", last="", yearly="on", hours_mo="", holiday_rule=""),
    )
    assert troubles(html) == {}
    assert "24. Dezember:" not in said(html)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"hours_mo": "\x00", "hours_kind": "nonsense", "holiday_rule": "?"},
        {"hours_mo": "9" * 5000},
        {"seasons-TOTAL_FORMS": "x", "special_days-TOTAL_FORMS": "-1"},
        {"special_days-TOTAL_FORMS": "1", "special_days-0-first": "gestern"},
        {"special_days-TOTAL_FORMS": "1", "special_days-0-first": "9999-12-31"},
        {"special_days-TOTAL_FORMS": "1", "special_days-0-first": "0001-01-01",
         "special_days-0-repeat": "easter"},
        {"seasons-TOTAL_FORMS": "1", "seasons-0-first": "2026-03-01",
         "seasons-0-last": "2026-02-01", "seasons-0-yearly": "on", "seasons-0-hours_mo": "9-12"},
        {"seasons-TOTAL_FORMS": "1", "seasons-0-first": "2024-12-31",
         "seasons-0-last": "2024-02-29", "seasons-0-yearly": "on", "seasons-0-hours_mo": "9-12"},
        {"hours_mo": "<script>alert(1)</script>", "hours_note": "<b>"},
    ],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_it(desk: Client, data: dict[str, str]) -> None:
    answer = desk.post(reverse("directory_hours_preview"), data)
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()
    assert ShopPage.objects.filter(title="").count() == 0


# --- the picture --------------------------------------------------------------------------------


def test_the_picture_has_a_bar_for_each_slot(desk: Client) -> None:
    html = read(desk, hours_mo="9-13, 14:30-18", hours_tu="10-4", hours_we="ab 17")
    assert html.count('class="kw-picture__on"') == 2
    assert html.count('class="kw-picture__unread"') == 1
    assert html.count('class="kw-picture__unknown"') == 1
    assert 'role="img"' in html
    assert "style=" not in html
    assert not re.search(r'(x|width)="\d+,', html), "numbers have points in every language"


def test_the_picture_grows_with_the_hours() -> None:
    usual = picture_of([read_day("9-18")] + [CLOSED] * 6)
    assert (usual.ticks[0][1], usual.ticks[-1][1]) == (8, 20)
    night = picture_of([read_day("18-3")] + [CLOSED] * 6)
    assert night.ticks[-1][1] in (1, 2, 3, 24)
    whole = picture_of([read_day("24h")] + [UNKNOWN_DAY] * 6)
    assert whole.ticks[0][1] == 0
    assert float(whole.rows[0].bars[0].width) == pytest.approx(float(whole.width))


# --- the days ahead -----------------------------------------------------------------------------


def test_the_days_ahead_of_this_region(desk: Client) -> None:
    days = asked_days(Schedule(), TODAY)
    names = [each.name for each in days]
    assert names[:4] == [
        "Heiligabend",
        "Erster Weihnachtstag",
        "Zweiter Weihnachtstag",
        "Silvester",
    ]
    assert {"Fronleichnam", "Allerheiligen"} <= set(names)
    assert len(names) == len(set(names)) == 13
    assert "Fronleichnam" not in [each.name for each in asked_days(Schedule(region="BE"), TODAY)]


def test_what_holds_on_them(desk: Client) -> None:
    unknown = asked(read(desk, **WEEK))
    assert unknown["Heiligabend"] == "wie sonst: 9:00–18:00"
    assert unknown["Erster Weihnachtstag"] == "nicht bekannt"
    closed = asked(read(desk, **WEEK, holiday_rule="closed"))
    assert closed["Erster Weihnachtstag"] == "geschlossen"
    assert closed["Silvester"] == "wie sonst: 9:00–18:00"
    usual = asked(read(desk, **WEEK, holiday_rule="as_usual"))
    assert usual["Karfreitag"] == "wie sonst: 9:00–18:00"
    own = asked(read(desk, **WEEK, holiday_rule="own", holiday_hours="10-14"))
    assert own["Neujahr"] == "Feiertagszeit: 10:00–14:00"
    special = asked(
        read(
            desk,
            **WEEK,
            **{"special_days-TOTAL_FORMS": "1"},
            **row("special_days", 0, first="2026-12-24", hours="9-12", repeat="once"),
        )
    )
    assert special["Heiligabend"] == "eigene Zeiten: 9:00–12:00"


def test_a_row_says_the_occasion_in_the_language_of_the_site() -> None:
    from django.utils import translation

    with translation.override("en"):
        eve = asked_days(Schedule(holidays=HolidayRule.AS_USUAL), TODAY)[0]
    assert eve.name == "Christmas Eve"
    assert eve.reason == "Heiligabend"


def test_the_calendar_shows_each_day_from_today_on() -> None:
    specials = (Special(Dates.on(Day(12, 23, 2026)), CLOSED, "Inventur"),)
    months = months_of(Schedule(specials=specials), TODAY)
    assert [month.name for month in months[:2]] == ["November 2026", "Dezember 2026"]
    assert len(months) == 12
    cells = [cell for month in months for week in month.weeks for cell in week if cell]
    days = [cell.day for cell in cells]
    assert days == sorted(days)
    assert days[0] == TODAY
    assert all(len(week) == 7 for month in months for week in month.weeks)
    marks = {cell.day: (cell.mark, cell.name) for cell in cells if cell.mark}
    assert marks[date(2026, 12, 23)] == ("special", "Inventur")
    assert marks[date(2026, 12, 24)] == ("asked", "Heiligabend")
    assert marks[date(2027, 1, 1)] == ("holiday", "Neujahr")
    assert date(2027, 1, 2) not in marks


def test_the_calendar_is_only_drawn_for_those_who_look(desk: Client) -> None:
    assert "kw-month" not in read(desk, **WEEK)
    assert "kw-month" in read(desk, **WEEK, **{"hours-calendar": "1"})


# --- dates, and the rows that cover them ---------------------------------------------------------


@pytest.mark.parametrize("typed", ["30.12.2026", "30.12.26", "2026-12-30"])
def test_german_dates_are_taken_as_typed(desk: Client, typed: str) -> None:
    rows = {"special_days-TOTAL_FORMS": "1", **row("special_days", 0, first=typed, repeat="once")}
    assert "30. Dezember" in said(read(desk, **WEEK, **rows))


def test_the_list_of_days_names_the_row_that_covers_each(desk: Client) -> None:
    html = read(
        desk,
        **WEEK,
        **{"special_days-TOTAL_FORMS": "1"},
        **row("special_days", 0, first="25.12.2026", last="26.12.2026", repeat="yearly"),
    )
    assert re.search(r'data-hours-date="2026-12-26"[^>]*data-row="special_days-0"', html)
    assert not re.search(r'data-hours-date="2026-12-24"[^>]*data-row', html)
