"""The admin form of a shop."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from cms.forms import PageForm
from directory.duplicates import likely_duplicates
from directory.hours_editor.forms import HoursChecks
from directory.models.taxonomy import Category, District, TreeTerm

#: What makes two profiles look like one shop; changing nothing of it asks nothing.
IDENTITY = ("title", "street", "phone", "website", "latitude", "longitude")


#: What to do, where the standard texts only say what is wrong.
NUMBER = _("Please write a number with a point, such as 51.5426.")
LATITUDE = _("The latitude lies between −90 and 90, in Germany about 47 to 55.")
LONGITUDE = _("The longitude lies between −180 and 180, in Germany about 6 to 15.")
MESSAGES: dict[str, dict[str, Any]] = {
    "title": {"required": _("What is the shop called?")},
    "website": {"invalid": _("Please write it like https://www.example.org.")},
    "latitude": {"invalid": NUMBER, "min_value": LATITUDE, "max_value": LATITUDE},
    "longitude": {"invalid": NUMBER, "min_value": LONGITUDE, "max_value": LONGITUDE},
}
PICTURE = _("Please describe the picture for people who don’t see it.")

Choices = list[tuple[Any, Any]]


def tree_choices(model: type[TreeTerm], *, held: set[int]) -> Choices:
    """Rows of two levels as groups; merged ones only where the shop still holds them."""
    rows = list(model._default_manager.order_by("position", "name"))
    rows = [row for row in rows if row.merged_into_id is None or row.pk in held]
    children: dict[int | None, list[TreeTerm]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)
    groups: Choices = []
    for top in children.get(None, []):
        below = [(child.pk, str(child)) for child in children.get(top.pk, [])]
        if below:
            whole = _("%(name)s (in general)") % {"name": top}
            groups.append((str(top), [(top.pk, whole), *below]))
        else:
            groups.append((top.pk, str(top)))
    return groups


def leave_out_what_scripts_draw(form: Any) -> None:
    """A browser without scripts never got the description to edit: it stays as it is.

    Wagtail would fail for want of it, and nothing else of the form could be kept.
    """
    drawn = f"{form.add_prefix('body')}-count"
    if form.is_bound and "body" in form.fields and drawn not in form.data:
        del form.fields["body"]


class ShopPageForm(HoursChecks, PageForm):
    """Offers terms in their order, and asks before a shop is entered twice."""

    not_a_duplicate = forms.BooleanField(
        label=_("This is another shop, not one that is listed already"),
        required=False,
        help_text=_("Only needed when we ask: we look for shops with the same name or number."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leave_out_what_scripts_draw(self)
        for translation in self.formsets.get("translations", ()):
            leave_out_what_scripts_draw(translation)
        shop = self.instance
        further = {row.pk for row in shop.categories.all()}
        empty: Choices = [("", "– – –")]
        for name, model in (("primary_category", Category), ("district", District)):
            if name in self.fields:
                held = {getattr(shop, f"{name}_id")}
                self.fields[name].widget.choices = empty + tree_choices(model, held=held)
        for name, messages in MESSAGES.items():
            if name in self.fields:
                self.fields[name].error_messages.update(messages)
        if "website" in self.fields:
            # People write www.example.org; a field of type "url" would not let them.
            self.fields["website"].assume_scheme = "https"
            self.fields["website"].widget.input_type = "text"
        for photo in self.formsets["photos"].forms if "photos" in self.formsets else ():
            photo.fields["alt_text"].error_messages["required"] = PICTURE
        if "categories" in self.fields:
            self.fields["categories"].widget.choices = tree_choices(Category, held=further)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("not_a_duplicate") or not self._identity_changed():
            return cleaned
        shop = self.instance.__class__(
            pk=self.instance.pk,
            **{name: cleaned.get(name) or self.instance_default(name) for name in IDENTITY},
        )
        alike = likely_duplicates(shop) if shop.title else []
        if alike:
            links = format_html_join(
                ", ",
                '<a href="{}" target="_blank">{}</a> ({})',
                (
                    (
                        reverse("wagtailadmin_pages:edit", args=[a.shop.pk]),
                        a.shop.draft_title,
                        a.reason,
                    )
                    for a in alike
                ),
            )
            self.add_error(
                "not_a_duplicate",
                format_html(
                    "{} {} {}",
                    _("Perhaps this shop is listed already:"),
                    links,
                    _("If it is another one, tick this box and save again."),
                ),
            )
        return cleaned

    def _identity_changed(self) -> bool:
        return self.instance.pk is None or any(name in self.changed_data for name in IDENTITY)

    @staticmethod
    def instance_default(name: str) -> str | None:
        return None if name in ("latitude", "longitude") else ""
