"""A picture of a week: a row for each day, a bar for each slot. Measures are those of the SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from directory.hours import Hours, Slot, State
from directory.hours.words import SHORT_DAYS

WIDTH, ROW, BAR, TOP, LEFT = 340.0, 26, 20, 23, 34.0
#: What every picture shows, in hours, so that two shops can be compared.
USUAL = (8, 20)
#: A night is drawn until this hour of the next day at most.
LATEST_HOUR = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a row; `look` is "on", "unknown", or "unread" for what is no hours."""

    look: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Row:
    """A day: its name, where its text and its bars stand, and the bars."""

    name: str
    text_y: int
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the drawing needs; numbers with fractions are text, with a point."""

    rows: tuple[Row, ...]
    ticks: tuple[tuple[str, int], ...]
    left: str
    width: str
    height: int = TOP + 7 * ROW
    bar: int = BAR


def picture_of(week: Sequence[Hours | None]) -> Picture:
    """The picture of seven days from Monday; None is a day that could not be read."""
    slots = [slot for hours in week if hours is not None for slot in hours.slots]
    timed = [slot for slot in slots if not slot.whole_day]
    whole = any(slot.whole_day and slot.state is State.OPEN for slot in slots)
    first = 0 if whole else min([USUAL[0], *(slot.start // 60 for slot in timed)])
    last = max([USUAL[1], *(min(-(-slot.end // 60), LATEST_HOUR) for slot in timed)])
    last = max(last, 24) if whole else last
    scale = (WIDTH - LEFT - 12) / (last - first)

    def across(minute: float) -> float:
        return LEFT + (min(max(minute / 60, first), last) - first) * scale

    def bar(slot: Slot) -> Bar:
        look = "on" if slot.state is State.OPEN else "unknown"
        x, end = across(slot.start), across(slot.end)
        return Bar(look, f"{x:.1f}", f"{max(end - x, 1):.1f}")

    step = 2 if last - first <= 14 else 4
    ticks = range(first + first % 2, last + 1, step)
    everything = Bar("unread", f"{LEFT:.1f}", f"{across(last * 60) - LEFT:.1f}")
    return Picture(
        rows=tuple(
            Row(
                name=gettext(SHORT_DAYS[day]),
                text_y=TOP + day * ROW + 14,
                y=TOP + day * ROW,
                bars=(everything,) if hours is None else tuple(bar(slot) for slot in hours.slots),
            )
            for day, hours in enumerate(week)
        ),
        ticks=tuple(
            (f"{across(hour * 60):.1f}", hour if hour <= 24 else hour - 24) for hour in ticks
        ),
        left=everything.x,
        width=everything.width,
    )
