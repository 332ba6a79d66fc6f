"""From a schedule to an `opening_hours` value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from directory.hours.dates import AnyDay, Dates, Day
from directory.hours.schedule import HolidayRule, PartWeek, Schedule, Season
from directory.hours.slots import CLOSED, DAY, OPEN_DAY, UNKNOWN_DAY, Hours, Slot, State
from directory.hours.syntax import MONTHS, WEEKDAYS

#: What a comment cannot hold in this syntax, and what stands for it.
_QUOTE = str.maketrans({'"': "'"})


def write(schedule: Schedule) -> str:
    """See `Schedule.to_osm`."""
    rules = list(_week(schedule))
    rules += _holidays(schedule.holidays, schedule.week)
    for season in schedule.seasons:
        rules += _season(season)
    for special in schedule.specials:
        hours = special.hours
        if hours.closed:
            hours = Hours((), special.reason)
        rules += _rules(_dates([special.dates]), hours, note=special.reason)
    text = _joined(rules) or "off"
    if schedule.otherwise is not None:
        text += f" || unknown{_comment(schedule.otherwise)}"
    return text


def day_rules(hours: Hours) -> str:
    """The hours of one day, without saying which; several rules need some days to stand on."""
    plain = list(_rules("", hours))
    return _joined(plain if len(plain) == 1 else _rules("Mo-Su", hours)).strip()


def week_rules(week: Sequence[Hours]) -> str:
    """Seven days from Monday, closed ones included."""
    return _joined(rule for days, hours in _by_hours(week) for rule in _rules(days, hours))


Rules = Iterator[tuple[str, str]]


def _joined(rules: Iterable[tuple[str, str]]) -> str:
    return "".join(separator + rule for separator, rule in rules)[2:]


def _week(schedule: Schedule) -> Rules:
    week = schedule.week
    if week == (OPEN_DAY,) * 7 and schedule.holidays is HolidayRule.AS_USUAL:
        yield "; ", "24/7"
        return
    # A comma lets a night run on into a day that has hours of its own.
    runs_on = any(hours.spill for hours in week)
    for number, (days, hours) in enumerate(_by_hours(week)):
        if hours != CLOSED:
            normal = ", " if runs_on and number and hours.slots else "; "
            yield from _rules(days, hours, first=normal)


def _holidays(rule: PartWeek | HolidayRule | None, week: PartWeek) -> Rules:
    if rule is HolidayRule.UNKNOWN:
        yield from _rules("PH", UNKNOWN_DAY)
    elif rule is HolidayRule.AS_USUAL:
        if week != (OPEN_DAY,) * 7:
            for days, hours in _by_hours(week):
                yield from _rules(f"PH {days}", hours)
    elif isinstance(rule, tuple):
        if len(set(rule)) == 1 and rule[0] is not None:
            yield from _rules("PH", rule[0])
            return
        for days, hours in _by_hours(rule):
            yield from _rules(f"PH {days}", hours)


def _season(season: Season) -> Rules:
    dates = _dates(season.dates)
    for days, hours in _by_hours(season.days):
        yield from _rules(f"{dates} {days}", hours)
    holidays = season.holidays
    if holidays is None:
        # The days above cover holidays too; say again that they are not meant.
        return
    for separator, rule in _holidays(holidays, season.days):
        yield separator, f"{dates} {rule}"


def _by_hours(week: Sequence[Hours | None]) -> Iterator[tuple[str, Hours]]:
    """Weekdays with the same hours together, as they are written, in the order of their first."""
    seen: list[Hours] = []
    for hours in week:
        if hours is not None and hours not in seen:
            seen.append(hours)
            yield _weekdays(day for day in range(7) if week[day] == hours), hours


def _weekdays(days: Iterable[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        f"{WEEKDAYS[run[0]]}{',' if len(run) == 2 else '-'}{WEEKDAYS[run[-1]]}"
        if len(run) > 1
        else WEEKDAYS[run[0]]
        for run in runs
    )


def _rules(selector: str, hours: Hours, *, first: str = "; ", note: str = "") -> Rules:
    """One rule, or several when parts of a day have notes or states of their own."""
    if hours.closed:
        yield first, f"{selector} off{_comment(hours.note)}"
        return
    separator = first
    held: list[Slot] = []
    for slot in hours.slots:
        if held and not slot.like(held[0]):
            yield separator, _rule(selector, held, note)
            separator, held = ", ", []
        held.append(slot)
    yield separator, _rule(selector, held, note)


def _rule(selector: str, slots: Sequence[Slot], note: str) -> str:
    first = slots[0]
    times = ",".join(_span(slot) for slot in slots)
    note = first.note or note
    state = ""
    if first.state is State.UNKNOWN and not (first.open_end and len(slots) == 1 and not note):
        state = " unknown"
    elif note and first.state is State.OPEN:
        state = " open"
    return f"{selector} {times}{state}{_comment(note)}"


def _span(slot: Slot) -> str:
    if slot.open_end and slot.state is State.UNKNOWN and slot.end == DAY:
        return f"{clock(slot.start)}+"
    end = slot.end if slot.end <= DAY or slot.end - DAY >= slot.start else slot.end - DAY
    return f"{clock(slot.start)}-{clock(end)}{'+' if slot.open_end else ''}"


def clock(minute: int) -> str:
    """`570` as `09:30`; minutes past midnight count on from 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _comment(text: str) -> str:
    clean = " ".join(text.translate(_QUOTE).split())
    return f' "{clean}"' if clean else ""


def _dates(dates: Iterable[Dates]) -> str:
    return ",".join(_stretch(each) for each in dates)


def _stretch(dates: Dates) -> str:
    first, last = dates.first, dates.last
    if dates.single:
        return _day(first)
    if isinstance(first, Day) and isinstance(last, Day) and first.year == last.year:
        year = f"{first.year} " if first.year else ""
        if first.month == last.month and first.day < last.day:
            return f"{_day(first)}-{last.day:02}"
        return f"{_day(first)}-{year if first.year else ''}{MONTHS[last.month - 1]} {last.day:02}"
    return f"{_day(first)}-{_day(last)}"


def _day(day: AnyDay) -> str:
    year = f"{day.year} " if day.year else ""
    if isinstance(day, Day):
        return f"{year}{MONTHS[day.month - 1]} {day.day:02}"
    offset = f" {day.offset:+d} day{'s' if abs(day.offset) != 1 else ''}" if day.offset else ""
    return f"{year}easter{offset}"
