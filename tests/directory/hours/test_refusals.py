"""What the model can't hold is refused by name, never dropped."""

from __future__ import annotations

import pytest
from django.utils import translation

from directory.hours import HoursError, Schedule
from directory.hours.syntax import MAX_LENGTH, MAX_RULES

REFUSED = [
    # No hours at all.
    ("", "empty"),
    (" ; , ; ", "empty"),
    ("Hallo", "syntax"),
    ("Mo-Fr 09:00-18:00 Hallo", "syntax"),
    ("Mo-Fr 09:00-", "incomplete"),
    ("Mo-", "incomplete"),
    ('Mo-Fr 09:00-18:00 "offen', "syntax"),
    ("Mo-Fr 09:00-12:00 open, 14:00-18:00 open", "syntax"),
    ("Mo off " + "x" * MAX_LENGTH, "too_long"),
    ("Mo off;" * (MAX_RULES + 2), "too_many"),
    (", ".join(["Mo 09:00-12:00"] * (MAX_RULES + 1)), "too_many"),
    (",".join(f"{2000 + n} Jan 01-05" for n in range(MAX_RULES - 1)) + ",Mar,Apr off", "too_many"),
    # Times that there are not.
    ("Mo 25:00-26:00", "late_start"),
    ("Mo 24:00-26:00", "late_start"),
    ("Mo 09:60-12:00", "no_such_time"),
    ("Mo 09:00-49:00", "no_such_time"),
    ("Mo 09:00-99:99", "no_such_time"),
    ("Mo 10:00", "point"),
    ("Mo 09:00-18:00/00:30", "repeated"),
    ("Mo 09:00-18:00/30", "repeated"),
    ("sunrise-sunset", "sun"),
    ("Mo (sunrise+01:00)-18:00", "sun"),
    # Days that there are not, or not here.
    ("Feb 30 off", "no_such_day"),
    ("2027 Feb 29 off", "no_such_day"),
    ("Dec 24-23 off", "dates"),
    ("2027 Dec 24-2026 Dec 26 off", "dates"),
    ("Dec 24-2027 Jan 06 off", "years"),
    ("2026 Nov-Feb off", "years"),
    ("2026-2027 Dec 24 off", "years"),
    ("2026+ Mo-Fr 09:00-18:00", "open_dates"),
    ("easter +400 days off", "offset"),
    ("Mo[1] 09:00-12:00", "nth_weekday"),
    ("Mo[-1] +2 days 09:00-12:00", "nth_weekday"),
    ("Mar Su[-1]-Oct Su[-1] 09:00-12:00", "nth_weekday"),
    ("week 1-53/2 Mo 09:00-12:00", "weeks"),
    ("SH 09:00-12:00", "school_holidays"),
    ("Mo-Fr,SH 09:00-12:00", "school_holidays"),
    ("Mo-Su 09:00-12:00; PH,SH off", "school_holidays"),
    ("PH -1 day 09:00-12:00", "holiday_offset"),
    ("Mo-Fr Tu 09:00-12:00", "weekdays"),
    # Rules that say together what no schedule can hold, or nobody can tell for certain.
    ("Sa 20:00-05:00; Su 12:00-18:00", "torn_night"),
    ("Mo-Su 20:00-05:00; Mo off", "torn_night"),
    ("Mo-Su 20:00-05:00, Mo off", "torn_night"),
    ("Mo-Th 20:00-05:00; Mo off", "torn_night"),
    ("May-Sep Tu 20:00-05:00; Tu off", "torn_night"),
    ("Fr 20:00-02:00; Fr 22:00-03:00 off", "closed_night"),
    ("Fr 20:00-02:00; Fr 22:00-24:00 off", "closed_night"),
    ('Mo-Fr 09:00-18:00; Mo-Fr 12:00-13:00 off "Mittagspause"', "closed_note"),
    ('Mo-Fr 09:00-18:00 || off "Klingeln Sie"', "closed_note"),
    ("Fr 18:00-04:00, Fr 20:00-02:00 unknown", "split_night"),
    ("Sa 18:00-02:00; Su 00:00-10:00 off", "split_night"),
    ("Sa 18:00-02:00, Su 00:00-10:00 unknown", "split_night"),
    ("Mo-Fr 09:00-17:00 || Sa 10:00-14:00, PH off", "after_fallback"),
    ("Mo-Fr 09:00-17:00 || Sa 10:00-14:00, Mo unknown", "after_fallback"),
    ("Oct-Mar Mo 10:00-12:00; Dec Tu 10:00-12:00, Dec Mo 14:00-16:00", "overlapping_dates"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED, ids=[text[:40] for text, _code in REFUSED])
def test_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(HoursError) as caught:
        Schedule.from_osm(text)

    assert {problem.code for problem in caught.value.problems} == {code}
    assert isinstance(caught.value, ValueError)


def test_each_name_has_one_text_that_tells_people() -> None:
    texts: dict[str, set[str]] = {}
    for text, _code in REFUSED:
        with pytest.raises(HoursError) as caught:
            Schedule.from_osm(text)
        for problem in caught.value.problems:
            texts.setdefault(problem.code, set()).add(problem.text)
            with translation.override("en"):
                shown = str(problem)
            assert shown.endswith((".", "?"))
            assert "%" not in shown

    # Two ways to leave out a year, and two to leave out what a stretch begins or ends with.
    assert {code for code, found in texts.items() if len(found) > 1} == {"years"}


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(HoursError) as caught:
        Schedule.from_osm("Mo[1] 10:00-12:00; SH off; week 5 off; SH 10:00-12:00")

    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["nth_weekday", "school_holidays", "weeks"]
    with translation.override("en"):
        assert "“Mo[1]”" in str(caught.value)
        assert "School holidays" in str(caught.value)


def test_it_says_from_where_on_it_is_not_understood() -> None:
    with pytest.raises(HoursError) as caught:
        Schedule.from_osm("Mo-Fr 09:00-18:00; Samstag vormittags")

    (problem,) = caught.value.problems
    assert problem.values["rest"] == "vormittags"


def test_a_state_that_is_none() -> None:
    with pytest.raises(HoursError) as caught:
        Schedule.from_osm("24/7", region="XX")

    assert [problem.code for problem in caught.value.problems] == ["region"]


@pytest.mark.parametrize(
    "text",
    [
        # Short nights, and those of which both rules hold.
        "Sa 20:00-03:00; Su 12:00-18:00",
        "Sa 20:00-05:00, Su 12:00-18:00",
        "Su 12:00-18:00; Sa 20:00-05:00",
        "Mo-Su 20:00-05:00; PH off",
        "Mo off; Tu-Su 20:00-05:00",
        "Sa 18:00-02:00; Su 02:00-10:00 off",
        "Su 00:00-10:00 unknown, Sa 18:00-02:00",
        'Mo-Fr 09:00-18:00; Sa off "Ruhetag"',
        "Mo-Fr 09:00-18:00 || off",
        # Times of more than a day, as the syntax has them.
        "Sa 00:00-26:00",
        "Fr 12:00-48:00",
        "Mo-Fr 09:00-17:00 || Sa 10:00-14:00, Su 10:00-14:00",
        "Oct-Mar Mo 10:00-12:00; Dec Mo off, Dec Mo 14:00-16:00",
        "Oct-Mar Mo 10:00-12:00, Dec 24 off",
        "Mo-Su,SH 09:00-12:00",
    ],
)
def test_what_is_next_to_it_is_held(text: str) -> None:
    schedule = Schedule.from_osm(text)

    assert Schedule.from_osm(schedule.to_osm()) == schedule
