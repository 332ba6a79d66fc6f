"""Addresses out of names."""

from __future__ import annotations

import re

from django.utils.text import slugify

GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
)


def german_slug(text: str) -> str:
    """``Schuhe & Bücher`` → ``schuhe-buecher``."""
    return re.sub(r"-{2,}", "-", slugify(text.translate(GERMAN))).strip("-")
