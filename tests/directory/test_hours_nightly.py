"""The night rolls the hours on, and touches nothing else."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from directory.opening_rows import fill
from search.engines import get_engine
from search.models import Entry
from search.query import SearchQuery
from tests.factories import ShopFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/Berlin"))


def test_the_night_moves_the_horizon() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        shop = ShopFactory(title="Kiosk")
        fill(page=shop, text="24/7")
        shop.save_revision().publish()
        before = Entry.objects.get(page_id=shop.pk)
        now = SearchQuery(selected={"open": "now"})
        assert get_engine().search(now).total == 1

        clock.shift(timedelta(days=40))
        results = get_engine().search(now)
        assert (results.total, results.unknown) == (0, 1)

        out = io.StringIO()
        call_command("nightly", stdout=out)
        assert "search.hours: 0 written, 0 removed, 0 unchanged, 1 rolled on" in out.getvalue()
        results = get_engine().search(now)
        assert (results.total, results.unknown) == (1, 0)
        after = Entry.objects.get(page_id=shop.pk)
        assert after.changed_version == before.changed_version
        assert after.content_hash == before.content_hash
        assert after.index_version > before.index_version
        assert after.hours_until - before.hours_until == timedelta(days=40)
