"""A field for a date as people write it here: 24.12.2026."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from wagtail.admin.widgets import AdminDateInput

FORMAT = "%d.%m.%Y"
WRITTEN = re.compile(r"(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{4}|\d{2})")


class DateInput(AdminDateInput):
    """Shows and takes German dates in every language of the admin; 2026-12-24 is as good.

    What it cannot read stays as it was typed, and the server says so: the picker alone would
    replace it by today.
    """

    def __init__(self, attrs: Any = None, format: str = FORMAT) -> None:  # noqa: A002
        super().__init__(attrs=attrs, format=format)

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "validateOnBlur": False}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        return iso(typed) if isinstance(typed, str) else typed

    def format_value(self, value: Any) -> Any:
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return value
        # Years before 1000 have their zeroes too.
        return f"{value:%d.%m.}{value.year:04}" if isinstance(value, date) else value


def iso(typed: str) -> str:
    """The date in the form that every language takes; other text as it is."""
    found = WRITTEN.fullmatch(typed.strip())
    if found is None:
        return typed
    day, month, year = found.groups()
    if len(year) == 2:
        year = f"20{year}"
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return typed
