"""Days of a calendar: once, every year, or with Easter; and stretches of them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from dateutil.easter import easter


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day of a month, in one year or in each (`year` is None)."""

    month: int
    day: int
    year: int | None = None

    def __post_init__(self) -> None:
        date(self.year or 2024, self.month, self.day)

    def in_year(self, year: int) -> date | None:
        """That day in a year; 29 February is missing in most."""
        if self.year not in (None, year):
            return None
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def moved(self, year: int | None) -> Day:
        """The same day in another year, or each; the end of February is that of the year."""
        return Day(self.month, min(self.day, month_length(self.month, year)), year)


@dataclass(frozen=True, slots=True, order=True)
class Easter:
    """So many days after Easter Sunday (negative: before), in each year or one."""

    offset: int = 0
    year: int | None = None

    def in_year(self, year: int) -> date | None:
        return easter(year) + timedelta(self.offset) if self.year in (None, year) else None

    def moved(self, year: int | None) -> Easter:
        """The same in another year, or in each."""
        return Easter(self.offset, year)


AnyDay: TypeAlias = Day | Easter
MonthDay: TypeAlias = tuple[int, int]
#: With a day more on both sides, for the 29 February; the year is any.
EARLIEST_EASTER, LATEST_EASTER = date(2023, 3, 21), date(2023, 4, 26)
#: What comes each year is compared in so many years: Easter wanders.
YEARS_TO_COME = range(2024, 2064)
WHOLE_YEAR: tuple[MonthDay, MonthDay] = ((1, 1), (12, 31))


@dataclass(frozen=True, slots=True)
class Dates:
    """From the first day until the last, both included; yearly ones may run over New Year.

    Both ends are of one kind: in given years, or in each year.
    """

    first: AnyDay
    last: AnyDay

    def __post_init__(self) -> None:
        if (self.first.year is None) != (self.last.year is None):
            raise ValueError("One end has a year, the other has none.")
        if self.first.year is not None and self.last.year is not None:
            begin, end = self.first.in_year(self.first.year), self.last.in_year(self.last.year)
            if begin is None or end is None or end < begin:
                raise ValueError("The last day lies before the first.")

    @classmethod
    def on(cls, day: AnyDay) -> Dates:
        return cls(day, day)

    @property
    def once(self) -> bool:
        """Whether it lies in given years and does not come again."""
        return self.first.year is not None

    @property
    def single(self) -> bool:
        return self.first == self.last

    @property
    def whole_year(self) -> bool:
        """Whether it is one or more years, and no part of one."""
        ends = {(day.month, day.day) for day in (self.first, self.last) if isinstance(day, Day)}
        return self.once and ends == set(WHOLE_YEAR)

    def __contains__(self, day: date) -> bool:
        first, last = self.first, self.last
        if isinstance(first, Day) and isinstance(last, Day) and not self.once:
            return _in_year(self._year_part, (day.month, day.day))
        return any(begin <= day <= end for begin, end in self._around(day.year))

    def _around(self, year: int) -> Iterator[tuple[date, date]]:
        """Its stretches that may touch a year, in order."""
        if self.first.year is not None and self.last.year is not None:
            begin, end = self.first.in_year(self.first.year), self.last.in_year(self.last.year)
            if begin and end:
                yield begin, end
            return
        # Some days before Easter may lie in the year before.
        for start in (year - 1, year, year + 1):
            if self.single and self.first.in_year(start) is None:
                continue
            # Of a stretch, a 29 February that is missing is the day beside it.
            begin = self.first.in_year(start) or date(start, 3, 1)
            end = self.last.in_year(start) or date(start, 2, 28)
            if end < begin:
                end = self.last.in_year(start + 1) or date(start + 1, 2, 28)
            yield begin, end

    def next_after(self, day: date) -> tuple[date, date] | None:
        """The stretch that is running on that day or begins next; None if none comes any more."""
        found = [
            stretch
            for year in range(day.year, day.year + 9)
            for stretch in self._around(year)
            if stretch[1] >= day
        ]
        return min(found, default=None)

    @property
    def length(self) -> int:
        """Its days, at most."""
        return max((end - begin).days + 1 for begin, end in self._around(2024))

    def overlaps(self, other: Dates) -> bool:
        """Whether some day of the years to come, or of the given ones, lies in both."""
        given = [each._years for each in (self, other) if each.once]
        return self.may_overlap(other) and any(
            mine[0] <= theirs[1] and theirs[0] <= mine[1]
            for year in (given or [YEARS_TO_COME])[0]
            for mine in self._around(year)
            for theirs in other._around(year)
        )

    def may_overlap(self, other: Dates) -> bool:
        """The same, told at once; but of Easter, which wanders, any day that it can be counts."""
        if self.once and other.once:
            (mine,), (theirs,) = self._around(0), other._around(0)
            return mine[0] <= theirs[1] and theirs[0] <= mine[1]
        if (ours := self._after_easter) and (others := other._after_easter):
            return ours[0] <= others[1] and others[0] <= ours[1]
        part, other_part = self._year_part, other._year_part
        return _in_year(part, other_part[0]) or _in_year(other_part, part[0])

    @property
    def _years(self) -> range:
        """The years that are given."""
        ((begin, end),) = self._around(0)
        return range(begin.year, end.year + 1)

    @property
    def _after_easter(self) -> tuple[int, int] | None:
        """First and last day after Easter, if it comes each year with Easter."""
        first, last = self.first, self.last
        if isinstance(first, Easter) and isinstance(last, Easter) and not self.once:
            return first.offset, last.offset
        return None

    @property
    def _year_part(self) -> tuple[MonthDay, MonthDay]:
        """First and last month and day between which it lies, whatever the year."""
        first, last = self.first, self.last
        if self.once:
            ((begin, end),) = self._around(0)
        elif isinstance(first, Day) and isinstance(last, Day):
            return (first.month, first.day), (last.month, last.day)
        elif (offsets := self._after_easter) is not None and offsets[0] <= offsets[1]:
            begin, end = (
                EARLIEST_EASTER + timedelta(offsets[0]),
                LATEST_EASTER + timedelta(offsets[1]),
            )
        else:
            return WHOLE_YEAR
        if (end - begin).days >= 365:
            return WHOLE_YEAR
        return (begin.month, begin.day), (end.month, end.day)


def month_length(month: int, year: int | None) -> int:
    """The days of a month; without a year, the most that it can have."""
    return monthrange(year or 2024, month)[1]


def _in_year(part: tuple[MonthDay, MonthDay], day: MonthDay) -> bool:
    """Whether a day lies in a part of the year, which may run over New Year."""
    first, last = part
    return first <= day <= last if first <= last else day >= first or day <= last


@lru_cache(maxsize=256)
def holidays_in(region: str, year: int) -> dict[date, str]:
    """The public holidays of a German state in a year, with their German names.

    National calendars know nothing of Fronleichnam and Allerheiligen, so the state is needed
    (source: the package `holidays`, https://holidays.readthedocs.io/).
    """
    return _calendar(region, year, "de")


@lru_cache(maxsize=256)
def english_holidays_in(region: str, year: int) -> dict[date, str]:
    """The same with English names."""
    return _calendar(region, year, "en_US")


def _calendar(region: str, year: int, language: str) -> dict[date, str]:
    import holidays

    calendar = holidays.country_holidays("DE", subdiv=region, years=year, language=language)
    return dict(sorted(calendar.items()))


@lru_cache(maxsize=1)
def regions() -> frozenset[str]:
    """The codes of the German states."""
    import holidays

    return frozenset(holidays.country_holidays("DE").subdivisions)
