"""What somebody probably meant whose hours end before they begin."""

from __future__ import annotations

import re

from directory.hours import HoursError
from directory.hours.typed import read_day

_END = r"\s*(?:uhr|h)?\s*(?:-|–|—|−|bis|to|until)\s*(?P<end>\d{1,2}(?:\s*[:.h]\s*\d{2})?)"


def meant(typed: str) -> tuple[str, str] | None:
    """The whole text with the ends put right, and the last of those ends.

    `("10-16", "16:00")` for `10-4`; None where the reader of hours makes no guess, or where the
    guess does not help.
    """
    text, time = typed.replace("\0", ""), ""
    for _attempt in range(4):
        try:
            read_day(text)
        except HoursError as error:
            guesses = [each.values for each in error.problems if "meant" in each.values]
            if not guesses:
                return None
            time = str(guesses[0]["meant"])
            better = _with_end(text, start=str(guesses[0]["start"]), end=time)
            if better == text:
                return None
            text = better
        else:
            return (text, time) if time else None
    return None


def _with_end(text: str, *, start: str, end: str) -> str:
    """Replace what follows the slot's beginning."""
    hour, minute = start.split(":")
    minutes = r"(?:\s*[:.h]\s*00)?" if minute == "00" else rf"\s*[:.h]\s*{minute}"
    found = re.search(rf"(?<!\d)0?{hour}{minutes}{_END}", text, re.IGNORECASE)
    if found is None:
        return text
    return text[: found.start("end")] + end.removesuffix(":00") + text[found.end("end") :]
