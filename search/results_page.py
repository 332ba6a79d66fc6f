"""The results page: everything its template shows, out of one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from search import cards, moments, registry, vocabulary
from search.engines import get_engine
from search.filters import FILTERS, NEAR, OPEN
from search.filters.near import RADII
from search.opening import window
from search.parse import OPEN_AT, Parsed, parse
from search.public import Addresses, page_path, public_pages
from search.query import SearchQuery
from search.results import FacetValue, Results
from search.vocabulary import Vocabulary


@dataclass(kw_only=True)
class Group:
    """One filter of the panel."""

    name: str
    param: str
    legend: str
    options: list[FacetValue] = field(default_factory=list)
    selected_label: str = ""
    value: str = ""


@dataclass(kw_only=True)
class Link:
    """A way on, or an order to choose."""

    label: str
    url: str
    value: str = ""
    selected: bool = False
    count: int = 0


@dataclass(kw_only=True)
class PageLink:
    """One number of the pagination; without a number a gap."""

    number: int | None
    url: str = ""
    current: bool = False

    @property
    def gap(self) -> bool:
        return self.number is None


@dataclass(kw_only=True)
class Pagination:
    """Where one is in a list of pages."""

    page: int
    pages: int
    links: list[PageLink]
    prev_url: str = ""
    next_url: str = ""


def read(request: HttpRequest) -> Parsed:
    """What the address of a request asks for."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return parse(request.GET.dict(), known=vocabulary.get(), language=language)


def base_url() -> str:
    """The address of the public results page for the active reader; the root without one."""
    model = registry.results_model()
    pages = public_pages().type(model) if model is not None else Page.objects.none()
    page = pages.select_related("locale").order_by("path").first()
    if page is None:
        return page_path("", language=settings.LANGUAGE_CODE)
    language = page.locale.language_code
    path = Addresses().path(url_path=page.url_path, language=language)
    return cards.localized(path, language=language)


def context(parsed: Parsed, *, base: str) -> dict[str, Any]:
    """The context of the results page whose address without parameters is `base`."""
    query, known = parsed.query, vocabulary.get()
    results = get_engine().search(query)
    found = cards.cards(results.hits)
    tell_hours(found, query)
    attributions = {card.facts.get("source_attribution") for card in found} - {None, ""}
    return {
        "query": query,
        "results": results,
        "cards": found,
        "panel": panel(query, results, known),
        "chips": chips(query, known, base=base),
        "headline": headline(query, results, known),
        "sorts": sorts(query, base=base),
        "pagination": pagination(
            page=results.page,
            pages=results.pages,
            url=lambda number: query.with_(page=number).address(base),
        ),
        "notices": [*parsed.notices(), *beyond(query)],
        "unsure": unsure(query, results, base=base),
        "open_at": OPEN_AT,
        "near": {
            "value": query.near.value if query.near else parsed.near_text,
            "label": query.near.label if query.near else "",
            "radius": query.near.radius if query.near else None,
            "radii": [(metres, _distance(metres)) for metres in RADII],
        },
        "reset_url": base,
        "way_on": way_on(query, results, known, base=base) if not results.total else [],
        "attributions": sorted(attributions),
        "canonical_path": query.with_(page=results.page).address(base),
        "noindex": not query.is_everything or results.page > 1,
        "base": base,
    }


def tell_hours(found: Iterable[cards.Card], query: SearchQuery) -> None:
    """Who asks for another time than now reads on each card what holds on that day."""
    chosen = query.selected.get(OPEN.name, "").removeprefix(moments.MAYBE)
    if chosen in ("", "now"):
        return
    day = timezone.localtime(OPEN.moment(chosen).start).date()
    for card in found:
        kind = registry.kind(card.kind)
        if kind is not None and kind.hours is not None:
            card.then = kind.hours(card, day)


def panel(query: SearchQuery, results: Results, known: Vocabulary) -> list[Group]:
    """The filters that have something to choose from."""
    groups = []
    for each in FILTERS:
        chosen = query.selected.get(each.name)
        options = results.facets[each.name]
        if options:
            label = each.label(chosen, known) if chosen else ""
            groups.append(
                Group(
                    name=each.name,
                    param=each.param,
                    legend=str(each.legend),
                    options=options,
                    selected_label=label,
                    value=chosen or "",
                )
            )
    return groups


def chips(query: SearchQuery, known: Vocabulary, *, base: str) -> list[dict[str, str]]:
    """What is asked, each part with the address of the same question without it."""
    made = []
    if query.words:
        made.append({"label": query.words, "remove_url": query.with_(words="").address(base)})
    for each in FILTERS:
        if value := query.selected.get(each.name):
            without = query.with_filter(each.name, None)
            made.append({"label": each.label(value, known), "remove_url": without.address(base)})
    if query.near:
        label = _("near %(place)s") % {"place": query.near.label}
        if query.near.radius:
            label = _("within %(distance)s of %(place)s") % {
                "distance": _distance(query.near.radius),
                "place": query.near.label,
            }
        made.append({"label": label, "remove_url": query.with_(near=None).address(base)})
    return made


def headline(query: SearchQuery, results: Results, known: Vocabulary) -> str:
    """The answer in a sentence: «3 Läden zu „Schmuck“ in Wanne»."""
    counts = {value.value: value.count for value in results.facets["kind"] if value.count}
    kind = query.selected.get("kind") or (next(iter(counts)) if len(counts) == 1 else "")
    if OPEN.name in query.selected and not counts:
        # Only shops have doors that open.
        kind = kind or "shop"
    parts = [_noun(kind, results.total)]
    if query.words:
        parts.append(_("for “%(words)s”") % {"words": query.words})
    labels = {
        each.name: each.label(query.selected[each.name], known)
        for each in FILTERS
        if each.name in query.selected
    }
    if "category" in labels:
        parts.append(pgettext("in a category", "in “%(label)s”") % {"label": labels["category"]})
    if "service" in labels:
        parts.append(_("with “%(label)s”") % {"label": labels["service"]})
    if "district" in labels:
        parts.append(pgettext("in a district", "in %(label)s") % {"label": labels["district"]})
    elif query.near:
        close = _("near %(place)s") if query.near.radius else _("seen from %(place)s")
        parts.append(close % {"place": query.near.label})
    if not results.total and results.unknown:
        # Perhaps there is one: nobody knows.
        return ", ".join([" ".join(parts), _("that is open for certain")])
    return (", " if results.total else " ").join([" ".join(parts), *_hours(results, labels)])


def _hours(results: Results, labels: Mapping[str, str]) -> list[str]:
    """What is asked of the hours; else how many of the results are open now."""
    if OPEN.name in labels:
        return [labels[OPEN.name]]
    now = next((v.count for v in results.facets[OPEN.name] if v.value == "now"), None)
    if not now or results.total < 2:
        # That none is open would be a claim: of some nobody knows.
        return []
    number = number_format(now, use_l10n=True, force_grouping=True)
    return [_("%(count)s open now") % {"count": number}]


def _noun(kind: str, count: int) -> str:
    number = {"count": number_format(count, use_l10n=True, force_grouping=True)}
    if not count:
        return {
            "shop": _("No shop"),
            "story": _("No story"),
            "campaign": _("No campaign"),
        }.get(kind, _("Nothing found"))
    match kind:
        case "shop":
            text = ngettext("%(count)s shop", "%(count)s shops", count)
        case "story":
            text = ngettext("%(count)s story", "%(count)s stories", count)
        case "campaign":
            text = ngettext("%(count)s campaign", "%(count)s campaigns", count)
        case _:
            text = ngettext("%(count)s result", "%(count)s results", count)
    return text % number


def _distance(metres: int) -> str:
    if metres < 1000:
        return f"{metres} m"
    kilometres = metres / 1000
    digits = 0 if kilometres == int(kilometres) else 1
    return f"{number_format(kilometres, digits)} km"


def sorts(query: SearchQuery, *, base: str) -> list[Link]:
    labels = {
        "relevance": _("best match"),
        "distance": _("nearest first"),
        "name": _("by name"),
        "newest": _("newest first"),
    }
    if query.near is None:
        del labels["distance"]
    return [
        Link(
            value=value,
            label=label,
            url=query.with_(sort=value).address(base),
            selected=value == query.effective_sort,
        )
        for value, label in labels.items()
    ]


def unsure(query: SearchQuery, results: Results, *, base: str) -> Link | None:
    """Where those are that are not in the list because nobody knows whether they are open."""
    if not results.unknown:
        return None
    chosen, count = query.selected[OPEN.name], results.unknown
    if results.total:
        text = ngettext(
            "Of %(count)s more shop we don’t know whether it is open then.",
            "Of %(count)s more shops we don’t know whether they are open then.",
            count,
        )
    else:
        text = ngettext(
            "Of %(count)s shop we don’t know whether it is open then.",
            "Of %(count)s shops we don’t know whether they are open then.",
            count,
        )
    label = text % {"count": number_format(count, use_l10n=True, force_grouping=True)}
    value = f"{moments.MAYBE}{chosen}"
    url = query.with_filter(OPEN.name, value).address(base)
    return Link(label=label, url=url, count=count)


def beyond(query: SearchQuery) -> list[str]:
    """That nothing is known so far ahead, or of these shops."""
    chosen = query.selected.get(OPEN.name)
    if not chosen:
        return []
    moment = OPEN.moment(chosen)
    _since, until = window(timezone.now())
    if moment.last <= until:
        return [_("Better call before you go.")] if moment.maybe else []
    last = timezone.localtime(until).date() - timedelta(days=1)
    text = _("So far ahead we don’t know the hours yet: we look ahead until %(date)s.")
    return [text % {"date": date_format(last, "DATE_FORMAT")}]


def _another_time(query: SearchQuery, results: Results, *, base: str) -> list[Link]:
    """The first time after the one that was asked for at which something is open."""
    chosen = query.selected.get(OPEN.name)
    if not chosen:
        return []
    asked = OPEN.moment(chosen)
    for option in results.facets[OPEN.name]:
        if option.count and OPEN.moment(option.value).last > asked.last:
            words = {
                "time": option.label,
                "count": number_format(option.count, use_l10n=True, force_grouping=True),
            }
            address = query.with_filter(OPEN.name, option.value).address(base)
            return [Link(label=_("Instead: %(time)s (%(count)s)") % words, url=address)]
    return []


def way_on(query: SearchQuery, results: Results, known: Vocabulary, *, base: str) -> list[Link]:
    """Where to go from an empty list: another time, the same question with one part less, then
    everything."""
    links = [*_another_time(query, results, base=base)]
    for each in FILTERS:
        if value := query.selected.get(each.name):
            label = _("Search again without “%(label)s”") % {"label": each.label(value, known)}
            links.append(Link(label=label, url=query.with_filter(each.name, None).address(base)))
    if query.near and query.near.radius:
        wider = query.with_(near=replace(query.near, radius=None))
        links.append(Link(label=_("Search at any distance"), url=wider.address(base)))
    if query.words and (place := NEAR.resolve(query.words, "", known)):
        close = SearchQuery(near=place)
        label = _("Search near %(place)s") % {"place": place.label}
        links.append(Link(label=label, url=close.address(base)))
    if query.words and (query.selected or query.near):
        links.append(
            Link(
                label=_("Show everything chosen on the left, whatever the words"),
                url=query.with_(words="").address(base),
            )
        )
    links.append(
        Link(label=_("Show all shops"), url=SearchQuery(selected={"kind": "shop"}).address(base))
    )
    return links


def pagination(*, page: int, pages: int, url: Any) -> Pagination:
    """Links to the first, the last and the neighbouring pages."""
    shown = sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})
    links: list[PageLink] = []
    for number in shown:
        if links and links[-1].number is not None and number - links[-1].number > 1:
            links.append(PageLink(number=None))
        links.append(PageLink(number=number, url=url(number), current=number == page))
    return Pagination(
        page=page,
        pages=pages,
        links=links,
        prev_url=url(page - 1) if page > 1 else "",
        next_url=url(page + 1) if page < pages else "",
    )
