"""The one sign on a shop's door: whether it trades at all, and if so, whether it is open now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext, pgettext

from directory.enums import Status
from directory.hours.words import date_words

if TYPE_CHECKING:
    from search.cards import Card

#: Later than this, a date needs its year.
THIS_YEAR = timedelta(days=300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What stands on it. `shut` lowers the shutter of the drawn front: closed for certain.

    `state` is that of a sign of hours (open, soon, opens, closed, unknown, appointment), or it is
    "moved" or "gone".
    """

    state: str
    word: str
    detail: str = ""
    reason: str = ""
    shut: bool = False


def door(card: Card) -> Door | None:
    """The sign of a card; None where there is nothing to say.

    What a shop says of itself counts more than its hours: who has moved away is not open.
    """
    status = card.facts.get("status")
    if status == Status.MOVED:
        return Door(state="moved", word=gettext("Has moved"))
    if status == Status.CLOSED:
        return Door(state="gone", word=gettext("Closed for good"), shut=True)
    if closed_for_now(card.facts):
        return Door(
            state="closed",
            word=pgettext("shop", "Closed"),
            detail=_until(parse_date(card.facts.get("status_until") or "")),
            shut=True,
        )
    sign = card.sign
    if sign is None:
        return None
    return Door(
        state=sign.sign,
        word=sign.word,
        detail=sign.detail,
        reason=sign.reason,
        shut=sign.sign in ("closed", "opens"),
    )


def closed_for_now(facts: dict[str, Any]) -> bool:
    """Whether a shop is closed for a while; on the day that was named it trades again."""
    if facts.get("status") != Status.CLOSED_UNTIL:
        return False
    until = parse_date(facts.get("status_until") or "")
    return until is None or timezone.localdate() < until


def _until(day: date | None) -> str:
    if day is None:
        return gettext("for now")
    far = day - timezone.localdate() > THIS_YEAR
    return gettext("until %(time)s") % {"time": date_words(day, year=far)}
