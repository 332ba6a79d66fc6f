"""The hours of one day: slots on a line of minutes."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

#: Minutes of a day on the clock on the wall, whatever the clocks do that night.
DAY = 24 * 60
#: A slot belongs to the day on which it begins and ends at the latest when the next one does.
LATEST = 2 * DAY


class State(enum.Enum):
    """What can be said of an instant. Unknown is never to be shown as closed."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """From `start` until `end`, in minutes after midnight on the wall; past 1440 is the next day.

    `state` is open or unknown. With `open_end` the shop may stay open for longer.
    """

    start: int
    end: int
    state: State = State.OPEN
    note: str = ""
    open_end: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.start < DAY or not self.start < self.end <= LATEST:
            raise ValueError(f"No slot: {self.start} to {self.end} minutes.")
        if self.state is State.CLOSED:
            raise ValueError("A slot is open or unknown; what is closed has none.")

    @property
    def whole_day(self) -> bool:
        return self.start == 0 and self.end == DAY

    def like(self, other: Slot) -> bool:
        """Whether both say the same of their time."""
        return (self.state, self.note) == (other.state, other.note)


@dataclass(frozen=True, slots=True)
class Hours:
    """What holds on one day. No slot means closed; `note` then says why.

    Slots are kept in order, apart from each other, and joined where they touch.
    """

    slots: tuple[Slot, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "slots", tuple(_joined(self.slots)))
        if self.slots:
            object.__setattr__(self, "note", "")

    @property
    def closed(self) -> bool:
        return not self.slots

    @property
    def unknown(self) -> bool:
        """Whether nothing is known of the whole day."""
        return any(slot.whole_day and slot.state is State.UNKNOWN for slot in self.slots)

    @property
    def spill(self) -> int:
        """How many minutes it runs into the next day."""
        return max((slot.end - DAY for slot in self.slots if slot.end > DAY), default=0)

    def overlaid(self, other: Hours) -> Hours:
        """With the other's slots on top of these."""
        kept = self.slots
        for slot in other.slots:
            # What says the same is joined, and needs no room to be made.
            alike = tuple(each for each in kept if each.like(slot))
            rest = Hours(tuple(each for each in kept if not each.like(slot)))
            kept = alike + rest.without(slot.start, slot.end).slots
        return Hours(kept + other.slots, other.note or self.note)

    def filled(self, other: Hours) -> Hours:
        """With the other's slots where these leave room."""
        return other.overlaid(self) if self.slots else other

    def without(self, start: int, end: int) -> Hours:
        """Without the minutes from `start` until `end`."""
        kept: list[Slot] = []
        for slot in self.slots:
            if slot.end <= start or end <= slot.start:
                kept.append(slot)
                continue
            if slot.start < start:
                kept.append(replace(slot, end=start, open_end=False))
            # What is left of a slot after the next midnight has no day to begin on.
            if end < slot.end and end < DAY:
                kept.append(replace(slot, start=end))
        return Hours(tuple(kept), self.note)


def _joined(slots: Iterable[Slot]) -> Iterator[Slot]:
    """Slots in order; those that touch or overlap and say the same become one."""
    held: Slot | None = None
    for slot in sorted(slots, key=lambda each: (each.start, each.end)):
        if held is None:
            held = slot
        elif slot.start <= held.end and slot.like(held):
            last = slot if slot.end >= held.end else held
            held = replace(held, end=last.end, open_end=last.open_end)
        elif slot.start < held.end:
            raise ValueError(f"Slots overlap: {held} and {slot}.")
        else:
            yield held
            held = slot
    if held is not None:
        yield held


def unknown_day(note: str = "") -> Hours:
    """The hours of a day of which nobody can say anything; the note says why."""
    return Hours((Slot(0, DAY, State.UNKNOWN, note),))


CLOSED = Hours()
UNKNOWN_DAY = unknown_day()
OPEN_DAY = Hours((Slot(0, DAY),))
