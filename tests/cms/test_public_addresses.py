"""Addresses of the public site: methods, languages, files for machines."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Locale, Site

from cms.models import StandardPage
from tests.factories import ShopFactory, StoryFactory, english_home, home_page

pytestmark = pytest.mark.django_db


def standard_page(title: str = "Über uns") -> StandardPage:
    home = home_page()
    page = StandardPage(
        title=title, slug="ueber-uns", lead="Wer wir sind.", body=[("text", "<p>Ein Verein.</p>")]
    )
    home.add_child(instance=page)
    return page


@pytest.mark.parametrize("path", ["/", "/laeden/", "/geschichten/"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(client: Client, path: str, method: str) -> None:
    response = getattr(client, method)(path)
    assert response.status_code == 405
    assert "GET" in response["Allow"]
    assert "POST" not in response["Allow"]


def test_a_standard_page_renders(client: Client) -> None:
    standard_page()
    html = client.get("/ueber-uns/").content.decode()
    assert "Wer wir sind." in html
    assert "Ein Verein." in html
    assert "noch nicht" not in html


def test_an_english_reader_is_told_that_a_page_is_german(client: Client) -> None:
    english_home()
    standard_page()
    html = client.get("/en/ueber-uns/").content.decode()
    assert "So far this text exists in German only." in html


def test_a_reader_is_led_to_the_translation(client: Client) -> None:
    english_home()
    story = StoryFactory(title="Bücher an der Kette", slug="buecher")
    english = Locale.objects.get(language_code="en")
    twin = story.copy_for_translation(english, copy_parents=True)
    twin.title, twin.slug = "Books on chains", "books"
    assert client.get("/en/geschichten/buecher/").status_code == 200, "a draft leads nobody away"
    twin.save_revision().publish()

    response = client.get("/en/geschichten/buecher/")

    assert response.status_code == 302
    assert response["Location"].endswith("/books/")
    assert client.get("/geschichten/buecher/").status_code == 200


def test_the_sitemap_names_public_pages_on_the_present_host(client: Client) -> None:
    Site.objects.update(hostname="somewhere.else", port=80)
    shop = ShopFactory(title="Kaue", slug="kaue")
    hidden = ShopFactory(title="Geheim", slug="geheim")
    hidden.unpublish()

    xml = client.get("/sitemap.xml", SERVER_NAME="localhost").content.decode()

    assert f"http://localhost/laeden/{shop.slug}/</loc>" in xml
    assert f"http://localhost/en/laeden/{shop.slug}/</loc>" in xml
    assert "geheim" not in xml
    assert "somewhere.else" not in xml


def test_files_that_machines_ask_for(client: Client) -> None:
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    assert client.get("/favicon.ico").status_code == 302


def test_a_form_without_its_token_is_answered_humanely() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert "Bitte noch einmal" in response.content.decode()
