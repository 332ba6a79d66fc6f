"""From a schedule to an `opening_hours` value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from directory.hours.dates import AnyDay, Dates, Day
from directory.hours.schedule import HolidayRule, Schedule, Season, Special, on_holiday
from directory.hours.slots import CLOSED, DAY, OPEN_DAY, UNKNOWN_DAY, Hours, Slot, State
from directory.hours.spelling import MONTHS, WEEKDAYS

#: What a comment cannot hold in this syntax, and what stands for it.
_QUOTE = str.maketrans({'"': "'"})

#: Rules, each with what separates it from those before.
Rules = Iterator[tuple[str, str]]


def write(schedule: Schedule) -> str:
    """See `Schedule.to_osm`."""
    rules = list(_week(schedule))
    if _holidays_come_last(schedule):
        for season in schedule.seasons:
            rules += _by_hours(season.days, before=f"{_dates(season.dates)} ")
        rules += _holidays(schedule)
    else:
        rules += _holidays(schedule)
        for season in schedule.seasons:
            rules += _season(season, schedule)
    text = _joined(rules) or "off"
    if schedule.otherwise is not None:
        text += f" || unknown{_comment(schedule.otherwise)}"
    # Special days come before all else, so they come after that too.
    for special in schedule.specials:
        text += "".join(separator + rule for separator, rule in _special(special))
    return text


def day_rules(hours: Hours) -> str:
    """The hours of one day, without saying which; several rules need some days to stand on."""
    plain = list(_rules("", hours))
    return _joined(plain if len(plain) == 1 else _rules("Mo-Su", hours)).strip()


def week_rules(week: Sequence[Hours]) -> str:
    """Seven days from Monday, closed ones included."""
    return _joined(_beside_each_other(week))


def _joined(rules: Iterable[tuple[str, str]]) -> str:
    return "".join(separator + rule for separator, rule in rules)[2:]


# --- the parts of a schedule ----------------------------------------------------------------------


def _week(schedule: Schedule) -> Rules:
    if schedule.week == (OPEN_DAY,) * 7 and schedule.holidays is HolidayRule.AS_USUAL:
        yield "; ", "24/7"
    else:
        yield from _beside_each_other(
            [hours if hours != CLOSED else None for hours in schedule.week]
        )


def _beside_each_other(week: Sequence[Hours | None]) -> Rules:
    """A week whose nights may run into days that have hours of their own: a comma says so.

    Of two rules for the same time the later one counts, so the certain ones come last.
    """
    if not any(hours.spill for hours in week if hours is not None):
        yield from _by_hours(week)
        return
    yield from _by_hours([hours if hours is not None and hours.closed else None for hours in week])
    for state in (State.UNKNOWN, State.OPEN):
        parts = [_only(state, hours) for hours in week]
        yield from ((", ", rule) for _separator, rule in _by_hours(parts))


def _only(state: State, hours: Hours | None) -> Hours | None:
    slots = tuple(slot for slot in hours.slots if slot.state is state) if hours else ()
    return Hours(slots) if slots else None


def _holidays_come_last(schedule: Schedule) -> bool:
    """Whether one rule for holidays may follow the seasons, and count in all of them."""
    own = isinstance(schedule.holidays, tuple) or schedule.holidays is HolidayRule.UNKNOWN
    return own and all(season.holidays is None for season in schedule.seasons)


def _holidays(schedule: Schedule) -> Rules:
    """What is to be said of holidays beyond what is said of weekdays."""
    week, rule = schedule.week, schedule.holidays
    if rule is HolidayRule.UNSAID or (rule is HolidayRule.AS_USUAL and week == (OPEN_DAY,) * 7):
        return
    own = rule if isinstance(rule, tuple) else [on_holiday(rule, d, week[d]) for d in range(7)]
    yield from _by_hours(own, before="PH ")


def _season(season: Season, schedule: Schedule) -> Rules:
    dates = _dates(season.dates)
    yield from _by_hours(season.days, before=f"{dates} ")
    own = [season.on_holiday(day, schedule.holidays) for day in range(7)]
    # Where nothing else is said of holidays, "as usual" has to be said.
    as_usual = season.holidays is HolidayRule.AS_USUAL and schedule.holidays is HolidayRule.UNSAID
    if not as_usual:
        own = [
            hours if hours != usual else None for hours, usual in zip(own, season.days, strict=True)
        ]
    yield from _by_hours(own, before=f"{dates} PH ")


def _special(special: Special) -> Rules:
    hours = special.hours
    slots = tuple(replace(slot, note=_both(special.reason, slot.note)) for slot in hours.slots)
    yield from _rules(_dates([special.dates]), Hours(slots, _both(special.reason, hours.note)))


def _both(reason: str, note: str) -> str:
    return f"{reason}: {note}" if reason and note and note != reason else reason or note


def _by_hours(week: Sequence[Hours | None], *, before: str = "") -> Rules:
    """Rules for the weekdays, those with the same hours together, in the order of their first."""
    for hours in dict.fromkeys(week):
        if hours is not None:
            days = [day for day in range(7) if week[day] == hours]
            # "PH" alone is all public holidays.
            names = "" if len(days) == 7 and before.endswith("PH ") else _weekdays(days)
            yield from _rules(f"{before}{names}".strip(), hours)


# --- the parts of a rule --------------------------------------------------------------------------


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


def _rules(selector: str, hours: Hours) -> Rules:
    """One rule, or several when parts of a day have notes or states of their own."""
    if hours.closed:
        yield "; ", f"{selector} off{_comment(hours.note)}"
        return
    separator = "; "
    held: list[Slot] = []
    for slot in hours.slots:
        if held and not slot.like(held[0]):
            yield separator, _rule(selector, held)
            separator, held = ", ", []
        held.append(slot)
    yield separator, _rule(selector, held)


def _rule(selector: str, slots: Sequence[Slot]) -> str:
    first = slots[0]
    times = f" {','.join(_span(slot) for slot in slots)}"
    state = ""
    if first.state is State.UNKNOWN:
        if len(slots) == 1 and replace(first, note="") == UNKNOWN_DAY.slots[0]:
            times = ""
        if not (len(slots) == 1 and _until_who_knows(first) and not first.note):
            state = " unknown"
    elif first.note:
        # A comment alone would mean that it depends.
        state = " open"
    return f"{selector}{times}{state}{_comment(first.note)}"


def _span(slot: Slot) -> str:
    if _until_who_knows(slot):
        return f"{clock(slot.start)}+"
    end = slot.end if slot.end <= DAY or slot.end - DAY >= slot.start else slot.end - DAY
    return f"{clock(slot.start)}-{clock(end)}{'+' if slot.open_end else ''}"


def _until_who_knows(slot: Slot) -> bool:
    """Whether it is "18:00+". By the syntax, from midnight on that is an open day."""
    unknown = slot.open_end and slot.state is State.UNKNOWN
    return unknown and slot.start > 0 and slot.end == DAY


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
    if isinstance(first, Day) and isinstance(last, Day):
        same_month = (first.year, first.month) == (last.year, last.month)
        if same_month and first.day < last.day:
            return f"{_day(first)}-{last.day:02}"
    return f"{_day(first)}-{_day(last)}"


def _day(day: AnyDay) -> str:
    year = f"{day.year} " if day.year else ""
    if isinstance(day, Day):
        return f"{year}{MONTHS[day.month - 1]} {day.day:02}"
    offset = f" {day.offset:+d} day{'s' if abs(day.offset) != 1 else ''}" if day.offset else ""
    return f"{year}easter{offset}"
