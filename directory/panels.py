"""The shop's form in the admin: tabs in the order in which an editor fills them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from cms.panels import address_panels, title_panel
from directory.hours_editor.panels import hours_tab


class QuestionPanel(FieldPanel):
    """A field that is shown only once the form asks for it."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            if not super().is_shown() or self.form is None or not self.form.is_bound:
                return False
            return self.field_name in self.form.errors or bool(self.bound_field.value())


def shop_edit_handler(base: Any) -> TabbedInterface:
    """Tabs for name and sorting, place and contact, hours, texts, photos, origin, settings."""
    checkboxes = forms.CheckboxSelectMultiple(attrs={"class": "kw-columns"})
    profile = [
        title_panel(heading=_("Name of the shop"), help_text=_("As it stands above the door.")),
        FieldPanel("claim"),
        QuestionPanel("not_a_duplicate"),
        MultiFieldPanel(
            [
                FieldPanel("primary_category", widget=forms.Select),
                FieldPanel("trade"),
                FieldPanel("tags"),
            ],
            heading=_("Where it is found"),
        ),
        MultiFieldPanel(
            [FieldPanel("categories", heading=" ", widget=checkboxes)],
            heading=_("Further categories"),
            classname="collapsed",
        ),
        FieldPanel("services", widget=checkboxes),
        FieldPanel("wheelchair"),
        MultiFieldPanel(
            [FieldPanel("status"), FieldPanel("status_until"), FieldPanel("moved_to")],
            heading=_("Does the shop trade?"),
        ),
    ]
    place = [
        FieldPanel("district", widget=forms.Select),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("street"), FieldPanel("house_number")]),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("position_accuracy"),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")],
            heading=_("Contact"),
        ),
    ]
    texts = [
        FieldPanel("body"),
        InlinePanel(
            "translations",
            heading=_("In other languages"),
            label=_("Translation"),
            help_text=_("Facts are shared by all languages; only texts are translated."),
            panels=[FieldPanel("language"), FieldPanel("claim"), FieldPanel("body")],
        ),
    ]
    photos = [
        InlinePanel(
            "photos",
            heading=_("Photos"),
            label=_("Photo"),
            help_text=_("The first one stands first on the page."),
            panels=[
                FieldPanel("image"),
                FieldPanel("alt_text"),
                FieldRowPanel([FieldPanel("credit"), FieldPanel("licence")]),
            ],
        ),
    ]
    origin = [
        HelpPanel(
            content=_("Filled by imports. Where a licence asks for it, the page names the source.")
        ),
        FieldRowPanel([FieldPanel("source"), FieldPanel("external_id")]),
        FieldPanel("source_licence"),
        FieldPanel("source_attribution"),
    ]
    return TabbedInterface(
        [
            ObjectList(profile, heading=_("Profile")),
            ObjectList(place, heading=_("Place and contact")),
            hours_tab(),
            ObjectList(texts, heading=_("Texts")),
            ObjectList(photos, heading=_("Photos")),
            ObjectList(origin, heading=_("Origin")),
            ObjectList(address_panels(menus=False), heading=_("Address and search engines")),
            ObjectList(base.settings_panels, heading=_("Settings")),
        ]
    )
