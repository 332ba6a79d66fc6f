"""What lies ahead, for people: the seven days to come, and what is special in the weeks after.

A row of the table stands for a certain date, so that "Friday" is never wrong on Good Friday.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from directory.hours.schedule import HolidayRule, Schedule, Season, Week
from directory.hours.slots import CLOSED, DAY, OPEN_DAY, Hours, Slot, State
from directory.hours.texts import gettext
from directory.hours.typed import is_appointment, show_day, show_slot, show_time
from directory.hours.words import (
    DAYS,
    SHORT_DAYS,
    date_words,
    dates_words,
    holiday_name,
    runs,
    week_words,
)

#: How far ahead special days and seasons are announced.
AHEAD = timedelta(weeks=8)
#: What has begun is followed until it ends, but not for ever.
LONGEST = timedelta(days=400)
CHRISTMAS = {(12, 25), (12, 26)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of hours as a line of its own; `note` stands small below it."""

    text: str
    note: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWords:
    """What holds on a day. `kind` is open, closed, unknown or appointment; without open hours
    there is one line, which says so."""

    kind: str
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        return ", ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A day of the week to come.

    `label` says why the date is not like others, in the shop's own words if `own_label`; `usually`
    is what else holds on that weekday.
    """

    day: date
    name: str
    words: DayWords
    is_today: bool = False
    label: str = ""
    own_label: bool = False
    usually: DayWords | None = None

    @property
    def date_words(self) -> str:
        return date_words(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A special day, or several in a row on which the same holds."""

    first: date
    last: date
    dates: str
    words: DayWords
    label: str = ""
    own_label: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """All that a shop's page says of its hours apart from the sign on the door.

    `changes` are sentences on seasons that begin or end.
    """

    rows: tuple[Row, ...]
    announcements: tuple[Announcement, ...] = ()
    changes: tuple[str, ...] = ()
    kind: str = "hours"
    otherwise: str = ""

    @property
    def today(self) -> date:
        return min(row.day for row in self.rows)

    @property
    def holds_unknown(self) -> bool:
        """Whether something in it is worth a call before one goes."""
        words = [row.words for row in self.rows] + [each.words for each in self.announcements]
        return any(each.kind == "unknown" for each in words)


def outlook(schedule: Schedule, now: datetime) -> Outlook:
    """The hours ahead of an instant. `kind` is "unknown" or "appointment" where a table would say
    only that, seven times."""
    rows = week_rows(schedule, now)
    told = announcements(schedule, now.astimezone(schedule.tz).date())
    kinds = {row.words.kind for row in rows}
    kind = kinds.pop() if kinds in ({"unknown"}, {"appointment"}) else "hours"
    return Outlook(
        rows=rows,
        announcements=told,
        changes=changes(schedule, now.astimezone(schedule.tz).date()),
        kind=kind,
        otherwise=_otherwise(schedule) if kind == "hours" else "",
    )


# --- days -----------------------------------------------------------------------------------------


def day_words(schedule: Schedule, hours: Hours) -> DayWords:
    """The hours of a day without `otherwise`, which holds on the rest of it."""
    if hours.unknown:
        return _without_hours(hours.slots[0].note)
    if hours.closed and schedule.otherwise is not None:
        return _without_hours(schedule.otherwise)
    if hours.closed:
        closed = Line(text=gettext("closed"), note=hours.note)
        return DayWords(kind="closed", lines=(closed,))
    return DayWords(kind="open", lines=tuple(_line(slot) for slot in hours.slots))


def _without_hours(note: str) -> DayWords:
    if is_appointment(note):
        text = gettext("by appointment")
        return DayWords(kind="appointment", lines=(Line(text=text, sure=False),))
    return DayWords(kind="unknown", lines=(Line(text=gettext("not known"), note=note, sure=False),))


def _line(slot: Slot) -> Line:
    if slot.whole_day and slot.state is State.OPEN:
        return Line(text=gettext("round the clock"), note=slot.note)
    if slot.state is State.OPEN or slot.open_end:
        return Line(text=show_slot(replace(slot, note="")), note=slot.note)
    times = show_slot(replace(slot, state=State.OPEN, note=""))
    if is_appointment(slot.note):
        return Line(text=times, note=gettext("by appointment"), sure=False)
    return Line(text=times, note=slot.note or gettext("not known"), sure=False)


def _otherwise(schedule: Schedule) -> str:
    note = schedule.otherwise
    if note is None:
        return ""
    if is_appointment(note):
        return gettext("Outside these hours by appointment.")
    return note


def _plain(schedule: Schedule) -> Schedule:
    """Without what holds on the rest of the day: that is said once, below the table."""
    return replace(schedule, otherwise=None)


def usual(schedule: Schedule) -> Schedule:
    """The same without special days and holidays: what one is used to."""
    seasons = tuple(replace(season, holidays=None) for season in schedule.seasons)
    return replace(schedule, specials=(), seasons=seasons, holidays=HolidayRule.AS_USUAL)


# --- the week -------------------------------------------------------------------------------------


def week_rows(schedule: Schedule, now: datetime) -> tuple[Row, ...]:
    """Monday to Sunday, each as the next date with that weekday, today included."""
    today = now.astimezone(schedule.tz).date()
    days = sorted((today + timedelta(number) for number in range(7)), key=date.weekday)
    return tuple(_row(schedule, day, now if day == today else None) for day in days)


def _row(schedule: Schedule, day: date, now: datetime | None) -> Row:
    plain, usually = _plain(schedule), None
    hours, used_to = plain.hours_on(day), usual(plain).hours_on(day)
    if hours.unknown and used_to.unknown:
        hours = used_to
    words = day_words(schedule, hours)
    if hours != used_to and not used_to.unknown:
        usually = day_words(schedule, used_to)
    if now is not None:
        words = _with_the_night(plain, words, day, now)
    return Row(
        day=day,
        name=gettext(DAYS[day.weekday()]),
        words=words,
        is_today=now is not None,
        label=_label(schedule, day),
        own_label=_own_label(schedule, day) != "",
        usually=usually,
    )


def _label(schedule: Schedule, day: date) -> str:
    return _own_label(schedule, day) or holiday_name(schedule, day)


def _own_label(schedule: Schedule, day: date) -> str:
    special = schedule.special_on(day)
    return special.reason if special is not None else ""


def _with_the_night(schedule: Schedule, words: DayWords, day: date, now: datetime) -> DayWords:
    """Today's words while the night of yesterday still goes on."""
    stretch = schedule.stretch_at(now)
    if stretch is None or stretch.state is not State.OPEN:
        return words
    if stretch.start.astimezone(schedule.tz).date() == day:
        return words
    ends = [
        slot.end - DAY
        for slot in schedule.hours_on(day - timedelta(1)).slots
        if slot.end > DAY and slot.state is State.OPEN
    ]
    if not ends or max(ends) >= DAY:
        return words
    still = Line(text=gettext("still until %(time)s") % {"time": show_time(max(ends))})
    rest = words.lines
    if words.kind == "closed":
        rest = (replace(rest[0], text=gettext("then closed")),)
    return DayWords(kind="open", lines=(still, *rest))


# --- what is special ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Notable:
    """Days are told together if all of this is the same. `reason` is that of a special day."""

    hours: Hours
    special: bool = False
    reason: str = ""


def _notable(schedule: Schedule, used: Schedule, day: date) -> _Notable | None:
    special = schedule.special_on(day)
    if special is not None:
        return _Notable(special.hours, special=True, reason=special.reason)
    if not schedule.is_holiday(day):
        return None
    hours, used_to = schedule.hours_on(day), used.hours_on(day)
    if (hours == used_to and hours in (CLOSED, OPEN_DAY)) or (hours.unknown and used_to.unknown):
        return None
    return _Notable(hours)


def announcements(
    schedule: Schedule, today: date, ahead: timedelta = AHEAD
) -> tuple[Announcement, ...]:
    """Special days and holidays after today; what runs today is told if it goes on tomorrow."""
    plain = _plain(schedule)
    used = usual(plain)

    def days() -> Iterator[tuple[date, _Notable | None]]:
        for number in range(LONGEST.days):
            day = today + timedelta(number)
            yield day, _notable(plain, used, day)

    told = []
    for notable, group in itertools.groupby(days(), key=lambda pair: pair[1]):
        run = [day for day, _notable in group]
        if run[0] > today + ahead:
            break
        if notable is not None and run[-1] > today:
            told.append(_announcement(schedule, notable, run, today))
    return tuple(told)


def _announcement(
    schedule: Schedule, notable: _Notable, run: Sequence[date], today: date
) -> Announcement:
    first, last = run[0], run[-1]
    if first > today:
        dates = dates_words(first, last)
    else:
        dates = gettext("until %(time)s") % {"time": date_words(last)}
    return Announcement(
        first=first,
        last=last,
        dates=dates,
        words=day_words(schedule, notable.hours),
        label=notable.reason or _holiday_names(schedule, run),
        own_label=notable.reason != "",
    )


def _holiday_names(schedule: Schedule, run: Sequence[date]) -> str:
    if len(run) > 1 and {(day.month, day.day) for day in run} <= CHRISTMAS:
        return gettext("Christmas")
    return ", ".join(name for day in run[:4] if (name := holiday_name(schedule, day)))


# --- seasons --------------------------------------------------------------------------------------


def changes(schedule: Schedule, today: date, ahead: timedelta = AHEAD) -> tuple[str, ...]:
    """A sentence for each season that begins or ends after today."""
    told = []
    before = usual_week(schedule, today)
    for number in range(1, ahead.days + 1):
        day = today + timedelta(number)
        week = usual_week(schedule, day)
        if week != before:
            told.append(_change(schedule, day, week))
        before = week
    return tuple(told)


def usual_week(schedule: Schedule, day: date) -> Week:
    """The seven days that hold in that part of the year, apart from special days and holidays.

    Without `otherwise`, which holds on what they leave.
    """
    running: list[Season] = [season for season in reversed(schedule.seasons) if day in season]
    return tuple(
        next((own for season in running if (own := season.days[weekday]) is not None), hours)
        for weekday, hours in enumerate(schedule.week)
    )


def _change(schedule: Schedule, day: date, week: Week) -> str:
    values = {"date": date_words(day)}
    kinds = {day_words(schedule, hours).kind for hours in week}
    if kinds == {"closed"}:
        return gettext("Closed from %(date)s on.") % values
    if kinds == {"appointment"}:
        return gettext("From %(date)s on by appointment.") % values
    if kinds == {"unknown"}:
        return gettext("From %(date)s on we don’t know the hours.") % values
    words = week_words(week) if schedule.otherwise is None else _open_days(week)
    return gettext("From %(date)s other hours: %(week)s") % {**values, "week": words}


def _open_days(week: Week) -> str:
    """The days with hours; on others nobody says that it is closed."""
    parts = []
    for first, last in runs(week):
        if not week[first].closed:
            days = gettext(SHORT_DAYS[first])
            days += f"–{gettext(SHORT_DAYS[last])}" if last > first else ""
            parts.append(f"{days} {show_day(week[first])}")
    return ", ".join(parts)
