"""Whatever text comes in, nothing but `HoursError` comes out, and soon."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.hours import HoursError, Schedule
from directory.hours.osm import read
from tests.directory.hours.strategies import at
from tests.directory.hours.test_osm_values import ROWS
from tests.sizes import pick

VALUES = [value for value, _states in ROWS]
#: What hours are made of, and what only looks like it.
PIECES = (
    *"""
Mo Tu We Th Fr Sa Su PH SH Di Mi Do So off open closed unknown 24/7 easter +1 -2 day days Jan Feb
29 Dec 24 31 32 2026 0000 9999 1900 2199 week 1-53 Mo[1] Mo[-1] 09:00 18:00 24:00 26:00 48:00 99:99
00:00-48:00 10:00-10:00 00:00+ - – , ; || | : "x" " „ + / . ( ) (sunrise+01:00) sunset nach Uhr bis
Vereinbarung und von ab 9am 12pm 13pm 0900-1800 24.12. 24.12.2026 2026-12-24 24h täglich Feiertags
ı İ ſ K ٣ ０９ ½ ² é 🙂
    """.split(),  # noqa: SIM905 - readable as it is
    *(" ", " ", "\n", "\t", "\0", "\ud800", "\u00a0", "\u202e", "\ufeff"),
)

LONG = {
    "weekdays": "Mo," * 1_333 + "Mo",
    "rules": "; ".join(["Mo,We,Fr 10:00-12:00,14:00-18:00"] * 120),
    "additions": ", ".join(f"Mo 10:{n % 60:02}-11:{n % 59:02}" for n in range(149)),
    "dates": "; ".join(f"2026 Jan {n % 31 + 1:02} Mo 10:00-12:00" for n in range(149)),
    "seasons": ", ".join(f"Jan {n % 31 + 1:02}-Mar {n % 30 + 1:02} Mo off" for n in range(149)),
    "centuries": "; ".join(f"{1900 + n}-2199 Mo off" for n in range(149)),
    "easter": "; ".join(f"easter +{n} days Mo 10:00-11:00" for n in range(1, 130)),
    "times": "Mo " + ",".join(f"{n % 24:02}:00-{n % 24:02}:30" for n in range(330)),
    "days": "Jan " + "1," * 1_990 + "1",
    "nothing": " " * 3_999 + "x",
    "gap": "10:00-12:00" + " " * 3_980 + "Mo 9-12",
    "dashes": "-" * 4_000,
    "separators": "Mo" + ",; " * 1_300 + "x",
    "quotes": '"' * 4_001,
    "comments": '"a" ' * 1_000,
    "brackets": "Mo[" + "1," * 1_900 + "]",
    "digits": "9" * 4_000,
    "points": "1." * 2_000,
    "hours": "1h" * 2_000,
    "slashes": "10:00-12:00/" * 330,
    "appointments": "nach Vereinbarung " * 220,
    "words": "und " * 1_000,
    "signs": "easter +" * 500,
}


def held(text: str) -> Schedule | None:
    """The schedule; None if it was refused, with words that can be shown."""
    try:
        return Schedule.from_osm(text)
    except HoursError as error:
        found = str(error)
    assert found
    return None


def check(text: str) -> bool:
    """Whether it is held; and that what is held can be used."""
    schedule = held(text)
    if schedule is None:
        return False
    assert Schedule.from_osm(schedule.to_osm()) == schedule
    schedule.state_at(at("2026-12-25T02:00"))
    schedule.intervals(datetime(2027, 3, 27, tzinfo=UTC), datetime(2027, 3, 30, tzinfo=UTC))
    schedule.for_shop().to_osm()
    return True


@given(st.text(max_size=300))
@settings(max_examples=pick(200, 5_000))
def test_any_text(text: str) -> None:
    check(text)


@given(st.binary(max_size=200), st.sampled_from(["utf-8", "latin-1", "utf-16"]))
@settings(max_examples=pick(200, 5_000))
def test_any_bytes(data: bytes, encoding: str) -> None:
    check(data.decode(encoding, errors="replace"))


def test_pieces_of_hours_in_any_order() -> None:
    dice = random.Random(2_026)

    found = sum(
        check(dice.choice(["", " "]).join(dice.choices(PIECES, k=dice.randint(1, 12))))
        for _number in range(pick(6_000, 60_000))
    )

    assert found > 30


def test_real_values_that_were_cut_or_marred() -> None:
    dice = random.Random(2_027)
    found = 0
    for _number in range(pick(3_000, 30_000)):
        letters = list(dice.choice(VALUES))
        for _time in range(dice.randint(1, 3)):
            place = dice.randrange(len(letters) + 1)
            match dice.randrange(4):
                case 0:
                    del letters[place:]
                case 1:
                    letters[place : place + 1] = []
                case 2:
                    letters.insert(place, dice.choice(PIECES))
                case _:
                    letters[place : place + 1] = dice.choice(["\0", ";", ",", "-", "24:00", '"'])
        found += check("".join(letters))

    assert found > 300


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_texts_take_a_moment_at_most(text: str) -> None:
    assert 2_000 < len(text) < 10_000
    taken = []
    for _time in range(3):
        read.cache_clear()
        begin = process_time()
        held(text)
        taken.append(process_time() - begin)

    # It is well below 50 ms for 4,000 characters; a busy machine may be slower.
    assert min(taken) < 0.2
    check(text)
