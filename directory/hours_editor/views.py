"""The live preview: what a half-written form says, before anything is kept."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST
from wagtail.admin.panels import ObjectList

from directory.hours_editor.forms import HoursForm
from directory.hours_editor.months import weekday_names
from directory.hours_editor.panels import hours_panels
from directory.hours_editor.reading import reading_of

FORMSETS = ("seasons", "special_days")


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The fragment for the fields that were sent; it fits whatever is missing or wrong in them."""
    form = preview_form(request.POST)
    form.is_valid()
    reading = reading_of(form, calendar="hours-calendar" in request.POST)
    values = {"reading": reading, "weekdays": weekday_names()}
    return render(request, "directory/hours/preview.html", values)


def preview_form(data: QueryDict) -> Any:
    """A form with the hours alone, for a shop of its own that is never saved."""
    from directory.models import ShopPage

    form = form_class()(standing_alone(data), instance=ShopPage())
    for formset in form.formsets.values():
        for row in formset.forms:
            row.empty_permitted = True
    return form


def standing_alone(data: QueryDict) -> QueryDict:
    """The same rows, as if they were all new: which ones are stored does not matter here."""
    alone = data.copy()
    for name in FORMSETS:
        alone[f"{name}-INITIAL_FORMS"] = "0"
        alone.setdefault(f"{name}-TOTAL_FORMS", "0")
    for key in [key for key in alone if key.endswith("-id")]:
        del alone[key]
    return alone


@cache
def form_class() -> Any:
    from directory.models import ShopPage

    handler = ObjectList(hours_panels(), base_form_class=HoursForm).bind_to_model(ShopPage)
    return handler.get_form_class()
