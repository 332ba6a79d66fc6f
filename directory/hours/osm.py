"""From rules, each of which may change what came before, to a schedule.

The year is kept in layers: one for all of it, then one for each set of dates that rules name. A
layer has two columns for each weekday, one for plain days and one for public holidays. Rules are
written into the columns in their order; in the end the columns become week, holidays, seasons and
special days. What doesn't fit there is refused by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from functools import lru_cache

from directory.hours.dates import Dates, Easter
from directory.hours.problems import HoursError, Problem
from directory.hours.schedule import HolidayRule, PartWeek, Schedule, Season, Special
from directory.hours.slots import CLOSED, DAY, OPEN_DAY, Hours, Slot, State
from directory.hours.syntax import Rule, parse
from directory.hours.texts import noop

#: (is it a public holiday?, weekday)
Column = tuple[bool, int]
PLAIN: tuple[Column, ...] = tuple((False, day) for day in range(7))
HOLIDAY: tuple[Column, ...] = tuple((True, day) for day in range(7))

#: By the letter of the specification a later rule for a day cuts off what runs into that day from
#: the night before. Whoever writes "Sa 18:00-02:00; Su 12:00-20:00" means nothing of the kind, so
#: the night runs on. Past this minute of the next day the two readings are too far apart to choose.
NIGHT_ENDS = 3 * 60


@dataclass(slots=True)
class Layer:
    """Hours by column; a column that is missing is left to the layers below.

    `setters` are the numbers of the rules that last set a column anew, `writers` of those that last
    wrote to it; `said` are the columns set by a rule that names public holidays.
    """

    dates: tuple[Dates, ...]
    hours: dict[Column, Hours] = field(default_factory=dict)
    setters: dict[Column, int] = field(default_factory=dict)
    writers: dict[Column, int] = field(default_factory=dict)
    said: set[Column] = field(default_factory=set)

    def overlaps(self, dates: Iterable[Dates]) -> bool:
        return any(mine.overlaps(other) for mine in self.dates for other in dates)


@lru_cache(maxsize=4096)
def read(text: str, *, region: str, tz: tzinfo) -> Schedule:
    """See `Schedule.from_osm`."""
    rules = parse(text)
    otherwise = None
    if len(rules) > 1 and _is_otherwise(rules[-1]):
        otherwise = rules.pop().comment
    reader = _Reader()
    for number, rule in enumerate(rules):
        reader.take(number, rule)
    return reader.schedule(otherwise=otherwise, region=region, tz=tz)


def _is_otherwise(rule: Rule) -> bool:
    """`|| "nach Vereinbarung"`: whenever it isn't open, nobody can say."""
    bare = rule.dates is rule.weekdays is rule.slots is None and not rule.holidays
    return bare and rule.operator == "||" and rule.state is State.UNKNOWN


class _Reader:
    """Takes rules in, one after the other."""

    def __init__(self) -> None:
        self.base = Layer((), {column: CLOSED for column in (*PLAIN, *HOLIDAY)})
        self.dated: list[Layer] = []

    def take(self, number: int, rule: Rule) -> None:
        columns = _columns(rule)
        change = _change(rule)
        replaces = rule.operator == ";" and (rule.state is not State.CLOSED or not rule.slots)
        if rule.dates is None:
            self._write(self.base, columns, change, number, rule)
            for layer in self.dated:
                for column in [each for each in columns if each in layer.hours]:
                    if replaces:
                        # The rule says anew what holds on these days, whatever the date.
                        del layer.hours[column]
                        layer.said.discard(column)
                    else:
                        layer.hours[column] = change(layer.hours[column])
            self.dated = [layer for layer in self.dated if layer.hours]
            return
        layer = self._layer(rule.dates)
        if not replaces:
            self._fetch(layer, columns)
        self._write(layer, columns, change, number, rule)

    def _write(
        self,
        layer: Layer,
        columns: Iterable[Column],
        change: Callable[[Hours], Hours],
        number: int,
        rule: Rule,
    ) -> None:
        for column in columns:
            layer.hours[column] = change(layer.hours.get(column, CLOSED))
            layer.writers[column] = number
            if rule.operator == ";":
                layer.setters[column] = number
            if rule.holidays or rule.always:
                layer.said.add(column)
            elif rule.operator == ";":
                layer.said.discard(column)

    def _layer(self, dates: tuple[Dates, ...]) -> Layer:
        """The layer of these dates, on top of all that share days with it."""
        for layer in reversed(self.dated):
            if layer.dates == dates:
                return layer
            if layer.overlaps(dates):
                break
        layer = Layer(dates)
        self.dated.append(layer)
        return layer

    def _fetch(self, layer: Layer, columns: Iterable[Column]) -> None:
        """A rule that adds or takes away needs what holds there already."""
        missing = [column for column in columns if column not in layer.hours]
        below = self.dated[: self.dated.index(layer)]
        if missing and any(other.overlaps(layer.dates) for other in below):
            raise HoursError(
                Problem(
                    "overlapping_dates",
                    noop("Dates that overlap, and hours that add up on them, can’t be kept."),
                )
            )
        for column in missing:
            layer.hours[column] = self.base.hours[column]

    # --- the outcome -----------------------------------------------------------------------------

    def schedule(self, *, otherwise: str | None, region: str, tz: tzinfo) -> Schedule:
        self._refuse_torn_nights()
        week = tuple(self.base.hours[column] for column in PLAIN)
        own = tuple(self.base.hours[column] for column in HOLIDAY)
        holidays: PartWeek | HolidayRule
        if own == week:
            said = self.base.said.issuperset(HOLIDAY)
            holidays = HolidayRule.AS_USUAL if said else HolidayRule.UNSAID
        else:
            holidays = _unknown_if_all(own)
        seasons: list[Season] = []
        specials: list[Special] = []
        for number, layer in enumerate(self.dated):
            above = self.dated[number + 1 :]
            special = _special(layer, closable=otherwise is None)
            free = not any(over.overlaps(layer.dates) for over in above if not _special(over))
            if special is not None and free:
                specials += special
            else:
                seasons.append(self._season(layer, week, holidays))
        return Schedule(
            week=week,
            holidays=holidays,
            seasons=tuple(seasons),
            specials=tuple(specials),
            otherwise=otherwise,
            region=region,
            tz=tz,
        )

    def _season(self, layer: Layer, week: tuple[Hours, ...], rule: object) -> Season:
        days = tuple(layer.hours.get(column) for column in PLAIN)
        own = tuple(layer.hours.get(column) for column in HOLIDAY)
        holidays: PartWeek | HolidayRule | None
        if own == days and not layer.said and rule is HolidayRule.UNSAID:
            holidays = None
        elif all(hours is None for hours in own):
            holidays = None
        elif own == days and None not in own:
            holidays = HolidayRule.AS_USUAL
        else:
            holidays = _unknown_if_all(own)
        return Season(layer.dates, days, holidays)

    def _refuse_torn_nights(self) -> None:
        base = self.base
        for day in range(7):
            here, after = (False, day), (False, (day + 1) % 7)
            later = base.setters.get(after, -1) > base.writers.get(here, -1)
            if later and base.hours[here].spill > NIGHT_ENDS:
                raise HoursError(
                    Problem(
                        "torn_night",
                        noop(
                            "A night runs into a day that has a rule of its own further on. "
                            "Separate the two by a comma if both hold."
                        ),
                    )
                )


def _columns(rule: Rule) -> tuple[Column, ...]:
    if rule.weekdays is None:
        return (*PLAIN, *HOLIDAY)
    if rule.only_holidays:
        return tuple((True, day) for day in sorted(rule.weekdays))
    plain = tuple((False, day) for day in sorted(rule.weekdays))
    if rule.holidays:
        return (*plain, *HOLIDAY)
    # On a holiday that is a Monday, what is said of Mondays holds as well.
    return (*plain, *((True, day) for _plain, day in plain))


def _change(rule: Rule) -> Callable[[Hours], Hours]:
    """What the rule does to the hours of a day."""
    if rule.state is State.CLOSED:
        slots = rule.slots
        if not slots:
            return lambda _hours: Hours((), rule.comment)
        if any(slot.end > DAY for slot in slots):
            raise HoursError(
                Problem("closed_night", noop("“Closed” past midnight belongs on the next day."))
            )
        return lambda hours: _without(hours, slots)
    own = Hours(
        tuple(
            replace(
                slot,
                state=State.UNKNOWN if State.UNKNOWN in (slot.state, rule.state) else State.OPEN,
                note=rule.comment,
            )
            for slot in rule.slots or OPEN_DAY.slots
        )
    )
    if rule.operator == ",":
        return lambda hours: hours.overlaid(own)
    if rule.operator == "||":
        return lambda hours: hours.filled(own)
    return lambda _hours: own


def _without(hours: Hours, slots: Iterable[Slot]) -> Hours:
    for slot in slots:
        hours = hours.without(slot.start, slot.end)
    return hours


def _unknown_if_all(own: PartWeek) -> PartWeek | HolidayRule:
    plain = all(hours is not None and hours.unknown and not hours.slots[0].note for hours in own)
    return HolidayRule.UNKNOWN if plain else own


def _special(layer: Layer, *, closable: bool = True) -> list[Special] | None:
    """The layer as special days: few in a row, or in given years, and alike whatever weekday."""
    found = set(layer.hours.values())
    if len(layer.hours) < len(PLAIN) + len(HOLIDAY) or len(found) != 1:
        return None
    if not all(
        dates.once or dates.single or isinstance(dates.first, Easter) for dates in layer.dates
    ):
        return None
    (hours,) = found
    notes = {slot.note for slot in hours.slots} or {hours.note}
    if len(notes) != 1 or (hours.closed and not closable):
        return None
    bare = Hours(tuple(replace(slot, note="") for slot in hours.slots))
    return [Special(dates, bare, *notes) for dates in layer.dates]
