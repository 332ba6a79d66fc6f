"""Many synthetic documents in one go, without pages: a town of any size in a second."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from directory.models import Category, District, Service, Trade
from search import store
from search.documents import Document, Text
from search.models import Entry

#: No page of a test reaches these numbers.
FIRST_ID = 1_000_000
CENTRE = (51.5380, 7.2190)

NAMES = (
    "Kaue",
    "Zeche",
    "Lore",
    "Stollen",
    "Halde",
    "Grubenlampe",
    "Kumpel",
    "Schacht",
    "Flöz",
    "Kohle",
    "Kanal",
    "Schleuse",
    "Brücke",
    "Linde",
    "Eiche",
    "Rabe",
    "Fuchs",
    "Anker",
    "Kompass",
    "Nordlicht",
)
GOODS = (
    "Bücher",
    "Schmuck",
    "Brot",
    "Kuchen",
    "Schuhe",
    "Blumen",
    "Wolle",
    "Papier",
    "Fahrrad",
    "Tee",
    "Kaffee",
    "Käse",
    "Wein",
    "Uhren",
    "Brillen",
    "Spielzeug",
    "Möbel",
    "Parfüm",
    "Seife",
    "Hufeisen",
)
TAGS = ("handgemacht", "regional", "gebraucht", "Bio", "Geschenke", "Reparatur", "Kinder")
#: Plain weeks, nights, holidays of all kinds, seasons, and what nobody knows.
HOURS = (
    "Mo-Fr 09:00-18:00; Sa 10:00-14:00; PH off",
    "Mo-Fr 09:00-12:30,14:30-18:00; PH unknown",
    "Mo-Sa 06:00-13:00; Su,PH 07:00-11:00",
    "Fr,Sa 18:00-03:00; PH 18:00-24:00",
    "24/7",
    "Tu-Su 12:00-22:00; Mo off; PH unknown; Dec 24-26 off",
    "Mo-Fr 08:00-16:00; Nov-Mar Mo-Fr 10:00-15:00; PH off",
    'Sa 10:00-12:00; PH off || unknown "nach Vereinbarung"',
    "Mo-Sa 16:00+; PH off",
    "unknown",
)


@dataclass(frozen=True)
class Town:
    """Ids of the rows that the documents refer to."""

    districts: Sequence[int]
    categories: Sequence[int]
    trades: Sequence[tuple[int, int]]
    services: Sequence[int]

    @classmethod
    def found(cls) -> Town:
        """Two levels of districts, some of the migrated categories, all of the services."""
        if not District.objects.filter(slug="nordbezirk").exists():
            for number, top in enumerate(("Nord", "Süd", "Ost", "West")):
                parent = District.objects.create(
                    name=f"{top}bezirk",
                    position=number,
                    latitude=CENTRE[0] + 0.01 * number,
                    longitude=CENTRE[1] + 0.01 * number,
                )
                for part in ("Mitte", "Feld", "Heide"):
                    District.objects.create(name=f"{top}-{part}", parent=parent)
        children = Category.objects.filter(parent__isnull=False).order_by("position", "pk")
        tops = Category.objects.filter(parent__isnull=True).order_by("position", "pk")
        categories = [*tops.values_list("pk", flat=True)[:5]]
        categories += children.values_list("pk", flat=True)[:25]
        trades = Trade.objects.filter(category__in=categories).order_by("pk")
        return cls(
            districts=list(District.objects.order_by("pk").values_list("pk", flat=True)),
            categories=categories,
            trades=list(trades.values_list("pk", "category_id")),
            services=list(Service.objects.order_by("pk").values_list("pk", flat=True)),
        )


def make_documents(count: int, *, seed: int = 1, first_id: int = FIRST_ID) -> list[Document]:
    """Shops above all, some stories (a few in two languages) and campaigns."""
    chance = random.Random(seed)
    town = Town.found()
    made: list[Document] = []
    while len(made) < count:
        page_id = first_id + len(made)
        share = chance.random()
        if share < 0.85:
            made.append(_shop(page_id, chance, town))
        elif share < 0.96:
            german = _story(page_id, chance, town)
            made.append(german)
            if chance.random() < 0.3 and len(made) < count:
                made.append(_english(german, page_id + 1))
        else:
            made.append(_campaign(page_id, chance, town))
    return made


def write_documents(documents: Sequence[Document]) -> list[Entry]:
    """Put documents into the store as `sync` does, all at once."""
    with transaction.atomic():
        store.lock()
        ids = [document.page_id for document in documents]
        return store.write(documents, existing=Entry.objects.in_bulk(ids, field_name="page_id"))


def _point(chance: random.Random) -> tuple[float, float] | None:
    if chance.random() < 0.1:
        return None
    return (
        round(CENTRE[0] + chance.uniform(-0.05, 0.05), 6),
        round(CENTRE[1] + chance.uniform(-0.08, 0.08), 6),
    )


def _text(chance: random.Random) -> Text:
    words = [chance.choice(GOODS) for _ in range(chance.randint(1, 4))]
    return Text(lead=f"Hier gibt es {words[0]}.", body=" und ".join(words[1:]))


def _some(chance: random.Random, of: Sequence[int], most: int) -> tuple[int, ...]:
    return tuple(sorted(chance.sample(list(of), chance.randint(0, min(most, len(of))))))


def _published(chance: random.Random) -> dt.datetime:
    return dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=chance.randrange(10**5))


def _shop(page_id: int, chance: random.Random, town: Town) -> Document:
    trade, category = chance.choice(town.trades)
    further = chance.choice(town.categories)
    has_trade = chance.random() < 0.6
    wheelchair = chance.choice(("yes", "limited", "no", "unknown"))
    name = f"{chance.choice(NAMES)} {chance.choice(GOODS)} {page_id % 1000}"
    return Document(
        page_id=page_id,
        kind="shop",
        language="de",
        path=f"/laeden/laden-{page_id}/",
        slug=f"laden-{page_id}",
        title=name,
        translation_key=f"key-{page_id}",
        texts={"de": _text(chance)},
        tags=tuple(sorted(chance.sample(TAGS, chance.randint(0, 2)))),
        terms={
            "category": tuple(dict.fromkeys((category if has_trade else further, further))),
            "trade": (trade,) if has_trade else (),
            "district": (chance.choice(town.districts),) if chance.random() < 0.95 else (),
            "service": _some(chance, town.services, 3),
            "wheelchair": (wheelchair,) if wheelchair != "unknown" else (),
        },
        point=_point(chance),
        published_at=_published(chance),
        listed=chance.random() > 0.03,
        facts={
            "wheelchair": wheelchair,
            "status": "open",
            "external_id": f"x{page_id}",
            # By its own lot, so that towns of old seeds stay as they are.
            "opening_hours": random.Random(page_id).choice(HOURS),
            "holiday_region": "NW",
        },
    )


def _story(page_id: int, chance: random.Random, town: Town) -> Document:
    published = _published(chance)
    return Document(
        page_id=page_id,
        kind="story",
        language="de",
        path=f"/geschichten/geschichte-{page_id}/",
        slug=f"geschichte-{page_id}",
        title=f"Von {chance.choice(NAMES)} und {chance.choice(GOODS)}",
        translation_key=f"key-{page_id}",
        texts={"de": _text(chance)},
        tags=tuple(sorted(chance.sample(TAGS, 1))),
        terms={"district": _some(chance, town.districts, 2), "shop": ()},
        published_at=published,
        facts={"author": "Jo Kern", "date": published.date().isoformat(), "kicker": ""},
    )


def _english(german: Document, page_id: int) -> Document:
    return Document(
        page_id=page_id,
        kind="story",
        language="en",
        path=f"/en/stories/story-{page_id}/",
        slug=f"story-{page_id}",
        title=f"About {german.title}",
        translation_key=german.translation_key,
        texts={"en": Text(lead="A story of the neighbourhood.", body="")},
        terms=german.terms,
        published_at=german.published_at,
        facts=german.facts,
    )


def _campaign(page_id: int, chance: random.Random, town: Town) -> Document:
    return Document(
        page_id=page_id,
        kind="campaign",
        language="de",
        path=f"/aktionen/aktion-{page_id}/",
        slug=f"aktion-{page_id}",
        title=f"{chance.choice(GOODS)}-Wochen",
        translation_key=f"key-{page_id}",
        texts={"de": _text(chance)},
        terms={"district": _some(chance, town.districts, 2), "shop": ()},
        published_at=_published(chance),
        facts={"starts": "2026-03-01", "ends": "2026-03-31", "participants": 0},
    )
