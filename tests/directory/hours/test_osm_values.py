"""A thousand real values: nearly all are held, and none says anything wrong.

The states are those on which two other implementations agree. What both of them leave unsaid is
refused here too: nights that another rule cuts, and a certain Sunday of the month.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from directory.hours import HoursError, Schedule
from tests.directory.hours.strategies import at

DATA: dict[str, Any] = json.loads(
    (Path(__file__).parent / "data" / "osm_values.json").read_text(encoding="utf-8")
)
MOMENTS = [at(text) for text in DATA["times_local_Europe_Berlin"]]
ROWS = [(row["value"], row["states"]) for row in DATA["rows"]]


def states(schedule: Schedule) -> str:
    return "".join(schedule.state_at(moment).value[0] for moment in MOMENTS)


def test_the_values_keep_their_licence() -> None:
    assert "ODbL" in DATA["licence"]
    assert len(ROWS) == 1_000


def test_all_states_are_right_and_nearly_all_values_are_held() -> None:
    refused: dict[str, list[str]] = {}
    wrong = {}
    for value, expected in ROWS:
        try:
            found = states(Schedule.from_osm(value))
        except HoursError as error:
            refused[value] = [problem.code for problem in error.problems]
        else:
            if found != expected:
                wrong[value] = (expected, found)

    assert wrong == {}
    assert refused == {
        "Mo-Th,Su 15:00-05:00; Fr,Sa 15:00-06:00": ["torn_night"],
        "Mo-Fr 16:00-08:00; Sa 19:00-08:00": ["torn_night"],
        "Tu-Sa 11:00-21:30; easter-Oct Su[1] Su 11:00-19:00; Oct Su[2]-easter Su 11:00-17:00": [
            "nth_weekday",
            "nth_weekday",
        ],
    }


def test_all_of_them_are_written_and_read_back() -> None:
    for value, expected in ROWS:
        try:
            schedule = Schedule.from_osm(value)
        except HoursError:
            continue
        again = Schedule.from_osm(schedule.to_osm())
        assert again == schedule, value
        assert states(again) == expected, value


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mo - Fr 9-18", "Mo-Fr 09:00-18:00"),
        ("Mo–Fr 09:00–18:00", "Mo-Fr 09:00-18:00"),
        ("mo-fr 09:00-18:00;", "Mo-Fr 09:00-18:00"),
        ("Mo.-Fr. 8.00 - 18.30 Uhr", "Mo-Fr 08:00-18:30"),
        ("Mo-Fr: 8:00-12:00/13:00-17:00", "Mo-Fr 08:00-12:00,13:00-17:00"),
        ("Mo-Fr 08:00-12:00 13:00-17:00", "Mo-Fr 08:00-12:00,13:00-17:00"),
        ("Mo-Fr 8-12 und 13-17 Uhr", "Mo-Fr 08:00-12:00,13:00-17:00"),
        ("Mo-Fr 8h30-17h", "Mo-Fr 08:30-17:00"),
        ("Mo-Fr 0830-1700", "Mo-Fr 08:30-17:00"),
        ("Mon-Fri: 9am-5:30pm", "Mo-Fr 09:00-17:30"),
        ("Mo-Fr10:00-18:00,Sa10:00-14:00", "Mo-Fr 10:00-18:00; Sa 10:00-14:00"),
        ("Mo-Fr 9:00-18:00 Sa 9:00-13:00", "Mo-Fr 09:00-18:00; Sa 09:00-13:00"),
        ("Mo-Fr 09:00-18:00 / Sa 9:00-13:00", "Mo-Fr 09:00-18:00; Sa 09:00-13:00"),
        ("Mo-Fr 9:00-18:00 | Sa 9:00-13:00", "Mo-Fr 09:00-18:00; Sa 09:00-13:00"),
        ("Di, Do und So 10 bis 18 Uhr", "Tu,Th,Su 10:00-18:00"),
        ("Montag bis Freitag von 9 bis 18 Uhr", "Mo-Fr 09:00-18:00"),
        ("täglich 10-18, Mittwoch Ruhetag", "Mo,Tu,Th-Su 10:00-18:00; We off"),
        ("Mo-Fr 9-18; Feiertags geschlossen", "Mo-Fr 09:00-18:00; PH off"),
        ("Mo-Sa 9-18; Sonn- und Feiertage 10-16", "Mo-Sa 09:00-18:00; Su,PH 10:00-16:00"),
        ("Mo-Fr ab 17:00", "Mo-Fr 17:00+"),
        ("Mo-Fr 9-18; 24.12. 9-12", "Mo-Fr 09:00-18:00; Dec 24 09:00-12:00"),
        ("Mo-Fr 9-18; 24.12.2026 geschlossen", "Mo-Fr 09:00-18:00; 2026 Dec 24 off"),
        ("Mo-Fr 9-18; 2026-12-24 off", "Mo-Fr 09:00-18:00; 2026 Dec 24 off"),
        ("April bis Oktober: Mo-So 10-18 Uhr", "Apr-Oct Mo-Su 10:00-18:00"),
        ("Mo-So rund um die Uhr", "Mo-Su 00:00-24:00"),
        ("nach Vereinbarung", '"nach Vereinbarung"'),
        ("Mo-Fr 9-12 und nach Vereinbarung", 'Mo-Fr 09:00-12:00 || "nach Vereinbarung"'),
        ("Mo-Fr 9-12; Termine nach Absprache", 'Mo-Fr 09:00-12:00 || "Termine nach Absprache"'),
        ("Mo-Su,PH,SH 10:00-18:00", "Mo-Su,PH 10:00-18:00"),
        ("Mo-Su 00:00+", "Mo-Su 00:00-24:00"),
        ("Dec 24-26,31 off", "Dec 24-26 off; Dec 31 off"),
    ],
)
def test_what_people_write_is_read_as_they_mean_it(written: str, meant: str) -> None:
    assert Schedule.from_osm(written) == Schedule.from_osm(meant)


def test_a_comment_stays_as_it_is() -> None:
    text = 'Mo-Fr 09:00-18:00 open "Küche 12–14 Uhr, im „Eck“; bis Dez. 10.30"'

    (slot,) = Schedule.from_osm(text).week[0].slots

    assert slot.note == "Küche 12–14 Uhr, im „Eck“; bis Dez. 10.30"
    assert Schedule.from_osm(text).to_osm() == text
