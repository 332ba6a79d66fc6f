"""What residents see of opening hours: the same on the card, on the page, and in its JSON-LD."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.models import User
from directory.models import ShopPage
from directory.opening_rows import fill
from search import store
from tests.factories import ShopFactory, directory_page, english_home

pytestmark = pytest.mark.django_db

BREAK = "Tu-Fr 09:30-13:00,14:30-18:30; Sa 10:00-14:00; PH off"
APPOINTMENT = 'unknown "nach Vereinbarung"'
#: When the shop is written.
TUESDAY = "2026-11-24T12:00+01:00"


def shop(text: str, **values: Any) -> ShopPage:
    """A public shop with these hours, in a town that is read in English too."""
    english_home()
    page = ShopFactory.build(title="Bude", **values)
    fill(page=page, text=text)
    directory_page().add_child(instance=page)
    return ShopPage.objects.get(pk=page.pk)


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def signs(markup: str) -> list[tuple[str, str]]:
    """State and words of each sign on a page."""
    found = re.findall(r'<span class="state" data-state="(\w+)">(.*?)</p>', markup, re.DOTALL)
    return [(state, plain(words)) for state, words in found]


class Seen:
    """What is shown of the one shop: on its card, on its page, and to machines."""

    def __init__(self, client: Client, language: str = "de") -> None:
        prefix = "" if language == "de" else f"/{language}"
        self.list = client.get(f"{prefix}/laeden/").content.decode()
        self.page = client.get(f"{prefix}/laeden/bude/").content.decode()
        self.card, self.head = signs(self.list), signs(self.page)
        script = re.search(r'<script type="application/ld\+json">(.*?)</script>', self.page)
        self.data = json.loads(script[1]) if script else {}

    @property
    def shut(self) -> bool:
        """Whether the shutter is down; page and list agree on it."""
        down = ['data-shut="yes"' in text for text in (self.list, self.page)]
        assert down[0] == down[1]
        return down[0]

    @property
    def today(self) -> str:
        row = re.search(r'<tr class="[^"]*\btoday\b[^"]*">(.*?)</tr>', self.page, re.DOTALL)
        return plain(row[1]) if row else ""

    @property
    def special(self) -> list[dict[str, Any]]:
        return self.data.get("specialOpeningHoursSpecification", [])


@pytest.fixture
def see(client: Client) -> Callable[..., Seen]:
    def look(when: str, language: str = "de") -> Seen:
        moment = dt.datetime.fromisoformat(when)
        with time_machine.travel(moment, tick=False):
            return Seen(client, language)

    return look


@pytest.fixture
def written() -> Callable[..., ShopPage]:
    """A shop that was written on a certain day; what is known counts from there."""

    def write(text: str, when: str = TUESDAY, **values: Any) -> ShopPage:
        with time_machine.travel(dt.datetime.fromisoformat(when), tick=False):
            return shop(text, **values)

    return write


# --- every state, in both languages -------------------------------------------------------------

STATES = [
    (BREAK, "2026-11-24T10:00+01:00", "open", "Offen", "bis 13:00", "Open", "until 13:00"),
    (BREAK, "2026-11-24T18:10+01:00", "soon", "Schließt gleich", "um 18:30", "Closes soon",
     "at 18:30"),
    (BREAK, "2026-11-25T09:10+01:00", "opens", "Öffnet gleich", "um 9:30", "Opens soon",
     "at 9:30"),
    (BREAK, "2026-11-24T13:30+01:00", "closed", "Geschlossen", "bis 14:30", "Closed",
     "until 14:30"),
    (BREAK, "2026-11-29T12:00+01:00", "closed", "Geschlossen", "bis Di, 9:30", "Closed",
     "until Tue, 9:30"),
    ("unknown", TUESDAY, "unknown", "Zeiten unbekannt", "", "Hours unknown", ""),
    (APPOINTMENT, TUESDAY, "appointment", "Nach Vereinbarung", "", "By appointment", ""),
    ("24/7", TUESDAY, "open", "Offen", "rund um die Uhr", "Open", "round the clock"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "when", "state", "word", "detail", "english", "english_detail"), STATES
)
def test_each_state_has_a_sign_with_words(
    written: Any, see: Any, text: str, when: str, state: str, word: str, detail: str,
    english: str, english_detail: str,
) -> None:  # fmt: skip
    written(text)

    german, other = see(when), see(when, "en")

    assert german.card == [(state, f"{word} {detail}".strip())]
    assert other.card == [(state, f"{english} {english_detail}".strip())]
    assert german.head[0][0] == other.head[0][0] == state
    assert german.head[0][1].startswith(word)
    assert other.head[0][1].startswith(english)
    assert german.shut == (state in ("closed", "opens"))


def test_the_page_says_the_whole_sentence(written: Any, see: Any) -> None:
    written(BREAK)

    evening = see("2026-11-24T15:00+01:00")

    assert evening.head == [("open", "Offen heute bis 18:30, morgen wieder ab 9:30")]
    assert evening.today == "Dienstag heute 9:30–13:00 14:30–18:30"
    english = see("2026-11-24T15:00+01:00", "en")
    assert english.head == [("open", "Open today until 18:30, again tomorrow from 9:30")]
    assert english.today == "Tuesday today 9:30–13:00 14:30–18:30"


# --- certain moments ----------------------------------------------------------------------------


def test_christmas_day(written: Any, see: Any) -> None:
    written(f'{BREAK}; Dec 24 09:30-13:00 open "Heiligabend"', "2026-12-21T12:00+01:00")

    seen = see("2026-12-25T11:00+01:00")

    assert seen.card[0][0] == "closed"
    assert seen.card[0][1].endswith("Erster Weihnachtstag")
    assert seen.today.startswith("Freitag heute, Erster Weihnachtstag geschlossen sonst 9:30–13:00")
    closed = [(row["validFrom"], row["validThrough"]) for row in seen.special]
    assert ("2026-12-25", "2026-12-26") in closed
    eve = see("2026-12-24T12:45+01:00")
    assert eve.card == [("soon", "Schließt gleich um 13:00 Heiligabend")]


def test_a_holiday_of_which_nobody_knows(written: Any, see: Any) -> None:
    written("Mo-Sa 09:00-19:00; PH unknown", "2026-12-21T12:00+01:00")

    seen = see("2026-12-25T11:00+01:00")

    assert seen.card == [("unknown", "Zeiten unbekannt Erster Weihnachtstag")]
    assert not seen.shut
    assert "nicht bekannt" in seen.today
    for row in seen.data["openingHoursSpecification"]:
        assert not row["validFrom"] <= "2026-12-25" <= row["validThrough"]


def test_two_in_the_morning_after_a_late_saturday(written: Any, see: Any) -> None:
    written("Mo-Fr 11:00-20:00; Sa 12:00-02:00; PH off")

    late = see("2026-11-29T01:00+01:00")
    assert late.card == [("open", "Offen bis 2:00")]
    assert late.today == "Sonntag heute noch bis 2:00 danach geschlossen"
    assert see("2026-11-29T02:00+01:00").card[0][0] == "closed"


def test_the_night_in_which_the_clocks_go_back(written: Any, see: Any) -> None:
    written("Sa 18:00-02:30", "2026-10-20T12:00+02:00")

    # It is twice half past two that night; the shop closes the first time.
    assert see("2026-10-25T02:00+02:00").card[0] == ("soon", "Schließt gleich um 2:30")
    assert see("2026-10-25T02:30+02:00").card[0][0] == "closed"
    assert see("2026-10-25T02:10+01:00").card[0][0] == "closed"


@pytest.mark.parametrize("text", [BREAK, "off", "24/7"])
def test_beyond_the_horizon_nothing_is_claimed(written: Any, see: Any, text: str) -> None:
    written(text)

    for when in ("2027-01-24T12:00+01:00", "2027-01-26T12:00+01:00"):
        seen = see(when)
        assert seen.card == [("unknown", "Zeiten unbekannt")]
        assert seen.head[0][0] == "unknown"
        assert not seen.shut
        assert "openingHoursSpecification" not in seen.data
        assert not seen.special


# --- shops that do not trade --------------------------------------------------------------------


def test_closed_for_a_while_is_said_once(written: Any, see: Any) -> None:
    written(BREAK, status="closed_until", status_until=dt.date(2026, 12, 5))

    seen = see(TUESDAY)

    assert seen.card == seen.head == [("closed", "Geschlossen bis 5. Dezember")]
    assert seen.shut
    assert 'class="notice' not in seen.page
    # On the day that was named it trades again, whether or not somebody has changed its status.
    assert see("2026-12-05T11:00+01:00").card == [("open", "Offen bis 14:00")]


@pytest.mark.parametrize(
    ("status", "word"), [("moved", "Ist umgezogen"), ("closed", "Für immer geschlossen")]
)
def test_who_is_gone_has_no_hours(written: Any, see: Any, status: str, word: str) -> None:
    written(BREAK, status=status, moved_to="Bochum")

    seen = see(TUESDAY)

    assert seen.head == []
    assert '<table class="hours' not in seen.page
    assert seen.data == {}


# --- the page -----------------------------------------------------------------------------------


def test_what_is_not_known_leads_on(written: Any, see: Any) -> None:
    written("unknown", phone="02323 000 41", website="https://bude.example/")

    page = plain(see(TUESDAY).page)

    assert "Wann hier offen ist, wissen wir noch nicht." in page
    assert "02323 000 41 anrufen" in page
    assert "Auf bude.example nachsehen" in page
    assert "rufen Sie lieber vorher an" in page


def test_by_appointment_is_said_as_such(written: Any, see: Any) -> None:
    written(APPOINTMENT, phone="02323 000 41")

    seen = see("2026-11-24T12:00+01:00")

    assert "Dieser Laden öffnet nach Vereinbarung." in plain(seen.page)
    assert '<table class="hours' not in seen.page
    assert "openingHoursSpecification" not in seen.data


def test_the_next_special_days_are_announced(written: Any, see: Any) -> None:
    page = written(f'{BREAK}; 2026 Nov 29 13:00-18:00 open "Verkaufsoffener Sonntag"')
    page.hours_note = "Bitte klingeln."
    page.save_revision().publish()

    seen = plain(see(TUESDAY).page)

    assert "Besondere Tage" in seen
    assert "So, 29. November Verkaufsoffener Sonntag 13:00–18:00" in seen
    assert "Fr und Sa, 25. und 26. Dezember Weihnachten geschlossen" in seen
    assert "Bitte klingeln." in seen


def test_a_draft_shows_its_own_hours(written: Any) -> None:
    page = written("unknown")
    fill(page=page, text="24/7")
    request = RequestFactory().get("/")
    request.user, request.is_preview = User(), True

    with time_machine.travel(dt.datetime.fromisoformat("2027-06-01T12:00+02:00"), tick=False):
        for draft in (page, ShopPage(title="Neu", slug="neu", hours_mo="24/7")):
            shown = draft.serve_preview(request, "").render().content.decode()
            assert signs(shown)[0][0] in ("open", "closed")


def test_hours_cost_the_page_one_statement(written: Any, client: Client) -> None:
    page = written(f'{BREAK}; Dec 24 09:30-13:00 open "Heiligabend"')
    bare = ShopFactory(title="Kahl")

    def statements(each: Page) -> int:
        client.get(f"/laeden/{each.slug}/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"/laeden/{each.slug}/")
        return len(queries)

    assert statements(page) == statements(bare)


def test_a_night_on_which_the_store_rolls_on(written: Any, see: Any) -> None:
    written(BREAK)
    later = "2027-01-26T10:00+01:00"
    assert see(later).card[0][0] == "unknown"

    with time_machine.travel(dt.datetime.fromisoformat(later), tick=False):
        store.sync_everything()

    assert see(later).card == [("open", "Offen bis 13:00")]


@time_machine.travel(TUESDAY, tick=False)
def test_who_asks_for_another_day_reads_what_holds_on_it(client: Client) -> None:
    shop("Fr,Sa 18:00-03:00, Su 12:00-20:00; PH off")
    sunday = client.get("/laeden/?open=sunday").content.decode()
    assert "So, 29. November: 0:00–3:00, 12:00–20:00" in sunday
    saturday = client.get("/laeden/?open=2026-11-28T19:00").content.decode()
    assert "Sa, 28. November: 0:00–3:00, 18:00–24:00" in saturday
    for address in ("/laeden/", "/laeden/?open=now", "/laeden/?open=2027-03-01"):
        assert "card__then" not in client.get(address).content.decode()
