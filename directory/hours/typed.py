"""The hours of a day as people type and read them: "9-13, 14:30-18", "geschlossen", "ab 17"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from directory.hours.problems import HoursError, Problem
from directory.hours.slots import (
    CLOSED,
    DAY,
    LATEST,
    OPEN_DAY,
    UNKNOWN_DAY,
    Hours,
    Slot,
    State,
    unknown_day,
)
from directory.hours.texts import gettext, gettext_noop

#: What ends before it begins goes on past midnight. Beyond this length it is rather a slip: who
#: types "8-6" means 8 to 18. The longest real ones, 10:00 to 2:00, have 16 hours.
LONGEST_NIGHT = 16 * 60

APPOINTMENT = "nach Vereinbarung"
_APPOINTMENT = re.compile(r"vereinbar|absprache|\btermin|appointment|\bn\. ?v\.", re.IGNORECASE)

_WHOLE: dict[str, Hours] = {
    **dict.fromkeys(("geschlossen", "geschl", "zu", "closed", "off", "ruhetag", "-", "–"), CLOSED),
    **dict.fromkeys(("unbekannt", "nicht bekannt", "unknown", "not known", "?"), UNKNOWN_DAY),
    **dict.fromkeys(
        ("24h", "24 h", "24 stunden", "24 hours", "rund um die uhr", "round the clock", "24/7"),
        OPEN_DAY,
    ),
    **dict.fromkeys(
        ("nach vereinbarung", "nach absprache", "n.v.", "n. v.", "termin", "nach termin",
         "by appointment"),
        unknown_day(APPOINTMENT),
    ),
}  # fmt: skip

_TIME = r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(?:uhr|h)?"
_TO = r"\s*(?:-|–|—|−|bis|to|until)\s*"
_SPAN = re.compile(rf"^(?:von |from )?{_TIME}{_TO}{_TIME}\s*(\+|oder später|or later)?$", re.I)
_FROM = re.compile(
    rf"^(?:(?:ab|from) {_TIME}|{_TIME}\s*\+|{_TIME}{_TO}(?:open[ -]?end|ende offen))$", re.I
)
_UNKNOWN = re.compile(r"\s*(?:unbekannt|unknown|\?)$", re.I)
_NOTE = re.compile(r"""\s*["„“](.*?)["“”]\s*$""")
_SEPARATOR = re.compile(r"\s*(?:,|;|\+(?=\s*\d)|&|/|\bund\b|\bu\.|\band\b)\s*", re.I)


def read_day(text: str) -> Hours | None:
    """The hours that somebody typed for a day; None if nothing is there.

    Raises `HoursError` with one problem for each part that cannot be.
    """
    plain = " ".join(text.replace("\0", " ").split())
    if not plain:
        return None
    for spelling in (plain.casefold(), plain.casefold().rstrip(".")):
        if spelling in _WHOLE:
            return _WHOLE[spelling]
    problems: list[Problem] = []
    slots: list[Slot] = []
    closed_note = _closed_with_note(plain)
    if closed_note is not None:
        return Hours((), closed_note)
    for part in _parts(plain):
        try:
            slots.append(_slot(part))
        except HoursError as error:
            problems += error.problems
    slots.sort()
    for first, second in pairwise(slots):
        if second.start < first.end:
            values = {"first": show_slot(first), "second": show_slot(second)}
            text = gettext_noop("%(first)s and %(second)s overlap. Make them one, or move one.")
            problems.append(Problem("overlap", text, values))
    if problems:
        raise HoursError(problems)
    return Hours(tuple(slots))


def is_appointment(note: str) -> bool:
    """Whether a note says that one has to ask for an appointment."""
    return _APPOINTMENT.search(note) is not None


def show_day(hours: Hours | None) -> str:
    """As one would type it, in the active language; `read_day` reads it back."""
    if hours is None:
        return ""
    if hours.closed:
        return _with_note(gettext("closed"), hours.note)
    if hours == OPEN_DAY:
        return gettext("round the clock")
    if len(hours.slots) == 1 and hours.slots[0].whole_day and not hours.slots[0].open_end:
        note = hours.slots[0].note
        if note == APPOINTMENT:
            return gettext("by appointment")
        if not note:
            return gettext("not known")
    return ", ".join(show_slot(slot) for slot in hours.slots)


def show_slot(slot: Slot) -> str:
    """`9:00–13:00`, with what else is to be said of it."""
    if slot.open_end and slot.state is State.UNKNOWN and slot.end == DAY:
        return _with_note(gettext("from %(time)s") % {"time": show_time(slot.start)}, slot.note)
    text = f"{show_time(slot.start)}–{_show_end(slot)}"
    if slot.open_end:
        text += " " + gettext("or later")
    if slot.state is State.UNKNOWN:
        text += " " + gettext("unknown")
    return _with_note(text, slot.note)


def show_time(minute: int) -> str:
    """`570` as `9:30`; what lies past midnight as the time of the next day."""
    return f"{minute // 60 % 24 if minute > DAY else minute // 60}:{minute % 60:02}"


def _show_end(slot: Slot) -> str:
    """A night too long to be read as one is written with hours past 24."""
    length = slot.end - slot.start
    if slot.end <= DAY or length <= LONGEST_NIGHT or length == DAY:
        return show_time(slot.end)
    return f"{slot.end // 60}:{slot.end % 60:02}"


def _with_note(text: str, note: str) -> str:
    return f'{text} "{note}"' if note else text


def _closed_with_note(text: str) -> str | None:
    note = _NOTE.search(text)
    if note and _WHOLE.get(text[: note.start()].strip().casefold()) == CLOSED:
        return note[1]
    return None


def _parts(text: str) -> Iterator[str]:
    """The slots of a day, each still with its note."""
    notes: list[str] = re.findall(r"""["„“].*?["“”]""", text)
    bare = re.sub(r"""["„“].*?["“”]""", "\0", text)
    for part in _SEPARATOR.split(bare):
        if part.strip():
            yield re.sub("\0", lambda _found: notes.pop(0), part).strip()


def _slot(part: str) -> Slot:
    note, state, text = "", State.OPEN, part
    if found := _NOTE.search(text):
        note, text = found[1].strip(), text[: found.start()]
    if text.strip().casefold() in ("offen", "open") or _WHOLE.get(text.casefold()) == OPEN_DAY:
        return Slot(0, DAY, State.OPEN, note)
    if (whole := _WHOLE.get(text.strip().casefold())) == UNKNOWN_DAY or (note and not text.strip()):
        return Slot(0, DAY, State.UNKNOWN, note)
    if whole is None and (found := _UNKNOWN.search(text)):
        state, text = State.UNKNOWN, text[: found.start()]
    if found := _FROM.match(text.strip()):
        hour, minute = next(
            (found[number], found[number + 1]) for number in (1, 3, 5) if found[number]
        )
        return Slot(_minute(hour, minute, last=DAY - 1), DAY, State.UNKNOWN, note, open_end=True)
    found = _SPAN.match(text.strip())
    if found is None:
        raise HoursError(
            Problem(
                "not_understood",
                gettext_noop("We don’t understand “%(text)s”. Write for example 9–13, 14:30–18."),
                {"text": part},
            )
        )
    start = _minute(found[1], found[2], last=DAY)
    end = _minute(found[3], found[4], last=LATEST)
    if start == DAY:
        start = 0
    if end == start:
        end = start + DAY
    if end < start:
        end = _past_midnight(start, end)
    if end > start + DAY:
        raise HoursError(
            Problem("too_long_slot", gettext_noop("“%(text)s” is more than a day."), {"text": part})
        )
    return Slot(start, end, state, note, open_end=bool(found[5]))


def _minute(hour: str, minute: str | None, *, last: int) -> int:
    total = int(hour) * 60 + int(minute or 0)
    # "25:00" is one o'clock at night; a bare 25 is a slip.
    if int(minute or 0) > 59 or total > last or (minute is None and total > DAY):
        shown = f"{hour}:{minute}" if minute else hour
        raise HoursError(
            Problem("no_such_time", gettext_noop("There is no time “%(time)s”."), {"time": shown})
        )
    return total


def _past_midnight(start: int, end: int) -> int:
    if end + DAY - start <= LONGEST_NIGHT:
        return end + DAY
    values = {"start": show_time(start), "end": show_time(end)}
    text = gettext_noop("%(start)s to %(end)s ends before it begins.")
    if start < end + DAY // 2 < DAY:
        values["meant"] = show_time(end + DAY // 2)
        text = gettext_noop("%(start)s to %(end)s ends before it begins. Do you mean %(meant)s?")
    raise HoursError(Problem("end_before_start", text, values))
