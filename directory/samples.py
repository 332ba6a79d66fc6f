"""Invented doors and hours, for the style guide."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from directory.door import Door
from directory.opening import sign_of
from directory.shop_view import ShopView, view_of
from search.cards import Card
from search.opening import window

CHRISTMAS = dt.datetime(2026, 12, 21, 11, 0)  # noqa: DTZ001 - made aware below
TUESDAY = dt.datetime(2026, 11, 24, 13, 30)  # noqa: DTZ001 - made aware below

BREAK = "Tu-Fr 09:30-13:00,14:30-18:30; Sa 10:00-14:00; PH off"
HOURS: tuple[tuple[str, dt.datetime, str, dict[str, Any]], ...] = (
    ("Mit Mittagspause", TUESDAY, BREAK, {}),
    (
        "Heute ist besonders",
        TUESDAY,
        f'{BREAK}; 2026 Nov 24 09:30-20:00 open "Langer Dienstag"',
        {"hours_note": "Klingeln Sie bitte, die Tür geht schwer."},
    ),
    (
        "Vor den Feiertagen",
        CHRISTMAS,
        f'{BREAK}; 2026 Dec 24 09:30-13:00 open "Heiligabend"; '
        '2026 Dec 27-2027 Jan 02 off "Betriebsferien"',
        {},
    ),
    ("Feiertage unbekannt", CHRISTMAS, "Mo-Sa 09:00-19:00; PH unknown", {}),
    ("Rund um die Uhr", TUESDAY, "24/7", {}),
    ("Unbekannt", TUESDAY, "unknown", {}),
    ("Nach Vereinbarung", TUESDAY, 'unknown "nach Vereinbarung"', {}),
    ("Für eine Weile zu", TUESDAY, BREAK, {"status": "closed_until"}),
)
CONTACT = {
    "phone": "02323 000 41",
    "phone_uri": "tel:+49232300041",
    "email": "laden@example.org",
    "website": "https://www.example.org/",
}
DOORS = (
    Door(state="open", word="Offen", detail="bis 18:30"),
    Door(state="soon", word="Schließt gleich", detail="um 18:30"),
    Door(state="opens", word="Öffnet gleich", detail="um 9:30", shut=True),
    Door(state="closed", word="Geschlossen", detail="bis morgen, 9:30", shut=True),
    Door(
        state="closed", word="Geschlossen", detail="bis Mo, 9:30", reason="Weihnachten", shut=True
    ),
    Door(state="unknown", word="Zeiten unbekannt"),
    Door(state="appointment", word="Nach Vereinbarung"),
    Door(state="moved", word="Ist umgezogen"),
    Door(state="gone", word="Für immer geschlossen", shut=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursSample:
    """A table of hours under a name of its own."""

    title: str
    hours: ShopView
    facts: dict[str, Any]


def hours_samples() -> list[HoursSample]:
    """Hours in every state."""
    made = []
    for title, moment, text, more in HOURS:
        now = timezone.make_aware(moment)
        later = timezone.localdate() + dt.timedelta(days=33)
        facts = {"status": "open", "opening_hours": text, "holiday_region": "NW", **CONTACT, **more}
        facts["status_until"] = later.isoformat()
        card = Card(page_id=0, kind="shop", url="#", title=title, facts=facts)
        card.sign = sign_of(facts, now, known=window(now))
        made.append(HoursSample(title=title, hours=view_of(card, now), facts=facts))
    return made
