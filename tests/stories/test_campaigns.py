"""Campaigns: what they are on a day, and who takes part."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from search.models import Entry
from stories.models.campaigns import State, state_on
from tests.factories import CampaignFactory, ShopFactory, english_home

pytestmark = pytest.mark.django_db

STARTS, ENDS = dt.date(2026, 3, 10), dt.date(2026, 3, 20)


@pytest.mark.parametrize(
    ("day", "state", "left"),
    [
        ((3, 9), State.ANNOUNCED, 1),
        ((3, 10), State.RUNNING, 10),
        ((3, 20), State.RUNNING, 0),
        ((3, 21), State.OVER, None),
    ],
)
def test_both_ends_belong_to_it(day: tuple[int, int], state: State, left: int | None) -> None:
    assert state_on(dt.date(2026, *day), starts=STARTS, ends=ENDS) == (state, left)


def test_it_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValidationError) as caught:
        CampaignFactory.build(starts=ENDS, ends=STARTS, slug="x").clean()

    assert "ends" in caught.value.message_dict


def test_the_day_of_the_town_counts(client: Client) -> None:
    CampaignFactory(title="Laternen", starts=STARTS, ends=ENDS)
    # Half past eleven at night in London is the next day here.
    for moment, state in (
        ("2026-03-09T22:30:00+00:00", "announced"),
        ("2026-03-09T23:30:00+00:00", "running"),
        ("2026-03-20T22:30:00+00:00", "running"),
        ("2026-03-20T23:30:00+00:00", "over"),
    ):
        with time_machine.travel(moment, tick=False):
            assert client.get("/aktionen/laternen/").context["state"] == state
            assert [card.state for card in client.get("/aktionen/").context["cards"]] == [state]


@time_machine.travel("2026-03-15T12:00:00+01:00", tick=False)
def test_running_before_announced_before_over(client: Client) -> None:
    CampaignFactory(title="Vorbei", starts=dt.date(2026, 1, 1), ends=dt.date(2026, 1, 2))
    CampaignFactory(title="Bald", starts=dt.date(2026, 5, 1), ends=dt.date(2026, 5, 2))
    CampaignFactory(title="Gerade", starts=STARTS, ends=ENDS)

    cards = client.get("/aktionen/").context["cards"]

    assert [card.title for card in cards] == ["Gerade", "Bald", "Vorbei"]
    assert "Vorbei" not in client.get("/").content.decode()


def test_shops_take_part_with_a_line_each(client: Client) -> None:
    shop, hidden = ShopFactory(title="Bücherkaue"), ShopFactory(title="Geheimbude", live=False)
    page = CampaignFactory(
        title="Laternen",
        starts=STARTS,
        ends=ENDS,
        shops=[(shop, "Glühsaft an der Tür"), (hidden, "Nichts")],
    )

    html = client.get("/aktionen/laternen/").content.decode()

    assert "Glühsaft an der Tür" in html
    assert "Geheimbude" not in html
    assert "Laternen" in client.get("/laeden/buecherkaue/").content.decode()
    shop.delete()
    terms = Entry.objects.get(page_id=page.pk).entry_terms.filter(facet="shop")
    assert [term.value for term in terms] == [str(hidden.pk)]
    assert str(hidden.pk) not in str(Entry.objects.get(page_id=page.pk).document["terms"])


def test_it_renders_in_english(client: Client) -> None:
    english_home()
    CampaignFactory(title="Laternen", starts=STARTS, ends=ENDS)

    html = client.get("/en/aktionen/laternen/").content.decode()

    assert '<html lang="en"' in html
    assert "Laternen" in html
