"""A shop: its address, its rules, its texts, its page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils import translation
from wagtail.models import Site

from cms.models import User
from directory.models import Category, ShopPage
from search.models import Entry
from tests.factories import (
    CategoryFactory,
    DistrictFactory,
    ShopFactory,
    StoryFactory,
    TradeFactory,
    directory_page,
    english_home,
    text_block,
)

pytestmark = pytest.mark.django_db


def errors_of(page: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    return caught.value.message_dict


# --- the address --------------------------------------------------------------------------------


@pytest.mark.parametrize("factory", [DistrictFactory, CategoryFactory])
def test_a_shop_may_not_have_the_address_of_a_term(factory: Any) -> None:
    factory(name="Röhlinghausen")

    errors = errors_of(ShopFactory.build(title="x", slug="roehlinghausen"))

    assert "roehlinghausen-laden" in errors["slug"][0]


@pytest.mark.parametrize("factory", [DistrictFactory, CategoryFactory])
def test_a_term_may_not_have_the_address_of_a_shop(factory: Any) -> None:
    ShopFactory(title="Kettenglied")

    assert "slug" in errors_of(factory.build(name="Anders", slug="kettenglied"))
    # Made from the name, it gives way by itself.
    assert factory(name="Kettenglied").slug != "kettenglied"


def test_the_automatic_address_gives_way() -> None:
    DistrictFactory(name="Wanne")
    titles = ("Wanne", "Wanne", "Bücher & Café Öhl", "!!!", "Bücher & Café Öhl")
    slugs = []
    for title in titles:
        page = ShopPage(title=title, locale=directory_page().locale)
        page.slug = page.free_slug_below(directory_page())
        slugs.append(directory_page().add_child(instance=page).slug)

    assert slugs[:3] == ["wanne-laden", "wanne-laden-2", "buecher-cafe-oehl"]
    assert slugs[3]
    assert len(set(slugs)) == len(slugs)


# --- rules --------------------------------------------------------------------------------------


def test_a_status_asks_for_what_it_means() -> None:
    for status, field in (("closed_until", "status_until"), ("moved", "moved_to")):
        page = ShopFactory(status="open")
        page.status = status
        assert field in errors_of(page)

    page.status, page.moved_to = "moved", "Bochum"
    page.full_clean()


def test_a_position_needs_both_numbers() -> None:
    assert "longitude" in errors_of(ShopFactory.build(latitude=51.5, slug="a"))
    assert "latitude" in errors_of(ShopFactory.build(longitude=7.2, slug="b"))


def test_a_number_that_cannot_be_dialled_is_refused() -> None:
    assert "phone" in errors_of(ShopFactory.build(phone="ruf an", slug="a"))


@pytest.mark.parametrize(
    ("status", "found"),
    [("open", True), ("closed_until", True), ("moved", False), ("closed", False)],
)
def test_search_drops_shops_that_are_no_more_but_their_page_stays(
    client: Client, status: str, found: bool
) -> None:
    page = ShopFactory(
        title="Alte Liebe", status=status, status_until=dt.date(2026, 5, 1), moved_to="Bochum"
    )

    assert client.get("/laeden/alte-liebe/").status_code == 200
    assert Entry.objects.get(page_id=page.pk).listed is found
    assert ("Alte Liebe" in client.get("/laeden/").content.decode()) is found


def test_a_copy_is_another_shop() -> None:
    page = ShopFactory(source="osm", external_id="node/1")

    copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    directory_page().copy(recursive=True, update_attrs={"slug": "zwei", "title": "Zwei"})

    assert (copy.source, copy.external_id) == ("", "")
    assert ShopPage.objects.filter(source="osm").get() == page


def test_an_alias_of_an_imported_shop_follows_it() -> None:
    page = ShopFactory(source="osm", external_id="node/1")
    alias = page.create_alias(update_slug="zweite-adresse")

    page.title = "Neuer Name"
    page.save_revision().publish()

    alias.refresh_from_db()
    assert (alias.title, alias.external_id) == ("Neuer Name", "")
    assert ShopPage.objects.get(pk=page.pk).external_id == "node/1"


# --- likely duplicates --------------------------------------------------------------------------


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("editor", "editor@example.org", "geheim")


def form_for(page: ShopPage, editor: User, **data: Any) -> Any:
    handler = ShopPage.get_edit_handler()
    form_class = handler.get_form_class()
    blank = form_class(instance=page, parent_page=directory_page(), for_user=editor)
    values = {"slug": "", **dict.fromkeys(("claim", "phone", "street", "website"), "")}
    values |= {"status": "open", "wheelchair": "unknown", "position_accuracy": "exact"}
    values |= {"hours_kind": "week", "holiday_rule": "unknown"}
    for name in blank.formsets:
        values |= {f"{name}-{key}": 0 for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    values |= {"body-count": 0}
    return form_class(values | data, instance=page, parent_page=directory_page(), for_user=editor)


def test_the_form_asks_before_a_shop_is_entered_twice(editor: User) -> None:
    other = ShopFactory(title="Bücherkaue", street="Hauptstraße", phone="02323 000 41")
    data = {"title": "Bücher-Kaue", "street": "Hauptstrasse"}

    form = form_for(ShopPage(locale=directory_page().locale), editor, **data)

    assert "not_a_duplicate" in form.errors
    assert f"/{other.pk}/edit/" in str(form.errors["not_a_duplicate"])
    again = form_for(ShopPage(), editor, **data, not_a_duplicate="on")
    assert "not_a_duplicate" not in again.errors


def test_the_form_asks_about_a_telephone_number(editor: User) -> None:
    ShopFactory(title="Bücherkaue", phone="02323 000 41")

    same = form_for(ShopPage(), editor, title="Ganz anders", phone="+49 2323 00041")
    other = form_for(ShopPage(), editor, title="Ganz anders", phone="02323 00042")

    assert "not_a_duplicate" in same.errors
    assert "not_a_duplicate" not in other.errors


# --- the form -----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["www.beispiel.de", "beispiel.de", "https://www.beispiel.de"])
def test_a_website_may_be_written_as_people_say_it(editor: User, typed: str) -> None:
    form = form_for(ShopPage(), editor, title="Bude", website=typed)

    assert "website" not in form.errors
    assert form.cleaned_data["website"] == f"https://{typed.removeprefix('https://')}"


def test_errors_say_what_to_do(editor: User) -> None:
    with translation.override("en"):
        form = form_for(
            ShopPage(),
            editor,
            **{
                "title": "",
                "website": "nicht so",
                "latitude": "515",
                "longitude": "7,219",
                "photos-TOTAL_FORMS": 1,
                "photos-0-ORDER": 1,
                "photos-0-credit": "Emmi",
            },
        )
        errors = {name: str(texts[0]) for name, texts in form.errors.items()}
        photo = str(form.formsets["photos"].forms[0].errors["alt_text"])

    assert errors["title"] == "What is the shop called?"
    assert "https://www.example.org" in errors["website"]
    assert "47 to 55" in errors["latitude"]
    assert "with a point" in errors["longitude"]
    assert "describe the picture" in photo


def test_an_address_that_follows_from_the_name_gives_way(editor: User) -> None:
    DistrictFactory(name="Wanne")
    ShopFactory(title="Bäckerei Özgür")

    def address(**data: Any) -> str | None:
        form = form_for(ShopPage(), editor, not_a_duplicate="on", **data)
        form.full_clean()
        return form.cleaned_data.get("slug")

    assert address(title="Wanne", slug="wanne") == "wanne-laden"
    assert address(title="Bäckerei Özgür", slug="baeckerei-oezguer") == "baeckerei-oezguer-2"
    assert address(title="Ganz anders", slug="baeckerei-oezguer") is None


def test_a_shop_is_found_in_the_category_of_its_trade(editor: User) -> None:
    trade, other = TradeFactory(), CategoryFactory()
    page = ShopPage(locale=directory_page().locale)

    assert form_for(page, editor, title="Bude", trade=str(trade.pk)).is_valid()
    assert page.primary_category == trade.category
    chosen = ShopPage(locale=directory_page().locale)
    data = {"title": "Bude", "trade": str(trade.pk), "primary_category": str(other.pk)}
    assert form_for(chosen, editor, **data).is_valid()
    assert chosen.primary_category == other


# --- texts and languages ------------------------------------------------------------------------


@pytest.fixture
def translated() -> ShopPage:
    english_home()
    return ShopFactory(
        title="Bücherkaue",
        claim="Lesen unter Tage.",
        body=text_block("Alte Bücher."),
        primary_category=Category.objects.get(slug="buecher-zeitschriften"),
        translations=[
            {"language": "en", "claim": "Reading below.", "body": text_block("Old books.")}
        ],
    )


def test_each_reader_gets_their_language(client: Client, translated: ShopPage) -> None:
    german = client.get("/laeden/buecherkaue/").content.decode()
    english = client.get("/en/laeden/buecherkaue/").content.decode()

    assert "Lesen unter Tage." in german
    assert "Reading below." not in german
    assert "Reading below." in english
    assert "Lesen unter Tage." not in english
    assert "Old books." in english
    assert '<html lang="en"' in english


def test_what_is_not_translated_is_german_and_says_so(client: Client) -> None:
    english_home()
    ShopFactory(title="Bücherkaue", claim="Lesen unter Tage.")

    english = client.get("/en/laeden/buecherkaue/").content.decode()

    assert "Lesen unter Tage." in english
    assert 'lang="de"' in english


def test_the_document_says_both_languages(translated: ShopPage) -> None:
    texts = Entry.objects.get(page_id=translated.pk).read().texts

    assert {language: text.lead for language, text in texts.items()} == {
        "de": "Lesen unter Tage.",
        "en": "Reading below.",
    }
    assert texts["en"].body == "Old books."


# --- pages --------------------------------------------------------------------------------------


def test_stories_about_a_shop_stand_on_its_page(client: Client) -> None:
    shop = ShopFactory(title="Bücherkaue")
    StoryFactory(title="Die Kette", shops=[shop])
    draft = StoryFactory(title="Noch geheim", shops=[shop], live=False)

    shown = client.get("/laeden/buecherkaue/").content.decode()

    assert "Die Kette" in shown
    assert draft.title not in shown


def test_a_page_that_was_never_saved_can_be_previewed() -> None:
    page = ShopPage(title="Neu", slug="neu", locale=directory_page().locale)
    page.path, page.depth = directory_page().path + "0001", directory_page().depth + 1

    for nameless in (ShopPage(), page):
        for mode, _label in nameless.preview_modes:
            response = nameless.make_preview_request(preview_mode=mode)
            assert response.status_code == 200
            request = RequestFactory().get("/")
            request.user, request.is_preview = User(), True
            assert nameless.serve_preview(request, mode).render().status_code == 200


def test_names_are_escaped(client: Client) -> None:
    ShopFactory(
        title="<script>alert(1)</script>", slug="boese", claim="</script><b>", city="'\"><i>"
    )

    for address in ("/laeden/boese/", "/laeden/"):
        shown = client.get(address).content.decode()
        assert "<script>alert" not in shown
        assert "</script><b>" not in shown


@pytest.mark.parametrize(
    "address", ["/", "/laeden/", "/laeden/bude/", "/geschichten/", "/aktionen/", "/gibtsnicht/"]
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_renders_in_both_languages(client: Client, address: str, language: str) -> None:
    english_home()
    ShopFactory(title="Bude")
    prefix = "/en" if language == "en" else ""

    response = client.get(prefix + address)

    assert response.status_code == (404 if "gibtsnicht" in address else 200)
    shown = response.content.decode()
    assert f'<html lang="{language}"' in shown
    assert not response.cookies
    with translation.override(language):
        assert Site.objects.get().root_page.title


def test_the_search_on_the_page_is_the_search_on_the_terminal(client: Client) -> None:
    wanne = DistrictFactory(name="Wanne")
    ShopFactory(title="Nahe Bude", district=wanne)
    ShopFactory(title="Ferne Bude")

    shown = client.get("/laeden/", {"q": "bude", "district": "wanne"}).content.decode()

    assert "Nahe Bude" in shown
    assert "Ferne Bude" not in shown


def test_strange_parameters_are_answered(client: Client) -> None:
    params = {"q": "\x00'\"*(", "district": "nirgends", "page": "-3", "near": "☃", "radius": "x"}

    response = client.get("/laeden/", params | {"sort": "<"})

    assert response.status_code == 200
    assert "nirgends" in response.content.decode()
