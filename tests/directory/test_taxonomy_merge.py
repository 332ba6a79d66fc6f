"""Merging, and what is in use."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import ModelLogEntry

from cms.models import User
from directory.models import Category, District, Service, ShopPage, Trade
from directory.taxonomy.merge import MERGE_ACTION, merge_terms
from directory.taxonomy.usage import count_pages, users_of
from search import vocabulary

pytestmark = pytest.mark.django_db


def district(name: str, **fields: Any) -> District:
    return District.objects.create(name=name, **fields)


def hold(shop: ShopPage, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(shop, name, value)
    shop.save_revision().publish()


def test_old_row_stays_and_means_the_new_one() -> None:
    old, new = district("Alt"), district("Neu")
    user = User.objects.create_user("eva", password="x", is_staff=True)
    merge_terms(source=old, target=new, user=user)
    old.refresh_from_db()
    assert old.merged_into == new
    assert old.heir == new
    term = vocabulary.get().by_slug("district", "alt")
    assert term is not None
    assert term.id == new.pk
    entry = ModelLogEntry.objects.get(action=MERGE_ACTION)
    assert (entry.user, entry.object_id) == (user, str(old.pk))
    assert entry.data["target"]["title"] == "Neu"


def test_chains_are_flattened() -> None:
    first, second, third = district("A"), district("B"), district("C")
    merge_terms(source=first, target=second)
    merge_terms(source=second, target=third)
    first.refresh_from_db()
    assert first.merged_into == third


def test_circles_and_mixtures_are_refused() -> None:
    first, second = district("A"), district("B")
    merge_terms(source=first, target=second)
    with pytest.raises(ValidationError):
        merge_terms(source=second, target=first)
    with pytest.raises(ValidationError):
        merge_terms(source=first, target=second)
    with pytest.raises(ValidationError):
        merge_terms(source=second, target=second)
    with pytest.raises(ValidationError):
        merge_terms(source=second, target=Service.objects.first())  # type: ignore[arg-type]
    part = district("Teil", parent=second)
    with pytest.raises(ValidationError):
        merge_terms(source=second, target=part)


def test_children_move_along() -> None:
    old, new = district("Alt"), district("Neu")
    part = district("Teil", parent=old)
    merge_terms(source=old, target=new)
    part.refresh_from_db()
    assert part.parent == new


def test_children_move_beside_a_target_on_the_second_level() -> None:
    old, top = district("Alt"), district("Oben")
    part, target = district("Teil", parent=old), district("Ziel", parent=top)
    merge_terms(source=old, target=target)
    part.refresh_from_db()
    assert part.parent == top


def test_trades_of_a_merged_category_move() -> None:
    trade = Trade.objects.get(osm_tag="shop=books")
    target = Category.objects.get(slug="schreibwaren")
    merge_terms(source=trade.category, target=target)
    trade.refresh_from_db()
    assert trade.category == target


def test_holders_are_found_under_the_target(shop: ShopPage) -> None:
    from search.models import Entry

    old, new = district("Alt"), district("Neu", parent=district("Oben"))
    hold(shop, district=old)
    merge_terms(source=old, target=new)
    held = Entry.objects.get(page_id=shop.pk).entry_terms.filter(facet="district")
    assert {str(new.pk), str(new.parent_id)} <= set(held.values_list("value", flat=True))
    assert ShopPage.objects.get(pk=shop.pk).district_id == old.pk


def test_moving_a_category_moves_its_holders(shop: ShopPage) -> None:
    from search.models import Entry

    child = Category.objects.get(slug="schreibwaren")
    other = Category.objects.filter(parent=None).exclude(pk=child.parent_id)[0]
    hold(shop, primary_category=child)
    child.parent = other
    child.save()
    held = Entry.objects.get(page_id=shop.pk).entry_terms.filter(facet="category")
    assert str(other.pk) in set(held.values_list("value", flat=True))


def test_unused_row_can_go() -> None:
    row = district("Leer")
    assert users_of(row) == []
    row.delete()
    assert not District.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("field", ["district", "primary_category", "trade"])
def test_foreign_keys_are_users(shop: ShopPage, field: str) -> None:
    row = {
        "district": lambda: district("Da"),
        "primary_category": lambda: Category.objects.create(name="Da"),
        "trade": lambda: Trade.objects.get(osm_tag="shop=books"),
    }[field]()
    hold(shop, **{field: row})
    assert [user.title for user in users_of(row)] == ["Kleine Kaue"]
    assert count_pages(row) == 1
    with pytest.raises(ProtectedError):
        row.delete()


def test_many_to_many_is_a_user(shop: ShopPage) -> None:
    service = Service.objects.create(name="Zaubern")
    hold(shop, services=[service])
    assert [user.title for user in users_of(service)] == ["Kleine Kaue"]
    for delete in (service.delete, Service.objects.filter(pk=service.pk).delete):
        with pytest.raises(ProtectedError), transaction.atomic():
            delete()


def test_waiting_draft_is_a_user(shop: ShopPage) -> None:
    service, row = Service.objects.create(name="Zaubern"), district("Da")
    shop.services = [service]
    shop.district = row
    shop.save_revision()
    assert [user.title for user in users_of(service)] == ["Kleine Kaue"]
    assert [user.title for user in users_of(row)] == ["Kleine Kaue"]
    assert users_of(Service.objects.create(name="Anderes")) == []
    with pytest.raises(ProtectedError):
        row.delete()


def test_unpublished_page_is_a_user(shop: ShopPage) -> None:
    row = district("Da")
    hold(shop, district=row)
    shop.unpublish()
    assert [user.live for user in users_of(row)] == [False]


def test_children_merged_rows_and_trades_are_users() -> None:
    top = district("Oben")
    district("Teil", parent=top)
    district("Alt", merged_into=top)
    assert [user.title for user in users_of(top)] == ["Alt", "Oben › Teil"]
    category = Category.objects.get(slug="parfuemerien")
    assert [user.title for user in users_of(category)] == ["Parfümerie"]
