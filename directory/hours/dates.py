"""Days of a calendar: once, every year, or with Easter; and stretches of them."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True, order=True)
class Easter:
    """So many days after Easter Sunday (negative: before), in each year or one."""

    offset: int = 0
    year: int | None = None

    def in_year(self, year: int) -> date | None:
        return easter(year) + timedelta(self.offset) if self.year in (None, year) else None


AnyDay: TypeAlias = Day | Easter


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

    def __contains__(self, day: date) -> bool:
        first, last = self.first, self.last
        if isinstance(first, Day) and isinstance(last, Day) and not self.once:
            begin, end, here = (
                (first.month, first.day),
                (last.month, last.day),
                day.timetuple()[1:3],
            )
            return begin <= here <= end if begin <= end else here >= begin or here <= end
        return any(begin <= day <= end for begin, end in self._around(day.year))

    def _around(self, year: int) -> Iterator[tuple[date, date]]:
        if self.first.year is not None and self.last.year is not None:
            begin, end = self.first.in_year(self.first.year), self.last.in_year(self.last.year)
            if begin and end:
                yield begin, end
            return
        for start in (year - 1, year):
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

    def overlaps(self, other: Dates) -> bool:
        """Whether some day of the years to come, or of the given ones, lies in both."""
        if self.once or other.once:
            dated, free = (self, other) if self.once else (other, self)
            return any(day in free for day in dated._days())
        return any(day in other for day in self._days())

    def _days(self) -> Iterator[date]:
        """Each day of it: of a yearly one in a row of years in which Easter wanders."""
        if self.first.year is not None and self.last.year is not None:
            years = [self.first.year]
        elif isinstance(self.first, Day) and isinstance(self.last, Day):
            years = [2024, 2025]
        else:
            years = list(range(2024, 2044))
        for year in years:
            for begin, end in list(self._around(year))[-1:]:
                for number in range((end - begin).days + 1):
                    yield begin + timedelta(number)


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
