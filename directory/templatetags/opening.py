"""Opening hours in templates."""

from collections.abc import Iterable
from typing import Any

from django import template

from directory import door as doors
from directory import samples
from search.cards import Card

register = template.Library()


@register.simple_tag
def door(card: Card | None) -> doors.Door | None:
    """The sign on a shop's door."""
    return doors.door(card) if card else None


@register.simple_tag
def samples_of_doors() -> tuple[doors.Door, ...]:
    """Every sign there is, for the style guide."""
    return samples.DOORS


@register.simple_tag
def samples_of_hours() -> list[samples.HoursSample]:
    """Tables of hours in every state, for the style guide."""
    return samples.hours_samples()


@register.filter
def as_times(options: Iterable[Any]) -> dict[str, Any]:
    """The times of the filter: those that most people mean, and the days after them set apart."""
    soon: list[Any] = []
    later: list[Any] = []
    for option in options:
        (soon if option.value in ("now", "today", "tomorrow") else later).append(option)
    return {
        "soon": soon,
        "later": later,
        "later_open": any(option.selected for option in later),
    }
