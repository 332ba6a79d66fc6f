"""axe finds nothing, on every kind of page, on phones and desktops, in both themes."""

import itertools
from typing import Any

import pytest
from playwright.sync_api import Page

from search import ratelimit
from tests.e2e.accessibility import violations

SIZES = {360: 780, 1280: 900}
THEMES = ("light", "dark")

PAGES = {
    "home": "/",
    "results": "/laeden/",
    "results, filtered": "/laeden/?q=reparatur&district=wanne&near=44649",
    "no results, with a notice": "/laeden/?q=zzz&district=crange&service=nonsense",
    "shop with photos": "/laeden/buecherkaue/",
    "shop closed for good": "/laeden/uhren-dombrowka/",
    "shop in English": "/en/laeden/cafe-lore/",
    "shop without an English text": "/en/laeden/emmis-bude/",
    "stories": "/geschichten/",
    "story": "/geschichten/buecher-an-der-kette/",
    "campaigns": "/aktionen/",
    "campaign": "/aktionen/laternenwochen/",
    "standard page": "/barrierefreiheit/",
    "not found": "/gibt-es-nicht/",
}


def examine(page: Page) -> list[str]:
    """What axe finds on the page in both sizes and both themes."""
    found = []
    for (width, height), theme in itertools.product(SIZES.items(), THEMES):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        found += [f"{width} px, {theme}: {line}" for line in violations(page)]
    return found


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(town: None, page: Page, live_server: Any, kind: str) -> None:
    page.goto(live_server.url + PAGES[kind])
    assert examine(page) == []


def test_axe_finds_nothing_in_the_open_drawer(town: None, page: Page, live_server: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{live_server.url}/laeden/?q=reparatur#filter")
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        assert violations(page) == []


def test_axe_finds_nothing_on_pages_of_an_empty_town(page: Page, live_server: Any) -> None:
    for address in ("/", "/laeden/", "/geschichten/", "/aktionen/"):
        page.goto(live_server.url + address)
        assert examine(page) == [], address


def test_axe_finds_nothing_where_one_asked_too_often(
    page: Page, live_server: Any, settings: Any
) -> None:
    settings.SEARCH_RATE_LIMIT = "1/hour"
    ratelimit.limiter.cache_clear()
    page.goto(f"{live_server.url}/laeden/?q=a")
    answer = page.goto(f"{live_server.url}/laeden/?q=b")
    ratelimit.limiter.cache_clear()
    assert answer is not None
    assert answer.status == 429
    assert examine(page) == []


def test_axe_finds_nothing_among_all_components(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/styleguide/")
    assert page.locator(".card--shop").count() > 3
    assert examine(page) == []


def test_axe_would_find_a_fault(page: Page, live_server: Any) -> None:
    page.goto(live_server.url)
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert [line.split(":")[0] for line in violations(page)] == ["button-name"]
