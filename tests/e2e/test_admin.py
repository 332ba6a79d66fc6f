"""Editors write in the real admin, with autosave on, and the public search follows."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from wagtail.models import Page as AnyPage
from wagtail.models import PageViewRestriction

from cms.models import HomePage
from directory.models import Category, DirectoryPage, ShopPage
from tests.e2e import desk
from tests.e2e.accessibility import violations

pytestmark = [
    pytest.mark.usefixtures("town"),
    # Wagtail leaves the temporary files of scaled pictures to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]

#: Wagtail's own fields for tags and for rich text have no labels.
WAGTAILS = ("ui-autocomplete-input", "aria-input-field-name")


@pytest.fixture
def editor(context: BrowserContext, town: None, live_server: Any) -> Page:
    """A page of somebody of the group "Redaktion"."""
    return desk.sign_in(context, live_server)


@pytest.fixture
def resident(context: BrowserContext) -> Page:
    """A second page, for looking at the public site."""
    return context.new_page()


def begin(editor: Page, live_server: Any, name: str) -> None:
    """The form of a new shop, with its name."""
    place = DirectoryPage.objects.get(slug="laeden").pk
    editor.goto(f"{live_server.url}/admin/pages/add/directory/shoppage/{place}/")
    desk.fill(editor, "Name des Ladens", name)


def edit(editor: Page, live_server: Any, page: AnyPage) -> None:
    editor.goto(f"{live_server.url}/admin/pages/{page.pk}/edit/")


def test_a_shop_from_the_first_word_to_the_search(
    editor: Page, resident: Page, live_server: Any
) -> None:
    # Autosave would be quicker than we are: not before we have seen the preview of nothing saved.
    desk.hold_autosave(editor)
    begin(editor, live_server, "Nebelhorn Tonträger")
    desk.fill(editor, "Leitsatz", "Wo Grammophone noch tuten.")
    editor.locator("#id_primary_category").select_option(
        str(Category.objects.get(slug="musik-film-videospiele").pk)
    )
    editor.get_by_role("checkbox", name="Reparatur", exact=True).check()
    desk.open_tab(editor, "Ort und Kontakt")
    editor.locator("#id_district").select_option(label="Crange")
    desk.open_tab(editor, "Texte")
    editor.get_by_role("button", name="Block einfügen").click()
    editor.get_by_role("option", name="Text").click()
    editor.locator(".public-DraftEditor-content").click()
    editor.keyboard.type("Bei uns drehen sich Schellackplatten.")

    # Before anything was saved, in the side panel and in a tab of its own.
    editor.get_by_role("button", name="Vorschau umschalten").click()
    preview = editor.frame_locator("#w-preview-iframe, [data-preview-iframe], iframe").first
    expect(preview.locator("h1")).to_have_text("Nebelhorn Tonträger")
    with editor.expect_popup() as opened:
        editor.locator("[data-side-panel=preview] a[target]").first.click()
    expect(opened.value.locator("h1")).to_have_text("Nebelhorn Tonträger")
    expect(opened.value.locator("main")).to_contain_text("Schellackplatten")
    opened.value.close()
    assert not ShopPage.objects.filter(title="Nebelhorn Tonträger").exists()

    # Then it is kept by itself, and found once it is published.
    desk.let_autosave(editor)
    desk.open_tab(editor, "Ort und Kontakt")
    with desk.kept(editor):
        desk.fill(editor, "Straße", "Hornweg")
    assert desk.found(resident, live_server, "q=nebelhorn") == []

    desk.publish(editor)
    shop = ShopPage.objects.get(title="Nebelhorn Tonträger")
    for query in (
        "q=nebelhorn",
        "q=Schellackplatte",
        "q=Grammophon",
        "district=crange&category=musik-film-videospiele",
        "district=wanne&service=reparatur&q=tuten",
    ):
        assert "Nebelhorn Tonträger" in desk.found(resident, live_server, query), query
    resident.get_by_role("link", name="Nebelhorn Tonträger").click()
    expect(resident.locator("h1")).to_have_text("Nebelhorn Tonträger")

    # A change is kept by itself, and stays a draft until it is published.
    edit(editor, live_server, shop)
    with desk.kept(editor):
        desk.fill(editor, "Leitsatz", "Wo Trompeten wohnen.")
    edit(editor, live_server, shop)
    expect(editor.get_by_role("textbox", name="Leitsatz").first).to_have_value(
        "Wo Trompeten wohnen."
    )
    assert desk.found(resident, live_server, "q=Trompeten") == []
    assert desk.found(resident, live_server, "q=Grammophon") == ["Nebelhorn Tonträger"]
    desk.publish(editor)
    assert desk.found(resident, live_server, "q=Trompeten") == ["Nebelhorn Tonträger"]
    assert desk.found(resident, live_server, "q=Grammophon") == []


def test_a_shop_that_opens_later(editor: Page, resident: Page, live_server: Any) -> None:
    opens = timezone.localtime() + timedelta(days=2)
    desk.hold_autosave(editor)
    begin(editor, live_server, "Morgenstern Lampen")
    editor.get_by_role("button", name="Status umschalten").click()
    editor.get_by_role("button", name=re.compile("Zeitplan")).click()
    dialog = editor.get_by_role("dialog")
    dialog.locator("[name=go_live_at]").fill(opens.strftime("%Y-%m-%d %H:%M"))
    # The calendar lies over the button until one clicks elsewhere.
    dialog.get_by_role("heading", name=re.compile("Veröffentlichungszeitplan")).click()
    with editor.expect_navigation():
        dialog.get_by_role("button", name="Zeitplan speichern").click()
    desk.publish(editor)
    call_command("publish_scheduled")
    assert desk.found(resident, live_server, "q=Morgenstern") == []
    with time_machine.travel(opens + timedelta(minutes=2)):
        call_command("publish_scheduled")
    assert desk.found(resident, live_server, "q=Morgenstern") == ["Morgenstern Lampen"]


def confirm(editor: Page, name: str | re.Pattern[str]) -> None:
    with editor.expect_navigation():
        editor.locator("main").get_by_role("button", name=name).click()


def test_a_shop_moves_and_goes(editor: Page, resident: Page, live_server: Any) -> None:
    shop = ShopPage.objects.get(slug="kettenglied")
    public = DirectoryPage.objects.get(slug="laeden")
    elsewhere = AnyPage.get_first_root_node().add_child(
        instance=HomePage(title="Archiv", slug="archiv", locale=public.locale)
    )
    outside = elsewhere.add_child(
        instance=DirectoryPage(title="Alte Läden", slug="alte", locale=public.locale)
    )
    closed = public.get_parent().add_child(
        instance=DirectoryPage(title="Lager", slug="lager", locale=public.locale)
    )
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    def is_found() -> bool:
        answers = {
            "Kettenglied" in desk.found(resident, live_server, query)
            for query in ("q=kettenglied", "district=sodingen", "category=fahrraeder")
        }
        assert len(answers) == 1, "words, district and category agree"
        return answers.pop()

    def move(target: AnyPage) -> None:
        editor.goto(f"{live_server.url}/admin/pages/{shop.pk}/move/{target.pk}/confirm/")
        confirm(editor, re.compile("verschieben"))

    assert is_found()
    for target in (outside, closed):
        move(target)
        assert not is_found(), target
        move(public)
        assert is_found()
    editor.goto(f"{live_server.url}/admin/pages/{shop.pk}/unpublish/")
    confirm(editor, re.compile("Veröffentlichung|depublizieren|zurücknehmen"))
    assert not is_found()
    edit(editor, live_server, shop)
    desk.publish(editor)
    assert is_found()
    editor.goto(f"{live_server.url}/admin/pages/{shop.pk}/delete/")
    assert is_found(), "to look at the question deletes nothing"
    confirm(editor, re.compile("löschen"))
    assert not is_found()
    answer = resident.goto(f"{live_server.url}/laeden/kettenglied/")
    assert answer is not None
    assert answer.status == 404


def test_the_form_asks_before_a_shop_is_entered_twice(editor: Page, live_server: Any) -> None:
    desk.hold_autosave(editor)
    begin(editor, live_server, "Ganz anderer Name")
    desk.open_tab(editor, "Ort und Kontakt")
    desk.fill(editor, "Telefon", "0049 2323 00041")
    desk.save(editor)
    message = desk.errors(editor)
    assert "Bücherkaue" in message
    assert "Telefonnummer" in message
    editor.get_by_role("tab", name="Profil").click()
    editor.get_by_role("checkbox", name=re.compile("anderer Laden")).check()
    desk.save(editor)
    assert ShopPage.objects.filter(title="Ganz anderer Name").exists()


def test_an_address_that_a_district_has_is_refused(editor: Page, live_server: Any) -> None:
    desk.hold_autosave(editor)
    begin(editor, live_server, "Wanne")
    desk.open_tab(editor, "Adresse")
    # It follows the name, with a short delay; from then on it is the editor's.
    expect(editor.locator("#id_slug")).to_have_value("wanne")
    editor.locator("#id_slug").fill("crange")
    desk.save(editor)
    message = desk.errors(editor)
    assert "„crange“" in message
    assert "„crange-laden“" in message
    assert "Adresse" in message
    # Left empty, the form finds an address that is free.
    begin(editor, live_server, "Wanne")
    desk.save(editor)
    assert ShopPage.objects.get(title="Wanne").slug == "wanne-laden"


def test_categories_are_merged_and_those_in_use_stay(
    editor: Page, resident: Page, live_server: Any
) -> None:
    books = Category.objects.get(slug="buecher-zeitschriften")
    paper = Category.objects.get(slug="schreibwaren")
    editor.goto(f"{live_server.url}/admin/snippets/directory/category/delete/{books.pk}/")
    expect(editor.locator("main")).to_contain_text("Bücherkaue")
    expect(editor.locator("main")).to_contain_text("Emmis Bude")
    assert editor.locator("main").get_by_role("button", name=re.compile("löschen")).count() == 0
    editor.goto(f"{live_server.url}/admin/taxonomy/category/{books.pk}/merge/")
    editor.locator("[name=target]").select_option(str(paper.pk))
    confirm(editor, "Weiter")
    assert {"Bücherkaue"} <= set(
        desk.found(resident, live_server, "category=buecher-zeitschriften")
    ), "nothing happens before the confirmation"
    confirm(editor, re.compile("usammenlegen"))
    books.refresh_from_db()
    assert books.merged_into == paper
    names = desk.found(resident, live_server, "category=schreibwaren")
    assert {"Bücherkaue", "Papier Lindgraf", "Emmis Bude"} <= set(names)


def test_the_desk_speaks_german_and_is_accessible(editor: Page, live_server: Any) -> None:
    editor.goto(f"{live_server.url}/admin/")
    expect(editor.locator("html")).to_have_attribute("lang", re.compile("^de"))
    expect(editor.get_by_role("link", name="Bilder", exact=True)).to_be_visible()
    shop = ShopPage.objects.get(slug="buecherkaue")
    edit(editor, live_server, shop)
    tabs = editor.locator("main [role=tab]")
    assert tabs.all_inner_texts()[:2] == ["Profil", "Ort und Kontakt"]
    found = []
    for number in range(tabs.count()):
        tabs.nth(number).click()
        found += violations(
            editor,
            within="main [role=tabpanel]:not([hidden])",
            only=("serious", "critical"),
        )
    ours = [line for line in found if not any(name in line for name in WAGTAILS)]
    assert ours == [], ours


@pytest.mark.parametrize(
    ("index", "path", "fields"),
    [
        ("StoryIndexPage", "/geschichten/tuer-auf-fuer-oezguer/", {}),
        (
            "CampaignIndexPage",
            "/aktionen/tuer-auf-fuer-oezguer/",
            {"starts": "2026-11-01", "ends": "2027-12-31"},
        ),
    ],
)
def test_nobody_has_to_think_of_an_address(
    editor: Page, resident: Page, live_server: Any, index: str, path: str, fields: dict[str, str]
) -> None:
    """A title, a lead and, for a campaign, its days are enough to publish."""
    parent = AnyPage.objects.get(content_type__model=index.lower(), locale__language_code="de")
    kind = index.removesuffix("IndexPage").lower() + "page"
    editor.goto(f"{live_server.url}/admin/pages/add/stories/{kind}/{parent.pk}/")
    desk.hold_autosave(editor)
    editor.locator("[name=title]").fill("Tür auf für Özgür")
    editor.locator("[name=lead]").fill("Ein Laden macht auf.")
    for name, value in fields.items():
        editor.locator(f"[name={name}]").fill(value)
    desk.publish(editor)

    assert AnyPage.objects.get(title="Tür auf für Özgür").slug == path.split("/")[2]
    resident.goto(live_server.url + path)
    expect(resident.get_by_role("heading", level=1)).to_have_text("Tür auf für Özgür")


def test_the_name_of_a_shop_is_enough(editor: Page, resident: Page, live_server: Any) -> None:
    """The address follows while one types, umlauts as one writes them in addresses."""
    desk.hold_autosave(editor)
    begin(editor, live_server, "")
    editor.locator("[name=title]").press_sequentially("Bäckerei Özgür")
    desk.open_tab(editor, "Adresse")
    expect(editor.locator("#id_slug")).to_have_value("baeckerei-oezguer")
    desk.publish(editor)

    resident.goto(f"{live_server.url}/laeden/baeckerei-oezguer/")

    expect(resident.get_by_role("heading", level=1)).to_have_text("Bäckerei Özgür")
