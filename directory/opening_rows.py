"""Fills a shop's columns and rows from a value of OpenStreetMap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dateutil.easter import easter
from django.utils import timezone

from directory.enums import HolidayHours, HoursKind, Repeat
from directory.hours import (
    CLOSED,
    Dates,
    Easter,
    HolidayRule,
    Hours,
    HoursError,
    Problem,
    Schedule,
    Season,
    Special,
)
from directory.hours.checks import contradictions, written_overlaps
from directory.hours.stored import store_day, store_week
from directory.hours.syntax import parse
from directory.hours.texts import gettext_noop
from directory.hours.typed import APPOINTMENT, is_appointment
from directory.models.hours import WEEK
from directory.opening import holiday_region

if TYPE_CHECKING:
    from directory.models import ShopPage, ShopSeason, ShopSpecialDay


@dataclass(kw_only=True)
class _Rows:
    """What is going to be set, once all of it is known to fit."""

    fields: dict[str, Any]
    seasons: list[ShopSeason]
    special_days: list[ShopSpecialDay]


def empty(page: ShopPage) -> None:
    """Nothing is known of the hours."""
    _set(page, _Rows(fields=_blank(), seasons=[], special_days=[]))


def keep_as_note(page: ShopPage, text: str) -> None:
    """Hours that no schedule can hold are shown as they are written, and nothing is claimed."""
    blank = _blank() | {"hours_kind": HoursKind.UNKNOWN}
    blank["hours_note"] = text[: _length(type(page), "hours_note")]
    _set(page, _Rows(fields=blank, seasons=[], special_days=[]))


def take(*, page: ShopPage, text: str) -> None:
    """What a source says: hours, a text that is none and is kept as a note, or nothing."""
    if not text.strip():
        empty(page)
        return
    try:
        fill(page=page, text=text)
    except HoursError:
        keep_as_note(page, text)


def refusals(text: str) -> list[Problem]:
    """Why a value does not become the hours of a shop; nothing if it does."""
    from directory.models import ShopPage

    try:
        _rows(ShopPage, Schedule.from_osm(text, region=holiday_region()).for_shop())
    except HoursError as error:
        return list(error.problems)
    return []


def doubts(text: str) -> list[str]:
    """What in a value that becomes hours can hardly be meant: overlaps, slips, never open."""
    schedule = Schedule.from_osm(text, region=holiday_region())
    found = [*written_overlaps(text), *contradictions(schedule, today=timezone.localdate())]
    return [str(problem) for problem in found]


def fill(*, page: ShopPage, text: str) -> None:
    """Set the hours of a shop, saved or not, from an `opening_hours` value.

    Read for a shop: where nothing is said of public holidays they are unknown. Raises `HoursError`
    and sets nothing if the value is none or doesn't fit.
    """
    schedule = Schedule.from_osm(text, region=holiday_region()).for_shop()
    rows = _rows(type(page), schedule)
    if _says_nothing_of_the_week(text, schedule):
        # "PH off" alone closes nothing on other days.
        rows.fields |= dict.fromkeys(WEEK, "")
    _set(page, rows)


def _says_nothing_of_the_week(text: str, schedule: Schedule) -> bool:
    """Whether a value leaves the usual week open, and no season that comes again opens it."""
    if any(
        rule.dates is None and (rule.weekdays is None or (rule.weekdays and not rule.only_holidays))
        for rule in parse(text)
    ):
        return False
    return not any(
        hours is not None and not hours.closed
        for season in schedule.seasons
        if not season.dates[0].once
        for hours in season.days
    )


def _rows(model: type[ShopPage], schedule: Schedule) -> _Rows:
    from directory.models import ShopSeason, ShopSpecialDay

    fields = _blank()
    fields |= _kind(schedule)
    if fields["hours_kind"] == HoursKind.WEEK:
        fields |= _days(schedule.week)
        fields |= _holidays(schedule.holidays)
        fields |= _otherwise(schedule)
    rows = _Rows(fields=fields, seasons=[], special_days=[])
    for season in schedule.seasons:
        rows.seasons += _season_rows(season)
    for special in schedule.specials:
        rows.special_days.append(_special_row(special))
    every: list[Any] = [*rows.seasons, *rows.special_days]
    for number, row in enumerate(every):
        row.sort_order = number
    _check_lengths(model, [fields])
    _check_lengths(ShopSeason, [vars(row) for row in rows.seasons])
    _check_lengths(ShopSpecialDay, [vars(row) for row in rows.special_days])
    return rows


def _blank() -> dict[str, Any]:
    return {
        **dict.fromkeys(WEEK, ""),
        "hours_kind": HoursKind.WEEK,
        "by_appointment": False,
        "holiday_rule": HolidayHours.UNKNOWN,
        "holiday_hours": "",
        "hours_note": "",
    }


def _set(page: ShopPage, rows: _Rows) -> None:
    for name, value in rows.fields.items():
        setattr(page, name, value)
    for name in ("seasons", "special_days"):
        setattr(page, name, getattr(rows, name))


def _kind(schedule: Schedule) -> dict[str, Any]:
    if schedule.is_unknown:
        notes = {slot.note for hours in schedule.week for slot in hours.slots}
        if len(notes) == 1 and is_appointment(note := notes.pop()):
            return {"hours_kind": HoursKind.APPOINTMENT, "hours_note": _worth_telling(note)}
        if notes <= {""}:
            return {"hours_kind": HoursKind.UNKNOWN}
    return {"hours_kind": HoursKind.WEEK}


def _worth_telling(note: str) -> str:
    """A note that says more than that one needs an appointment."""
    return "" if note.casefold() in (APPOINTMENT.casefold(), "by appointment") else note


def _days(week: Sequence[Hours | None]) -> dict[str, str]:
    return {name: store_day(hours) for name, hours in zip(WEEK, week, strict=True)}


def _holidays(rule: Sequence[Hours | None] | HolidayRule | None) -> dict[str, str]:
    if rule is None:
        return {"holiday_rule": "", "holiday_hours": ""}
    if rule is HolidayRule.AS_USUAL:
        return {"holiday_rule": HolidayHours.AS_USUAL}
    if isinstance(rule, HolidayRule):
        return {"holiday_rule": HolidayHours.UNKNOWN}
    days = [hours for hours in rule if hours is not None]
    if len(days) < len(rule):
        raise HoursError(
            Problem(
                "season_holidays",
                gettext_noop(
                    "Public holidays that differ by weekday in one part of the year don’t fit."
                ),
            )
        )
    if set(days) == {CLOSED}:
        return {"holiday_rule": HolidayHours.CLOSED}
    return {"holiday_rule": HolidayHours.OWN, "holiday_hours": store_week(days)}


def _otherwise(schedule: Schedule) -> dict[str, Any]:
    note = schedule.otherwise
    if note is None:
        return {}
    if not is_appointment(note):
        raise HoursError(
            Problem(
                "otherwise",
                gettext_noop("Outside of the hours only “by appointment” fits, not “%(note)s”."),
                {"note": note or "unknown"},
            )
        )
    return {"by_appointment": True, "hours_note": _worth_telling(note)}


def _season_rows(season: Season) -> Iterator[ShopSeason]:
    from directory.models import ShopSeason

    for dates in season.dates:
        if isinstance(dates.first, Easter) or isinstance(dates.last, Easter):
            raise HoursError(
                Problem(
                    "easter_season", gettext_noop("A season that moves with Easter doesn’t fit.")
                )
            )
        first, last = _days_of(dates)
        yield ShopSeason(
            first=first,
            last=last,
            yearly=not dates.once,
            **_days(season.days),
            **_holidays(season.holidays),
        )


def _special_row(special: Special) -> ShopSpecialDay:
    from directory.models import ShopSpecialDay

    dates = special.dates
    repeat = Repeat.ONCE if dates.once else Repeat.YEARLY
    if isinstance(dates.first, Easter) != isinstance(dates.last, Easter):
        raise HoursError(
            Problem(
                "half_easter",
                gettext_noop("From Easter until a fixed date, or the other way, won’t fit."),
            )
        )
    if isinstance(dates.first, Easter) and not dates.once:
        repeat = Repeat.EASTER
    first, last = _days_of(dates)
    return ShopSpecialDay(
        first=first,
        last=last if last != first else None,
        repeat=repeat,
        hours=store_day(special.hours),
        reason=special.reason,
    )


def _days_of(dates: Dates) -> tuple[date, date]:
    """The stretch itself, or of a yearly one that which begins this year (or exists next)."""
    year = dates.first.year or timezone.localdate().year
    if isinstance(dates.first, Easter) and isinstance(dates.last, Easter):
        sunday = easter(year)
        return tuple(  # type: ignore[return-value]
            sunday + timedelta(day.offset) for day in (dates.first, dates.last)
        )
    if dates.once:
        first, last = dates.first.in_year(year), dates.last.in_year(dates.last.year or year)
    else:
        # 29 February does not exist each year: then the next one in which it does.
        years = range(year, year + 9)
        found = (_beginning_in(dates, start) for start in years)
        first, last = next((stretch for stretch in found if stretch), (None, None))
    if first is None or last is None:
        raise HoursError(Problem("no_such_day", gettext_noop("There is no such day.")))
    return first, last


def _beginning_in(dates: Dates, year: int) -> tuple[date, date] | None:
    """The stretch that begins in a year, not one that runs on from the year before."""
    stretch = dates.next_after(date(year, 1, 1))
    if stretch and stretch[0].year < year:
        stretch = dates.next_after(stretch[1] + timedelta(days=1))
    return stretch if stretch and stretch[0].year == year else None


def _check_lengths(model: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        for name, value in row.items():
            if isinstance(value, str) and not name.startswith("_"):
                length = _length(model, name)
                if length and len(value) > length:
                    raise HoursError(
                        Problem(
                            "too_long_text",
                            gettext_noop("“%(text)s …” is too long to be kept."),
                            {"text": value[:60]},
                        )
                    )


def _length(model: Any, name: str) -> int:
    return getattr(model._meta.get_field(name), "max_length", None) or 0
