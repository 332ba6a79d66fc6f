"""The columns and child rows in which a shop's opening hours are kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from directory.enums import HolidayHours, HoursKind, Repeat
from directory.hours_fields import WEEK, DayHoursField, HolidayHoursField

__all__ = ["WEEK", "ShopHours", "ShopSeason", "ShopSpecialDay", "WeekHours"]


class WeekHours(models.Model):
    """Seven days and the public holidays."""

    hours_mo = DayHoursField(_("Monday"))
    hours_tu = DayHoursField(_("Tuesday"))
    hours_we = DayHoursField(_("Wednesday"))
    hours_th = DayHoursField(_("Thursday"))
    hours_fr = DayHoursField(_("Friday"))
    hours_sa = DayHoursField(_("Saturday"))
    hours_su = DayHoursField(_("Sunday"))
    holiday_hours = HolidayHoursField(
        _("hours on public holidays"), help_text=_("For example 10–14, or 10–14; Mo closed.")
    )

    class Meta:
        abstract = True

    def holiday_errors(self, rule: str) -> dict[str, Any]:
        """Own hours need hours; hours need the rule that makes them count."""
        if rule == HolidayHours.OWN and not self.holiday_hours:
            text = _("Please write which hours hold on public holidays.")
            return {"holiday_hours": ValidationError(text, code="no_holiday_hours")}
        if rule != HolidayHours.OWN and self.holiday_hours:
            return {
                "holiday_rule": _("There are hours for public holidays: choose “own hours” too.")
            }
        return {}


class ShopHours(WeekHours):
    """The hours of a shop, apart from seasons and special days.

    An empty day is closed, unless all seven are empty: then nobody knows.
    """

    hours_kind = models.CharField(
        _("the shop opens"),
        max_length=12,
        choices=HoursKind.choices,
        default=HoursKind.WEEK,
        help_text=_("Better “not known” than a guess: nobody should stand before a locked door."),
    )
    by_appointment = models.BooleanField(_("outside these hours by appointment"), default=False)
    holiday_rule = models.CharField(
        _("on public holidays"),
        max_length=10,
        choices=HolidayHours.choices,
        default=HolidayHours.UNKNOWN,
    )
    hours_note = models.CharField(
        _("a word on the hours"),
        max_length=300,
        blank=True,
        help_text=_("What no table can say. Stands below the hours."),
    )

    class Meta:
        abstract = True

    @property
    def week_is_empty(self) -> bool:
        return not any(getattr(self, name) for name in WEEK)


class ShopSeason(WeekHours, Orderable):
    """Other hours for a part of the year; an empty day is as in the rest of it."""

    page = ParentalKey("directory.ShopPage", on_delete=models.CASCADE, related_name="seasons")
    first = models.DateField(_("from"))
    last = models.DateField(_("until"), help_text=_("The last day, included."))
    yearly = models.BooleanField(_("every year"), default=True)
    holiday_rule = models.CharField(
        _("on public holidays"),
        max_length=10,
        choices=HolidayHours.choices,
        blank=True,
        default="",
        help_text=_("Left open, it is as in the rest of the year."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("season")
        verbose_name_plural = _("seasons")

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"

    def clean(self) -> None:
        super().clean()
        errors = self.holiday_errors(self.holiday_rule)
        if self.first and self.last and self.last < self.first:
            # "October to March" is typed within one year; it means the March to come.
            if self.yearly:
                self.last = _in_year(self.last, self.first.year + 1)
            else:
                errors["last"] = _("The season ends before it begins.")
        if self.first and self.last and self.yearly and (self.last - self.first).days > 366:
            errors["last"] = _("A season that comes every year lasts a year at most.")
        if not any(getattr(self, name) for name in WEEK) and not self.holiday_rule:
            text = _("This season changes nothing: please fill in at least one day.")
            errors["hours_mo"] = ValidationError(text, code="no_days")
        if errors:
            raise ValidationError(errors)


def _in_year(day: date, year: int) -> date:
    """The same day in another year; of 29 February the day before, where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


class ShopSpecialDay(Orderable):
    """A day, or several in a row, with hours of their own or none."""

    page = ParentalKey("directory.ShopPage", on_delete=models.CASCADE, related_name="special_days")
    first = models.DateField(_("day"))
    last = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Only if it is more than one day.")
    )
    repeat = models.CharField(
        _("repeats"), max_length=8, choices=Repeat.choices, default=Repeat.ONCE
    )
    hours = DayHoursField(_("hours"), help_text=_("Empty means closed."))
    reason = models.CharField(
        _("reason"),
        max_length=100,
        blank=True,
        help_text=_("Readers see it: holidays, stocktaking, family party."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("special day")
        verbose_name_plural = _("special days")

    def __str__(self) -> str:
        return f"{self.first} {self.reason}".strip()

    def clean(self) -> None:
        super().clean()
        if self.first and self.last:
            if self.last < self.first:
                raise ValidationError({"last": _("The last day lies before the first.")})
            if self.repeat != Repeat.ONCE and (self.last - self.first).days > 366:
                raise ValidationError({"last": _("What repeats lasts a year at most.")})
