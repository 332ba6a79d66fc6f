"""Telephone numbers: checked, compared and made dialable."""

from __future__ import annotations

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

REGION = "DE"


def dialable(text: str) -> str:
    """`02323 000 41` as `+49232300041`, the first number of several; "" if it is none."""
    for part in text.replace(";", ",").split(","):
        try:
            number = phonenumbers.parse(part, REGION)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return ""


def validate_phone(text: str) -> None:
    """A number that can be dialled from here."""
    if text and not dialable(text):
        raise ValidationError(
            _("“%(text)s” can’t be dialled. Write the area code too, such as 02323 12345."),
            params={"text": text},
        )
