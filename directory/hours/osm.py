"""From rules, each of which may change what came before, to a schedule.

The year is kept in layers: one for all of it, then one for each set of dates that rules name. A
layer has two columns for each weekday, one for plain days and one for public holidays. Rules are
written into the columns in their order; in the end the columns become week, holidays, seasons and
special days. What doesn't fit there is refused by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from functools import cache, lru_cache

from directory.hours.changes import (
    SPLIT_NIGHT,
    adds,
    change,
    is_otherwise,
    replaces,
    takes_away,
    takes_from_night,
)
from directory.hours.dates import Dates, Easter
from directory.hours.problems import HoursError, Problem
from directory.hours.schedule import HolidayRule, PartWeek, Schedule, Season, Special
from directory.hours.slots import CLOSED, DAY, UNKNOWN_DAY, Hours, Slot, State
from directory.hours.syntax import Rule, parse
from directory.hours.texts import gettext_noop

#: (is it a public holiday?, weekday)
Column = tuple[bool, int]
PLAIN: tuple[Column, ...] = tuple((False, day) for day in range(7))
HOLIDAY: tuple[Column, ...] = tuple((True, day) for day in range(7))
ALL = (*PLAIN, *HOLIDAY)

#: By the letter of the specification a later rule for a day cuts off what runs into that day from
#: the night before. Whoever writes "Sa 18:00-02:00; Su 12:00-20:00" means nothing of the kind, so
#: the night runs on. Past this minute of the next day the two readings are too far apart to choose.
NIGHT_ENDS = 3 * 60
#: What comes each year and lasts longer is a season, even where it is closed all day.
LONGEST_SPECIAL = 31

TORN_NIGHT = Problem(
    "torn_night",
    gettext_noop(
        "A night runs into a day that has a rule of its own further on. "
        "Separate the two by a comma if both hold."
    ),
)
AFTER_FALLBACK = Problem(
    "after_fallback",
    gettext_noop("What follows “||” can only add hours; before other rules, write “;”."),
)
OVERLAPPING_DATES = Problem(
    "overlapping_dates",
    gettext_noop("Dates that overlap, and hours that add up on them, can’t be kept."),
)


@dataclass(slots=True, eq=False)
class Layer:
    """Hours by column; a column that is missing is left to the layers below.

    Where a plain day is there, its holiday is too. `said` are the columns set by a rule that names
    public holidays.
    """

    dates: tuple[Dates, ...]
    hours: dict[Column, Hours] = field(default_factory=dict)
    said: set[Column] = field(default_factory=set)

    def overlaps(self, dates: Iterable[Dates]) -> bool:
        return any(mine.may_overlap(other) for mine in self.dates for other in dates)

    def write(
        self, columns: Sequence[Column], changed: Callable[[Hours], Hours], rule: Rule
    ) -> None:
        for column in columns:
            before = self.hours.get(column, CLOSED)
            after = changed(before)
            if rule.dates is None and NIGHT_ENDS < before.spill > after.spill:
                _refuse_unless_next_day(column, columns)
            self.hours[column] = after
            if rule.holidays or rule.always:
                self.said.add(column)
            elif rule.operator == ";":
                self.said.discard(column)

    def leave(self, columns: Iterable[Column]) -> None:
        """Leave these columns to the layers below; a holiday stays where its plain day does."""
        for holiday, day in columns:
            if not (holiday and (False, day) in self.hours):
                del self.hours[holiday, day]
                self.said.discard((holiday, day))

    @property
    def holidays_said(self) -> bool:
        """Whether rules that name public holidays have set all hours that it has for them.

        "Tu-Su,PH 12:00-22:00; Mo off" has; in "PH off; Mo-Sa 09:00-20:00" the later rule wins, and
        what a holiday is like remains a guess.
        """
        present = {column for column in HOLIDAY if column in self.hours}
        claimed = {column for column in present if not self.hours[column].closed}
        return self.said.issuperset(claimed or present)

    def days(self, columns: Iterable[Column]) -> PartWeek:
        return tuple(self.hours.get(column) for column in columns)


@lru_cache(maxsize=4096)
def read(text: str, *, region: str, tz: tzinfo) -> Schedule:
    """See `Schedule.from_osm`."""
    reader = _Reader()
    for number, rule in enumerate(rules := parse(text)):
        if rule.operator == "," and not adds(rule) and _falls_back(rules[:number]):
            # Beside the rules before, or only beside the one that fills their gaps?
            raise HoursError(AFTER_FALLBACK)
        reader.take(number, rule)
    return reader.schedule(region=region, tz=tz)


class _Reader:
    """Takes rules in, one after the other."""

    def __init__(self) -> None:
        self.base = Layer((), dict.fromkeys(ALL, CLOSED))
        self.dated: list[Layer] = []
        #: What holds outside of all hours, where a rule said so.
        self.otherwise: Slot | None = None
        self.nights = _Nights()

    def take(self, number: int, rule: Rule) -> None:
        columns = _columns(rule)
        changed = cache(change(rule))
        if is_otherwise(rule):
            self.otherwise = Slot(0, DAY, State.UNKNOWN, rule.comment)
        if rule.dates is None:
            for holiday, day in columns:
                before = self.base.hours[holiday, day]
                if not holiday:
                    self.nights.note(number, rule, day, before, changed(before))
            self.base.write(columns, changed, rule)
            for layer in self.dated:
                present = [column for column in columns if column in layer.hours]
                layer.write(present, changed, rule)
                if replaces(rule):
                    # The rule says anew what holds on these days, whatever the date.
                    layer.leave(present)
            self.dated = [layer for layer in self.dated if layer.hours]
            return
        layer = self._layer(rule.dates)
        if not replaces(rule):
            self._fetch(layer, columns)
        layer.write(columns, changed, rule)

    def _layer(self, dates: tuple[Dates, ...]) -> Layer:
        """The layer of these dates, on top of all that share days with it."""
        if any(layer.dates == dates for layer in self.dated):
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
            raise HoursError(OVERLAPPING_DATES)
        for column in missing:
            layer.hours[column] = self.base.hours[column]

    # --- the outcome -----------------------------------------------------------------------------

    def schedule(self, *, region: str, tz: tzinfo) -> Schedule:
        self.nights.check(self.base.hours)
        specials, layers = self._specials(self.otherwise)
        otherwise = self._take_out_otherwise(layers)
        if otherwise is None:
            specials, layers = self._specials(None)
        holidays = _holidays(self.base)
        return Schedule(
            week=tuple(self.base.hours[column] for column in PLAIN),
            holidays=holidays,
            seasons=tuple(_season(layer, holidays) for layer in layers),
            specials=tuple(specials),
            otherwise=otherwise,
            region=region,
            tz=tz,
        )

    def _specials(self, otherwise: Slot | None) -> tuple[list[Special], list[Layer]]:
        """What are special days, with nothing else above, and the layers that are not."""
        specials: list[Special] = []
        layers: list[Layer] = []
        for layer in reversed(self.dated):
            special = _special(layer, otherwise)
            if special and not any(above.overlaps(layer.dates) for above in layers):
                specials[:0] = special
            else:
                layers.insert(0, layer)
        return specials, layers

    def _take_out_otherwise(self, layers: Iterable[Layer]) -> str | None:
        """What holds outside of all hours: said once, if it is the same everywhere."""
        if self.otherwise is None:
            return None
        bare = {
            hours: _without_rest(hours, self.otherwise)
            for layer in (self.base, *layers)
            for hours in layer.hours.values()
        }
        if None in bare.values():
            return None
        for layer in (self.base, *layers):
            layer.hours = {column: bare[hours] or CLOSED for column, hours in layer.hours.items()}
        return self.otherwise.note


class _Nights:
    """Watches over rules on which the end of a night hangs, and over whether it can be told."""

    def __init__(self) -> None:
        #: By weekday: the rules that last said all of it anew, and that last said how far its
        #: night runs; and those that took something from the day's open hours.
        self.setters = dict.fromkeys(range(7), -1)
        self.writers = dict.fromkeys(range(7), -1)
        self.takers: dict[int, list[tuple[int, Rule]]] = {day: [] for day in range(7)}

    def note(self, number: int, rule: Rule, day: int, before: Hours, after: Hours) -> None:
        if replaces(rule):
            self.setters[day] = self.writers[day] = number
        elif after.spill != before.spill:
            self.writers[day] = number
        if takes_away(rule):
            self.takers[day].append((number, rule))

    def check(self, hours: dict[Column, Hours]) -> None:
        for day in range(7):
            after, written, night = (day + 1) % 7, self.writers[day], hours[False, day]
            if night.spill > NIGHT_ENDS and self.setters[after] > written:
                raise HoursError(TORN_NIGHT)
            for taker, rule in self.takers[after]:
                if taker > max(written, self.setters[after]) and takes_from_night(rule, night):
                    raise HoursError(SPLIT_NIGHT)


def _falls_back(rules: list[Rule]) -> bool:
    """Whether the last of these rules belongs to what holds where nothing else does."""
    operators = [rule.operator for rule in rules if rule.operator != ","]
    return operators[-1:] == ["||"]


def _columns(rule: Rule) -> tuple[Column, ...]:
    if rule.weekdays is None:
        return ALL
    if rule.only_holidays:
        return tuple((True, day) for day in sorted(rule.weekdays))
    plain = tuple((False, day) for day in sorted(rule.weekdays))
    if rule.holidays:
        return (*plain, *HOLIDAY)
    # On a holiday that is a Monday, what is said of Mondays holds as well.
    return (*plain, *((True, day) for _plain, day in plain))


def _refuse_unless_next_day(column: Column, columns: Sequence[Column]) -> None:
    """A rule has shortened a night: by the letter, its end remains unless that day is named too."""
    holiday, day = column
    if not holiday and (False, (day + 1) % 7) not in columns:
        raise HoursError(TORN_NIGHT)


# --- from columns to the schedule -----------------------------------------------------------------


def _without_rest(hours: Hours, rest: Slot) -> Hours | None:
    """Hours without what holds outside of them; None if that doesn't hold there."""
    kept = (slot for slot in hours.slots if slot.open_end or not slot.like(rest))
    bare = Hours(tuple(kept))
    return bare if bare.filled(Hours((rest,))) == hours else None


def _holidays(base: Layer) -> PartWeek | HolidayRule:
    own = base.days(HOLIDAY)
    if own == base.days(PLAIN):
        if not base.holidays_said:
            return HolidayRule.UNSAID
        # Closed is closed, whatever seasons say of usual days.
        if set(own) != {CLOSED}:
            return HolidayRule.AS_USUAL
    return _unknown_if_all(own)


def _season(layer: Layer, base: PartWeek | HolidayRule) -> Season:
    days, own = layer.days(PLAIN), layer.days(HOLIDAY)
    left_open = Season(layer.dates, days)
    if own == tuple(left_open.on_holiday(day, base) for day in range(7)) and not (
        base is HolidayRule.UNSAID and layer.holidays_said
    ):
        return left_open
    return replace(
        left_open, holidays=HolidayRule.AS_USUAL if own == days else _unknown_if_all(own)
    )


def _unknown_if_all(own: PartWeek) -> PartWeek | HolidayRule:
    return HolidayRule.UNKNOWN if set(own) == {UNKNOWN_DAY} else own


def _special(layer: Layer, otherwise: Slot | None) -> list[Special] | None:
    """The layer as special days: few in a row, or in given years, and alike whatever weekday."""
    found = set(layer.hours.values())
    if len(layer.hours) < len(ALL) or len(found) != 1:
        return None
    (hours,) = found
    if not all(_few(dates, hours) for dates in layer.dates):
        return None
    if otherwise is not None and _without_rest(hours, otherwise) is not None:
        return None
    notes = {slot.note for slot in hours.slots} or {hours.note}
    # Of what is unknown, the note says why; it belongs to the time rather than to the day.
    if len(notes) > 1 or any(slot.state is State.UNKNOWN for slot in hours.slots):
        return [Special(dates, hours) for dates in layer.dates]
    bare = Hours(tuple(replace(slot, note="") for slot in hours.slots))
    return [Special(dates, bare, *notes) for dates in layer.dates]


def _few(dates: Dates, hours: Hours) -> bool:
    if dates.once or dates.single or Easter in (type(dates.first), type(dates.last)):
        return True
    return hours.closed and dates.length <= LONGEST_SPECIAL
