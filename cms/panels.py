"""Panels that the forms of all pages share."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets import SlugInput

from cms.slugs import GERMAN


def title_panel(**texts: Any) -> TitleFieldPanel:
    """The title, from which the address follows while one types."""
    return TitleFieldPanel(
        "title",
        placeholder=False,
        **{"help_text": _("Short and telling: it stands in lists too."), **texts},
    )


def address_input() -> SlugInput:
    """Writes umlauts as the server does, while one types; Wagtail alone would make "ü" a "u"."""
    return SlugInput(formatters=[(chr(letter), written) for letter, written in GERMAN.items()])


def address_panels(*, menus: bool) -> list[FieldPanel]:
    """Address and words for search engines; `menus` for pages that can stand in a menu."""
    panels = [
        FieldPanel(
            "slug",
            widget=address_input(),
            heading=_("Address of the page"),
            help_text=_("Leave it empty, and we make one from the name."),
        ),
        FieldPanel(
            "seo_title",
            heading=_("Title for search engines"),
            help_text=_("Left empty, the title counts."),
        ),
        FieldPanel(
            "search_description",
            heading=_("Short text for search engines"),
            help_text=_("One or two sentences that they may show below the title."),
        ),
    ]
    if menus:
        panels.append(
            FieldPanel(
                "show_in_menus",
                heading=_("Show in the menu"),
                help_text=_("At the top of every page, or at its foot."),
            )
        )
    return panels
