"""A schedule: the week, its seasons, special days and holidays, and what follows at an instant."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from directory.hours.dates import Dates, holidays_in, regions
from directory.hours.problems import HoursError, Problem
from directory.hours.slots import CLOSED, DAY, UNKNOWN_DAY, Hours, State, unknown_day
from directory.hours.texts import gettext_noop

BERLIN = ZoneInfo("Europe/Berlin")
#: How far ahead the next change is looked for, near first: what comes once a year is found.
LOOK_AHEAD = (timedelta(days=4), timedelta(days=400))
MIDNIGHT = datetime.min.time()

Week = tuple[Hours, ...]
#: Seven days, Monday first; None leaves a day to what lies below.
PartWeek = tuple[Hours | None, ...]
Usual = TypeVar("Usual", bound=Hours | None)


class HolidayRule(enum.Enum):
    """What holds on public holidays where no hours are given for them.

    Nothing was said (then a holiday is like any other day), as usual, or nobody knows.
    """

    UNSAID = "unsaid"
    AS_USUAL = "as_usual"
    UNKNOWN = "unknown"


def on_holiday(rule: PartWeek | HolidayRule, weekday: int, usual: Usual) -> Hours | Usual:
    """What a rule makes of a holiday; `usual` would hold if the day were none."""
    if rule is HolidayRule.UNKNOWN:
        return UNKNOWN_DAY
    own = None if isinstance(rule, HolidayRule) else rule[weekday]
    return usual if own is None else own


@dataclass(frozen=True, slots=True)
class Season:
    """Other hours for a part of the year; a day that is None is as in the rest of it.

    So are public holidays if `holidays` is None: the schedule's rule for them counts, on the
    weekdays that have hours here.
    """

    dates: tuple[Dates, ...]
    days: PartWeek = (None,) * 7
    holidays: PartWeek | HolidayRule | None = None

    def __contains__(self, day: date) -> bool:
        return any(day in dates for dates in self.dates)

    def on_holiday(self, weekday: int, rule: PartWeek | HolidayRule) -> Hours | None:
        """Its hours of a holiday, None if it has none; `rule` is that of the whole year."""
        usual = self.days[weekday]
        if self.holidays is not None:
            return on_holiday(self.holidays, weekday, usual)
        return None if usual is None else on_holiday(rule, weekday, usual)


@dataclass(frozen=True, slots=True)
class Special:
    """A day, or some in a row, with hours of their own; they come before all other rules.

    Outside of these hours it is closed then, whatever the schedule says of other times.
    """

    dates: Dates
    hours: Hours = CLOSED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time in one state; both ends are aware, in the schedule's zone."""

    start: datetime
    end: datetime
    state: State
    note: str = ""
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a shop is open. Immutable; instants are aware, days are those of `tz`.

    `week` has seven days, Monday first. `holidays` is a rule, or hours by weekday (one of them
    None: as on that weekday). `otherwise` is not None when outside of all hours nobody can say
    whether it is open; it then says why, as in "nach Vereinbarung". Of seasons and of special
    days the later one counts. `region` is a German state, for its public holidays.
    """

    week: Week = (CLOSED,) * 7
    holidays: PartWeek | HolidayRule = HolidayRule.UNSAID
    seasons: tuple[Season, ...] = ()
    specials: tuple[Special, ...] = ()
    otherwise: str | None = None
    region: str = "NW"
    tz: tzinfo = BERLIN

    def __post_init__(self) -> None:
        if self.region not in regions():
            raise HoursError(
                Problem(
                    "region",
                    gettext_noop("There is no state “%(region)s”."),
                    {"region": self.region},
                )
            )

    @classmethod
    def from_osm(cls, text: str, *, region: str = "NW", tz: tzinfo | str = BERLIN) -> Schedule:
        """Read an `opening_hours` value of OpenStreetMap, in the reading of its specification.

        Where it says nothing of public holidays, the weekly rule holds on them
        (`HolidayRule.UNSAID`). Raises `HoursError` for what is no syntax and for what this model
        cannot hold, and nothing else.
        (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification)
        """
        from directory.hours.osm import read

        if not isinstance(text, str):
            raise HoursError(Problem("no_text", gettext_noop("Hours are a text.")))
        try:
            zone = ZoneInfo(tz) if isinstance(tz, str) else tz
        except (ZoneInfoNotFoundError, ValueError) as error:
            unknown = gettext_noop("There is no time zone “%(zone)s”.")
            raise HoursError(Problem("zone", unknown, {"zone": tz})) from error
        return read(text, region=region, tz=zone)

    def to_osm(self) -> str:
        """As an `opening_hours` value, from which `from_osm` makes an equal schedule."""
        from directory.hours.osm_writer import write

        return write(self)

    @classmethod
    def unknown(cls, **values: Any) -> Schedule:
        """The schedule of which nothing is known."""
        return cls(week=(UNKNOWN_DAY,) * 7, **values)

    def for_shop(self) -> Schedule:
        """The reading for a real shop: who says nothing of holidays may well be closed then."""
        if self.holidays is HolidayRule.UNSAID:
            return replace(self, holidays=HolidayRule.UNKNOWN)
        return self

    @property
    def is_unknown(self) -> bool:
        return all(hours.unknown for hours in self.week) and not (self.seasons or self.specials)

    # --- days ------------------------------------------------------------------------------------

    def is_holiday(self, day: date) -> bool:
        """Whether it is a public holiday in the region."""
        return day in holidays_in(self.region, day.year)

    def special_on(self, day: date) -> Special | None:
        return next((each for each in reversed(self.specials) if day in each.dates), None)

    def hours_on(self, day: date) -> Hours:
        """What holds on a day, without what a slot of the day before still covers."""
        if (special := self.special_on(day)) is not None:
            return special.hours
        return self.filled(self._regular(day))

    def filled(self, hours: Hours) -> Hours:
        """The hours of a usual day with what holds outside of them."""
        if self.otherwise is None:
            return hours
        return hours.filled(unknown_day(self.otherwise))

    def _regular(self, day: date) -> Hours:
        weekday, holiday = day.weekday(), self.is_holiday(day)
        for season in reversed(self.seasons):
            if day in season:
                hours = season.days[weekday]
                if holiday:
                    hours = season.on_holiday(weekday, self.holidays)
                if hours is not None:
                    return hours
        usual = self.week[weekday]
        return on_holiday(self.holidays, weekday, usual) if holiday else usual

    # --- instants --------------------------------------------------------------------------------

    def state_at(self, instant: datetime) -> State:
        """Open, closed or unknown at an aware instant."""
        found = self.stretch_at(instant)
        return found.state if found else State.CLOSED

    def stretch_at(self, instant: datetime) -> Interval | None:
        """The slot that covers an instant, as a stretch of time; an open one before others."""
        day = instant.astimezone(self.tz).date()
        stretches = (*self._stretches(day - timedelta(1)), *self._stretches(day))
        found = [each for each in stretches if each.start <= instant < each.end]
        return min(found, key=lambda each: each.state is not State.OPEN, default=None)

    def intervals(self, start: datetime, end: datetime) -> list[Interval]:
        """Open and unknown stretches between two instants, in order, apart from each other.

        Where a slot of the day before and one of the day say different things, open counts.
        Stretches of one state that touch are one; a note stays where both have the same.
        """
        day = start.astimezone(self.tz).date() - timedelta(1)
        last = end.astimezone(self.tz).date()
        found: list[Interval] = []
        while day <= last:
            found += self._stretches(day)
            day += timedelta(1)
        open_ones = _merged(each for each in found if each.state is State.OPEN)
        unknown = _merged(each for each in found if each.state is State.UNKNOWN)
        pieces = [*open_ones, *_outside(unknown, open_ones)]
        return [
            replace(
                each,
                start=max(each.start, start).astimezone(self.tz),
                end=min(each.end, end).astimezone(self.tz),
            )
            for each in sorted(pieces, key=lambda each: each.start)
            if max(each.start, start) < min(each.end, end)
        ]

    def next_change(self, instant: datetime) -> datetime | None:
        """When the state becomes another one; None if it stays for more than a year."""
        instant = _utc(instant)
        for ahead in LOOK_AHEAD:
            until = instant + ahead
            pieces = self.intervals(instant, until)
            if not pieces:
                continue
            # What touches the first piece is in another state, else it would be a part of it.
            change = pieces[0].start if pieces[0].start > instant else pieces[0].end
            if change < until:
                return change
        return None

    def _stretches(self, day: date) -> Iterator[Interval]:
        """The slots that begin on a day, as instants."""
        for slot in self.hours_on(day).slots:
            start, end = self._instant(day, slot.start), self._instant(day, slot.end)
            if start < end:
                yield Interval(start, end, slot.state, slot.note, slot.open_end)

    def _instant(self, day: date, minute: int) -> datetime:
        """The instant of a minute on the wall.

        A time that the clocks skip in spring is that of the change; of two in autumn the first.
        """
        days, rest = divmod(minute, DAY)
        naive = datetime.combine(day + timedelta(days), MIDNIGHT) + timedelta(minutes=rest)
        early, late = naive.replace(tzinfo=self.tz), naive.replace(tzinfo=self.tz, fold=1)
        if early.utcoffset() != late.utcoffset() and _utc(late) < _utc(early):
            return self._change_between(_utc(late), _utc(early))
        return _utc(early)

    def _change_between(self, before: datetime, after: datetime) -> datetime:
        """The instant between two at which the clocks change, to the minute."""
        offset = after.astimezone(self.tz).utcoffset()
        while after - before > timedelta(minutes=1):
            middle = before + (after - before) // 2
            if middle.astimezone(self.tz).utcoffset() == offset:
                after = middle
            else:
                before = middle
        return after.replace(second=0, microsecond=0)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo("UTC"))


def _merged(found: Iterable[Interval]) -> list[Interval]:
    """Stretches of one state, in order, with those that touch or overlap made one."""
    merged: list[Interval] = []
    for each in sorted(found, key=lambda each: each.start):
        if merged and each.start <= merged[-1].end:
            held = merged[-1]
            later = each if each.end >= held.end else held
            note = held.note if held.note == each.note else ""
            merged[-1] = replace(held, end=later.end, open_end=later.open_end, note=note)
        else:
            merged.append(each)
    return merged


def _outside(intervals: Sequence[Interval], holes: Sequence[Interval]) -> Iterator[Interval]:
    """What is left of the stretches outside of the holes; both are in order."""
    first = 0
    for each in intervals:
        while first < len(holes) and holes[first].end <= each.start:
            first += 1
        start = each.start
        for number in range(first, len(holes)):
            hole = holes[number]
            if hole.start >= each.end:
                break
            if start < hole.start:
                yield replace(each, start=start, end=hole.start, open_end=False)
            start = hole.end
        if start < each.end:
            yield replace(each, start=start)
