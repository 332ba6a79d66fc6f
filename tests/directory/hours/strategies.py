"""Hours, schedules and values of OpenStreetMap at random."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from directory.hours import (
    CLOSED,
    UNKNOWN_DAY,
    Dates,
    Day,
    Easter,
    HolidayRule,
    Hours,
    Schedule,
    Season,
    Slot,
    Special,
    State,
)
from directory.hours.slots import DAY, LATEST

BERLIN = ZoneInfo("Europe/Berlin")

# --- schedules ------------------------------------------------------------------------------------

NOTES = st.sampled_from(["", "", "", "nach Vereinbarung", "Küche bis 21 Uhr", "im „Eck“ – hinten"])
#: Rather the hours of shops than any minute, but some of those too.
MINUTES = st.one_of(
    st.sampled_from([0, 7 * 60, 9 * 60, 12 * 60, 14 * 60, 18 * 60 + 30, 22 * 60, DAY, DAY + 120]),
    st.integers(0, LATEST),
)


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    """A day with up to three slots, which may run on as far as the end of the next day."""
    edges = sorted(draw(st.sets(MINUTES, max_size=6)))
    slots = [
        Slot(
            start,
            end,
            draw(st.sampled_from([State.OPEN, State.OPEN, State.OPEN, State.UNKNOWN])),
            draw(NOTES),
            draw(st.sampled_from([False, False, True])),
        )
        for start, end in zip(edges[::2], edges[1::2], strict=False)
        if start < DAY
    ]
    return Hours(tuple(slots), draw(NOTES))


DAYS = st.one_of(
    st.just(CLOSED), st.just(UNKNOWN_DAY), st.just(Hours((Slot(540, 1080),))), hours(), hours()
)
PARTS = st.tuples(*[st.one_of(st.none(), DAYS)] * 7)
RULES = st.sampled_from(HolidayRule)


@st.composite
def days(draw: st.DrawFn, *, year: int | None = None) -> Day:
    found = draw(st.dates(date(2024, 1, 1), date(2024, 12, 31)))
    if year is not None and (found.month, found.day) == (2, 29):
        found = date(2024, 2, 28)
    return Day(found.month, found.day, year)


@st.composite
def dates(draw: st.DrawFn) -> Dates:
    """One day or several: each year, in given years, or with Easter."""
    kind = draw(st.sampled_from(["yearly", "once", "easter", "mixed"]))
    single = draw(st.booleans())
    if kind == "once":
        ends = sorted(draw(days(year=draw(st.sampled_from([2026, 2027])))) for _end in range(2))
        ends.sort(key=lambda day: (day.year, day))
        return Dates.on(ends[0]) if single else Dates(*ends)
    if kind == "easter":
        first, last = sorted(draw(st.tuples(st.integers(-60, 70), st.integers(-60, 70))))
        return Dates.on(Easter(first)) if single else Dates(Easter(first), Easter(last))
    first_day = draw(days())
    if kind == "mixed":
        return Dates(first_day, Easter(draw(st.integers(-3, 60))))
    return Dates.on(first_day) if single else Dates(first_day, draw(days()))


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    week = draw(PARTS)
    holidays = draw(st.one_of(st.none(), st.none(), RULES, PARTS))
    if not any(week) and not (isinstance(holidays, tuple) and any(holidays)):
        week = (CLOSED,) * 7
    return Season(tuple(draw(st.lists(dates(), min_size=1, max_size=2))), week, holidays)


@st.composite
def specials(draw: st.DrawFn) -> Special:
    return Special(draw(dates()), draw(DAYS), draw(NOTES))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Anything that editors could put together."""
    same = draw(DAYS)
    return Schedule(
        week=draw(st.one_of(st.tuples(*[DAYS] * 7), st.just((same,) * 7))),
        holidays=draw(st.one_of(RULES, st.just((CLOSED,) * 7), PARTS)),
        seasons=tuple(draw(st.lists(seasons(), max_size=2))),
        specials=tuple(draw(st.lists(specials(), max_size=3))),
        otherwise=draw(st.sampled_from([None, None, "", "nach Vereinbarung"])),
        region=draw(st.sampled_from(["NW", "BY", "MV"])),
    )


# --- values ---------------------------------------------------------------------------------------

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAY = st.sampled_from(WEEKDAYS)
WEEKDAY_LISTS = st.one_of(
    WEEKDAY,
    st.tuples(WEEKDAY, WEEKDAY).map("-".join),
    st.lists(WEEKDAY, min_size=2, max_size=3, unique=True).map(",".join),
    WEEKDAY.map("{},PH".format),
    st.just("PH"),
)
YEARLY = st.one_of(
    st.sampled_from(MONTHS),
    st.tuples(st.sampled_from(MONTHS), st.sampled_from(MONTHS)).map("-".join),
    st.tuples(days(), days()).map(
        lambda ends: "-".join(f"{MONTHS[day.month - 1]} {day.day:02}" for day in ends)
    ),
    days().map(lambda day: f"{MONTHS[day.month - 1]} {day.day:02}"),
)


@st.composite
def spans(draw: st.DrawFn, *, latest: int = 26) -> str:
    """A span of half hours, until `latest` at most."""
    start, end = sorted(draw(st.sets(st.integers(10, latest * 2), min_size=2, max_size=2)))
    if start >= 48:
        start -= 24
    return f"{start // 2:02}:{start % 2 * 3}0-{end // 2:02}:{end % 2 * 3}0"


@st.composite
def rules(
    draw: st.DrawFn,
    *,
    latest: int = 26,
    dated: bool = True,
    states: tuple[str, ...] = ("", "", "", " off", " unknown"),
) -> str:
    """One rule as shops have it."""
    selectors = [draw(WEEKDAY_LISTS)]
    if dated and draw(st.sampled_from([False, False, True])):
        selectors.insert(0, draw(YEARLY))
    times = ",".join(draw(st.lists(spans(latest=latest), min_size=1, max_size=2, unique=True)))
    state = draw(st.sampled_from(states))
    if state == " off" and draw(st.booleans()):
        times = ""
    return " ".join(f"{' '.join(selectors)} {times}{state}".split())


@st.composite
def values(draw: st.DrawFn, *, latest: int = 26) -> str:
    """Several rules."""
    text = draw(rules(latest=latest))
    for rule in draw(st.lists(rules(latest=latest), max_size=3)):
        text += draw(st.sampled_from(["; ", "; ", ", ", " || "])) + rule
    return text


# --- time -----------------------------------------------------------------------------------------


def at(text: str) -> datetime:
    """A moment by Berlin's clock; of two the first."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(number) for number in range((last - first).days + 1)]
