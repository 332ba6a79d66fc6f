"""Hours in words, in both languages."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from directory.hours import HoursError, Schedule
from directory.hours.stored import (
    load_day,
    load_week,
    read_typed,
    read_week,
    show_week,
    store_day,
    store_week,
)
from directory.hours.typed import read_day, show_day
from directory.hours.words import sentence, status, week_sentences, week_words

BERLIN = ZoneInfo("Europe/Berlin")
SHOP = "Mo-Fr 09:00-13:00,14:30-18:00; We 09:00-12:00; Sa 10:00-14:00; PH off"


def at(day: str, time: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "now", "german", "english"),
    [
        (
            *(SHOP, "2026-11-24 15:00"),
            "heute bis 18:00, morgen wieder ab 9:00",
            "today until 18:00, again tomorrow from 9:00",
        ),
        (
            *(SHOP, "2026-11-24 10:00"),
            "heute bis 13:00, wieder ab 14:30",
            "today until 13:00, again from 14:30",
        ),
        (SHOP, "2026-11-24 13:30", "öffnet heute um 14:30", "opens today at 14:30"),
        (SHOP, "2026-11-28 15:00", "öffnet Mo um 9:00", "opens Mon at 9:00"),
        (SHOP, "2026-11-24 12:45", "um 13:00, wieder ab 14:30", "at 13:00, again from 14:30"),
        (SHOP, "2026-11-24 14:15", "um 14:30", "at 14:30"),
        (
            *("Fr,Sa 18:00-03:00", "2026-11-29 01:00"),
            "heute bis 3:00, Fr wieder ab 18:00",
            "today until 3:00, again Fri from 18:00",
        ),
        (
            *("Mo-Sa 17:00-22:00+", "2026-11-24 18:00"),
            "heute mindestens bis 22:00, morgen wieder ab 17:00",
            "today at least until 22:00, again tomorrow from 17:00",
        ),
        ("24/7", "2026-11-24 18:00", "rund um die Uhr", "round the clock"),
        ("off", "2026-11-24 18:00", "", ""),
        ("unknown", "2026-11-24 18:00", "", ""),
    ],
)
def test_what_holds_now(text: str, now: str, german: str, english: str) -> None:
    schedule, moment = Schedule.from_osm(text), at(*now.split())
    with translation.override("de"):
        assert sentence(schedule, moment) == german
    with translation.override("en"):
        assert sentence(schedule, moment) == english


@pytest.mark.parametrize(
    ("text", "now", "sign", "german"),
    [
        (SHOP, "2026-11-24 10:00", "open", "Offen bis 13:00"),
        (SHOP, "2026-11-24 12:30", "soon", "Schließt gleich um 13:00"),
        (SHOP, "2026-11-24 12:29", "open", "Offen bis 13:00"),
        (SHOP, "2026-11-24 13:30", "closed", "Geschlossen bis 14:30"),
        (SHOP, "2026-11-24 14:05", "opens", "Öffnet gleich um 14:30"),
        (SHOP, "2026-11-24 18:00", "closed", "Geschlossen bis morgen, 9:00"),
        (SHOP, "2026-12-25 12:00", "closed", "Geschlossen bis Mo, 9:00"),
        (
            *("Mo-Fr 09:00-18:00; PH unknown", "2026-12-24 19:00", "closed"),
            "Geschlossen sicher wieder ab Mo, 9:00",
        ),
        ("Mo-Fr 09:00-18:00; PH unknown", "2026-12-25 12:00", "unknown", "Zeiten unbekannt"),
        ("Mo-Sa 16:00+", "2026-11-24 17:00", "unknown", "Vielleicht offen"),
        ('"nach Vereinbarung"', "2026-11-24 17:00", "appointment", "Nach Vereinbarung"),
        ("24/7", "2026-11-24 17:00", "open", "Offen rund um die Uhr"),
        ("Mo-Fr 09:00-24:00", "2026-11-24 20:00", "open", "Offen bis 24:00"),
        ("Fr,Sa 18:00-03:00", "2026-11-28 23:00", "open", "Offen bis 3:00"),
    ],
)
def test_the_sign_on_the_door(text: str, now: str, sign: str, german: str) -> None:
    found = status(Schedule.from_osm(text), at(*now.split()))
    assert found.sign == sign
    assert str(found).startswith(german)


def test_half_an_hour_is_one_in_the_nights_that_change_the_clocks_too() -> None:
    bar = Schedule.from_osm("Sa 18:00-03:00")
    for night, hour, long in (("2026-10-25", 2, True), ("2027-03-28", 1, False)):
        moment = at(night, f"0{hour}:45")
        # In autumn 2:45 comes twice; the first one is an hour and a quarter before three.
        assert status(bar, moment).sign == ("open" if long else "soon")
        assert status(bar, moment.replace(fold=1)).sign == "soon"


def test_a_closed_day_has_its_reason() -> None:
    schedule = Schedule.from_osm('Mo-Fr 09:00-18:00; PH off; 2026 Nov 24 off "Inventur"')
    assert status(schedule, at("2026-11-24", "12:00")).reason == "Inventur"
    assert status(schedule, at("2026-12-25", "12:00")).reason == "Erster Weihnachtstag"
    with translation.override("en"):
        assert status(schedule, at("2026-12-25", "12:00")).reason == "Christmas Day"


def test_the_week() -> None:
    week = Schedule.from_osm(SHOP).week
    assert week_words(week) == (
        "Mo–Fr 9–13 und 14:30–18, Mi ab 12 geschlossen, Sa 10–14, So geschlossen"
    )
    assert week_sentences(week).endswith("Samstag 10:00 bis 14:00. Sonntag geschlossen.")
    with translation.override("en"):
        assert week_words(week).startswith("Mon–Fri 9–13 and 14:30–18, Wed closed from 12")


TYPED = [
    ("9-13, 14:30-18", "09:00-13:00,14:30-18:00", "9:00–13:00, 14:30–18:00"),
    ("9.30 bis 13 Uhr und 14.30–18 Uhr", "09:30-13:00,14:30-18:00", "9:30–13:00, 14:30–18:00"),
    ("zu", "off", "geschlossen"),
    ("geschlossen „Ruhetag“", 'off "Ruhetag"', 'geschlossen "Ruhetag"'),
    ("18-3", "18:00-03:00", "18:00–3:00"),
    ("10-26:00", "10:00-02:00", "10:00–2:00"),
    ("ab 17", "17:00+", "ab 17:00"),
    ("16-23+", "16:00-23:00+", "16:00–23:00 oder später"),
    ("Geschl.", "off", "geschlossen"),
    ("9-13 u. 15-18", "09:00-13:00,15:00-18:00", "9:00–13:00, 15:00–18:00"),
    ("24h", "00:00-24:00", "rund um die Uhr"),
    ("n.V.", 'unknown "nach Vereinbarung"', "nach Vereinbarung"),
    ("?", "unknown", "nicht bekannt"),
    ("", "", ""),
]


@pytest.mark.parametrize(("typed", "stored", "shown"), TYPED)
def test_a_day_as_it_is_typed_kept_and_shown(typed: str, stored: str, shown: str) -> None:
    hours = read_day(typed)
    assert store_day(hours) == stored
    assert load_day(stored) == hours
    for language in ("en", "de"):
        with translation.override(language):
            assert read_day(show_day(hours)) == hours
    assert show_day(hours) == shown


@pytest.mark.parametrize(
    ("typed", "codes", "says"),
    [
        ("10-4", ["end_before_start"], "16:00"),
        ("8-6", ["end_before_start"], "18:00"),
        ("9-12, 11-14", ["overlap"], "überschneiden"),
        ("9-25:61", ["no_such_time"], "25:61"),
        ("morgens", ["not_understood"], "morgens"),
        ("10-4, morgens", ["end_before_start", "not_understood"], "morgens"),
        ("9-50", ["no_such_time"], "50"),
        ("9-25", ["no_such_time"], "25"),
        ("9-12 \0„x", ["not_understood"], "x"),
    ],
)
def test_errors_explain(typed: str, codes: list[str], says: str) -> None:
    with pytest.raises(HoursError) as caught:
        read_day(typed)
    assert [problem.code for problem in caught.value.problems] == codes
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("10-14", "10:00-14:00"),
        ("10-14; Mo geschlossen", "Mo off; Tu-Su 10:00-14:00"),
        ("Mo-Sa 11-22; So zu", "Mo-Sa 11:00-22:00; Su off"),
    ],
)
def test_holidays_by_weekday(typed: str, stored: str) -> None:
    week = read_week(typed)
    assert week is not None
    assert store_week(week) == stored
    assert load_week(stored) == week
    for language in ("de", "en"):
        with translation.override(language):
            assert read_week(show_week(week)) == week


@pytest.mark.parametrize("typed", ["9am-5pm", "0900-1700"])
def test_a_day_in_the_spelling_of_maps_is_understood_too(typed: str) -> None:
    assert store_day(read_typed(typed)) == "09:00-17:00"


@pytest.mark.parametrize("typed", ["10-4", "Mo-Fr 9-18", "Dec 24 off", "irgendwann"])
def test_but_not_what_is_more_than_a_day_or_a_slip(typed: str) -> None:
    with pytest.raises(HoursError):
        read_typed(typed)
