"""Nights that run into the hours of the next day."""

from __future__ import annotations

from collections.abc import Sequence

from directory.hours.problems import Problem
from directory.hours.slots import DAY, Hours, State
from directory.hours.texts import gettext, gettext_noop
from directory.hours.typed import show_slot


def night_overlaps(week: Sequence[Hours | None]) -> list[tuple[int, Problem]]:
    """Each weekday (0 is Monday) whose night is still open when the next day begins, and why.

    After Sunday comes Monday. A day of which nothing can be said, None, overlaps with nothing.
    """
    from directory.hours.words import DAYS

    found = []
    for day, hours in enumerate(week):
        following = (day + 1) % len(week)
        next_hours = week[following]
        if hours is None or next_hours is None:
            continue
        nights = [slot for slot in hours.slots if slot.end > DAY and slot.state is State.OPEN]
        mornings = [slot for slot in next_hours.slots if slot.state is State.OPEN]
        if nights and mornings and mornings[0].start < nights[-1].end - DAY:
            values = {
                "day": gettext(DAYS[day]),
                "next": gettext(DAYS[following]),
                "night": show_slot(nights[-1]),
                "morning": show_slot(mornings[0]),
            }
            text = gettext_noop(
                "%(day)s %(night)s runs into %(next)s %(morning)s. Let the night end earlier, or "
                "%(next)s begin later."
            )
            found.append((day, Problem("night_overlap", text, values)))
    return found
