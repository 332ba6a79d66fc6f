"""Each filter is one object that owns its parameter, its SQL, its counts and its labels."""

from .base import ChoiceFilter, Filter, KindFilter, TermFilter
from .near import NearFilter, register_places
from .opening import OpenFilter

__all__ = [
    "FILTERS",
    "NEAR",
    "OPEN",
    "ChoiceFilter",
    "Filter",
    "KindFilter",
    "NearFilter",
    "OpenFilter",
    "TermFilter",
    "by_name",
    "register_places",
]

from django.utils.translation import gettext_lazy as _

OPEN = OpenFilter(name="open", legend=_("When"))
#: In the order of the panel. To add a filter is to add one line here.
FILTERS: list[Filter] = [
    OPEN,
    TermFilter(name="district", legend=_("Where")),
    TermFilter(name="category", legend=_("What kind of shop")),
    TermFilter(name="service", legend=_("What the shop can do")),
    ChoiceFilter(
        name="wheelchair",
        legend=_("Getting in with a wheelchair"),
        choices={
            "yes": _("step-free"),
            "limited": _("with some help"),
            "no": _("not possible"),
        },
    ),
    KindFilter(name="kind", legend=_("What to show")),
]
NEAR = NearFilter()


def by_name(name: str) -> Filter:
    return next(each for each in FILTERS if each.name == name)
