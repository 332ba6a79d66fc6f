"""The demo town: complete, public, true to its own map, and written once."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from PIL import Image
from shapely.geometry import Point, shape
from wagtail.models import Page

from cms.models import KWImage, StandardPage
from directory.enums import FINDABLE
from directory.management.commands.hours import findings
from directory.models import District, Postcode, ShopPage
from directory.opening import schedule_of
from search.models import Entry
from stories.demo.accounts import create_accounts
from stories.demo.content import HERE, read, read_shops
from stories.demo.load import load_demo
from stories.models import CampaignPage, StoryPage

# Wagtail leaves the temporary files of the pictures it scales to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")


def drawings() -> list[Path]:
    return sorted((HERE / "images").glob("*.webp"))


def test_districts_tile_the_town_without_overlap() -> None:
    rows = read("districts.json")["districts"]
    shapes = {row["slug"]: shape(row["boundary"]) for row in rows}
    parts = [row for row in rows if row["parent"]]
    assert len(rows) - len(parts) == 4
    assert len(parts) == 14
    for number, one in enumerate(parts):
        assert shapes[one["slug"]].is_valid
        for other in parts[:number]:
            assert shapes[one["slug"]].intersection(shapes[other["slug"]]).area < 1e-9
    for parent in {row["parent"] for row in parts}:
        own = sum(shapes[row["slug"]].area for row in parts if row["parent"] == parent)
        assert own == pytest.approx(shapes[parent].area)


def test_every_shop_stands_in_its_district_and_all_four_have_some() -> None:
    rows = {row["slug"]: row for row in read("districts.json")["districts"]}
    for shop in read_shops():
        boundary = shape(rows[shop["district"]]["boundary"])
        assert boundary.contains(Point(shop["longitude"], shop["latitude"])), shop["slug"]
    found = {rows[shop["district"]]["parent"] for shop in read_shops()}
    assert found == {"wanne", "eickel", "herne-mitte", "sodingen"}


def test_nobody_real_can_be_reached() -> None:
    phones = []
    for shop in read_shops():
        assert not shop["website"] or shop["website"].endswith(".example")
        assert not shop["email"] or shop["email"].endswith(".example")
        if shop["phone"]:
            assert shop["phone"].startswith("02323 000 ")
            phones.append(shop["phone"])
    assert len(phones) == len(set(phones))


@pytest.mark.parametrize("path", drawings(), ids=lambda path: path.stem)
def test_drawings_are_small_and_have_their_source_beside_them(path: Path) -> None:
    assert path.stat().st_size < 60_000
    assert path.with_suffix(".svg").exists()
    with Image.open(path) as picture:
        assert picture.size in {(1600, 900), (1200, 800)}


def test_the_town_is_whole(db, client) -> None:
    """One load for all that is asked of it: it takes seconds."""
    day = timezone.localdate() - timedelta(days=7)
    editor = create_accounts(password="a-password-of-our-own").editor
    assert load_demo(user=editor, today=day)
    everything_is_there_and_valid()
    hours_are_as_varied_as_in_a_town()
    assert [(page.title, str(problem)) for page, problem in findings()] == []
    dates_are_counted_from(day)
    shops_know_their_stories_and_campaigns(client)
    every_page_can_be_read(client)


def everything_is_there_and_valid() -> None:
    assert District.objects.count() == 18
    assert Postcode.objects.count() == 6
    assert ShopPage.objects.live().count() == len(read_shops())
    assert StoryPage.objects.filter(locale__language_code="de").count() == 3
    assert StoryPage.objects.filter(locale__language_code="en").count() == 1
    assert CampaignPage.objects.filter(locale__language_code="de").count() == 2
    assert StandardPage.objects.filter(locale__language_code="en").count() == 4
    assert KWImage.objects.count() == len(drawings())
    for page in Page.objects.filter(depth__gt=1).specific():
        page.full_clean()
        assert page.live, page
        assert not page.has_unpublished_changes, page
    # One shop has closed for good and one has moved away: the search drops both.
    listed = Entry.objects.filter(kind="shop", listed=True)
    assert listed.count() == len(read_shops()) - 2


def hours_are_as_varied_as_in_a_town() -> None:
    """Lunch breaks, seasons, late nights, special days; and some of which nobody knows."""
    shops = ShopPage.objects.filter(status__in=FINDABLE)
    documents = Entry.objects.filter(kind="shop", listed=True).values_list("document", flat=True)
    schedules = [schedule_of(document["facts"]) for document in documents]
    assert shops.filter(hours_kind="week").count() >= 18
    assert 2 <= shops.filter(hours_kind="unknown").count() <= 3
    assert shops.filter(hours_kind="appointment").exists()
    assert shops.filter(by_appointment=True).exists()
    assert shops.filter(seasons__isnull=False).exists()
    assert shops.exclude(hours_note="").exists()
    assert {"closed", "own", "unknown"} <= set(shops.values_list("holiday_rule", flat=True))
    assert any(hours.spill for each in schedules for hours in each.week)
    eve, sunday = date(2026, 12, 24), date(2026, 11, 29)
    for day, least in ((eve, 12), (sunday, 4), (date(2026, 12, 29), 3)):
        assert sum(each.special_on(day) is not None for each in schedules) >= least, day
    closed = [each for each in schedules if each.hours_on(date(2026, 12, 25)).closed]
    assert len(closed) >= 10


def dates_are_counted_from(day: date) -> None:
    """One campaign runs and one is announced, whenever the demo is loaded."""
    found = CampaignPage.objects.filter(locale__language_code="de").order_by("starts")
    running, announced = found
    assert running.starts <= day <= running.ends
    assert day < announced.starts <= announced.ends
    closed = ShopPage.objects.get(status="closed_until")
    assert closed.status_until is not None
    assert closed.status_until > day


def shops_know_their_stories_and_campaigns(client: Client) -> None:
    response = client.get("/laeden/buecherkaue/")
    assert response.status_code == 200
    assert "Bücher an der Kette" in {card.title for card in response.context["stories"]}
    assert "Laternenwochen" in {card.title for card in response.context["campaigns"]}


def every_page_can_be_read(client: Client) -> None:
    for page in Page.objects.filter(depth__gt=1, locale__language_code="de"):
        path = "/" + page.url_path.split("/", 2)[2]
        for language in ("", "/en"):
            response = client.get(language + path, follow=True)
            assert response.status_code == 200, (language, path)


def test_the_command_loads_once_and_makes_the_logins(db, capsys) -> None:
    call_command("load_demo", password="a-password-of-our-own")
    call_command("load_demo", password="another-password-now")
    assert "already" in capsys.readouterr().out
    assert ShopPage.objects.count() == len(read_shops())
    editor = authenticate(username="redaktion", password="a-password-of-our-own")
    assert editor is not None
    assert not editor.is_superuser
    assert editor.has_perm("wagtailadmin.access_admin")
    assert editor.has_perm("directory.change_district")
    admin = authenticate(username="admin", password="a-password-of-our-own")
    assert admin is not None
    assert admin.is_superuser
    shop = ShopPage.objects.get(slug="buecherkaue")
    rights = shop.permissions_for_user(editor)
    assert rights.can_edit()
    assert rights.can_publish()
    assert rights.can_delete()
