"""What one field of the hours cannot know of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from directory import opening
from directory.enums import HolidayHours, HoursKind, Repeat
from directory.hours import CLOSED, Hours, HoursError
from directory.hours.overlaps import night_overlaps
from directory.hours.stored import load_day
from directory.hours.words import dates_words
from directory.hours_fields import WEEK

PartWeek = list[Hours | None]


class HoursChecks:
    """A mixin for a shop's form: days against each other, rows against each other."""

    fields: dict[str, Any]
    formsets: dict[str, Any]
    errors: Any
    changed_data: list[str]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        if "hours_kind" in self.fields:
            self._check_kind(cleaned)
            week = week_of(self)
            self._check_nights(self, week)
            for row in rows(self, "seasons"):
                self._check_season(row, week)
        self._check_special_days()
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        forget_consequences(self, "holiday_hours", "no_holiday_hours", ("holiday_hours",))

    def _check_kind(self, cleaned: dict[str, Any]) -> None:
        """Hours just typed must not be lost behind a choice that hides them.

        Those that were kept before stay, for the day on which the choice is taken back.
        """
        if cleaned.get("hours_kind") in (None, HoursKind.WEEK):
            return
        if any(name in self.changed_data and cleaned.get(name) for name in WEEK):
            text = _("You wrote hours: choose “at these hours”, so that they count.")
            self.add_error("hours_kind", text)  # type: ignore[attr-defined]

    @staticmethod
    def _check_nights(form: Any, week: PartWeek, *, own: Sequence[bool] = (True,) * 7) -> None:
        """Say it beside the night, or beside the morning where only that is the form's own."""
        # A field with an error is cleaned of its value; we have read these all the same.
        form.read_before = dict(form.cleaned_data)
        for day, problem in night_overlaps(week):
            mine = [each for each in (day, (day + 1) % 7) if own[each]]
            if mine:
                form.add_error(WEEK[mine[0]], ValidationError(str(problem), code=problem.code))

    def _check_season(self, row: Any, week: PartWeek) -> None:
        forget_consequences(row, "hours_mo", "no_days", WEEK)
        forget_consequences(row, "holiday_hours", "no_holiday_hours", ("holiday_hours",))
        days = week_of(row, empty=None)
        filled = [
            mine if mine is not None else usual for mine, usual in zip(days, week, strict=True)
        ]
        bad = [name in row.errors for name in WEEK]
        filled = [None if wrong else day for day, wrong in zip(filled, bad, strict=True)]
        self._check_nights(row, filled, own=[day is not None for day in days])

    def _check_special_days(self) -> None:
        """No two say different things of one day.

        A single date may stand below one that comes every year: it is the exception.
        """
        seen: list[tuple[int, Any, Any]] = []
        for number, row in enumerate(rows(self, "special_days"), 1):
            if row.errors or row.instance.first is None:
                continue
            dates = opening.special_of(row.instance).dates
            for earlier, other, others in seen:
                exception = row.instance.repeat == Repeat.ONCE != other.instance.repeat
                if not exception and dates.overlaps(others):
                    there = other.instance
                    values = {
                        "number": earlier,
                        "dates": dates_words(there.first, there.last or there.first),
                    }
                    text = _(
                        "Row %(number)s already says what holds then: %(dates)s. Change that one, "
                        "or choose other days here."
                    )
                    row.add_error("first", ValidationError(text % values, code="same_day"))
                    break
            seen.append((number, row, dates))


class HoursForm(HoursChecks, WagtailAdminModelForm):
    """The hours alone, to read what is typed; nothing is kept."""

    instance: Any

    def _check_kind(self, cleaned: dict[str, Any]) -> None:
        """What was kept before cannot be told here from what is new: the reading says it."""

    def _post_clean(self) -> None:
        options = self._meta
        self.instance = construct_instance(self, self.instance, options.fields, options.exclude)
        rule = self.cleaned_data.get("holiday_rule") or HolidayHours.UNKNOWN
        if "holiday_hours" not in self.errors:
            for name, error in self.instance.holiday_errors(rule).items():
                self.add_error(name, error)


def rows(form: Any, relation: str) -> Iterator[Any]:
    """The rows that are filled in and stay, in the order in which they stand."""
    formset = form.formsets.get(relation)
    if formset is None or (formset.is_bound and not formset.management_form.is_valid()):
        return
    if not formset.is_bound:
        yield from formset.forms
        return
    # Makes every row check itself.
    _errors = formset.errors
    kept = [
        row
        for number, row in enumerate(formset.forms)
        if not formset._should_delete_form(row)
        and (number < formset.initial_form_count() or row.has_changed())
    ]
    yield from sorted(kept, key=_order)


def _order(row: Any) -> float:
    """Where a row stands; one that was added without a script comes last."""
    return getattr(row, "cleaned_data", {}).get("ORDER") or float("inf")


def values_of(form: Any) -> dict[str, Any]:
    """What could be read in a bound form, also of fields that do not go together."""
    return {**getattr(form, "read_before", {}), **form.cleaned_data}


def week_of(form: Any, *, empty: Hours | None = CLOSED) -> PartWeek:
    """The seven days as far as they can be read, None where not; `empty` for those left empty."""
    week: PartWeek = []
    values = values_of(form) if form.is_bound else {}
    for name in WEEK:
        stored = values.get(name) if form.is_bound else getattr(form.instance, name)
        try:
            week.append(None if stored is None else load_day(stored) or empty)
        except HoursError:
            week.append(None)
    return week


def forget_consequences(form: Any, field: str, code: str, causes: Sequence[str]) -> None:
    """What is missing only because it could not be read is not missing."""
    wrong = form.errors.get(field)
    if wrong is None:
        return
    rest = [error for error in wrong.as_data() if error.code != code]
    others = any(form.errors.get(name) for name in causes if name != field)
    if len(rest) < len(wrong.as_data()) and (rest or others):
        if rest:
            form.errors[field].data[:] = rest
        else:
            del form.errors[field]
