"""Opening hours from a file of places."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from wagtail.models import Site

from cms.models import SiteSettings
from directory.enums import HolidayHours, HoursKind
from directory.hours import State
from directory.models import ShopPage
from directory.opening import schedule_of_page
from search.models import Entry
from tests.factories.importing import run

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/Berlin"))
CHRISTMAS = NOON.replace(month=12, day=25)


@pytest.fixture
def bring(tmp_path: Path) -> Callable[..., list[Any]]:
    """`bring("Mo-Fr 09:00-18:00", None)`: one shop for each value; the outcome of each."""

    def write(*values: str | None) -> list[Any]:
        features = [
            {
                "type": "Feature",
                "id": f"node/{number}",
                "properties": {"name": f"Laden {number}", "shop": "books"}
                | ({"opening_hours": value} if value is not None else {}),
                "geometry": {"type": "Point", "coordinates": [7.2, 51.5]},
            }
            for number, value in enumerate(values, start=1)
        ]
        path = tmp_path / "made.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
        return list(run(path, "--publish").values())

    return write


def shop(number: int = 1) -> ShopPage:
    return ShopPage.objects.get(external_id=f"node/{number}")


def test_hours_arrive_and_holidays_stay_unknown(bring: Any) -> None:
    (outcome,) = bring("Mo-Fr 09:00-18:00; Sa 10:00-14:00")
    assert outcome["reason"] == ""
    assert (shop().hours_mo, shop().hours_sa, shop().hours_su) == (
        *("09:00-18:00", "10:00-14:00"),
        "off",
    )
    assert shop().holiday_rule == HolidayHours.UNKNOWN
    schedule = schedule_of_page(shop())
    assert schedule.state_at(NOON) is State.OPEN
    assert schedule.state_at(CHRISTMAS) is State.UNKNOWN
    facts = Entry.objects.get(page_id=shop().pk).read().facts
    assert facts["opening_hours"] == "Mo-Fr 09:00-18:00; Sa 10:00-14:00; PH unknown"


def test_free_text_is_kept_as_a_note_with_the_reason(bring: Any) -> None:
    first, second = bring("wenn das Licht brennt", "Mo-Fr 09:00-18:00; SH off")
    assert "wenn" in first["reason"]
    assert "Schulferien" in second["reason"] or "School holidays" in second["reason"]
    assert shop(1).hours_note == "wenn das Licht brennt"
    assert shop(2).hours_note == "Mo-Fr 09:00-18:00; SH off"
    assert {shop(1).hours_kind, shop(2).hours_kind} == {HoursKind.UNKNOWN}
    assert schedule_of_page(shop(2)).state_at(NOON) is State.UNKNOWN


def test_seasons_and_special_days_arrive(bring: Any) -> None:
    bring('Mo-Fr 09:00-18:00; Nov-Mar Mo-Fr 10:00-16:00; Dec 24 09:00-12:00 open "Heiligabend"')
    assert shop().seasons.count() == 1
    assert shop().special_days.get().reason == "Heiligabend"
    assert shop().latest_revision.as_object().special_days.count() == 1


def test_a_second_run_changes_nothing(bring: Any) -> None:
    bring("Mo-Fr 09:00-18:00; Dec 24 off", "bei Sonne")
    again = bring("Mo-Fr 09:00-18:00; Dec 24 off", "bei Sonne")
    assert [outcome["result"] for outcome in again] == ["unchanged", "unchanged"]


def test_what_an_editor_wrote_stays_until_the_source_says_something_new(bring: Any) -> None:
    bring("Mo-Fr 09:00-18:00")
    page = shop()
    page.hours_mo = "10:00-12:00"
    page.save_revision().publish()
    bring("Mo-Fr 09:00-18:00")
    assert shop().hours_mo == "10:00-12:00"
    bring("Mo-Fr 09:00-19:00")
    assert shop().hours_mo == "09:00-19:00"


def test_a_source_that_falls_silent_takes_its_hours_back(bring: Any) -> None:
    bring("Mo-Fr 09:00-18:00; Dec 24 off")
    bring(None)
    assert schedule_of_page(shop()).is_unknown
    assert not shop().special_days.exists()


def test_times_that_overlap_are_taken_as_one_and_remarked(bring: Any) -> None:
    (outcome,) = bring("Mo-Fr 09:00-13:00,12:00-18:00")
    assert "9:00–13:00" in outcome["reason"]
    assert shop().hours_mo == "09:00-18:00"


def test_another_state_has_other_holidays(bring: Any) -> None:
    bring("Mo-Su 09:00-18:00; PH off")
    fronleichnam = datetime(2027, 5, 27, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    assert schedule_of_page(shop()).state_at(fronleichnam) is State.CLOSED
    before = Entry.objects.get(page_id=shop().pk).changed_version
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.footer_text = "Gruß"
    settings.save()
    assert Entry.objects.get(page_id=shop().pk).changed_version == before
    settings.region = "BE"
    settings.save()
    assert schedule_of_page(shop()).state_at(fronleichnam) is State.OPEN
    entry = Entry.objects.get(page_id=shop().pk)
    assert entry.read().facts["holiday_region"] == "BE"


def test_a_slip_is_remarked(bring: Any) -> None:
    (outcome,) = bring("Mo-Fr 19:00-18:00")
    assert "23" in outcome["reason"]
