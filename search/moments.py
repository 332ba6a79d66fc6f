"""Times that residents ask for: now, tomorrow, Saturday, or a day and an hour."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from search.opening import midnight

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: Asks for those of which nobody knows whether they are open then.
MAYBE = "maybe-"

NEAR_YEARS = 20

_GERMAN = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_SHORT = ("mo", "tu", "we", "th", "fr", "sa", "su")
_GERMAN_SHORT = ("mo", "di", "mi", "do", "fr", "sa", "so")
_NAMES = {
    "jetzt": "now",
    "heute": "today",
    "morgen": "tomorrow",
    **{name: name for name in ("now", "today", "tomorrow", *WEEKDAYS)},
    **{
        name: day
        for names in (_GERMAN, _SHORT, _GERMAN_SHORT)
        for name, day in zip(names, WEEKDAYS, strict=True)
    },
}
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(?::00)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant (`end` is None) or a span of time, both aware; `value` is its canonical name.

    `maybe` asks for those of which nobody knows whether they are open then.
    """

    value: str
    start: datetime
    end: datetime | None = None
    maybe: bool = False

    @property
    def last(self) -> datetime:
        """Until when one has to know, to know all of it."""
        return self.end if self.end is not None else self.start + timedelta(minutes=1)


def read(text: str, *, now: datetime) -> Moment | None:
    """What somebody asks for; None if it makes no sense.

    «Now» and a day with an hour are instants. «Today» is what is left of it, as somebody who asks
    in the evening is not helped by a shop that was open in the morning; a weekday is the next
    such day, today included; each other day counts whole.
    """
    value = " ".join(text.split()).casefold()
    if value.startswith(MAYBE):
        if value.startswith(MAYBE * 2):
            return None
        found = read(value.removeprefix(MAYBE), now=now)
        return replace(found, value=MAYBE + found.value, maybe=True) if found else None
    name = _NAMES.get(value)
    if name == "now":
        return Moment(value=name, start=now)
    if name is not None:
        return _whole_day(name, _named_day(name, now), now)
    try:
        if not _is_near(value, now):
            return None
        if match := _INSTANT.fullmatch(value.upper()):
            day, hour = date.fromisoformat(match[1]), time.fromisoformat(match[2].zfill(5))
            instant = timezone.make_aware(datetime.combine(day, hour))
            return Moment(value=f"{day.isoformat()}T{hour:%H:%M}", start=instant)
        if _DAY.fullmatch(value):
            day = date.fromisoformat(value)
            return _whole_day(day.isoformat(), day, now)
    except (ValueError, OverflowError):
        return None
    return None


def _is_near(value: str, now: datetime) -> bool:
    """Whether the year is one that somebody could mean; others are beyond what databases hold."""
    return value[:4].isdecimal() and abs(int(value[:4]) - now.year) <= NEAR_YEARS


def _named_day(name: str, now: datetime) -> date:
    today = timezone.localtime(now).date()
    if name in ("today", "tomorrow"):
        return today + timedelta(days=("today", "tomorrow").index(name))
    return today + timedelta(days=(WEEKDAYS.index(name) - today.weekday()) % 7)


def _whole_day(value: str, day: date, now: datetime) -> Moment:
    after = day + timedelta(days=1)
    start = midnight(day)
    if day == timezone.localtime(now).date():
        start = max(start, now)
    return Moment(value=value, start=start, end=midnight(after))


def options(now: datetime) -> list[str]:
    """What is offered: now, today, tomorrow, and the weekdays after that."""
    today = timezone.localtime(now).date()
    return ["now", "today", "tomorrow", *(WEEKDAYS[(today.weekday() + n) % 7] for n in range(2, 7))]


def label(moment: Moment) -> str:
    """«open now», «open on Saturday», «open on Thu, 24 December, 16:00»."""
    name = moment.value.removeprefix(MAYBE)
    day = timezone.localtime(moment.start).date()
    this_year = day.year == timezone.localdate().year
    words = {
        "day": formats.date_format(day, "l"),
        "date": formats.date_format(day, "MONTH_DAY_FORMAT" if this_year else "DATE_FORMAT"),
        "time": f"{timezone.localtime(moment.start):%H:%M}".removeprefix("0"),
    }
    if moment.maybe:
        texts = {
            "now": _("perhaps open now"),
            "today": _("perhaps open later today"),
            "tomorrow": _("perhaps open tomorrow"),
        }
        on_day, on_date = _("perhaps open on %(day)s"), _("perhaps open on %(date)s")
        at_time = _("perhaps open on %(date)s at %(time)s")
    else:
        texts = {
            "now": _("open now"),
            "today": _("open later today"),
            "tomorrow": _("open tomorrow"),
        }
        on_day, on_date = _("open on %(day)s"), _("open on %(date)s")
        at_time = _("open on %(date)s at %(time)s")
    if name in texts:
        return texts[name]
    if name in WEEKDAYS:
        return on_day % words
    return (at_time if moment.end is None else on_date) % words
