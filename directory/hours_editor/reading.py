"""How we read the hours in a form: in words, as a picture, and what we don't understand."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory import opening
from directory.enums import HolidayHours, HoursKind
from directory.hours import UNKNOWN_DAY, Hours, HoursError, Schedule
from directory.hours.stored import load_week, show_week
from directory.hours.typed import show_day
from directory.hours.words import (
    DAYS,
    date_words,
    dates_words,
    joined_words,
    spoken_day,
    week_sentences,
)
from directory.hours_editor.days import AskedDay, RowOn, asked_days
from directory.hours_editor.forms import PartWeek, rows, values_of, week_of
from directory.hours_editor.hints import meant
from directory.hours_editor.months import Month, months_of
from directory.hours_editor.picture import Picture, picture_of
from directory.hours_fields import WEEK

FIELDS = ("hours_kind", *WEEK, "by_appointment", "holiday_rule", "holiday_hours", "hours_note")
#: So many special days ahead are read out.
AHEAD = 6


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in one field; `instead` is what was probably meant, "" if we cannot guess."""

    field_id: str
    label: str
    text: str
    instead: str = ""
    #: The end of it, as a question names it.
    time: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the preview shows."""

    sentence: str
    further: tuple[str, ...]
    notice: str
    picture: Picture | None
    troubles: tuple[Trouble, ...]
    asked: tuple[AskedDay, ...]
    months: tuple[Month, ...]
    #: What each day of the week says, by the id of its field.
    spoken: tuple[tuple[str, str], ...]


def reading_of(form: Any, *, calendar: bool = False) -> Reading:
    """Read a form, as far as it can be read; never fails for what people type.

    The calendar is long: it is only drawn for those who look at it.
    """
    page = draft_of(form)
    week = week_of(form)
    schedule = schedule_of(page)
    today = timezone.localdate()
    row_on = rows_on(form)
    shown = page.hours_kind == HoursKind.WEEK
    empty = None not in week and all(hours.unknown for hours in schedule.week)
    return Reading(
        sentence=_sentence(page, week, empty=empty),
        further=tuple(_further(page, schedule, today, empty=empty)) if shown else (),
        notice=_notice(page),
        picture=picture_of([UNKNOWN_DAY] * 7 if empty else week) if shown else None,
        troubles=tuple(_troubles(form)) if form.is_bound else (),
        asked=tuple(asked_days(schedule, today, row_on)),
        months=tuple(months_of(schedule, today, row_on)) if calendar else (),
        spoken=tuple(_spoken(form, week)),
    )


def draft_of(form: Any) -> Any:
    """A shop with what the form holds and can be read; nothing else of the form is touched."""
    if not form.is_bound:
        return form.instance
    from directory.models import ShopPage

    page, values = ShopPage(), values_of(form)
    for name in FIELDS:
        if name in values:
            setattr(page, name, values[name])
    for relation in ("seasons", "special_days"):
        valid = [row.instance for row in rows(form, relation) if not row.errors]
        setattr(page, relation, [copy.copy(instance) for instance in valid])
    return page


def rows_on(form: Any) -> RowOn:
    """Which row of the form covers a day: the one that counts, as in the schedule."""
    found = []
    for row in rows(form, "special_days"):
        if not (form.is_bound and row.errors) and row.instance.first is not None:
            try:
                found.append((opening.special_of(row.instance).dates, row.prefix))
            except (HoursError, ValueError):
                continue
    found.sort(key=lambda each: each[0].once)

    def row_on(day: date) -> str:
        return next((prefix for dates, prefix in reversed(found) if day in dates), "")

    return row_on


def schedule_of(page: Any) -> Schedule:
    """The schedule of a draft, whatever old rows may hold."""
    try:
        return opening.schedule_of_page(page)
    except (HoursError, ValueError):
        return Schedule.unknown(region=opening.holiday_region())


def _sentence(page: Any, week: PartWeek, *, empty: bool) -> str:
    match page.hours_kind:
        case HoursKind.UNKNOWN:
            return _("The page says that the hours are not known.")
        case HoursKind.APPOINTMENT:
            return _("By appointment only.")
    if empty:
        return _("No hours yet. The page says that they are not known.")
    read = [hours for hours in week if hours is not None]
    if len(read) == len(week):
        return week_sentences(read)
    return part_sentences(week)


def part_sentences(days: Sequence[Hours | None]) -> str:
    """The days of which something is said, those alike together."""
    groups: dict[Hours, list[str]] = {}
    for day, hours in enumerate(days):
        if hours is not None:
            groups.setdefault(hours, []).append(_(DAYS[day]))
    return " ".join(
        f"{joined_words(names)} {spoken_day(hours)}." for hours, names in groups.items()
    )


def _notice(page: Any) -> str:
    if page.hours_kind != HoursKind.WEEK and not page.week_is_empty:
        return _("The hours of the week stay here, but only count with “at these hours”.")
    return ""


def _further(page: Any, schedule: Schedule, today: date, *, empty: bool) -> Iterator[str]:
    if page.by_appointment:
        yield _("At other times by appointment.")
    if not empty:
        yield _holidays(page.holiday_rule, page.holiday_hours)
    for row, season in zip(page.seasons.all(), schedule.seasons, strict=False):
        words = [part_sentences(season.days)]
        if row.holiday_rule:
            words.append(_holidays(row.holiday_rule, row.holiday_hours))
        text = f"{_season_dates(row)}: {' '.join(filter(None, words))}"
        yield text + " " + _("(That is now.)") if today in season else text
    ahead = []
    for special in schedule.specials:
        if (stretch := special.dates.next_after(today)) is not None:
            reason = f" ({special.reason})" if special.reason else ""
            ahead.append((stretch, f"{dates_words(*stretch)}: {show_day(special.hours)}{reason}."))
    yield from (text for _stretch, text in sorted(ahead)[:AHEAD])


def _season_dates(row: Any) -> str:
    values = {
        "first": date_words(row.first, year=not row.yearly),
        "last": date_words(row.last, year=not row.yearly),
    }
    return _("%(first)s to %(last)s") % values


def _holidays(rule: str, stored: str) -> str:
    match rule:
        case HolidayHours.CLOSED:
            return _("Closed on public holidays.")
        case HolidayHours.AS_USUAL:
            return _("On public holidays as on other days.")
        case HolidayHours.OWN if stored:
            return _("On public holidays %(hours)s.") % {"hours": show_week(load_week(stored))}
    return _("Not known on public holidays.")


def _spoken(form: Any, week: PartWeek) -> Iterator[tuple[str, str]]:
    for name, hours in zip(WEEK, week, strict=True):
        if hours is not None:
            yield form[name].auto_id, f"{form[name].label}: {spoken_day(hours)}"


def _troubles(form: Any) -> Iterator[Trouble]:
    yield from _troubles_of(form, FIELDS)
    for relation in ("seasons", "special_days"):
        formset = form.formsets.get(relation)
        if formset is None:
            continue
        for number, row in enumerate(rows(form, relation), 1):
            kind = capfirst(row.instance._meta.verbose_name)
            yield from _troubles_of(row, row.fields, before=f"{kind} {number}, ")


def _troubles_of(form: Any, names: Any, *, before: str = "") -> Iterator[Trouble]:
    for name in names:
        if name not in form.errors:
            continue
        bound = form[name]
        text = " ".join(str(message) for message in form.errors[name])
        label = str(bound.label)
        trouble = Trouble(bound.auto_id, f"{before}{label}".strip(), text)
        guess = meant(str(bound.data or ""))
        yield replace(trouble, instead=guess[0], time=guess[1]) if guess else trouble
