"""The panels of the tab "Opening hours"."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.widgets import Media, Script
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import TextFieldComparison
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from directory.hours import HoursError
from directory.hours.stored import load_week, show_week
from directory.hours_editor.dates import DateInput
from directory.hours_editor.months import weekday_names
from directory.hours_editor.reading import Reading, reading_of
from directory.hours_fields import WEEK

SCRIPTS: list[Any] = [Script("js/hours-editor.js", defer=True)]
EDITOR = Media(js=SCRIPTS)


class HoursComparison(TextFieldComparison):
    """Compares hours as people write them."""

    val_a: str
    val_b: str

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = as_typed(self.val_a), as_typed(self.val_b)


def as_typed(stored: str) -> str:
    """What a column holds, as one would type it."""
    try:
        return show_week(load_week(stored)) if stored else ""
    except HoursError:
        return stored


class HoursFieldPanel(FieldPanel):
    """A field for the hours of a day or of holidays."""

    def get_comparison_class(self) -> Any:
        return HoursComparison

    def format_value_for_display(self, value: Any) -> Any:
        return as_typed(value)


class ChoicePanel(FieldPanel):
    """A few choices in sight, as a group with its question."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **{"widget": forms.RadioSelect, **kwargs})

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "directory/hours/choice.html"
        heading: Any

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            # The question stands in the group itself.
            self.legend, self.heading = self.heading, ""

        def id_for_label(self) -> str:
            return ""


class WeekPanel(MultiFieldPanel):
    """Seven days to write into, with tools to fill several at once."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "directory/hours/week.html"

        @property
        def days(self) -> list[Any]:
            return [child for child in self.visible_children if child.field_name in WEEK]

        @property
        def workdays_id(self) -> str:
            return f"{self.prefix}-workdays"


class ReadingPanel(MultiFieldPanel):
    """Everything that makes the usual week, and beside it how we read the whole form."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "directory/hours/usual.html"

        @property
        def media(self) -> Media:
            return super().media + EDITOR

        @cached_property
        def reading(self) -> Reading:
            return reading_of(self.form)

        @property
        def url(self) -> str:
            return reverse("directory_hours_preview")


class DatePanel(FieldPanel):
    """A date as people write it here."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **{"widget": DateInput, **kwargs})


class RowsPanel(InlinePanel):
    """Rows that can be added by a script, and one at a time without."""

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "directory/hours/rows.html"
        children: list[Any]

        def __init__(self, **kwargs: Any) -> None:
            if kwargs.get("form") is not None:
                self._forget_empty(kwargs["form"].formsets[kwargs["panel"].relation_name])
            super().__init__(**kwargs)

        @staticmethod
        def _forget_empty(formset: Any) -> None:
            """The row that was offered without a script, and left empty, is offered anew."""
            if not formset.is_bound or not formset.management_form.is_valid():
                return
            while (
                len(formset.forms) > formset.initial_form_count()
                and not formset.forms[-1].has_changed()
            ):
                formset.forms.pop()

        @cached_property
        def next_child(self) -> Any:
            """An empty row for those without a script; left empty, it is none."""
            form = self.formset.empty_form
            form.prefix = self.formset.add_prefix(len(self.children))
            for name in ("DELETE", "ORDER"):
                form.fields[name].widget = forms.HiddenInput()
            return self.child_edit_handler.get_bound_panel(
                instance=form.instance,
                request=self.request,
                form=form,
                prefix=f"{self.prefix}-{len(self.children)}",
            )

        @property
        def next_total(self) -> int:
            return len(self.children) + 1


class SpecialDaysPanel(RowsPanel):
    """Rows for special days, below the days ahead that customers ask about."""

    class BoundPanel(RowsPanel.BoundPanel):
        template_name = "directory/hours/special_days.html"
        add_label = _("Add a special day")

        @cached_property
        def reading(self) -> Reading:
            return reading_of(self.form, calendar=True)

        @property
        def weekdays(self) -> list[str]:
            return weekday_names()


def week_panel(**options: Any) -> WeekPanel:
    # The button for comments would lie on the tools of the row.
    return WeekPanel([HoursFieldPanel(name, disable_comments=True) for name in WEEK], **options)


def hours_panels() -> list[Any]:
    """All fields and rows of a shop's hours."""
    return [
        ReadingPanel(
            [
                ChoicePanel("hours_kind"),
                week_panel(
                    help_text=_("Write it as on the door: 9–13, 14:30–18. An empty day is closed."),
                ),
                FieldPanel("by_appointment"),
            ],
            heading=_("The usual week"),
        ),
        MultiFieldPanel(
            [ChoicePanel("holiday_rule"), HoursFieldPanel("holiday_hours")],
            heading=_("Public holidays"),
        ),
        SpecialDaysPanel(
            "special_days",
            heading=_("Special days"),
            label=_("Special day"),
            panels=[
                FieldRowPanel([DatePanel("first"), DatePanel("last"), FieldPanel("repeat")]),
                FieldRowPanel([HoursFieldPanel("hours"), FieldPanel("reason")]),
            ],
        ),
        RowsPanel(
            "seasons",
            heading=_("Seasons"),
            label=_("Season"),
            help_text=_("For a part of the year with other hours, such as summer or winter."),
            panels=[
                FieldRowPanel([DatePanel("first"), DatePanel("last")]),
                FieldPanel("yearly"),
                week_panel(help_text=_("An empty day is as in the rest of the year.")),
                FieldRowPanel([FieldPanel("holiday_rule"), HoursFieldPanel("holiday_hours")]),
            ],
        ),
        FieldPanel("hours_note"),
    ]


def hours_tab() -> ObjectList:
    """The tab of the shop's form."""
    return ObjectList(hours_panels(), heading=_("Opening hours"))
