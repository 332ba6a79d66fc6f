"""Texts for people, through gettext where Django is set up, else in English.

The package has to answer, and to fail with its own errors, in a plain Python too.
"""

from __future__ import annotations

from django.conf import settings
from django.utils import translation


def gettext(text: str) -> str:
    """The text in the active language."""
    return translation.gettext(text) if settings.configured else text


def pgettext(context: str, text: str) -> str:
    """The text in the active language, where one word has several meanings."""
    return translation.pgettext(context, text) if settings.configured else text


def gettext_noop(text: str) -> str:
    """Marks a text for the catalogue; it is translated when it is shown."""
    return text


def get_language() -> str | None:
    """The code of the active language."""
    return translation.get_language() if settings.configured else "en"
