"""Editors write opening hours in the real admin: by keyboard, with and without scripts."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from directory.models import ShopPage
from tests.e2e import desk
from tests.e2e.accessibility import violations

pytestmark = [
    pytest.mark.usefixtures("town"),
    # Wagtail leaves the temporary files of scaled pictures to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]

SLUG = "kettenglied"


@pytest.fixture
def editor(context: BrowserContext, town: None, live_server: Any) -> Page:
    """The tab "Öffnungszeiten" of a shop without hours, open before somebody of the Redaktion."""
    page = desk.sign_in(context, live_server)
    shop = ShopPage.objects.get(slug=SLUG)
    clear(shop)
    page.goto(f"{live_server.url}/admin/pages/{shop.pk}/edit/")
    desk.open_tab(page, "Öffnungszeiten")
    return page


def clear(shop: ShopPage) -> None:
    """Whatever hours the demo gives it, it starts without."""
    for name in ("mo", "tu", "we", "th", "fr", "sa", "su"):
        setattr(shop, f"hours_{name}", "")
    shop.hours_kind, shop.holiday_rule, shop.holiday_hours = "week", "unknown", ""
    shop.by_appointment = False
    shop.seasons = []
    shop.special_days = []
    shop.save()
    shop.save_revision().publish()


def day(page: Page, name: str) -> Locator:
    return page.locator("[data-hours-editor]").get_by_role("textbox", name=name, exact=True)


def reading(page: Page) -> Locator:
    return page.locator(".kw-reading")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def row_of(page: Page, name: str) -> Locator:
    return page.locator(".kw-asked tbody tr").filter(has=page.get_by_role("rowheader", name=name))


def test_the_week_is_read_while_one_types_and_published(editor: Page, live_server: Any) -> None:
    expect(reading(editor)).to_contain_text("Noch keine Zeiten")
    desk.hold_autosave(editor)
    day(editor, "Montag").fill("9-13, 14:30-18")
    expect(reading(editor)).to_contain_text("Montag 9:00 bis 13:00 und 14:30 bis 18:00.")
    expect(reading(editor).get_by_role("img")).to_have_accessible_name(
        re.compile("Bild der Woche: Montag 9:00 bis 13:00")
    )
    expect(editor.locator(".kw-picture__on")).to_have_count(2)
    # Said politely, and only the day at hand.
    expect(editor.locator("[data-hours-status]")).to_have_text(
        "Montag: 9:00 bis 13:00 und 14:30 bis 18:00"
    )
    desk.publish(editor)
    kept = ShopPage.objects.get(slug=SLUG)
    assert kept.hours_mo == "09:00-13:00,14:30-18:00"
    editor.goto(f"{live_server.url}/laeden/{SLUG}/")
    expect(editor.locator("main")).to_contain_text("14:30")


def test_monday_to_friday_at_once_by_keyboard(editor: Page) -> None:
    desk.hold_autosave(editor)
    day(editor, "Dienstag").fill("10-12")
    editor.get_by_label("Mo–Fr auf einmal").focus()
    editor.keyboard.type("9-18")
    editor.keyboard.press("Enter")
    for name in ("Montag", "Dienstag", "Freitag"):
        expect(day(editor, name)).to_have_value("9-18")
    expect(day(editor, "Samstag")).to_have_value("")
    assert focused(editor).endswith("-workdays"), "the focus stays"
    expect(reading(editor)).to_contain_text("Montag bis Freitag 9:00 bis 18:00.")
    expect(editor.locator("[data-hours-status]")).to_contain_text("Eingetragen: Montag")
    # Back again, what stood there before too.
    editor.get_by_role("button", name="Rückgängig").press("Enter")
    expect(day(editor, "Montag")).to_have_value("")
    expect(day(editor, "Dienstag")).to_have_value("10-12")
    assert focused(editor).endswith("-workdays")
    expect(editor.get_by_role("button", name="Rückgängig")).to_be_hidden()
    expect(reading(editor)).to_contain_text("Dienstag 10:00 bis 12:00.")


def test_a_day_is_copied_to_others_by_keyboard(editor: Page) -> None:
    desk.hold_autosave(editor)
    day(editor, "Dienstag").fill("9-18")
    editor.keyboard.press("Tab")
    copy = editor.get_by_role("button", name="Dienstag auf die anderen Tage übertragen")
    expect(copy).to_be_focused()
    editor.keyboard.press("Enter")
    expect(copy).to_have_attribute("aria-expanded", "true")
    assert focused(editor) == "auf den nächsten Tag"
    editor.keyboard.press("Escape")
    expect(copy).to_be_focused()
    expect(copy).to_have_attribute("aria-expanded", "false")
    editor.keyboard.press("Enter")
    editor.keyboard.press("Enter")
    expect(day(editor, "Mittwoch")).to_have_value("9-18")
    expect(day(editor, "Donnerstag")).to_have_value("")
    expect(copy).to_be_focused()
    editor.keyboard.press("Enter")
    editor.keyboard.press("ArrowDown")
    assert focused(editor) == "auf Mo–Fr"
    editor.keyboard.press("ArrowDown")
    assert focused(editor) == "auf alle Tage"
    editor.keyboard.press("Enter")
    for name in ("Montag", "Sonntag"):
        expect(day(editor, name)).to_have_value("9-18")
    expect(reading(editor)).to_contain_text("Montag bis Sonntag 9:00 bis 18:00.")


def test_what_was_filled_in_is_kept_by_itself(editor: Page) -> None:
    with desk.kept(editor):
        editor.get_by_label("Mo–Fr auf einmal").fill("9-18")
        editor.get_by_role("button", name="Eintragen").click()
    draft = ShopPage.objects.get(slug=SLUG).get_latest_revision_as_object()
    assert (draft.hours_mo, draft.hours_fr, draft.hours_sa) == ("09:00-18:00", "09:00-18:00", "")


def test_errors_explain_beside_their_field(editor: Page) -> None:
    desk.hold_autosave(editor)
    wednesday = day(editor, "Mittwoch")
    wednesday.fill("10-4")
    editor.keyboard.press("Tab")
    expect(wednesday).to_have_attribute("aria-invalid", "true")
    expect(wednesday).to_have_accessible_description(
        re.compile("10:00 bis 4:00 endet vor dem Anfang. Meinen Sie 16:00?")
    )
    expect(reading(editor)).to_contain_text("Eines stimmt noch nicht")
    reading(editor).get_by_role("link", name="Mittwoch").click()
    expect(wednesday).to_be_focused()
    editor.get_by_role("button", name="Ja, 16:00").press("Enter")
    expect(wednesday).to_have_value("10-16")
    expect(wednesday).to_be_focused()
    expect(wednesday).not_to_have_attribute("aria-invalid", "true")
    expect(reading(editor)).to_contain_text("Mittwoch 10:00 bis 16:00.")
    # Who is still writing is not interrupted at once.
    thursday = day(editor, "Donnerstag")
    thursday.fill("9-")
    expect(reading(editor)).to_contain_text("„9-“")
    expect(thursday).not_to_have_attribute("aria-invalid", "true", timeout=500)
    expect(thursday).to_have_attribute("aria-invalid", "true")


def test_a_special_day_from_the_list_of_days_ahead(editor: Page) -> None:
    desk.hold_autosave(editor)
    day(editor, "Donnerstag").fill("9-18")
    eve = row_of(editor, "Heiligabend")
    expect(eve).to_contain_text("wie sonst")
    editor.get_by_role("button", name="Heiligabend: andere Zeiten").press("Enter")
    assert focused(editor) == "id_special_days-0-hours"
    editor.keyboard.type("9-12")
    expect(eve).to_contain_text("eigene Zeiten: 9:00–12:00")
    editor.get_by_role("button", name="Silvester: geschlossen").press("Enter")
    expect(row_of(editor, "Silvester")).to_contain_text("eigene Zeiten: geschlossen")
    # One can go on from there.
    assert "Ändern" in focused(editor) or focused(editor).endswith("-show")
    editor.get_by_role("button", name="Heiligabend ändern").click()
    assert focused(editor) == "id_special_days-0-hours"
    desk.publish(editor)
    first, second = ShopPage.objects.get(slug=SLUG).special_days.all()
    assert (first.first.month, first.first.day, first.reason) == (12, 24, "Heiligabend")
    assert (first.hours, second.hours, second.reason) == ("09:00-12:00", "off", "Silvester")


def test_a_day_of_the_calendar_by_keyboard(editor: Page) -> None:
    desk.hold_autosave(editor)
    editor.locator(".kw-calendar summary").press("Enter")
    days = editor.locator(".kw-calendar td button")
    expect(days.first).to_be_visible()
    days.first.focus()
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("ArrowRight")
    expect(days.nth(8)).to_be_focused()
    chosen = days.nth(8).locator("xpath=..").get_attribute("data-hours-date")
    editor.keyboard.press("Enter")
    assert focused(editor) == "id_special_days-0-hours"
    editor.keyboard.type("9-12")
    expect(editor.locator("[name=special_days-0-first]")).to_have_value(
        ".".join(reversed(str(chosen).split("-")))
    )
    expect(editor.locator(f"[data-hours-date='{chosen}'].kw-day--special")).to_be_visible()
    # Only one of so many days lies on the way of the Tab key.
    assert editor.locator(".kw-calendar td button[tabindex='0']").count() == 1


def test_a_season_that_is_added_has_the_same_tools(editor: Page) -> None:
    desk.hold_autosave(editor)
    editor.locator("#id_seasons-ADD").click()
    season = editor.locator("#inline_child_seasons-0")
    season.locator("[name=seasons-0-first]").fill("2026-11-01")
    season.locator("[name=seasons-0-last]").fill("2027-03-31")
    editor.keyboard.press("Escape")
    season.get_by_label("Mo–Fr auf einmal").fill("10-4")
    season.get_by_role("button", name="Eintragen").click()
    expect(season.locator("#id_seasons-0-hours_mo")).to_have_attribute("aria-invalid", "true")
    expect(day(editor, "Montag")).to_have_value("")
    season.get_by_role("button", name="Rückgängig").click()
    season.locator("#id_seasons-0-hours_sa").fill("zu")
    expect(reading(editor)).to_contain_text("1. November bis 31. März: Samstag geschlossen.")
    expect(season.locator("#id_seasons-0-hours_mo")).not_to_have_attribute("aria-invalid", "true")
    desk.publish(editor)
    (row,) = ShopPage.objects.get(slug=SLUG).seasons.all()
    assert (row.hours_sa, row.hours_mo) == ("off", "")


def test_a_date_is_taken_as_it_is_written_here(editor: Page) -> None:
    desk.hold_autosave(editor)
    day(editor, "Montag").fill("9-18")
    editor.locator("#id_special_days-ADD").click()
    first = editor.locator("[name=special_days-0-first]")
    first.fill("30.12.2026")
    editor.keyboard.press("Tab")
    expect(first).to_have_value("30.12.2026")
    editor.keyboard.press("Escape")
    desk.publish(editor)
    special = ShopPage.objects.get(slug=SLUG).special_days.get()
    assert (special.first.isoformat(), special.hours) == ("2026-12-30", "")


def test_without_an_answer_the_form_goes_on(editor: Page) -> None:
    desk.hold_autosave(editor)
    editor.route("**/directory/hours/preview/", lambda route: route.abort())
    day(editor, "Montag").fill("9-18")
    editor.wait_for_timeout(700)
    desk.publish(editor)
    assert ShopPage.objects.get(slug=SLUG).hours_mo == "09:00-18:00"


def test_without_scripts_it_is_a_plain_form(
    browser: Browser, context: BrowserContext, editor: Page, live_server: Any
) -> None:
    address, cookies = editor.url, context.cookies()
    body = ShopPage.objects.get(slug=SLUG).body
    plain = browser.new_context(java_script_enabled=False, locale="de-DE")
    try:
        plain.add_cookies(cookies)  # type: ignore[arg-type]
        page = plain.new_page()
        page.goto(address)
        expect(page.locator(".kw-scripted:visible")).to_have_count(0)
        form = page.locator("[data-hours-editor]")
        expect(form).to_contain_text("Schreiben Sie, wie an der Tür: 9–13, 14:30–18.")
        expect(form).to_contain_text("Noch keine Zeiten")
        expect(page.locator(".kw-asked")).to_contain_text("Fronleichnam")
        page.get_by_label("Montag", exact=True).first.fill("10-4")
        page.locator("#id_hours_tu").fill("9-18")
        page.locator("footer button[type=submit]").first.click()
        expect(page.locator("#id_hours_mo")).to_have_accessible_description(
            re.compile("Meinen Sie 16:00?")
        )
        expect(reading(page)).to_contain_text("Dienstag 9:00 bis 18:00.")
        page.locator("#id_hours_mo").fill("10-16")
        # An empty row waits for whoever cannot add one by a script.
        page.locator("[name=special_days-0-first]").fill("30.12.2026")
        page.locator("[name=special_days-0-hours]").fill("9-12")
        page.locator("[name=seasons-0-first]").fill("01.04.2027")
        page.locator("[name=seasons-0-last]").fill("30.09.2027")
        page.locator("[name=seasons-0-hours_sa]").fill("zu")
        page.locator("footer button[type=submit]").first.click()
        expect(page.locator(".messages")).to_contain_text("aktualisiert")
        kept = ShopPage.objects.get(slug=SLUG).get_latest_revision_as_object()
        assert (kept.hours_mo, kept.hours_tu) == ("10:00-16:00", "09:00-18:00")
        (special,), (season,) = kept.special_days.all(), kept.seasons.all()
        assert (special.first.isoformat(), special.hours) == ("2026-12-30", "09:00-12:00")
        assert (season.last.isoformat(), season.hours_sa) == ("2027-09-30", "off")
        assert str(kept.body) == str(body), "what scripts draw is as it was"
    finally:
        plain.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_tab_is_accessible_and_fits(editor: Page, width: int) -> None:
    editor.set_viewport_size({"width": width, "height": 900})
    desk.hold_autosave(editor)
    day(editor, "Montag").fill("9-13, 14:30-18")
    day(editor, "Mittwoch").fill("10-4")
    editor.keyboard.press("Tab")
    expect(day(editor, "Mittwoch")).to_have_attribute("aria-invalid", "true")
    editor.get_by_role("button", name="Heiligabend: andere Zeiten").click()
    editor.locator(".kw-calendar summary").click()
    expect(editor.locator(".kw-calendar td button").first).to_be_visible()
    editor.locator("#id_seasons-ADD").click()
    editor.get_by_role("button", name="Dienstag auf die anderen Tage übertragen").first.click()
    found = violations(editor, within="main [role=tabpanel]:not([hidden])")
    assert [line for line in found if "kw-" in line or "hours" in line] == []
    for selector in (".kw-asked", ".kw-reading", ".kw-week", ".kw-calendar"):
        assert editor.locator(selector).first.evaluate(
            "element => element.scrollWidth <= element.clientWidth + 1"
        ), selector
