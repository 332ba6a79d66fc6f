"""The hours in the shop's admin form: what is typed, what is refused, what is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from cms.models import User
from directory.enums import HolidayHours, HoursKind, Repeat
from directory.hours.overlaps import night_overlaps
from directory.hours.typed import read_day
from directory.hours_editor.forms import forget_consequences
from directory.hours_editor.hints import meant
from directory.models import ShopPage, ShopSeason, ShopSpecialDay
from tests.factories import ShopFactory, directory_page

pytestmark = pytest.mark.django_db

DAYS = ("hours_mo", "hours_tu", "hours_we", "hours_th", "hours_fr", "hours_sa", "hours_su")


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("redaktion", "r@example.org", "x")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def shop() -> ShopPage:
    page: ShopPage = ShopFactory(title="Kleine Kaue")
    return page


def season(**values: Any) -> dict[str, Any]:
    empty = dict.fromkeys(DAYS, "")
    dates = {"first": "2026-11-01", "last": "2026-03-31", "yearly": "on"}
    return {**empty, "holiday_rule": "", "holiday_hours": "", **dates, **values}


def special(first: str, hours: str = "", **values: Any) -> dict[str, Any]:
    return {"first": first, "last": "", "repeat": "once", "hours": hours, "reason": "", **values}


def form_of(
    shop: ShopPage,
    editor: User,
    *,
    seasons: list[dict[str, Any]] | None = None,
    special_days: list[dict[str, Any]] | None = None,
    **data: Any,
) -> Any:
    """The whole form of the shop with these hours typed into it."""
    shop = ShopPage.objects.get(pk=shop.pk)
    form_class = ShopPage.get_edit_handler().get_form_class()
    blank = form_class(instance=shop, for_user=editor)
    values = {name: blank[name].value() for name in blank.fields}
    values = {name: value for name, value in values.items() if value not in (None, False, [])}
    values |= {"tags": "", "body-count": "0", "comments-TOTAL_FORMS": "0"}
    for name in blank.formsets:
        rows = {"seasons": seasons, "special_days": special_days}.get(name) or []
        values |= {f"{name}-TOTAL_FORMS": str(len(rows)), f"{name}-INITIAL_FORMS": "0"}
        for number, row in enumerate(rows):
            row = {"ORDER": str(number + 1), "DELETE": "", "id": "", **row}
            values |= {f"{name}-{number}-{key}": value for key, value in row.items()}
    values |= data
    form = form_class(values, instance=shop, for_user=editor, parent_page=directory_page())
    form.is_valid()
    return form


def row_errors(form: Any, relation: str, number: int) -> dict[str, Any]:
    errors: dict[str, Any] = form.formsets[relation].forms[number].errors
    return errors


# --- days ---------------------------------------------------------------------------------------


def test_hours_are_typed_as_on_the_door_and_kept(shop: ShopPage, editor: User) -> None:
    form = form_of(
        shop,
        editor,
        hours_mo="9-13, 14:30-18",
        hours_fr="22 bis 2 Uhr",
        hours_su="geschlossen",
        by_appointment="on",
        holiday_rule="own",
        holiday_hours="10–14; Mo geschlossen",
        seasons=[season(hours_sa="geschlossen")],
        special_days=[special("2026-12-24", "9-12", reason="Heiligabend")],
    )
    assert form.is_valid(), form.errors
    page = form.save(commit=False)
    assert page.hours_mo == "09:00-13:00,14:30-18:00"
    assert page.hours_fr == "22:00-02:00"
    assert page.hours_su == "off"
    assert page.by_appointment
    assert "Mo off" in page.holiday_hours
    (row,) = page.seasons.all()
    assert (row.hours_sa, row.hours_mo, row.yearly) == ("off", "", True)
    assert row.last == date(2027, 3, 31)
    (day,) = page.special_days.all()
    assert (day.first, day.hours, day.reason) == (date(2026, 12, 24), "09:00-12:00", "Heiligabend")


def test_what_cannot_be_read_is_explained_beside_its_field(shop: ShopPage, editor: User) -> None:
    form = form_of(shop, editor, hours_mo="10-4", hours_tu="9-13, 12-18", hours_we="Nachmittags")
    assert "Meinen Sie 16:00?" in form.errors["hours_mo"][0]
    assert "überschneiden sich" in form.errors["hours_tu"][0]
    assert "„Nachmittags“" in form.errors["hours_we"][0]
    # What was typed stands there still.
    assert form["hours_mo"].value() == "10-4"


def test_a_night_may_not_run_into_the_next_day(shop: ShopPage, editor: User) -> None:
    form = form_of(shop, editor, hours_fr="18-3", hours_sa="2-10", hours_su="20-2", hours_mo="1-2")
    assert "Freitag" in form.errors["hours_fr"][0]
    assert "Samstag" in form.errors["hours_fr"][0]
    assert "Montag" in form.errors["hours_su"][0]
    assert set(form.errors) == {"hours_fr", "hours_su"}
    assert form_of(shop, editor, hours_fr="18-3", hours_sa="3-10").is_valid()


def test_a_night_of_a_season_is_held_against_the_usual_days(shop: ShopPage, editor: User) -> None:
    night = form_of(shop, editor, hours_sa="2-10", seasons=[season(hours_fr="18-3")])
    assert "Samstag" in row_errors(night, "seasons", 0)["hours_fr"][0]
    morning = form_of(shop, editor, hours_fr="18-3", seasons=[season(hours_sa="2-10")])
    assert "Freitag" in row_errors(morning, "seasons", 0)["hours_sa"][0]
    assert not morning.errors


def test_overlaps_of_nights_are_pure() -> None:
    week = [read_day(text) for text in ("20-4", "3-5", "9-18", "", "22-24", "0-3", "unbekannt")]
    found = night_overlaps(week)
    assert [day for day, _problem in found] == [0]
    assert found[0][1].code == "night_overlap"
    assert night_overlaps([None] * 7) == []


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("10-4", ("10-16", "16:00")),
        ("9-6 Uhr", ("9-18 Uhr", "18:00")),
        ("von 9 bis 5", ("von 9 bis 17", "17:00")),
        ("9:30 – 5:15, 20-22", ("9:30 – 17:15, 20-22", "17:15")),
        ("9-18", None),
        ("abends", None),
        ("", None),
    ],
)
def test_what_was_probably_meant(typed: str, better: tuple[str, str] | None) -> None:
    assert meant(typed) == better


# --- choices that hide hours ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", [HoursKind.UNKNOWN, HoursKind.APPOINTMENT])
def test_hours_just_typed_are_not_hidden_by_a_choice(
    shop: ShopPage, editor: User, kind: HoursKind
) -> None:
    form = form_of(shop, editor, hours_kind=kind, hours_mo="9-18")
    assert "zu diesen Zeiten" in form.errors["hours_kind"][0]


def test_hours_that_were_kept_before_outlive_the_choice(shop: ShopPage, editor: User) -> None:
    shop.hours_mo = "09:00-18:00"
    shop.save()
    form = form_of(shop, editor, hours_kind=HoursKind.UNKNOWN)
    assert form.is_valid(), form.errors
    assert form.save(commit=False).hours_mo == "09:00-18:00"


def test_own_hours_on_holidays_need_hours(shop: ShopPage, editor: User) -> None:
    missing = form_of(shop, editor, holiday_rule=HolidayHours.OWN)
    assert len(missing.errors["holiday_hours"]) == 1
    unread = form_of(shop, editor, holiday_rule=HolidayHours.OWN, holiday_hours="10-4")
    assert len(unread.errors["holiday_hours"]) == 1
    assert "Meinen Sie" in unread.errors["holiday_hours"][0]
    idle = form_of(shop, editor, holiday_rule=HolidayHours.CLOSED, holiday_hours="10-14")
    assert "eigene Zeiten" in idle.errors["holiday_rule"][0]


# --- rows ---------------------------------------------------------------------------------------


def test_a_season_needs_days_and_an_end_behind_its_beginning(shop: ShopPage, editor: User) -> None:
    idle = form_of(shop, editor, seasons=[season()])
    assert "ändert nichts" in row_errors(idle, "seasons", 0)["hours_mo"][0]
    unread = form_of(shop, editor, seasons=[season(hours_tu="10-4")])
    assert list(row_errors(unread, "seasons", 0)) == ["hours_tu"]
    backwards = form_of(shop, editor, seasons=[season(hours_mo="9-12", yearly="")])
    assert "endet vor" in row_errors(backwards, "seasons", 0)["last"][0]
    assert not backwards.is_valid()


def test_no_two_special_days_for_one_date(shop: ShopPage, editor: User) -> None:
    form = form_of(
        shop,
        editor,
        special_days=[
            special("2026-12-20", last="2026-12-31", reason="Urlaub"),
            special("2026-12-24", "9-12"),
            special("2027-01-02", "9-12"),
        ],
    )
    assert not row_errors(form, "special_days", 0)
    assert "Zeile 1" in row_errors(form, "special_days", 1)["first"][0]
    assert not row_errors(form, "special_days", 2)
    assert not form.is_valid()


def test_a_single_date_may_be_the_exception_of_a_yearly_one(shop: ShopPage, editor: User) -> None:
    yearly = special("2025-12-24", "9-12", repeat=Repeat.YEARLY)
    once = special("2026-12-24")
    assert form_of(shop, editor, special_days=[yearly, once]).is_valid()
    assert not form_of(shop, editor, special_days=[once, yearly]).is_valid()


def test_a_deleted_row_is_in_nobodys_way(shop: ShopPage, editor: User) -> None:
    rows = [special("2026-12-24", DELETE="1"), special("2026-12-24", "9-12")]
    assert form_of(shop, editor, special_days=rows).is_valid()


def test_only_what_follows_is_forgotten(shop: ShopPage, editor: User) -> None:
    form = form_of(shop, editor, holiday_rule=HolidayHours.OWN)
    forget_consequences(form, "holiday_hours", "no_holiday_hours", ("holiday_hours",))
    assert "holiday_hours" in form.errors


# --- the page in the admin ----------------------------------------------------------------------


def test_the_tab_stands_in_the_form_of_a_new_shop_and_of_an_old_one(
    desk: Client, shop: ShopPage
) -> None:
    shop.hours_mo = "09:00-13:00,14:30-18:00"
    shop.seasons = [ShopSeason(first=date(2026, 6, 1), last=date(2026, 8, 31), hours_sa="off")]
    shop.save_revision().publish()
    add = reverse("wagtailadmin_pages:add", args=("directory", "shoppage", directory_page().pk))
    for address in (add, reverse("wagtailadmin_pages:edit", args=[shop.pk])):
        html = desk.get(address).content.decode()
        assert "Öffnungszeiten" in html
        assert "Wir lesen:" in html
        assert "Heiligabend" in html
        assert "js/hours-editor" in html
        assert ' style="' not in html[html.index("data-hours-editor") : html.index("kw-asked-days")]
    assert "9:00–13:00, 14:30–18:00" in html
    assert "Montag 9:00 bis 13:00 und 14:30 bis 18:30" not in html
    assert "Montag 9:00 bis 13:00 und 14:30 bis 18:00" in html


def test_the_form_sent_as_it_came_changes_nothing(desk: Client, shop: ShopPage) -> None:
    shop.hours_mo, shop.hours_tu = "09:00-13:00,14:30-18:00", "17:00+"
    shop.holiday_rule, shop.holiday_hours = HolidayHours.OWN, "10:00-14:00"
    shop.seasons = [ShopSeason(first=date(2026, 6, 1), last=date(2026, 8, 31), hours_sa="off")]
    shop.special_days = [ShopSpecialDay(first=date(2026, 12, 24), reason="Heiligabend")]
    shop.save_revision().publish()
    address = reverse("wagtailadmin_pages:edit", args=[shop.pk])
    data = querydict_from_html(desk.get(address).content.decode(), form_id="page-edit-form")
    # A browser sends boxes that are ticked, and one of them stands in the row for a new season.
    data["seasons-0-yearly"] = data["seasons-1-yearly"] = "on"
    # A script writes this one.
    data["body-count"] = "0"
    data["action-publish"] = "1"
    answer = desk.post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    kept = ShopPage.objects.get(pk=shop.pk)
    assert (kept.hours_mo, kept.hours_tu) == (shop.hours_mo, shop.hours_tu)
    assert kept.holiday_hours == "10:00-14:00"
    assert [row.hours_sa for row in kept.seasons.all()] == ["off"]
    assert [row.reason for row in kept.special_days.all()] == ["Heiligabend"]


def test_revisions_are_compared_in_the_words_of_the_form(desk: Client, shop: ShopPage) -> None:
    shop.hours_mo = "09:00-13:00"
    shop.special_days = [ShopSpecialDay(first=date(2026, 12, 24), hours="09:00-12:00")]
    first = shop.save_revision()
    shop.hours_mo = "09:00-18:00"
    shop.special_days = [ShopSpecialDay(first=date(2026, 12, 24), reason="Heiligabend")]
    second = shop.save_revision()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[shop.pk, first.pk, second.pk])
    html = desk.get(address).content.decode()
    assert "9:00–" in html
    assert "09:00" not in html
    assert "Heiligabend" in html


def test_a_copy_keeps_the_rows(shop: ShopPage) -> None:
    shop.seasons = [ShopSeason(first=date(2026, 6, 1), last=date(2026, 8, 31), hours_sa="off")]
    shop.special_days = [ShopSpecialDay(first=date(2026, 12, 24))]
    shop.save()
    shop.save_revision().publish()
    copy = shop.copy(update_attrs={"title": "Kopie", "slug": "kopie"})
    assert copy.seasons.count() == copy.special_days.count() == 1
    alias = shop.create_alias(update_slug="alias")
    assert alias.seasons.count() == alias.special_days.count() == 1
