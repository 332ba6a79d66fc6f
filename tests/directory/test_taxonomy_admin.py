"""The editors' side: lists, choosers, merging, refused deletions."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import User
from directory.models import Category, District, Postcode, Service, ShopPage, Trade

pytestmark = pytest.mark.django_db

MODELS = [District, Category, Trade, Service, Postcode]


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chefin", "c@example.org", "x"))
    return client


def url(row_or_model: Any, name: str, *args: Any) -> str:
    return reverse(row_or_model.snippet_viewset.get_url_name(name), args=args)


@pytest.mark.parametrize("model", MODELS)
def test_list_add_and_search(admin: Client, model: Any) -> None:
    assert admin.get(url(model, "list")).status_code == 200
    assert admin.get(url(model, "add")).status_code == 200
    assert admin.get(url(model, "list"), {"q": "x"}).status_code == 200


def test_list_is_in_tree_order(admin: Client) -> None:
    response = admin.get(url(Category, "list"))
    labels = [row.path_label for row in response.context["object_list"]][:3]
    assert labels[0] == "Lebensmittel & Getränke"
    assert labels[1].startswith("Lebensmittel & Getränke › ")


def test_list_finds_search_words(admin: Client) -> None:
    response = admin.get(url(Trade, "list"), {"q": "Schuster"})
    tags = {row.osm_tag for row in response.context["object_list"]}
    assert tags == {"shop=shoe_repair", "craft=shoemaker"}


def test_chooser_searches_and_hides_merged(admin: Client) -> None:
    target = District.objects.create(name="Neu")
    District.objects.create(name="Alt", merged_into=target)
    viewset = District.snippet_viewset.chooser_viewset
    results = admin.get(reverse(viewset.get_url_name("choose_results")))
    assert b"Neu" in results.content
    assert b"Alt" not in results.content
    trades = Trade.snippet_viewset.chooser_viewset
    found = admin.get(reverse(trades.get_url_name("choose_results")), {"q": "Hufschmied"})
    assert "Schmiede" in found.content.decode()
    assert "Buchhandlung" not in found.content.decode()


def test_create_district(admin: Client) -> None:
    boundary = (
        '{"type": "Feature", "geometry": {"type": "Polygon", "coordinates": '
        "[[[7.1, 51.5], [7.2, 51.5], [7.2, 51.6], [7.1, 51.5]]]}}"
    )
    data = {"name": "Börnig", "slug": "", "parent": "", "aliases": "", "position": "0"}
    response = admin.post(
        url(District, "add"), {**data, "boundary": boundary, "latitude": "", "longitude": ""}
    )
    assert response.status_code == 302
    row = District.objects.get()
    assert (row.slug, row.boundary["type"]) == ("boernig", "Polygon")
    assert row.point is not None


def test_delete_of_what_is_used_names_the_users(admin: Client, shop: ShopPage) -> None:
    row = District.objects.create(name="Da")
    shop.district = row
    shop.save_revision().publish()
    page = admin.get(url(District, "delete", row.pk))
    assert "Kleine Kaue" in page.content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[shop.pk]) in page.content.decode()
    assert admin.post(url(District, "delete", row.pk)).status_code == 409
    assert District.objects.filter(pk=row.pk).exists()


def test_delete_of_what_is_free(admin: Client) -> None:
    row = District.objects.create(name="Leer")
    assert admin.post(url(District, "delete", row.pk)).status_code == 302
    assert not District.objects.exists()


def test_bulk_delete_is_refused_too(admin: Client, shop: ShopPage) -> None:
    used, free = Service.objects.create(name="Da"), Service.objects.create(name="Frei")
    shop.services = [used]
    shop.save_revision().publish()
    address = reverse("wagtail_bulk_action", args=["directory", "service", "delete"])
    response = admin.post(f"{address}?id={used.pk}&id={free.pk}")
    assert response.status_code == 409
    assert "Kleine Kaue" in response.content.decode()
    assert Service.objects.filter(pk__in=[used.pk, free.pk]).count() == 2


def test_merge_asks_then_merges(admin: Client, shop: ShopPage) -> None:
    old, new = District.objects.create(name="Alt"), District.objects.create(name="Neu")
    shop.district = old
    shop.save_revision().publish()
    address = reverse("directory_merge", args=["district", old.pk])
    assert address in admin.get(url(District, "list")).content.decode()
    assert address in admin.get(url(District, "edit", old.pk)).content.decode()
    assert admin.get(address).status_code == 200
    confirm = admin.post(address, {"target": new.pk})
    assert confirm.context["pages"] == 1
    old.refresh_from_db()
    assert old.merged_into is None
    assert admin.post(address, {"target": new.pk, "confirmed": "1"}).status_code == 302
    old.refresh_from_db()
    assert old.merged_into == new
    assert admin.get(address).status_code == 302
    assert admin.get(url(District, "history", old.pk)).status_code == 200


def test_merge_refuses_itself_and_strangers(admin: Client) -> None:
    row = District.objects.create(name="Alt")
    address = reverse("directory_merge", args=["district", row.pk])
    response = admin.post(address, {"target": row.pk, "confirmed": "1"})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert admin.get(reverse("directory_merge", args=["trade", 1])).status_code == 404


def test_merge_needs_both_rights(client: Client) -> None:
    from django.contrib.auth.models import Permission

    row = District.objects.create(name="Alt")
    user = User.objects.create_user("eva", "e@example.org", "x")
    user.user_permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(codename="change_district"),
    )
    client.force_login(user)
    response = client.get(reverse("directory_merge", args=["district", row.pk]))
    assert response.status_code in (302, 403)
    assert response.headers.get("Location", "/admin/") == "/admin/"
