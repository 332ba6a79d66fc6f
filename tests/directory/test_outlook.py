"""The week to come and the special days after it, in words."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from directory.hours import Schedule
from directory.hours.outlook import Outlook, outlook

BERLIN = ZoneInfo("Europe/Berlin")
BREAK = "Tu-Fr 09:30-13:00,14:30-18:30; Sa 10:00-14:00; PH off"


def ahead(text: str, when: str = "2026-11-24T12:00", language: str = "de") -> Outlook:
    now = dt.datetime.fromisoformat(when).replace(tzinfo=BERLIN)
    with translation.override(language):
        return outlook(Schedule.from_osm(text), now)


def lines(found: Outlook) -> list[list[str]]:
    return [[line.text for line in row.words.lines] for row in found.rows]


def told(found: Outlook) -> list[tuple[str, str, str]]:
    return [(each.dates, str(each.words), each.label) for each in found.announcements]


# --- the week -----------------------------------------------------------------------------------


def test_each_row_is_the_next_such_day() -> None:
    rows = ahead(BREAK).rows

    assert [row.name for row in rows][:2] == ["Montag", "Dienstag"]
    assert [row.day.isoformat() for row in rows] == [
        "2026-11-30",
        *(f"2026-11-{day}" for day in range(24, 30)),
    ]
    assert [row.is_today for row in rows] == [False, True, *[False] * 5]


def test_a_lunch_break_can_be_seen() -> None:
    assert lines(ahead(BREAK))[:2] == [["geschlossen"], ["9:30–13:00", "14:30–18:30"]]


def test_a_day_that_differs_says_why_and_what_else_holds() -> None:
    text = f'{BREAK}; 2026 Dec 24 09:30-13:00 open "Heiligabend"'
    rows = ahead(text, "2026-12-21T11:00").rows

    assert (rows[3].label, str(rows[3].usually)) == ("Heiligabend", "9:30–13:00, 14:30–18:30")
    assert (rows[4].label, str(rows[4].words)) == ("Erster Weihnachtstag", "geschlossen")
    assert rows[3].own_label
    assert not rows[4].own_label
    assert (rows[1].label, rows[1].usually) == ("", None)


def test_a_holiday_without_a_rule_is_unknown_and_not_closed() -> None:
    found = ahead("Mo-Sa 09:00-19:00; PH unknown", "2026-12-21T11:00")

    assert [row.words.kind for row in found.rows] == [*["open"] * 4, "unknown", "unknown", "closed"]
    assert str(found.rows[4].words) == "nicht bekannt"
    assert found.holds_unknown


def test_the_night_of_yesterday_belongs_to_today_while_it_lasts() -> None:
    text = "Sa 12:00-02:00"

    assert lines(ahead(text, "2026-11-29T01:30"))[6] == ["noch bis 2:00", "danach geschlossen"]
    assert lines(ahead(text, "2026-11-29T02:00"))[6] == ["geschlossen"]
    assert lines(ahead(text))[5] == ["12:00–2:00"]


def test_outside_of_hours_by_appointment_is_said_once() -> None:
    found = ahead('Mo-Fr 09:00-18:00; PH off || unknown "nach Vereinbarung"')

    assert lines(found)[0] == ["9:00–18:00"]
    assert found.rows[5].words.kind == "appointment"
    assert found.otherwise == "Sonst nach Vereinbarung."


@pytest.mark.parametrize(
    ("text", "kind"),
    [("unknown", "unknown"), ('unknown "nach Vereinbarung"', "appointment"), ("24/7", "hours")],
)
def test_where_there_is_no_table_to_show(text: str, kind: str) -> None:
    assert ahead(text, "2026-12-23T12:00").kind == kind
    assert ahead(text, "2026-12-23T12:00").announcements == ()


# --- special days -------------------------------------------------------------------------------


def test_days_in_a_row_are_announced_as_one() -> None:
    text = (
        f'{BREAK}; Dec 24 09:30-13:00 open "Heiligabend"; '
        '2026 Dec 27-2027 Jan 02 off "Betriebsferien"'
    )

    assert told(ahead(text)) == [
        ("Do, 24. Dezember", "9:30–13:00", "Heiligabend"),
        ("Fr und Sa, 25. und 26. Dezember", "geschlossen", "Weihnachten"),
        ("27. Dezember bis 2. Januar", "geschlossen", "Betriebsferien"),
    ]


def test_what_runs_is_announced_until_it_ends() -> None:
    text = f'{BREAK}; 2026 Dec 27-2027 Jan 02 off "Betriebsferien"'

    assert told(ahead(text, "2026-12-29T12:00"))[0][0] == "bis 2. Januar"
    assert told(ahead(text, "2027-01-02T12:00")) == []


def test_announcements_are_in_the_language_of_the_reader() -> None:
    assert told(ahead(BREAK, language="en")) == [
        ("Fri and Sat, 25 and 26 December", "closed", "Christmas"),
        ("Fri, 1 January", "closed", "New Year's Day"),
    ]


def test_a_holiday_on_which_nothing_changes_is_no_news() -> None:
    assert told(ahead("Mo-We 09:00-18:00; PH off", "2026-10-20T12:00")) == []


def test_seasons_are_announced() -> None:
    text = "Mo-Fr 10:00-17:00; Apr-Sep: Mo-Fr 09:00-19:00; PH off"

    (begins,) = ahead(text, "2027-02-20T12:00").changes
    (ends,) = ahead(text, "2027-09-01T12:00").changes

    assert begins == "Ab 1. April andere Zeiten: Mo–Fr 9–19, Sa, So geschlossen"
    assert ends.startswith("Ab 1. Oktober andere Zeiten: Mo–Fr 10–17")
    assert ahead(text).changes == ()


def test_a_shop_for_the_summer_says_when_it_ends() -> None:
    text = "off; May-Sep: Mo-Su 12:00-20:00"

    assert ahead(text, "2027-09-10T12:00").changes == ("Ab 1. Oktober geschlossen.",)


def test_seasons_never_call_closed_what_is_by_appointment() -> None:
    text = 'Mo-Fr 10:00-17:00; Apr-Sep: Tu 09:00-19:00 || unknown "nach Vereinbarung"'

    (begins,) = ahead(text, "2027-02-20T12:00").changes

    assert "geschlossen" not in begins
    assert "Di 9:00–19:00" in begins
