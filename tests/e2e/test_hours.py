"""Page, list, filter, count and JSON-LD say the same of a shop, whatever the clock says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import Page, expect

from directory.opening_rows import fill
from search import store
from tests.directory.test_jsonld_hours import says
from tests.factories import ShopFactory

BERLIN = ZoneInfo("Europe/Berlin")

SHOPS = {
    "Bäckerei Morgenrot": "Mo-Sa 06:00-13:00; Su 08:00-11:00; PH 08:00-11:00",
    "Bar Nachtschicht": "Fr,Sa 18:00-03:00, Su 12:00-20:00; PH off",
    "Buchladen Pause": "Mo-Fr 09:00-12:30,14:30-18:00; Sa 10:00-14:00; PH off",
    "Kiosk Immer": "24/7",
    "Laden Ohnefeiertag": "Mo-Fr 09:00-18:00",
    "Ferienhaus": 'Mo-Fr 09:00-18:00; PH off; 2026 Dec 21-2027 Jan 06 off "Ferien"',
    "Stille Post": "",
    "Werkstatt Ruf": '"nach Vereinbarung"',
}

#: The time, and who is open (+), closed (-) or unknown (?) then, in the order of the shops.
TIMES = {
    "a lunch break": (datetime(2026, 11, 24, 13, 15, tzinfo=BERLIN), "- - - + + + ? ?"),
    "a plain morning": (datetime(2026, 11, 24, 9, 30, tzinfo=BERLIN), "+ - + + + + ? ?"),
    "02:00 after a late Saturday": (datetime(2026, 11, 29, 2, tzinfo=BERLIN), "- + - + - - ? ?"),
    "25 December": (datetime(2026, 12, 25, 10, tzinfo=BERLIN), "+ - - + ? - ? ?"),
    "a night into a holiday": (datetime(2026, 12, 26, 2, tzinfo=BERLIN), "- - - + ? - ? ?"),
    "the hour that comes twice, first": (
        datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
        "- + - + - - ? ?",
    ),
    "the hour that comes twice, again": (
        datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1),
        "- + - + - - ? ?",
    ),
    "after the hour that is missing": (
        datetime(2027, 3, 28, 3, 5, tzinfo=BERLIN),
        "- - - + - - ? ?",
    ),
    "New Year": (datetime(2027, 1, 1, 0, 30, tzinfo=BERLIN), "- - - + ? - ? ?"),
}

STATES = {
    "+": ("open", "soon"),
    "-": ("closed", "opens"),
    "?": ("unknown", "appointment"),
}


@contextmanager
def clock(moment: datetime) -> Iterator[time_machine.Coordinates]:
    """The clock of the server, which goes on from there."""
    with time_machine.travel(moment.astimezone(ZoneInfo("UTC")), tick=True) as coordinates:
        yield coordinates


@pytest.fixture
def street(transactional_db: None) -> Callable[[], dict[str, Any]]:
    """Opens the shops, as their editors would at that time."""

    def build() -> dict[str, Any]:
        shops = {}
        for title, text in SHOPS.items():
            shop = ShopFactory(title=title)
            if text:
                fill(page=shop, text=text)
            shop.save_revision().publish()
            shops[title] = shop
        return shops

    return build


def sign(page: Page, within: str) -> str:
    return page.locator(f"{within} .state").first.get_attribute("data-state") or ""


def listed(page: Page, here: str, **asked: str) -> tuple[list[str], int | None]:
    """Names in the list of an address, and the number that the filter had said."""
    page.goto(f"{here}/laeden/?{urlencode(asked)}")
    option = page.locator(f'input[name="open"][value="{asked.get("open", "now")}"]')
    number = option.locator("xpath=..").locator(".num")
    count = int(number.inner_text()) if number.count() else None
    return page.locator("#results .cards h3").all_inner_texts(), count


@pytest.mark.parametrize("name", TIMES)
def test_all_say_the_same(
    name: str, page: Page, live_server: Any, street: Callable[[], dict[str, Any]]
) -> None:
    moment, expected = TIMES[name]
    states = dict(zip(SHOPS, expected.split(), strict=True))
    page.set_viewport_size({"width": 1280, "height": 900})
    with clock(moment):
        shops = street()
        here = live_server.url

        wanted = {
            mark: sorted(title for title, state in states.items() if state == mark)
            for mark in "+-?"
        }
        _all, count = listed(page, here)
        assert count == len(wanted["+"])
        cards = {
            card.locator("h3").inner_text(): card.locator(".state").get_attribute("data-state")
            for card in page.locator("#results .card").all()
        }
        for title, mark in states.items():
            assert cards[title] in STATES[mark], title

        for value in ("now", moment.strftime("%Y-%m-%dT%H:%M")):
            if moment.fold and value != "now":
                continue  # an address cannot name the second of two hours
            found, count = listed(page, here, open=value)
            assert sorted(found) == wanted["+"]
            assert count == len(wanted["+"])
            perhaps = page.locator(".notice a")
            expect(perhaps).to_have_count(1)
            perhaps.click()
            assert sorted(page.locator("#results .cards h3").all_inner_texts()) == wanted["?"]

        for title, shop in shops.items():
            page.goto(f"{here}{shop.get_url()}")
            mark = states[title]
            assert sign(page, "main") in STATES[mark], title
            data = page.locator('script[type="application/ld+json"]').text_content() or "{}"
            said = says(json.loads(data), moment.astimezone(ZoneInfo("UTC")))
            assert said == {"+": "open", "-": "closed", "?": "silent"}[mark], title


def test_weeks_without_a_night_call_nothing_closed(
    page: Page, live_server: Any, street: Callable[[], dict[str, Any]]
) -> None:
    with clock(datetime(2026, 11, 24, 12, tzinfo=BERLIN)) as coordinates:
        shops = street()
        coordinates.shift(timedelta(days=61))
        found, count = listed(page, live_server.url, open="now")
        assert (found, count) == ([], 0)
        expect(page.locator(".notice").filter(has_text="8")).to_have_count(1)
        for address in ("/laeden/", *(shop.get_url() for shop in shops.values())):
            page.goto(f"{live_server.url}{address}")
            states = {
                each.get_attribute("data-state") for each in page.locator("main .state").all()
            }
            assert states == {"unknown"}, address
            expect(page.locator('main [data-shut="yes"]')).to_have_count(0)
            data = page.locator('script[type="application/ld+json"]')
            if data.count():
                assert "ecification" not in (data.text_content() or "")
        store.roll()
        assert len(listed(page, live_server.url, open="now")[0]) > 0


def test_a_day_and_an_hour_can_be_asked_for_without_a_script(
    browser: Any, browser_context_args: Any, live_server: Any, street: Any
) -> None:
    with clock(datetime(2026, 11, 24, 12, tzinfo=BERLIN)):
        street()
        context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
        page = context.new_page()
        page.goto(f"{live_server.url}/laeden/")
        page.get_by_text("Zu einer anderen Zeit").click()
        page.get_by_label("Tag und Uhrzeit").fill("2026-11-28T19:00")
        page.locator(".filter__go button").click()
        expect(page).to_have_url(f"{live_server.url}/laeden/?open=2026-11-28T19%3A00")
        expect(page.locator("main h1")).to_contain_text("am 28. November um 19:00 offen")
        assert page.locator("#results .cards h3").all_inner_texts() == [
            "Bar Nachtschicht",
            "Kiosk Immer",
        ]
        # What was asked for is one of the choices now, and gives way to another one.
        expect(page.locator('input[value="2026-11-28T19:00"]')).to_be_checked()
        page.get_by_label("morgen offen").check()
        page.locator(".filter__go button").click()
        expect(page).to_have_url(re.compile(r"[?&]open=tomorrow&"))
        context.close()


def test_further_ahead_than_anybody_knows(page: Page, live_server: Any, street: Any) -> None:
    with clock(datetime(2026, 11, 24, 12, tzinfo=BERLIN)):
        street()
        page.goto(f"{live_server.url}/laeden/?open=2027-02-01T12:00")
        expect(page.locator(".notice").first).to_contain_text("14. Dezember 2026")
        expect(page.locator("#results .cards h3")).to_have_count(0)
