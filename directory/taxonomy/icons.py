"""The icons that categories and services can have: the symbols of the vendored sprite."""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

SPRITE = "vendor/icons/sprite.svg"


@cache
def icon_names() -> tuple[str, ...]:
    """The ids of the sprite's symbols, sorted."""
    path = finders.find(SPRITE)
    if not isinstance(path, str):
        return ()
    return tuple(sorted(re.findall(r'<symbol id="([^"]+)"', Path(path).read_text("utf-8"))))


def icon_choices() -> list[tuple[str, str]]:
    """Choices for a model field; a function, so that migrations do not list them."""
    return [(name, name) for name in icon_names()]
