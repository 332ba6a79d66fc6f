"""From tags to the fields of a shop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.html import escape
from django.utils.translation import gettext as _

from directory import opening_rows
from directory.enums import Wheelchair
from directory.imports.geojson import Row, name_of
from directory.models import ShopPage
from directory.phone import validate_phone

_WHEELCHAIR = {
    "yes": Wheelchair.YES,
    "designated": Wheelchair.YES,
    "limited": Wheelchair.LIMITED,
    "no": Wheelchair.NO,
}
#: Field of a shop → tags that fill it, the first one that is there.
_PLAIN: Mapping[str, tuple[str, ...]] = {
    "street": ("addr:street", "addr:place"),
    "house_number": ("addr:housenumber",),
    "postcode": ("addr:postcode",),
    "city": ("addr:city",),
}
_CHECKED: Mapping[str, tuple[tuple[str, ...], Callable[[str], None]]] = {
    "phone": (("phone", "contact:phone", "contact:mobile"), validate_phone),
    "email": (("email", "contact:email"), validate_email),
    "website": (("website", "contact:website", "url"), URLValidator(schemes=["http", "https"])),
}

#: The one value from which all columns and rows of the hours follow.
HOURS = "opening_hours"


@dataclass(kw_only=True)
class Values:
    """Plain JSON values by field, and remarks on what could not be taken."""

    fields: dict[str, Any]
    remarks: list[str] = field(default_factory=list)

    def put(self, name: str, text: str, *, said_as: str = "") -> None:
        """Take a text, shortened and remarked where its column holds less."""
        length = column_length(name)
        if len(text) > length:
            self.remark_short(said_as or name, length)
        self.fields[name] = text if len(text) <= length else text[:length].rstrip()

    def remark_short(self, name: str, length: int) -> None:
        self.remarks.append(
            _("%(field)s shortened to %(length)s characters") % {"field": name, "length": length}
        )

    def leave_out(self, name: str, text: str) -> None:
        self.remarks.append(
            _("%(field)s left out: %(value)s") % {"field": name, "value": text[:80]}
        )


def values_of(row: Row) -> Values:
    """What a row says about the facts of its shop; only what it really says."""
    tags = row.tags
    values = Values(fields={}, remarks=list(row.remarks))
    values.put("title", name_of(tags), said_as="name")
    for name, keys in _PLAIN.items():
        text = _first(tags, keys)
        if name == "postcode" and len(text) > column_length(name):
            # The beginning of a postcode is the postcode of somewhere else.
            values.leave_out(name, text)
        elif text:
            values.put(name, text)
    for name, (keys, check) in _CHECKED.items():
        text = _first(tags, keys)
        if not text:
            continue
        if name == "website" and "://" not in text:
            text = f"https://{text}"
        if name == "email":
            text = text.removeprefix("mailto:")
        try:
            if len(text) > column_length(name):
                raise ValidationError("too long")
            check(text)
        except ValidationError:
            values.leave_out(name, text)
        else:
            values.fields[name] = text
    if row.point is not None:
        values.fields["latitude"], values.fields["longitude"] = row.point
    if accessible := _WHEELCHAIR.get(tags.get("wheelchair", "")):
        values.fields["wheelchair"] = accessible.value
    if hours := tags.get("opening_hours"):
        values.fields[HOURS] = hours
        if problems := [str(problem) for problem in opening_rows.refusals(hours)]:
            remark = _("%(field)s kept as a note: %(problems)s")
        else:
            problems = opening_rows.doubts(hours)
            remark = _("%(field)s: %(problems)s")
        if problems:
            values.remarks.append(remark % {"field": HOURS, "problems": " ".join(problems)})
    for language in ("", ":de"):
        if described := tags.get(f"description{language}"):
            values.fields["body"] = paragraphs(described)
    return values


def paragraphs(text: str) -> list[dict[str, str]]:
    """Plain text as the raw value of a description."""
    return [{"type": "text", "value": f"<p>{escape(text)}</p>"}]


def _first(tags: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((tags[key] for key in keys if tags.get(key)), "")


def column(name: str) -> Any:
    """The field of a shop that holds this value."""
    return ShopPage._meta.get_field(name)


def column_length(name: str) -> int:
    """How many characters this field of a shop holds."""
    return column(name).max_length or 0
