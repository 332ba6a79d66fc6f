"""What a list shows of a document: labels resolved, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.images import get_image_model

from search import registry, vocabulary
from search.documents import Document, Text
from search.models import Entry
from search.results import Hit
from search.vocabulary import Term, Vocabulary


@dataclass(kw_only=True)
class Card:
    """`lang` is set where the text is in another language than the page; `distance_m` in metres.

    `state` and `days_left` are for kinds that run for a while, `sign` for those that open and
    close; their `dress` sets them. `hours_known` is that of the document. `then` tells the hours of
    the day that was asked for.
    """

    page_id: int
    kind: str
    url: str
    title: str
    lead: str = ""
    lang: str = ""
    district: str = ""
    district_slug: str = ""
    category: str = ""
    category_slug: str = ""
    categories: list[str] = field(default_factory=list)
    trade: str = ""
    services: list[str] = field(default_factory=list)
    wheelchair: str = ""
    tags: tuple[str, ...] = ()
    reasons: list[str] = field(default_factory=list)
    distance_m: float | None = None
    point: tuple[float, float] | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    image: Any = None
    published_at: datetime | None = None
    facade_key: str = ""
    sign: Any = None
    then: str = ""
    hours_known: tuple[datetime, datetime] | None = None
    state: str = ""
    days_left: int | None = None


def localized(path: str, *, language: str) -> str:
    """The address of a page for the active reader: pages of the main language are read under each
    prefix, pages of another one only under their own."""
    active = (get_language() or settings.LANGUAGE_CODE)[:2]
    if language != settings.LANGUAGE_CODE or active == settings.LANGUAGE_CODE:
        return path
    return reverse("wagtail_serve", args=[path.removeprefix(reverse_root())])


def reverse_root() -> str:
    """The root address of the main language."""
    from search.public import page_path

    return page_path("", language=settings.LANGUAGE_CODE)


def text_for(document: Document, language: str) -> tuple[Text, str]:
    """The text in a language, or the best there is, and its language."""
    for candidate in (language, document.language, settings.LANGUAGE_CODE, *document.texts):
        if candidate in document.texts:
            return document.texts[candidate], candidate
    return Text(), language


def cards(found: Iterable[Document | Hit]) -> list[Card]:
    """Cards of many documents in three statements: vocabulary, images, their renditions."""
    hits = [each if isinstance(each, Hit) else Hit(document=each, score=0) for each in found]
    known = vocabulary.get()
    ids = {hit.document.image for hit in hits if hit.document.image}
    images = get_image_model().objects.prefetch_renditions().in_bulk(ids) if ids else {}
    made = [_card(hit, known) for hit in hits]
    for card, hit in zip(made, hits, strict=True):
        card.image = images.get(hit.document.image)
    return made


def cards_of_pages(ids: Sequence[int]) -> dict[int, Card]:
    """Cards of those of the pages that are public, by page id."""
    entries = Entry.objects.filter(page_id__in=ids, gone=False)
    return {card.page_id: card for card in cards(entry.read() for entry in entries)}


def _labels(known: Vocabulary, document: Document, facet: str) -> list[Term]:
    terms = (known.resolve(facet, term_id) for term_id in document.terms.get(facet, ()))
    unique = {term.id: term for term in terms if term is not None}
    return list(unique.values())


def _card(hit: Hit, known: Vocabulary) -> Card:
    document = hit.document
    active = (get_language() or settings.LANGUAGE_CODE)[:2]
    text, language = text_for(document, active)
    districts = _labels(known, document, "district")
    categories = _labels(known, document, "category")
    trades = _labels(known, document, "trade")
    card = Card(
        page_id=document.page_id,
        kind=document.kind,
        url=localized(document.path, language=document.language),
        title=document.title,
        lead=text.lead,
        lang=language if language != active else "",
        district=", ".join(term.label for term in districts),
        district_slug=districts[0].slug if districts else "",
        category=categories[0].label if categories else "",
        category_slug=categories[0].slug if categories else "",
        categories=[term.label for term in categories],
        trade=trades[0].label if trades else "",
        services=[term.label for term in _labels(known, document, "service")],
        wheelchair=str(next(iter(document.terms.get("wheelchair", ())), "")),
        tags=document.tags,
        reasons=[str(reason) for reason in hit.reasons],
        distance_m=hit.distance,
        point=document.point,
        facts=dict(document.facts),
        published_at=document.published_at,
        hours_known=document.hours_known,
        facade_key=categories[0].slug if categories else "",
    )
    kind = registry.kind(document.kind)
    if kind is not None and kind.dress is not None:
        kind.dress(card)
    return card
