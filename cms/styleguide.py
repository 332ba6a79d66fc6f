"""A living page with every component in each of its states, for people who work on the look.

It is reached in development only and needs no content: the samples below are invented.
"""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from search.cards import Card
from search.results_page import PageLink, Pagination


def _shop(title: str, **changes: Any) -> Card:
    facts = {
        "street": "Steigergasse",
        "house_number": "14",
        "postcode": "44649",
        "city": "Herne",
        "phone": "02323 000 41",
        "phone_uri": "tel:+49232300041",
        "email": "laden@example.org",
        "website": "https://www.example.org/",
        "wheelchair": "yes",
        "status": "open",
        "exact": True,
    }
    facts |= changes.pop("facts", {})
    values: dict[str, Any] = {
        "page_id": 0,
        "kind": "shop",
        "url": "#",
        "title": title,
        "lead": "Bücher für Leute, die noch eine Haltestelle weiterlesen.",
        "district": "Wanne-Süd",
        "district_slug": "wanne-sued",
        "category": "Bücher",
        "categories": ["Bücher", "Schreibwaren"],
        "trade": "Buchhandlung",
        "services": ["Bestellung", "Geschenke einpacken", "Lieferung", "Vorlesen"],
        "point": (51.5369, 7.1637),
        "facade_key": "books",
    }
    return Card(**{**values, **changes}, facts=facts)


def _story(title: str, lead: str, kicker: str = "Porträt") -> Card:
    return Card(
        page_id=0,
        kind="story",
        url="#",
        title=title,
        lead=lead,
        facts={"author": "Jonte Wiesmann", "date": "2026-11-11", "kicker": kicker},
    )


def _campaign(title: str, state: str, first: int, last: int) -> Card:
    today = timezone.localdate()
    days = [today + datetime.timedelta(days=n) for n in (first, last)]
    return Card(
        page_id=0,
        kind="campaign",
        url="#",
        title=title,
        lead="Zwei lange Donnerstage, 23 Läden mit Licht bis 20 Uhr.",
        state=state,
        days_left=last if state == "running" else None,
        facts={"starts": days[0].isoformat(), "ends": days[1].isoformat()},
    )


def shops() -> list[Card]:
    """A shop card in each of its states."""
    return [
        _shop("Bücherkaue", reasons=["im Namen", "Kategorie: Bücher"], distance_m=350),
        _shop(
            "Silberstollen",
            lead="Trauringe und Umarbeitungen, am Werktisch im Laden.",
            trade="Goldschmiede",
            facade_key="schmuck",
            distance_m=1130,
        ),
        _shop(
            "Café Lore",
            lead="",
            trade="Café",
            services=[],
            facade_key="cafe",
            facts={"status": "closed_until", "status_until": "2026-12-27"},
        ),
        _shop(
            "Blumen und Gartenbedarf am Buschmannshof",
            trade="",
            category="Blumen",
            district="",
            facade_key="blumen",
            facts={"status": "moved", "moved_to": "Hauptstraße 12"},
        ),
        _shop(
            "The Button Shop",
            lead="Eleven thousand buttons, sold one by one.",
            lang="en",
            trade="Kurzwaren",
            facade_key="handarbeit",
            facts={"status": "closed"},
        ),
        _shop("Donaudampfschifffahrtszubehörgroßhandlung", facade_key="", services=["Beratung"]),
    ]


def stories() -> list[Card]:
    return [
        _story("Bücher an der Kette", "Wo früher die Arbeitskleidung hing, hängen heute Romane."),
        _story(
            "Die letzte Sohle ist nie die letzte",
            "Ein Schuhmacher rechnet vor, wann sich Reparieren lohnt.",
            kicker="Handwerk",
        ),
        _story("Vom Röster zur Tasse in 400 Metern", "Drei Cafés, ein Röster, ein Lastenrad.", ""),
    ]


def campaigns() -> list[Card]:
    return [
        _campaign("Laternenwochen", "running", -7, 9),
        _campaign("Tag der offenen Werkstatt", "announced", 20, 20),
        _campaign("Sommer auf dem Pflaster", "over", -90, -60),
    ]


def _option(label: str, count: int, *, level: int = 0, selected: bool = False) -> SimpleNamespace:
    value = label.casefold().replace(" ", "-")
    return SimpleNamespace(value=value, label=label, count=count, level=level, selected=selected)


def panel() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            name="district",
            param="district",
            legend="Stadtteil",
            selected_label="Wanne",
            options=[
                _option("Wanne", 6, selected=True),
                _option("Wanne-Süd", 4, level=1),
                _option("Crange", 2, level=1),
                _option("Eickel", 2),
            ],
        ),
        SimpleNamespace(
            name="service",
            param="service",
            legend="Service",
            selected_label="Lieferung",
            options=[_option("Reparatur", 3), _option("Lieferung", 0, selected=True)],
        ),
    ]


def pagination() -> Pagination:
    links = [
        PageLink(number=1, url="#1"),
        PageLink(number=None),
        PageLink(number=6, url="#6"),
        PageLink(number=7, url="#7", current=True),
        PageLink(number=8, url="#8"),
        PageLink(number=None),
        PageLink(number=25, url="#25"),
    ]
    return Pagination(page=7, pages=25, links=links, prev_url="#6", next_url="#8")


def samples() -> dict[str, Any]:
    """Everything that the page shows."""
    return {
        "page": SimpleNamespace(title="Styleguide"),
        "noindex": True,
        "base": "#",
        "query": SimpleNamespace(words="Schmuck", sort=""),
        "results": SimpleNamespace(total=142, page=7, pages=25),
        "near": {
            "value": "",
            "label": "",
            "radius": 1000,
            "radii": [(500, "500 m"), (1000, "1 km")],
        },
        "shops": shops(),
        "stories": stories(),
        "campaigns": campaigns(),
        "participants": [
            {"card": card, "line": "Vorlesen bei Kerzenlicht"} for card in shops()[:3]
        ],
        "panel": panel(),
        "chips": [
            {"label": "Schmuck", "remove_url": "#"},
            {"label": "Wanne", "remove_url": "#"},
            {"label": "ohne Stufen hinein", "remove_url": "#"},
        ],
        "reset_url": "#",
        "sorts": [
            SimpleNamespace(label="bester Treffer", url="#", selected=True),
            SimpleNamespace(label="nach Namen", url="#", selected=False),
        ],
        "pagination": pagination(),
        "way_on": [
            {"label": "Ohne „Wanne“ suchen", "url": "#"},
            {"label": "Alle Läden zeigen", "url": "#"},
        ],
        "attributions": ["© OpenStreetMap-Mitwirkende (ODbL)"],
        "statuses": [
            {"status": "closed_until", "status_until": "2026-12-27"},
            {"status": "moved", "moved_to": "Hauptstraße 12, 44651 Herne"},
            {"status": "closed"},
        ],
        "wheelchairs": ["yes", "limited", "no", "unknown"],
        "distances": [40.0, 350.0, 1130.0, 4800.0],
        "kinds": KINDS,
    }


KINDS = (
    "books", "jewellery", "cafe", "perfumery", "stationery", "crafts", "bakery", "flowers",
    "clothes", "shoes", "bikes", "food", "restaurant", "hairdresser", "pharmacy", "optician",
    "electronics", "furniture", "toys", "hardware", "neutral",
)  # fmt: skip


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with its states."""
    return render(request, "styleguide.html", samples())
