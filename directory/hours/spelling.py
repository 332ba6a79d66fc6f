"""One way of writing hours for what people write in several, in German as in English.

Only what can mean one thing is put right here; the rest is left to the grammar to refuse. What is
quoted is a comment and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_QUOTED = re.compile(r'("[^"]*")')
_QUOTES = dict.fromkeys(map(ord, "„“”"), '"')
_CHARACTERS = {
    **dict.fromkeys(map(ord, "–—−‐‑‒~"), "-"),
    **dict.fromkeys(map(ord, "\t\r\n\u00a0\u2009\u202f"), " "),
}


def _named(names: str, meant: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(names.split(), meant, strict=True))


_WORDS = {
    **_named("Mo Di Mi Do Fr Sa So", WEEKDAYS),
    **_named("Mon Tue Wed Thu Fri Sat Sun", WEEKDAYS),
    **_named("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", WEEKDAYS),
    **_named("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag", WEEKDAYS),
    **_named("montags dienstags mittwochs donnerstags freitags samstags sonntags", WEEKDAYS),
    **_named("Jan Feb Mär Apr Mai Jun Jul Aug Sept Okt Nov Dez", MONTHS),
    **_named(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        MONTHS,
    ),
    **_named(
        "January February March April May June July August September October November December",
        MONTHS,
    ),
    "Mrz": "Mar",
    **dict.fromkeys(("Sonn- und Feiertage", "Sonn- und feiertags"), "Su,PH"),
    **dict.fromkeys(("Feiertage", "Feiertag", "feiertags"), "PH"),
    **dict.fromkeys(("täglich", "daily"), "Mo-Su"),
    **dict.fromkeys(("geschlossen", "zu", "Ruhetag"), "off"),
    **dict.fromkeys(("bis", "to"), "-"),
    **dict.fromkeys(("und", "u.", "sowie", "and"), ","),
    **dict.fromkeys(("Uhr", "von"), ""),
    "rund um die Uhr": "00:00-24:00",
}
_BY_WORD = {word.casefold(): meant for word, meant in _WORDS.items()}


def alone(words: str) -> str:
    """A pattern for words that are not a part of longer ones."""
    return rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])"


_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)(?![a-z])\.?"
_TIME = r"\d{1,2}(?::\d{2})?"
_FULL_TIME = r"\d{1,2}:\d{2}"
_APPOINTMENT = alone(
    r"(?:Termine? )?nach (?:(?:telefonischer|vorheriger) )?(?:Vereinbarung|Absprache)"
    r"|by appointment|n\. ?V\."
)
#: Words of an appointment at the end of hours: outside of them, one may ask.
_OR_APPOINTMENT = re.compile(
    rf"(?<=[^\s;,])\s*(?:[;,]|\bund\b|\bsowie\b|\boder\b)+\s*({_APPOINTMENT})\s*$", re.IGNORECASE
)


def _word(found: re.Match[str]) -> str:
    # Without regard to case, a pattern matches some letters that fold to others: "ı" is an "i".
    return _BY_WORD.get(found[0].casefold(), found[0])


def _day_of_month(found: re.Match[str], day: str, month: str, year: str | None) -> str:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return found[0]
    return f"{year or ''} {MONTHS[int(month) - 1]} {int(day):02} "


def _german_date(found: re.Match[str]) -> str:
    return _day_of_month(found, found[1], found[2], found[3])


def _iso_date(found: re.Match[str]) -> str:
    return _day_of_month(found, found[3], found[2], found[1])


def _twelve_hours(found: re.Match[str]) -> str:
    hour, minute, half = int(found[1]), found[2] or "00", found[3].casefold()
    if not 1 <= hour <= 12:
        return found[0]
    return f"{hour % 12 + (12 if half == 'p' else 0):02}:{minute}"


def _four_digits(found: re.Match[str]) -> str:
    """`0900-1700`; "2024-2026" are rather years."""
    if {found[1], found[3]} <= {"19", "20"}:
        return found[0]
    return f"{found[1]}:{found[2]}-{found[3]}:{found[4]}"


def _next_rule(found: re.Match[str]) -> str:
    """Where weekdays follow upon times; unless the times before are those that belong to them."""
    before = found.string[: found.start()]
    begin = max(before.rfind(";"), before.rfind("|")) + 1
    return f"{found[1]}; " if before[begin:].lstrip()[:1].isalpha() else found[0]


Change: TypeAlias = str | Callable[[re.Match[str]], str]
#: In this order: first what a date and a time are, then what stands between them.
_CHANGES: tuple[tuple[str, Change], ...] = (
    (r"\b(\d{4})-(\d{2})-(\d{2})\b", _iso_date),
    (r"(?<![\d.:])(\d{1,2})\. ?(\d{1,2})\.(\d{4}\b)?", _german_date),
    (alone("|".join(map(re.escape, sorted(_BY_WORD, key=len, reverse=True)))), _word),
    (r"(^\s*|[a-z:;]\s*)24 ?(?:h|std\.?|stunden|hours)(?![a-z])", r"\g<1>00:00-24:00"),
    (r"(?<![\d.])(\d{1,2})\.(\d{2})(?![\d.])", r"\1:\2"),
    (r"(?<!\d)(\d{1,2})h(\d{2})(?!\d)", r"\1:\2"),
    (r"(\d) ?h(?![a-z])", r"\1"),
    (r"(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\b\.?", _twelve_hours),
    (r"(?<![\d:])([01]\d|2[0-4])([0-5]\d)\s*-\s*([01]\d|2[0-4])([0-5]\d)(?![\d:])", _four_digits),
    (rf"{alone('ab|from')}\s*({_TIME})(?![\d:])(?!\s*-)", r"\1+"),
    # Days and times with anything but a comma between them.
    (rf"(?<=[a-z.])\s*[+&/]\s*(?={_DAY})", ","),
    (rf"(-\s*{_TIME})(?:\s+\+|\s*[/&])\s*(?={_TIME}\s*-)", r"\1,"),
    (rf"(-\s*{_FULL_TIME}\+?)\s+(?={_FULL_TIME}\s*-)", r"\1,"),
    # Rules with anything but a semicolon between them.
    (rf"(?<=\d)\s*/\s*(?={_DAY})", "; "),
    (r"(?<!\|)\|(?!\|)", ";"),
    (
        rf"(-\s*{_FULL_TIME}\+?|\b(?:off|closed))\s+"
        rf"(?={_DAY}(?:\s*[-,]\s*{_DAY})*\s*:?\s*(?:\d|off\b|closed\b))",
        _next_rule,
    ),
    (r"\s*;[\s;]*", "; "),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), change) for pattern, change in _CHANGES)


def respell(text: str) -> str:
    """The same hours in the one way of writing that the grammar knows."""
    text = _outside_quotes(text, lambda part: part.translate(_QUOTES))
    text = _OR_APPOINTMENT.sub(r' || "\1"', text)
    text = _outside_quotes(text, lambda part: re.sub(_APPOINTMENT, r'"\g<0>"', part, flags=re.I))
    return _outside_quotes(text, _respell_part).strip(" ;,.")


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    parts = _QUOTED.split(text)
    parts[::2] = map(change, parts[::2])
    return "".join(parts)


def _respell_part(part: str) -> str:
    part = re.sub(r"\s+", " ", part.translate(_CHARACTERS))
    for pattern, change in _COMPILED:
        part = pattern.sub(change, part)
    return part
