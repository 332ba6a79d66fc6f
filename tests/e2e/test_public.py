"""What residents do on the public site, with and without JavaScript."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from directory.models import Category
from directory.taxonomy.merge import merge_terms
from tests.e2e import looks

pytestmark = pytest.mark.usefixtures("town")

#: A page of each kind, for what must hold on all of them.
EVERYWHERE = (
    "/",
    "/laeden/",
    "/laeden/?q=Kaffee&district=wanne",
    "/laeden/buecherkaue/",
    "/geschichten/",
    "/geschichten/buecher-an-der-kette/",
    "/aktionen/",
    "/aktionen/laternenwochen/",
    "/barrierefreiheit/",
    "/en/laeden/?category=buecher-zeitschriften",
    "/gibt-es-nicht/",
)


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def visitor(
    request: Any, browser: Browser, browser_context_args: dict[str, Any], context: BrowserContext
) -> Iterator[Page]:
    """A visitor's page in a browser that runs scripts, and in one that does not."""
    if request.param:
        yield context.new_page()
        return
    plain = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    plain.set_default_timeout(15_000)
    yield plain.new_page()
    plain.close()


def headline(page: Page) -> str:
    return page.locator("main h1").inner_text()


def follow(target: Locator) -> None:
    """Click what leads to another page, and wait until that is there, with script or without."""
    with target.page.expect_navigation():
        target.click()


def names(page: Page) -> list[str]:
    """The titles in a list of results, in their order."""
    return page.locator("#results h3").all_inner_texts()


def test_from_a_question_to_a_shop_and_back(visitor: Page, live_server: Any) -> None:
    visitor.goto(live_server.url)
    expect(visitor.locator("h1")).to_contain_text("Was brauchen Sie heute?")
    visitor.get_by_label("Was", exact=True).fill("reparatur")
    visitor.get_by_label("Wo", exact=True).select_option("eickel")
    follow(visitor.get_by_role("button", name="Finden"))
    assert "/laeden/?q=reparatur&district=eickel" in visitor.url
    assert names(visitor), "something is repaired in Eickel"
    assert "in Eickel" in headline(visitor)
    for place in visitor.locator("#results .card__facts").all_inner_texts():
        assert re.search("Eickel|Röhlinghausen|Wanne-Süd", place)

    # Another district, and a category: chosen in the column, sent with the one button.
    visitor.get_by_role("radio", name=re.compile("^Wanne ")).first.check()
    follow(visitor.get_by_role("button", name=re.compile("zeigen")))
    assert "district=wanne" in visitor.url
    narrowed = names(visitor)
    assert "Silberstollen" in narrowed
    assert headline(visitor).startswith(str(len(narrowed)))

    chips = visitor.get_by_role("list", name="Gewählte Filter")
    follow(chips.get_by_role("link", name=re.compile("reparatur")))
    assert "q=" not in visitor.url
    assert len(names(visitor)) > len(narrowed)
    visitor.get_by_role("radio", name=re.compile("^Bücher, Spiel")).check()
    follow(visitor.get_by_role("button", name=re.compile("zeigen")))
    assert names(visitor) == ["Bücherkaue", "Papier Lindgraf"]
    found = visitor.url

    follow(visitor.get_by_role("link", name="Bücherkaue"))
    expect(visitor.locator("h1")).to_have_text("Bücherkaue")
    expect(
        visitor.get_by_role("heading", name="Anfahrt").or_(visitor.locator("#way-title"))
    ).to_be_visible()
    visitor.go_back()
    assert visitor.url == found
    assert names(visitor) == ["Bücherkaue", "Papier Lindgraf"]
    follow(visitor.get_by_role("link", name="Bücherkaue"))
    follow(visitor.get_by_role("link", name=re.compile("^Zurück zur Liste")))
    assert "Bücherkaue" in names(visitor)


def test_the_drawer_on_a_phone(visitor: Page, live_server: Any) -> None:
    visitor.set_viewport_size({"width": 360, "height": 780})
    visitor.goto(f"{live_server.url}/laeden/?q=reparatur")
    drawer = visitor.locator("#filter")
    expect(drawer).to_be_hidden()
    visitor.get_by_role("link", name="Eingrenzen").click()
    expect(drawer).to_be_visible()
    expect(visitor.get_by_role("button", name=re.compile("zeigen"))).to_be_in_viewport()
    visitor.get_by_role("link", name="Schließen").click()
    expect(drawer).to_be_hidden()
    visitor.get_by_role("link", name="Eingrenzen").click()
    drawer.get_by_role("radio", name=re.compile("^Sodingen ")).first.check()
    follow(visitor.get_by_role("button", name=re.compile("zeigen")))
    expect(drawer).to_be_hidden()
    assert "Kettenglied" in names(visitor)


def test_the_drawer_and_the_keyboard(phone: Page, live_server: Any) -> None:
    phone.goto(f"{live_server.url}/laeden/")
    opener = phone.get_by_role("link", name="Eingrenzen")
    opener.focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("#filter")).to_be_focused()
    for _step in range(60):
        phone.keyboard.press("Tab")
        assert phone.evaluate(
            "document.activeElement === document.body"
            " || document.getElementById('filter').contains(document.activeElement)"
        ), "focus left the open drawer"
    phone.keyboard.press("Escape")
    expect(phone.locator("#filter")).to_be_hidden()
    expect(opener).to_be_focused()


def test_every_question_has_a_way_on(visitor: Page, live_server: Any) -> None:
    # Nothing fits.
    visitor.goto(f"{live_server.url}/laeden/?q=kontrabass&district=crange&service=reparatur")
    assert headline(visitor).startswith("Nichts gefunden")
    ways = visitor.locator(".ways a")
    assert ways.count() >= 3
    follow(ways.filter(has_text="Alle Läden"))
    assert len(names(visitor)) == 20
    # Pages, and one beyond the last.
    follow(visitor.get_by_role("link", name="Weiter"))
    assert "page=2" in visitor.url
    last = names(visitor)
    visitor.goto(f"{live_server.url}/laeden/?kind=shop&page=99")
    assert names(visitor) == last
    expect(visitor.locator("[aria-current=page]").last).to_contain_text("2")
    # What we don't know is named and left out.
    visitor.goto(f"{live_server.url}/laeden/?district=atlantis&near=99999&sort=nonsense&page=x")
    notices = " ".join(visitor.get_by_role("status").all_inner_texts())
    assert "atlantis" in notices
    assert "99999" in notices
    assert len(names(visitor)) == 20
    # Near a postcode, nearest first.
    visitor.goto(f"{live_server.url}/laeden/?near=44649&radius=2000&sort=distance&kind=shop")
    assert names(visitor)
    ways_there = visitor.locator("#results .card__now").all_inner_texts()
    assert all(re.search(r"\d\s(m|km)\b", text) for text in ways_there), ways_there


def test_a_merged_category_leads_to_its_heir(page: Page, live_server: Any) -> None:
    old = Category.objects.get(slug="buecher-zeitschriften")
    heir = Category.objects.get(slug="schreibwaren")
    merge_terms(source=old, target=heir, user=None)
    page.goto(f"{live_server.url}/laeden/?category=buecher-zeitschriften&district=wanne")
    assert "category=schreibwaren" in page.url
    assert "district=wanne" in page.url
    assert {"Bücherkaue", "Papier Lindgraf"} <= set(names(page))


def test_in_english(visitor: Page, live_server: Any) -> None:
    visitor.goto(f"{live_server.url}/laeden/?q=buch&district=wanne")
    follow(visitor.get_by_role("link", name="English"))
    assert "/en/laeden/" in visitor.url
    assert "q=buch" in visitor.url, "the switch keeps the question"
    assert "district=wanne" in visitor.url
    expect(visitor.locator("html")).to_have_attribute("lang", "en")
    follow(visitor.get_by_role("link", name="Bücherkaue"))
    assert visitor.url.endswith("/en/laeden/buecherkaue/")
    expect(visitor.get_by_role("heading", name="How to get there")).to_be_visible()
    follow(visitor.get_by_role("link", name="Deutsch"))
    assert visitor.url == f"{live_server.url}/laeden/buecherkaue/"
    # A story keeps its own address in each language; one that exists in German only says so.
    visitor.goto(f"{live_server.url}/geschichten/buecher-an-der-kette/")
    follow(visitor.get_by_role("link", name="English"))
    assert visitor.url.endswith("/en/stories/books-on-chains/")
    visitor.goto(f"{live_server.url}/en/geschichten/die-letzte-sohle/")
    expect(visitor.get_by_text("So far this text exists in German only.")).to_be_visible()
    # No German word is left that is not marked as one.
    for path in ("/en/", "/en/laeden/?q=zzz", "/en/laeden/emmis-bude/", "/en/nothing-here/"):
        visitor.goto(live_server.url + path)
        text = english_text(visitor)
        assert not re.search(r"Läden|Alle |Stadtteil|Eingrenzen|Zurück|Geschichte| und ", text), (
            text
        )


def english_text(page: Page) -> str:
    """What a page says outside of the elements that are marked as German; its title too."""
    body = page.locator("body")
    text = f"{page.title()} {body.inner_text()}"
    for passage in page.locator("[lang=de]").all_inner_texts():
        text = text.replace(passage, "")
    return text


def test_not_found_is_humane(page: Page, live_server: Any, settings: Any) -> None:
    assert settings.DEBUG is False
    answer = page.goto(f"{live_server.url}/laeden/gibt-es-nicht/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Hier ist keine Tür.")).to_be_visible()
    assert "Traceback" not in page.content()
    page.get_by_role("searchbox").fill("Uhr")
    page.get_by_role("searchbox").press("Enter")
    assert "/laeden/?q=Uhr" in page.url


def test_shops_that_do_not_trade_say_so(page: Page, live_server: Any) -> None:
    for slug, words in (
        ("uhren-dombrowka", "gibt es nicht mehr"),
        ("knopfzimmer", "umgezogen"),
    ):
        page.goto(f"{live_server.url}/laeden/{slug}/")
        expect(page.locator(".notice").first).to_contain_text(words)
        expect(page.locator(".state, .hours")).to_have_count(0)
    page.goto(f"{live_server.url}/laeden/zweiter-aufguss/")
    expect(page.locator(".state")).to_contain_text("Geschlossen bis")
    page.goto(f"{live_server.url}/laeden/?q=Knöpfe&kind=shop")
    assert "Knopfzimmer" not in names(page)


def test_pages_fit_small_screens_and_large_text(page: Page, live_server: Any) -> None:
    for path in EVERYWHERE:
        page.goto(live_server.url + path)
        for percent in (100, 200):
            looks.set_text(page, percent=percent)
            for width in (320, 360, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                where = f"{path} at {width} px with text of {percent} %"
                assert looks.overflowing(page) == [], where
                assert looks.cut_off(page) == [], where
    looks.set_text(page, percent=200)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert page.context.cookies() == [], "visitors get no cookie"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_reaches_everything_in_sight(page: Page, live_server: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    for path in ("/", "/laeden/?q=reparatur", "/laeden/buecherkaue/"):
        page.goto(live_server.url + path)
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Zum Inhalt")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        stops = looks.tab_through(page)
        assert len(stops) > 10
        faults = [stop for stop in stops if stop["fault"]]
        assert faults == [], path
        page.goto(live_server.url + path)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
