"""`manage.py hours check` finds what cannot be meant."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from directory.hours import Schedule
from directory.hours.checks import contradictions, written_overlaps
from directory.models import ShopSpecialDay, SourceRecord
from directory.opening_rows import fill
from tests.factories import ShopFactory

TODAY = date(2026, 11, 24)


def codes(text: str) -> list[str]:
    return [problem.code for problem in contradictions(Schedule.from_osm(text), today=TODAY)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mo-Fr 09:00-18:00; Sa 10:00-14:00; PH off", []),
        ("24/7", []),
        ("Fr,Sa 18:00-03:00", []),
        ("unknown", []),
        ('"nach Vereinbarung"', []),
        ("Mo-Fr 19:00-18:00", ["long_slot"]),
        ("Mo-Fr 12:00-11:00, Sa 10:00-12:00", ["night_overlap", "long_slot"]),
        ("Sa 19:00-18:00", ["long_slot"]),
        ("Sa 18:00-03:00, Su 02:00-10:00", ["night_overlap"]),
        ("off", ["never_open"]),
        ("Mo-Su off; 2020 Dec 24 10:00-12:00", ["never_open", "past_specials"]),
        ("Mo-Fr 09:00-18:00; 2025 Dec 24 off; 2026 Jan 02 off", ["past_specials"]),
        ("Mo-Fr 09:00-18:00; 2025 Dec 24 off; 2026 Dec 24 off", []),
        ("Mo-Fr 09:00-18:00; Dec 24 off", []),
        ("2020 Dec 24 off; Mo-Fr 10:00-12:00", ["past_specials"]),
        ("Mo-Fr 09:00-18:00; Oct-Mar Mo-Fr 10:00-16:00; Nov Mo-Fr 11:00-12:00", ["season_overlap"]),
        ("Mo-Fr 09:00-18:00; Dec 31 off; 2026 Dec 27-2027 Jan 02 09:00-12:00", []),
        ("Mo-Fr 09:00-18:00; Dec 30-31 off; Dec 31 09:00-12:00", ["special_overlap"]),
    ],
)  # fmt: skip
def test_what_is_found(text: str, found: list[str]) -> None:
    assert codes(text) == found


def test_times_that_overlap_as_they_are_written() -> None:
    assert [p.code for p in written_overlaps("Mo-Fr 09:00-13:00,12:00-18:00")] == ["overlap"]
    assert written_overlaps("Mo-Fr 09:00-13:00,14:00-18:00") == []
    assert written_overlaps("wenn das Licht brennt") == []


@pytest.fixture
def shop(db: Any) -> Callable[..., Any]:
    def make(title: str, text: str) -> Any:
        page = ShopFactory(title=title)
        fill(page=page, text=text)
        page.save_revision().publish()
        SourceRecord.objects.create(
            source="osm", external_id=title, page=page, values={"opening_hours": text}
        )
        return page

    return make


def check(**options: Any) -> str:
    out = io.StringIO()
    with translation.override("de"):
        call_command("hours", "check", stdout=out, **options)
    return out.getvalue()


def test_the_command_names_shops_and_reasons(shop: Any) -> None:
    shop("Abendruh", "Sa 19:00-18:00")
    shop("Doppelt", "Mo-Fr 09:00-13:00,12:00-18:00")
    shop("Gut", "Mo-Fr 09:00-18:00")
    shop("Nie", "off")
    lines = check().splitlines()
    assert [line.split(" ")[0] for line in lines] == ["Abendruh", "Doppelt", "Nie", "3"]
    assert "23 Stunden" in lines[0]
    findings = [json.loads(line) for line in check(json=True).splitlines()]
    assert [finding["code"] for finding in findings] == ["long_slot", "overlap", "never_open"]
    with pytest.raises(CommandError):
        check(fail=True)


def test_nothing_to_say(shop: Any) -> None:
    shop("Gut", "Mo-Fr 09:00-18:00; PH off")
    assert check(fail=True).strip() == "Nichts widerspricht sich."


def test_more_special_days_than_a_document_can_say(shop: Any) -> None:
    page = shop("Viel", "Mo-Fr 09:00-18:00; PH off")
    page.special_days = [
        ShopSpecialDay(
            first=TODAY + timedelta(days=2 * number), hours="off", reason=f"Nr. {number}"
        )
        for number in range(200)
    ]
    page.save_revision().publish()
    assert check().startswith("Viel")


def test_hours_that_became_a_note_are_named(db: Any) -> None:
    page = ShopFactory(title="Ferienladen", hours_note="Mo-Fr 09:00-18:00; SH off")
    page.hours_kind = "unknown"
    page.save_revision().publish()
    SourceRecord.objects.create(
        source="osm",
        external_id="1",
        page=page,
        values={"opening_hours": "Mo-Fr 09:00-18:00; SH off"},
    )
    assert "Schulferien" in check()
