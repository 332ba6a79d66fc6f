"""What the page of a shop shows beyond its rows: its card, its hours, the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from directory.door import Door, closed_for_now, door
from directory.enums import FINDABLE
from directory.hours import Schedule, State
from directory.hours.outlook import Outlook, outlook
from directory.hours.words import next_opening, sentence
from directory.opening import schedule_of
from search import cards, results_page
from search.models import Entry
from search.opening import window
from search.query import SearchQuery

if TYPE_CHECKING:
    from directory.models import ShopPage
    from search.cards import Card
    from search.documents import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopView:
    """The hours on a page. `door` is the sign with a whole sentence in place of a time; a shop that
    is no more has neither `door` nor `outlook`, as a notice says what became of it."""

    door: Door | None = None
    outlook: Outlook | None = None
    note: str = ""


def card_of(page: ShopPage, document: Document, *, preview: bool) -> Card:
    """The card of a page. Of this moment it says no more than the store knows."""
    known = window(timezone.now()) if preview or page.pk is None else _known(page.pk)
    return cards.cards([replace(document, hours_known=known)])[0]


def _known(page_id: int) -> tuple[datetime, datetime] | None:
    entries = Entry.objects.filter(page_id=page_id, gone=False)
    since, until = entries.values_list("hours_since", "hours_until").first() or (None, None)
    return (since, until) if since and until else None


def view_of(card: Card, now: datetime | None = None) -> ShopView:
    """What a shop's page says of its hours."""
    if card.facts.get("status") not in FINDABLE:
        return ShopView()
    now = now or timezone.now()
    schedule = schedule_of(card.facts)
    ahead = outlook(schedule, now)
    if closed_for_now(card.facts):
        # The sign says until when.
        later = (each for each in ahead.announcements if each.first > timezone.localdate(now))
        ahead = replace(ahead, announcements=tuple(later))
    return ShopView(
        door=_spoken(card, schedule, now),
        outlook=ahead,
        note=card.facts.get("hours_note") or "",
    )


def _spoken(card: Card, schedule: Schedule, now: datetime) -> Door | None:
    """The sign with «today until 18:00, again tomorrow from 9:00» behind it."""
    sign = door(card)
    if sign is None or closed_for_now(card.facts):
        return sign
    if sign.state == "unknown" and not sign.detail and card.facts.get("phone"):
        return replace(sign, detail=gettext("better call before you go"))
    if sign.state not in _SPOKEN:
        return sign
    stretch = schedule.stretch_at(now)
    if stretch is not None and stretch.open_end:
        return sign
    if schedule.state_at(now) is State.CLOSED:
        # Where what lies between is not known, the sign has the better words.
        opening = next_opening(schedule, now)
        if opening is None or opening != schedule.next_change(now):
            return sign
    return replace(sign, detail=sentence(schedule, now))


_SPOKEN = {"open", "soon", "opens", "closed"}


def way_back(card: Card, request: HttpRequest) -> tuple[str, str]:
    """The list that a reader came from, with its filters, or one they would like next."""
    base = results_page.base_url()
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc == request.get_host() and came_from.path == base and came_from.query:
        return f"{base}?{came_from.query}", ""
    query = SearchQuery()
    labels = []
    for name, slug, label in (
        ("category", card.category_slug, card.category),
        ("district", card.district_slug, card.district),
    ):
        if slug:
            query = query.with_filter(name, slug)
            labels.append(label)
    return query.address(base), ", ".join(labels)
