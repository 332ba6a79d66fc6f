"""Open now, tomorrow, on Saturday at four: what passes, what is counted, what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from search import store
from search.models import Entry
from tests.contract.conftest import document, titles

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
#: A Tuesday, in the morning.
TUESDAY = datetime(2026, 11, 24, 10, 30, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(TUESDAY, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def town(write: Callable[..., Any]) -> None:
    """Shops with all kinds of hours, and a story, which has none."""
    write(
        shop("Bäcker", "Mo-Sa 06:00-13:00; PH off"),
        shop("Bar", "Fr,Sa 18:00-03:00; PH off"),
        shop("Buchladen", "Mo-Fr 09:00-12:30,14:30-18:00; Sa 10:00-14:00; PH off"),
        shop("Kiosk", "24/7"),
        shop("Ohne Feiertag", "Mo-Fr 09:00-18:00; PH unknown"),
        shop("Stille", "unknown"),
        shop("Werkstatt", '"nach Vereinbarung"'),
        document("Eine Geschichte", kind="story"),
    )


def shop(title: str, hours: str, **facts: Any) -> Any:
    return document(title, facts={"opening_hours": hours, "holiday_region": "NW", **facts})


def counts(results: Any) -> dict[str, int]:
    return {value.value: value.count for value in results.facets["open"]}


@pytest.mark.usefixtures("town")
class TestTimes:
    @pytest.mark.parametrize(
        ("asked", "found", "unknown"),
        [
            ("now", ["Bäcker", "Buchladen", "Kiosk", "Ohne Feiertag"], 2),
            ("today", ["Bäcker", "Buchladen", "Kiosk", "Ohne Feiertag"], 2),
            ("2026-11-24T13:30", ["Kiosk", "Ohne Feiertag"], 2),
            ("2026-11-24T12:30", ["Bäcker", "Kiosk", "Ohne Feiertag"], 2),
            ("2026-11-24T12:29", ["Bäcker", "Buchladen", "Kiosk", "Ohne Feiertag"], 2),
            ("saturday", ["Bar", "Buchladen", "Bäcker", "Kiosk"], 2),
            ("sunday", ["Bar", "Kiosk"], 2),
            ("2026-11-29T02:00", ["Bar", "Kiosk"], 2),
            ("2026-11-29T03:00", ["Kiosk"], 2),
            ("maybe-now", ["Stille", "Werkstatt"], 0),
        ],
    )
    def test_who_is_open(self, ask: Any, asked: str, found: list[str], unknown: int) -> None:
        results = ask(open=asked, sort="name")
        assert sorted(titles(results)) == sorted(found)
        assert (results.total, results.unknown) == (len(found), unknown)

    def test_counts_are_what_one_gets(self, ask: Any) -> None:
        facets = counts(ask(open="saturday"))
        assert set(facets) == {
            *("now", "today", "tomorrow", "thursday", "friday", "saturday", "sunday", "monday")
        }
        for value, count in facets.items():
            assert ask(open=value).total == count, value

    def test_a_time_that_is_asked_for_stays_in_the_panel(self, ask: Any) -> None:
        results = ask(open="2026-11-29T03:00")
        assert counts(results)["2026-11-29T03:00"] == 1

    def test_now_stays_at_night(self, ask: Any, write: Any) -> None:
        results = ask("Bäcker", open="2026-11-29T05:00")
        assert (results.total, results.unknown) == (0, 0)
        assert counts(results)["2026-11-29T05:00"] == 0

    def test_stories_neither_pass_nor_are_they_unknown(self, ask: Any) -> None:
        assert "Eine Geschichte" not in titles(ask(open="maybe-now"))
        assert ask().total == 8

    def test_christmas(self, ask: Any, clock: Any) -> None:
        clock.move_to(datetime(2026, 12, 25, 11, tzinfo=BERLIN))
        store.roll()
        results = ask(open="now")
        assert titles(results) == ["Kiosk"]
        assert sorted(titles(ask(open="maybe-now"))) == ["Ohne Feiertag", "Stille", "Werkstatt"]
        assert results.unknown == 3

    def test_beyond_the_horizon_nothing_is_known_to_be_closed(self, ask: Any) -> None:
        results = ask(open="2027-01-20T03:00")
        assert (results.total, results.unknown) == (0, 7)

    def test_without_a_night_nothing_is_known_to_be_closed(self, ask: Any, clock: Any) -> None:
        clock.shift(61 * 24 * 3600)
        results = ask(open="now")
        assert (results.total, results.unknown) == (0, 7)
        assert counts(results)["now"] == 0
        store.roll()
        assert ask(open="now").total > 0

    def test_the_clock_going_back(self, ask: Any, clock: Any) -> None:
        clock.move_to(datetime(2026, 10, 1, 12, tzinfo=BERLIN))
        assert ask(open="now").unknown == 7


def test_a_night_without_summer_time(ask: Any, write: Any, clock: Any) -> None:
    """On 25 October 2026 the hour from 2 to 3 comes twice."""
    clock.move_to(datetime(2026, 10, 24, 12, tzinfo=BERLIN))
    write(shop("Bar", "Sa 18:00-04:00"))
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    for moment in (first, first.replace(fold=1), first.replace(hour=3, minute=59)):
        clock.move_to(moment.astimezone(ZoneInfo("UTC")))
        assert titles(ask(open="now")) == ["Bar"]
    clock.move_to(first.replace(hour=4, minute=0))
    assert titles(ask(open="now")) == []


def test_rolling_on_moves_no_number_of_the_content(write: Any, clock: Any) -> None:
    write(shop("Kiosk", "24/7"), shop("Bäcker", "Mo-Sa 06:00-13:00"), document("G", kind="story"))
    before = {e.page_id: (e.changed_version, e.content_hash) for e in Entry.objects.all()}
    indexed = dict(Entry.objects.values_list("page_id", "index_version"))
    assert store.roll().rolled == 0
    clock.shift(24 * 3600)
    assert store.roll().rolled == 2
    assert store.roll().rolled == 0
    after = {e.page_id: (e.changed_version, e.content_hash) for e in Entry.objects.all()}
    assert before == after
    moved = {
        pk
        for pk, number in Entry.objects.values_list("page_id", "index_version")
        if number != indexed[pk]
    }
    assert moved == set(Entry.objects.filter(kind="shop").values_list("page_id", flat=True))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jetzt", "now"),
        ("HEUTE", "today"),
        ("Sa", "saturday"),
        ("so", "sunday"),
        ("Mittwoch", "wednesday"),
        ("2026-12-24 16:00", "2026-12-24T16:00"),
        ("2026-12-24T9:00", "2026-12-24T09:00"),
        ("maybe-jetzt", "maybe-now"),
    ],
)
def test_times_as_people_write_them(typed: str, meant: str) -> None:
    from search import vocabulary
    from search.parse import parse

    parsed = parse({"open": typed}, known=vocabulary.get(), language="de")
    assert parsed.query.selected == {"open": meant}
    assert parsed.moved
    assert not parse({"open": meant}, known=vocabulary.get(), language="de").moved
    by_field = parse({"open": "now", "open_at": typed}, known=vocabulary.get(), language="de")
    assert by_field.query.selected == {"open": meant}


@pytest.mark.parametrize(
    "typed", ["nie", "2026-13-01", "2026-12-24T25:00", "²", "9999-12-31", "0001-01-01T00:00", "T"]
)
def test_what_is_no_time_is_named(typed: str) -> None:
    from search import vocabulary
    from search.parse import parse

    parsed = parse({"open": typed}, known=vocabulary.get(), language="de")
    assert parsed.unknown == [("open", typed)]
    assert not parsed.moved
    assert typed in parsed.notices()[0]
