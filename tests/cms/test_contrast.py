"""Every pair of colours that text or edges are drawn in, in both themes."""

import re

import pytest
from django.conf import settings

TEXT, EDGE = 4.5, 3.0

#: Foreground, background, and what WCAG 2.2 asks of them.
PAIRS = [
    *((name, ground, TEXT) for name in ("ink", "muted", "brick", "brick-deep")
      for ground in ("paper", "sheet", "sand")),
    ("on-brick", "brick", TEXT),
    ("on-brick", "brick-deep", TEXT),
    ("on-band", "band", TEXT),
    ("open", "paper", TEXT),
    ("closed", "paper", TEXT),
    ("on-open", "open", TEXT),
    ("on-soon", "soon", TEXT),
    ("ink", "hatch", TEXT),
    ("paper", "ink", TEXT),
    ("edge", "sheet", EDGE),
    ("edge", "paper", EDGE),
    ("rule", "paper", EDGE),
    ("lamp", "band", EDGE),
]  # fmt: skip


def themes() -> dict[str, dict[str, str]]:
    """The colours of both themes, as the style sheet says."""
    text = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    light, dark = text.split("prefers-color-scheme: dark", maxsplit=1)
    dark = dark.split("@media", maxsplit=1)[0]
    colour = re.compile(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})\b")
    day = dict(colour.findall(light))
    return {"light": day, "dark": day | dict(colour.findall(dark))}


def luminance(colour: str) -> float:
    """WCAG's relative luminance."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_can_be_read(theme: str) -> None:
    colours = themes()[theme]
    weak = {
        f"{front} on {ground}": round(found, 2)
        for front, ground, asked in PAIRS
        if (found := contrast(colours[front], colours[ground])) < asked
    }
    assert weak == {}
