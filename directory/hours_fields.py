"""Fields in which hours are typed as one would write them on a door."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from directory.hours import HoursError
from directory.hours.stored import (
    load_day,
    load_week,
    read_typed,
    read_week,
    show_week,
    store_day,
    store_week,
)
from directory.hours.typed import show_day

#: The columns of a week, Monday first.
WEEK = ("hours_mo", "hours_tu", "hours_we", "hours_th", "hours_fr", "hours_sa", "hours_su")


def _checked(read: Callable[[str], Any]) -> Callable[[str], None]:
    def check(text: str) -> None:
        try:
            read(text)
        except HoursError as error:
            raise ValidationError([str(problem) for problem in error.problems]) from error

    return check


def validate_day(text: str) -> None:
    """A column with the hours of a day holds what can be read back."""
    _checked(load_day)(text)


def validate_week(text: str) -> None:
    """The same for the hours of public holidays."""
    _checked(load_week)(text)


class _TypedHours(ABC, forms.CharField):
    """Shows hours as people write them, and takes them so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is typed may be longer than what is kept.
        self.max_length = None
        self.validators = []
        self.widget.attrs.setdefault("autocomplete", "off")

    @abstractmethod
    def stored(self, typed: str) -> str:
        """What a column keeps of what is typed. Raises `HoursError`."""

    @abstractmethod
    def shown(self, stored: str) -> str:
        """What a column keeps, as people write it."""

    def to_python(self, value: Any) -> str:
        try:
            # NUL: nobody types it, no column can hold it, and the reader keeps it for itself.
            return self.stored((super().to_python(value) or "").replace("\0", ""))
        except HoursError as error:
            raise ValidationError(
                [ValidationError(str(each), code=each.code) for each in error.problems]
            ) from error

    def prepare_value(self, value: Any) -> Any:
        try:
            shown = self.shown(value) if value else ""
            # What was typed, and is wrong, stands unchanged beside its error.
            return shown if value == self.stored(shown) else value
        except HoursError:
            return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != (initial or ""))
        except ValidationError:
            return True


class DayHoursFormField(_TypedHours):
    """The hours of one day: `9-13, 14:30-18`, `geschlossen`."""

    def stored(self, typed: str) -> str:
        return store_day(read_typed(typed))

    def shown(self, stored: str) -> str:
        return show_day(load_day(stored))


class HolidayHoursFormField(_TypedHours):
    """The hours of public holidays, on weekdays their own where needed."""

    def stored(self, typed: str) -> str:
        week = read_week(typed)
        return "" if week is None else store_week(week)

    def shown(self, stored: str) -> str:
        return show_week(load_week(stored))


class DayHoursField(models.CharField):
    """Keeps the hours of a day in OpenStreetMap's notation; "" says nothing of it."""

    form_class: type[forms.Field] = DayHoursFormField
    default_validators = [validate_day]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 250)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": self.form_class, **kwargs})


class HolidayHoursField(DayHoursField):
    """Keeps hours for each weekday on which a public holiday can fall."""

    form_class = HolidayHoursFormField
    default_validators = [validate_week]
