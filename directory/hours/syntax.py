"""From the text of an `opening_hours` value to its rules, still in the order they were written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken, VisitError

from directory.hours.dates import Dates, Day, Easter, month_length
from directory.hours.problems import HoursError, Problem
from directory.hours.slots import DAY, LATEST, OPEN_DAY, Slot, State
from directory.hours.spelling import MONTHS, WEEKDAYS, respell
from directory.hours.texts import gettext_noop

#: Values of OpenStreetMap have 255 characters at most; those of shops with many special days may
#: be longer, within reason. Dates count like rules.
MAX_LENGTH = 10_000
MAX_RULES = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. Selectors that are not there are None.

    `operator` is how it stands to the rules before: ";" in their place, "," beside them, "||"
    where they leave a time closed. `weekdays` are numbers, Monday is 0. `holidays` says that
    public holidays are meant (too); `only_holidays`, that the weekdays are those of holidays.
    `always` is the value "24/7".
    """

    operator: str = ";"
    dates: tuple[Dates, ...] | None = None
    weekdays: frozenset[int] | None = None
    holidays: bool = False
    only_holidays: bool = False
    slots: tuple[Slot, ...] | None = None
    state: State = State.OPEN
    comment: str = ""
    always: bool = False


def parse(text: str) -> list[Rule]:
    """The rules of a value. Raises `HoursError`, with every part that no shop's model holds."""
    if len(text) > MAX_LENGTH or len(clean := respell(text)) > MAX_LENGTH:
        problem = gettext_noop("These are %(length)d characters; hours have fewer.")
        raise HoursError(Problem("too_long", problem, {"length": len(text)}))
    if not clean:
        raise HoursError(Problem("empty", gettext_noop("There are no hours in it.")))
    _refuse_too_many(clean.count(";"))
    try:
        tree = _parser().parse(clean)
    except UnexpectedInput as error:
        raise HoursError(_misread(clean, error)) from None
    builder = _Builder()
    try:
        rules: list[Rule] = builder.transform(tree)
    except VisitError as error:
        raise HoursError(
            Problem("syntax", gettext_noop("“%(text)s” are no hours."), {"text": clean[:80]})
        ) from error
    if builder.refused:
        raise HoursError(_once(builder.refused))
    _refuse_too_many(sum(len(rule.dates or ()) or 1 for rule in rules))
    return rules


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("osm.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", maybe_placeholders=True)


def _refuse_too_many(number: int) -> None:
    if number > MAX_RULES:
        problem = gettext_noop("These are %(number)d rules; no shop has so many.")
        raise HoursError(Problem("too_many", problem, {"number": number}))


def _misread(text: str, error: UnexpectedInput) -> Problem:
    """Where a text stops being hours."""
    place = getattr(error, "pos_in_stream", None)
    at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    if at_end or place is None or place >= len(text):
        return Problem(
            "incomplete",
            gettext_noop("“%(text)s” breaks off: something is missing at the end."),
            {"text": text[:80]},
        )
    if not isinstance(error, UnexpectedCharacters | UnexpectedToken):
        return Problem("syntax", gettext_noop("“%(text)s” are no hours."), {"text": text[:80]})
    return Problem(
        "syntax",
        gettext_noop("From “%(rest)s” on we don’t understand it."),
        {"rest": text[place : place + 40]},
    )


# --- building rules -------------------------------------------------------------------------------


class _Builder(Transformer[Token, list[Rule]]):
    """Builds rules out of the tree, and collects what no model of a shop can hold."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[Problem] = []

    def _refuse(self, code: str, message: str, **values: object) -> None:
        self.refused.append(Problem(code, message, values))

    def start(self, parts: list[Any]) -> list[Rule]:
        rules: list[Rule] = []
        operator = ";"
        for part in parts:
            if isinstance(part, str):
                operator = part
            else:
                rules.append(replace(part, operator=operator))
        return rules

    normal = v_args(inline=True)(lambda self, *parts: ";")
    additional = v_args(inline=True)(lambda self, *parts: ",")
    fallback = v_args(inline=True)(lambda self, *parts: "||")

    @v_args(inline=True)
    def always(self, _always: Token, state: State | None, comment: Token | None) -> Rule:
        return replace(_bare(state, comment), always=True)

    @v_args(inline=True)
    def rule(
        self,
        dates: tuple[Dates, ...] | None,
        weekdays: dict[str, Any] | None,
        slots: tuple[Slot, ...] | None,
        state: State | None,
        comment: Token | None,
    ) -> Rule:
        return replace(_bare(state, comment), dates=dates, slots=slots, **(weekdays or {}))

    # when in the year

    @v_args(inline=False)
    def dates(self, items: list[Any]) -> tuple[Dates, ...]:
        return tuple(dates for item in items if isinstance(item, list) for dates in item)

    def weeks_only(self, _items: list[Any]) -> tuple[Dates, ...]:
        self._refuse("weeks", gettext_noop("Weeks of the year can’t be kept; please use dates."))
        return ()

    @v_args(inline=True)
    def one_date(self, date: list[Dates]) -> list[Dates]:
        return date

    @v_args(inline=True)
    def date_range(self, first: list[Dates], last: list[Dates]) -> list[Dates]:
        if not first or not last:
            return []
        begin, end = first[-1].first, last[0].last
        given = self._years(first[-1], last[0])
        for year in given:
            try:
                stretch = Dates(begin, end.moved(year))
            except ValueError:
                continue
            return [
                *first[:-1],
                stretch,
                *(Dates.on(day.first.moved(year)) for day in last[1:]),
            ]
        if given:
            self._refuse("dates", gettext_noop("The last day lies before the first."))
        return []

    def _years(self, first: Dates, last: Dates) -> tuple[int | None, ...]:
        """In which year a stretch may end, that which is meant before others; () if in none."""
        begin, end = first.first.year, last.last.year
        if first.whole_year != last.whole_year:
            self._refuse(
                "years", gettext_noop("Please write each date with the one year that it lies in.")
            )
        elif begin is None and end is not None:
            self._refuse("years", gettext_noop("Both ends of a stretch need a year, or none."))
        elif begin is None or end is not None:
            return (end,)
        elif first.single:
            # "2026 Dec 24-Jan 06"
            return (begin, begin + 1)
        elif _month_of(first) <= _month_of(last):
            return (begin,)
        else:
            # For whole months, programs take the January of that year, people the next one.
            self._refuse("years", gettext_noop("Both ends of a stretch need a year, or none."))
        return ()

    @v_args(inline=True)
    def date_open(self, date: list[Dates], _plus: Token) -> list[Dates]:
        self._refuse(
            "open_dates", gettext_noop("A time without an end, such as “2026+”, can’t be kept.")
        )
        return []

    def month_day(self, parts: list[Token | None]) -> list[Dates]:
        year, month, *days = parts
        number, given = _month(month), _year(year)
        found = []
        for token in days:
            if token is not None and token.type != "DAY_COMMA":
                first, last = (int(day) for day in f"{token}-{token}".split("-")[:2])
                first, last = (self._day(number, day, given) for day in (first, last))
                if last < first:
                    self._refuse("dates", gettext_noop("The last day lies before the first."))
                else:
                    found.append(Dates(Day(number, first, given), Day(number, last, given)))
        return list(dict.fromkeys(found))

    def _day(self, month: int, day: int, year: int | None) -> int:
        if day > month_length(month, year):
            self._refuse(
                "no_such_day",
                gettext_noop("%(month)s has no day %(day)d."),
                month=" ".join([MONTHS[month - 1], *([str(year)] if year else [])]),
                day=day,
            )
            return 1
        return day

    @v_args(inline=True)
    def month(self, year: Token | None, month: Token) -> list[Dates]:
        number, given = _month(month), _year(year)
        return [Dates(Day(number, 1, given), Day(number, month_length(number, given), given))]

    @v_args(inline=True)
    def year(self, year: Token) -> list[Dates]:
        return [Dates(Day(1, 1, int(year)), Day(12, 31, int(year)))]

    @v_args(inline=True)
    def easter(self, year: Token | None, _easter: Token, offset: int | None) -> list[Dates]:
        return [Dates.on(Easter(offset or 0, _year(year)))]

    def nth_date(self, parts: list[Token | None]) -> list[Dates]:
        self._nth(parts[-1])
        return []

    def _nth(self, token: Token | None) -> None:
        self._refuse(
            "nth_weekday",
            gettext_noop("“%(text)s”, a certain weekday of the month, can’t be kept."),
            text=str(token),
        )

    @v_args(inline=True)
    def offset(self, sign: Token, number: Token, _days: Token) -> int:
        days = int(number) * (-1 if sign == "-" else 1)
        if abs(days) > 366:
            self._refuse(
                "offset", gettext_noop("%(days)d days from a feast are too many."), days=days
            )
            return 0
        return days

    # which days of the week

    def weekdays(self, items: list[Any]) -> dict[str, Any]:
        *days, restriction = items
        chosen = {number for day in days if isinstance(day, list) for number in day}
        holidays = "PH" in days
        # In "Mo-Su,SH" they are meant anyway.
        if "SH" in days and len(chosen) < len(WEEKDAYS):
            self._refuse("school_holidays", gettext_noop("School holidays can’t be kept."))
        if restriction is not None:
            if chosen or not holidays:
                self._refuse(
                    "weekdays", gettext_noop("Two lists of weekdays in a row can’t be kept.")
                )
            return {"weekdays": frozenset(restriction), "holidays": True, "only_holidays": True}
        return {"weekdays": frozenset(chosen), "holidays": holidays}

    @v_args(inline=True)
    def one_weekday(self, day: Token) -> list[int]:
        return [_weekday(day)]

    @v_args(inline=True)
    def weekday_range(self, first: Token, last: Token) -> list[int]:
        return _weekday_range(first, last)

    @v_args(inline=True)
    def wd_range(self, first: Token, last: Token | None) -> list[int]:
        return _weekday_range(first, last or first)

    def and_weekdays(self, ranges: list[Any]) -> list[int]:
        return [day for days in ranges if isinstance(days, list) for day in days]

    @v_args(inline=True)
    def nth_weekday(self, token: Token) -> None:
        self._nth(token)

    @v_args(inline=True)
    def public_holiday(self, _token: Token, offset: int | None) -> str:
        if offset is not None:
            self._refuse(
                "holiday_offset",
                gettext_noop("Days before or after public holidays can’t be kept."),
            )
        return "PH"

    @v_args(inline=True)
    def school_holiday(self, _token: Token) -> str:
        return "SH"

    # at which times

    def times(self, items: list[Any]) -> tuple[Slot, ...]:
        return tuple(item for item in items if isinstance(item, Slot))

    @v_args(inline=True)
    def time(self, time: Token | None) -> int | None:
        if time is None:
            return None
        hour, _, minute = time.partition(":")
        total = int(hour) * 60 + int(minute or 0)
        if int(minute or 0) > 59 or total > LATEST:
            self._refuse("no_such_time", gettext_noop("“%(time)s” is no time."), time=str(time))
            return None
        return total

    def variable(self, _parts: list[Any]) -> None:
        self._refuse("sun", gettext_noop("Sunrise and sunset can’t be kept; please use times."))

    @v_args(inline=True)
    def span(self, start: int | None, end: int | None, plus: Token | None) -> Slot | None:
        return self._slot(start, end, open_end=plus is not None)

    @v_args(inline=True)
    def open_from(self, start: int | None, _plus: Token) -> Slot | None:
        """Open, but until when? From then on nobody knows. From midnight, it is the whole day."""
        if start is None or start >= DAY:
            return self._slot(start, start)
        return OPEN_DAY.slots[0] if start == 0 else Slot(start, DAY, State.UNKNOWN, open_end=True)

    @v_args(inline=True)
    def point(self, _time: int | None) -> None:
        self._refuse("point", gettext_noop("A single time is not enough: until when?"))

    def repeated(self, _parts: list[Any]) -> None:
        self._refuse(
            "repeated", gettext_noop("Times that repeat every few minutes are no opening hours.")
        )

    def _slot(self, start: int | None, end: int | None, *, open_end: bool = False) -> Slot | None:
        if start is None or end is None:
            return None
        if start >= DAY:
            self._refuse(
                "late_start", gettext_noop("Hours begin before 24:00; write them on the next day.")
            )
            return None
        if end <= start:
            end += DAY
        return Slot(start, end, open_end=open_end)

    @v_args(inline=True)
    def state(self, token: Token) -> State:
        return {"OPEN": State.OPEN, "CLOSED": State.CLOSED, "UNKNOWN": State.UNKNOWN}[token.type]


def _bare(state: State | None, comment: Token | None) -> Rule:
    text = " ".join(comment[1:-1].split()) if comment else ""
    if state is None:
        # By the specification a comment alone says that it depends.
        state = State.UNKNOWN if text else State.OPEN
    return Rule(state=state, comment=text)


def _once(problems: list[Problem]) -> list[Problem]:
    return [each for number, each in enumerate(problems) if each not in problems[:number]]


def _month(token: Token | None) -> int:
    return MONTHS.index(str(token)[:3].capitalize()) + 1


def _weekday(token: Token) -> int:
    return WEEKDAYS.index(str(token)[:2].capitalize())


def _weekday_range(first: Token, last: Token) -> list[int]:
    begin, end = _weekday(first), _weekday(last)
    return [(begin + step) % 7 for step in range((end - begin) % 7 + 1)]


def _year(token: Token | None) -> int | None:
    return int(token) if token else None


def _month_of(dates: Dates) -> int:
    """The month in which it begins; of Easter, that it begins in spring is enough."""
    return dates.first.month if isinstance(dates.first, Day) else 4
