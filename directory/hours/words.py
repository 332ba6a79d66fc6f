"""Hours in words: what holds now, until when, and what the week looks like.

All of it in the active language; times as on a door, `9:00`. What is given as "now" is turned into
universal time first: two times of one zone are subtracted by the wall clock, which is an hour off
in the nights that change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from directory.hours.dates import english_holidays_in, holidays_in
from directory.hours.schedule import Interval, Schedule
from directory.hours.slots import LATEST, Hours, State
from directory.hours.texts import get_language, gettext, gettext_noop, pgettext
from directory.hours.typed import is_appointment, show_day, show_slot, show_time

#: "Closes soon", "opens soon": within this time.
SOON = timedelta(minutes=30)
YEAR = timedelta(days=366)
#: What lasts longer than this has no time worth telling.
LONG = timedelta(days=7)

DAYS = (
    gettext_noop("Monday"),
    gettext_noop("Tuesday"),
    gettext_noop("Wednesday"),
    gettext_noop("Thursday"),
    gettext_noop("Friday"),
    gettext_noop("Saturday"),
    gettext_noop("Sunday"),
)
SHORT_DAYS = (
    gettext_noop("Mon"),
    gettext_noop("Tue"),
    gettext_noop("Wed"),
    gettext_noop("Thu"),
    gettext_noop("Fri"),
    gettext_noop("Sat"),
    gettext_noop("Sun"),
)
MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What can be said of an instant, as a sign on the door says it.

    `sign` is open, soon (closes soon), opens (opens soon), closed, unknown or appointment; `word`
    stands on the sign, `detail` behind it. `reason` is that of a special day or a holiday.
    """

    state: State
    sign: str
    word: str
    detail: str = ""
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.word} {self.detail}".strip()


def status(schedule: Schedule, now: datetime) -> Status:
    """The sign on the door at an instant."""
    now = now.astimezone(UTC)
    state = schedule.state_at(now)
    if state is State.UNKNOWN:
        return _unknown(schedule, now)
    change = schedule.next_change(now)
    if state is State.OPEN:
        return _open(schedule, now, change)
    return _closed(schedule, now, change)


def unknown_status() -> Status:
    """The sign where nothing can be said."""
    return Status(state=State.UNKNOWN, sign="unknown", word=gettext("Hours unknown"))


def _open(schedule: Schedule, now: datetime, change: datetime | None) -> Status:
    word, sign = pgettext("shop", "Open"), "open"
    if change is None or change - now > LONG:
        return Status(state=State.OPEN, sign=sign, word=word, detail=gettext("round the clock"))
    time = _moment(change, now, schedule)
    stretch = schedule.stretch_at(change - timedelta(minutes=1))
    if stretch is not None and stretch.open_end:
        detail = gettext("at least until %(time)s") % {"time": time}
    elif change - now <= SOON:
        word, sign = gettext("Closes soon"), "soon"
        detail = pgettext("closes soon", "at %(time)s") % {"time": time}
    else:
        detail = gettext("until %(time)s") % {"time": time}
    return Status(
        state=State.OPEN, sign=sign, word=word, detail=detail, reason=reason_on(schedule, now)
    )


def _closed(schedule: Schedule, now: datetime, change: datetime | None) -> Status:
    word, sign, detail = pgettext("shop", "Closed"), "closed", ""
    opening = next_opening(schedule, now)
    after = schedule.stretch_at(change) if change is not None else None
    if change is not None and after is not None and after.open_end:
        opening = change
    if opening is not None:
        time = _moment(opening, now, schedule)
        if opening != change:
            # Between now and then lies time of which nobody knows.
            detail = gettext("open for certain from %(time)s") % {"time": time}
        elif opening - now <= SOON:
            word, sign = gettext("Opens soon"), "opens"
            detail = pgettext("opens soon", "at %(time)s") % {"time": time}
        else:
            detail = gettext("until %(time)s") % {"time": time}
    return Status(
        state=State.CLOSED, sign=sign, word=word, detail=detail, reason=reason_on(schedule, now)
    )


def _unknown(schedule: Schedule, now: datetime) -> Status:
    stretch = schedule.stretch_at(now)
    if stretch is not None and is_appointment(stretch.note):
        return Status(state=State.UNKNOWN, sign="appointment", word=gettext("By appointment"))
    if stretch is not None and stretch.open_end:
        time = _clock(stretch.start, schedule)
        return Status(
            state=State.UNKNOWN,
            sign="unknown",
            word=gettext("Perhaps open"),
            detail=gettext("opened at %(time)s, end open") % {"time": time},
        )
    holiday = holiday_name(schedule, now.astimezone(schedule.tz).date())
    return Status(
        state=State.UNKNOWN,
        sign="unknown",
        word=gettext("Hours unknown"),
        detail=stretch.note if stretch is not None else "",
        reason=reason_on(schedule, now) or holiday,
    )


def next_opening(schedule: Schedule, now: datetime) -> datetime | None:
    """When it opens next, for certain; None if that is more than a year away."""
    now = now.astimezone(UTC)
    moment = schedule.next_change(now)
    while moment is not None and moment - now <= YEAR:
        if schedule.state_at(moment) is State.OPEN:
            return moment
        moment = schedule.next_change(moment)
    return None


def sentence(schedule: Schedule, now: datetime) -> str:
    """What stands behind the sign's word: «today until 18:00, again tomorrow from 9:00»."""
    now = now.astimezone(UTC)
    sign = status(schedule, now)
    until = schedule.next_change(now) if sign.state is State.OPEN else now
    if sign.state is State.UNKNOWN or until is None or until - now > LONG:
        return sign.detail
    opening = next_opening(schedule, until)
    if sign.state is State.OPEN:
        first = sign.detail
        if sign.sign == "open":
            at_least = gettext("today at least until %(time)s")
            last = schedule.stretch_at(until - timedelta(minutes=1))
            plain = gettext("today until %(time)s")
            text = at_least if last is not None and last.open_end else plain
            first = text % {"time": _moment(until, now, schedule)}
        return first if opening is None else f"{first}, {_again(opening, now, schedule)}"
    if opening is None or sign.sign == "opens":
        return sign.detail
    words = {
        "day": _day_word(_day(opening, schedule), _day(now, schedule)),
        "time": _clock(opening, schedule),
    }
    return gettext("opens %(day)s at %(time)s") % words


def _again(opening: datetime, now: datetime, schedule: Schedule) -> str:
    day, today = _day(opening, schedule), _day(now, schedule)
    words = {"day": _day_word(day, today), "time": _clock(opening, schedule)}
    if day == today:
        return gettext("again from %(time)s") % words
    return gettext("again %(day)s from %(time)s") % words


# --- the week -------------------------------------------------------------------------------------


def week_words(week: Sequence[Hours]) -> str:
    """«Mon–Fri 9–18, Wed closed from 12, Sat 10–14, Sun closed», for seven days from Monday."""
    usual, early = _closed_early(week)
    parts = []
    for first, last in runs(usual):
        name = gettext(SHORT_DAYS[first])
        if last > first:
            name += f"{'–' if last > first + 1 else ', '}{gettext(SHORT_DAYS[last])}"
        parts.append(f"{name} {_short(usual[first])}")
        for day, minute in early.items():
            if first <= day <= last:
                words = {"day": gettext(SHORT_DAYS[day]), "time": _short_time(minute)}
                parts.append(gettext("%(day)s closed from %(time)s") % words)
    return ", ".join(parts)


def week_sentences(week: Sequence[Hours]) -> str:
    """«Monday to Friday 9:00 to 18:00. Saturday 10:00 to 14:00. Sunday closed.»"""
    groups: dict[Hours, list[int]] = {}
    for day, hours in enumerate(week):
        groups.setdefault(hours, []).append(day)
    return " ".join(
        f"{_day_list(days)} {spoken_day(hours)}."
        for hours, days in sorted(groups.items(), key=lambda item: (item[0].closed, item[1]))
    )


def spoken_day(hours: Hours) -> str:
    """«9:00 to 13:00 and 14:30 to 18:00»."""
    if hours.closed or any(slot.whole_day for slot in hours.slots):
        return show_day(hours)
    return joined_words(show_slot(slot).replace("–", gettext(" to ")) for slot in hours.slots)


def joined_words(words: Iterable[str]) -> str:
    """«a, b and c»."""
    *most, last = words
    if not most:
        return last
    return gettext("%(some)s and %(last)s") % {"some": ", ".join(most), "last": last}


def _closed_early(week: Sequence[Hours]) -> tuple[list[Hours], dict[int, int]]:
    """The week without its half days, and from which minute on those are closed."""
    usual, early = list(week), {}
    most = max(week[:5], key=lambda hours: (week[:5].count(hours), not hours.closed))
    if week[:5].count(most) >= 3 and not most.closed:
        for day in range(5):
            for minute in {slot.end for slot in week[day].slots[-1:]}:
                cut = most.without(minute, LATEST)
                if week[day] != most and cut.slots and cut == week[day]:
                    usual[day], early[day] = most, minute
    return usual, early


def runs(week: Sequence[Hours]) -> list[tuple[int, int]]:
    """First and last weekday of each run of days with the same hours."""
    found: list[tuple[int, int]] = []
    for day, hours in enumerate(week):
        if found and week[found[-1][0]] == hours:
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return found


def _day_list(days: Sequence[int]) -> str:
    names = [gettext(DAYS[day]) for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return gettext("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return joined_words(names)


def _short(hours: Hours) -> str:
    if hours.closed or any(slot.whole_day for slot in hours.slots):
        return show_day(hours)
    return joined_words(show_slot(slot).replace(":00", "") for slot in hours.slots)


def _short_time(minute: int) -> str:
    return show_time(minute).removesuffix(":00")


# --- dates ----------------------------------------------------------------------------------------


def reason_on(schedule: Schedule, now: datetime) -> str:
    """Why this day is not like others: the reason of a special day, or a holiday's name."""
    day = now.astimezone(schedule.tz).date()
    special = schedule.special_on(day)
    if special is not None:
        return special.reason
    return schedule.hours_on(day).note or holiday_name(schedule, day)


def holiday_name(schedule: Schedule, day: date) -> str:
    """The public holiday in the active language, "" on other days."""
    names = holidays_in if (get_language() or "de").startswith("de") else english_holidays_in
    return names(schedule.region, day.year).get(day, "")


def date_words(day: date, *, weekday: bool = False, year: bool = False) -> str:
    """«24 December», with the short weekday in front or the year behind if asked for."""
    words: dict[str, object] = {"day": day.day, "month": gettext(MONTHS[day.month - 1])}
    text = gettext("%(day)d %(month)s") % words
    if weekday:
        text = f"{gettext(SHORT_DAYS[day.weekday()])}, {text}"
    return f"{text} {day.year}" if year else text


def dates_words(first: date, last: date) -> str:
    """«24 to 26 December», or one day with its weekday."""
    if first == last:
        return date_words(first, weekday=True)
    if (last - first).days == 1:
        if first.month == last.month:
            words = {
                "first": gettext(SHORT_DAYS[first.weekday()]),
                "second": gettext(SHORT_DAYS[last.weekday()]),
                "day": first.day,
                "last": date_words(last),
            }
            return gettext("%(first)s and %(second)s, %(day)d and %(last)s") % words
        return joined_words([date_words(first), date_words(last)])
    words = {"first": date_words(first), "last": date_words(last)}
    return gettext("%(first)s to %(last)s") % words


def _moment(moment: datetime, now: datetime, schedule: Schedule) -> str:
    """A time, with its day where that is not today. Midnight belongs to the day that ends."""
    time = _clock(moment, schedule)
    day = _day(moment, schedule, ends=time == "24:00")
    today = _day(now, schedule)
    tonight = (day - today).days == 1 and _is_night(schedule, moment, today)
    return time if day == today or tonight else f"{_day_word(day, today)}, {time}"


def _day(moment: datetime, schedule: Schedule, *, ends: bool = False) -> date:
    moment = moment - timedelta(minutes=1) if ends else moment
    return moment.astimezone(schedule.tz).date()


def _is_night(schedule: Schedule, moment: datetime, today: date) -> bool:
    """Whether this is when the night of today ends: "until 3:00" needs no other day."""
    stretch: Interval | None = schedule.stretch_at(moment - timedelta(minutes=1))
    if stretch is None or stretch.state is not State.OPEN:
        return False
    return stretch.start.astimezone(schedule.tz).date() == today


def _clock(moment: datetime, schedule: Schedule) -> str:
    local = moment.astimezone(schedule.tz)
    if local.hour == local.minute == 0:
        before = schedule.stretch_at(moment - timedelta(minutes=1))
        if before is not None and before.end == moment:
            return "24:00"
    return f"{local.hour}:{local.minute:02}"


def _day_word(day: date, today: date) -> str:
    distance = (day - today).days
    if distance <= 0:
        return gettext("today")
    if distance == 1:
        return gettext("tomorrow")
    if distance < 7:
        return gettext(SHORT_DAYS[day.weekday()])
    return date_words(day)
