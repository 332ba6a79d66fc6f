"""Stories: their page, their shops, their languages."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Locale

from cms.models import KWImage
from search.models import Entry
from stories.models import StoryPage
from tests.factories import (
    DistrictFactory,
    ShopFactory,
    StoryFactory,
    english_home,
    stories_index,
    text_block,
)

pytestmark = pytest.mark.django_db


def test_a_story_shows_its_shops_and_only_the_public_ones(client: Client) -> None:
    shown, hidden = ShopFactory(title="Bücherkaue"), ShopFactory(title="Geheimbude", live=False)
    inside = ShopFactory(title="Im Text genannt")
    StoryFactory(
        title="Die Kette", shops=[shown, hidden], body=text_block("Es war so.", shops=(inside.pk,))
    )

    html = client.get("/geschichten/die-kette/").content.decode()

    assert "Es war so." in html
    assert "Bücherkaue" in html
    assert "Im Text genannt" in html
    assert "Geheimbude" not in html


def test_a_deleted_shop_leaves_the_story(client: Client) -> None:
    shop = ShopFactory(title="Bücherkaue")
    story = StoryFactory(title="Die Kette", shops=[shop], body=text_block("x", shops=(shop.pk,)))

    shop.delete()

    assert client.get("/geschichten/die-kette/").status_code == 200
    assert not StoryPage.objects.get(pk=story.pk).shops.exists()
    assert not Entry.objects.get(page_id=story.pk).gone


def test_a_cover_needs_words() -> None:
    story = StoryFactory()
    story.cover = KWImage(pk=1)

    with pytest.raises(ValidationError) as caught:
        story.clean()

    assert "cover_alt" in caught.value.message_dict


def test_the_list_shows_the_newest_first_and_no_drafts(client: Client) -> None:
    for month in (1, 3, 2):
        StoryFactory(title=f"Monat {month}", date=f"2026-0{month}-01")
    StoryFactory(title="Entwurf", live=False)

    html = client.get("/geschichten/").content.decode()

    assert html.index("Monat 3") < html.index("Monat 2") < html.index("Monat 1")
    assert "Entwurf" not in html


def test_long_lists_have_pages(client: Client) -> None:
    for number in range(13):
        StoryFactory(title=f"Folge {number:02}", date=f"2026-01-{number + 1:02}")

    first = client.get("/geschichten/").content.decode()
    second = client.get("/geschichten/?page=2").content.decode()

    assert "Folge 12" in first
    assert "Folge 00" not in first
    assert "Folge 00" in second
    assert client.get("/geschichten/?page=x").status_code == 200


def test_each_reader_finds_their_language(client: Client) -> None:
    english_home()
    german = StoryFactory(title="Die Kette", body=text_block("Auf Deutsch."))
    other = StoryFactory(title="Nur deutsch")
    english = Locale.objects.get(language_code="en")
    twin = german.copy_for_translation(english, copy_parents=True)
    twin.title, twin.slug = "The chain", "the-chain"
    twin.body = text_block("In English.")
    twin.save_revision().publish()

    html = client.get("/laeden/?kind=story").content.decode()
    english_html = client.get("/en/laeden/?kind=story").content.decode()

    assert "Die Kette" in html
    assert "The chain" not in html
    assert "The chain" in english_html
    assert "Die Kette" not in english_html
    assert other.title in english_html
    path = Entry.objects.get(page_id=twin.pk).path
    assert path.startswith("/en/")
    assert "In English." in client.get(path).content.decode()
    # A story that has no English text is told in German, and says so.
    told = client.get("/en/geschichten/nur-deutsch/").content.decode()
    assert 'lang="de"' in told


def test_words_of_a_story_are_found(client: Client) -> None:
    StoryFactory(
        title="Die Kette",
        lead="Ein Vorspann.",
        body=text_block("Grubenlampen."),
        tags=["Bergbau"],
        districts=[DistrictFactory(name="Sodingen")],
    )

    for words in ("kette", "vorspann", "grubenlampe", "bergbau", "sodingen"):
        assert "Die Kette" in client.get("/laeden/", {"q": words}).content.decode(), words


def test_the_index_lists_what_the_store_holds() -> None:
    StoryFactory(title="Die Kette")

    assert [card.title for card in stories_index().listed()] == ["Die Kette"]
