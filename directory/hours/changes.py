"""What a single rule does to the hours of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from directory.hours.problems import HoursError, Problem
from directory.hours.slots import DAY, OPEN_DAY, Hours, Slot, State
from directory.hours.syntax import Rule
from directory.hours.texts import gettext_noop

CLOSED_NIGHT = Problem(
    "closed_night", gettext_noop("“Closed” past midnight belongs on the next day.")
)
CLOSED_NOTE = Problem(
    "closed_note",
    gettext_noop("A comment can stand on closed days, but not on closed times within a day."),
)
SPLIT_NIGHT = Problem(
    "split_night",
    gettext_noop("Two rules say different things of the same night; please make them one."),
)


def is_otherwise(rule: Rule) -> bool:
    """`|| "nach Vereinbarung"`: whenever it isn't open, nobody can say."""
    bare = rule.dates is None and rule.weekdays is None and rule.slots is None
    return bare and rule.operator == "||" and rule.state is State.UNKNOWN


def replaces(rule: Rule) -> bool:
    """Whether it says all of a day anew; to close one it need not stand behind a semicolon."""
    if rule.state is State.CLOSED:
        return rule.operator != "||" and not rule.slots
    return rule.operator == ";"


def adds(rule: Rule) -> bool:
    """Whether all that it names is open for certain."""
    sure = all(slot.state is State.OPEN for slot in rule.slots or ())
    return sure and rule.state is State.OPEN


def takes_away(rule: Rule) -> bool:
    """Whether it leaves less open in a day of which it doesn't say all anew."""
    if rule.state is State.CLOSED:
        return rule.operator != "||" and bool(rule.slots)
    return rule.operator == "," and not adds(rule)


def takes_from_night(rule: Rule, night: Hours) -> bool:
    """Whether it takes something from the end of a night that runs into its day."""
    first = min(slot.start for slot in rule.slots or OPEN_DAY.slots)
    closes = rule.state is State.CLOSED
    ends = [slot.end - DAY for slot in night.slots if closes or slot.state is State.OPEN]
    return max(ends, default=0) > first


def change(rule: Rule) -> Callable[[Hours], Hours]:
    """What the rule does to the hours of a day."""
    if rule.state is State.CLOSED:
        slots = rule.slots
        if rule.comment and not replaces(rule):
            raise HoursError(CLOSED_NOTE)
        if rule.operator == "||":
            # What is closed already needs no closing.
            return lambda hours: hours
        if not slots:
            return lambda _hours: Hours((), rule.comment)
        return lambda hours: _without(hours, slots)
    own = _own(rule)
    if rule.operator == ",":
        return lambda hours: _overlaid(hours, own)
    if rule.operator == "||":
        return lambda hours: _overlaid(own, hours)
    return lambda _hours: own


def _own(rule: Rule) -> Hours:
    """The hours that the rule names. Where it says both open and perhaps, open counts."""
    slots = [replace(slot, note=rule.comment) for slot in rule.slots or OPEN_DAY.slots]
    if rule.state is State.UNKNOWN:
        slots = [replace(slot, state=State.UNKNOWN) for slot in slots]
    perhaps = Hours(tuple(slot for slot in slots if slot.state is State.UNKNOWN))
    return _overlaid(perhaps, Hours(tuple(slot for slot in slots if slot.state is State.OPEN)))


def _overlaid(below: Hours, above: Hours) -> Hours:
    """One on top of the other, unless the end of a night would be left without its beginning."""
    for slot in above.slots:
        for other in below.slots:
            if slot.start < other.end and DAY <= slot.end < other.end and not slot.like(other):
                raise HoursError(SPLIT_NIGHT)
    return below.overlaid(above) if above.slots else below


def _without(hours: Hours, slots: Iterable[Slot]) -> Hours:
    for slot in slots:
        if slot.end > DAY or (slot.end == DAY and hours.spill):
            raise HoursError(CLOSED_NIGHT)
        hours = hours.without(slot.start, slot.end)
    return hours
