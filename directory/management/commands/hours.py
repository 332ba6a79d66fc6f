"""`manage.py hours check`: which shops contradict themselves about when they are open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory import opening_rows
from directory.enums import HoursKind
from directory.hours import HoursError, Problem, Schedule
from directory.hours.checks import contradictions, written_overlaps
from directory.imports.values import HOURS
from directory.models import ShopPage, SourceRecord
from directory.opening import schedule_of_page
from search import memo


class Command(BaseCommand):
    """See the module."""

    help = "Look after the opening hours."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="list what contradicts itself")
        check.add_argument("--json", action="store_true", help="one JSON object for each finding")
        check.add_argument("--fail", action="store_true", help="end with 1 if there is anything")

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        shops = set()
        with memo.scope():
            for page, problem in findings():
                found += 1
                shops.add(page.pk)
                self.stdout.write(
                    _as_json(page, problem)
                    if options["json"]
                    else f"{page.title} ({page.pk}): {problem}"
                )
        if not options["json"]:
            self.stdout.write(_summary(found, len(shops)))
        if found and options["fail"]:
            raise CommandError(_("Some hours contradict themselves."), returncode=1)


def findings() -> Iterator[tuple[ShopPage, Problem]]:
    """Every contradiction, shop by shop in the order of their names, drafts included."""
    said = {
        record.page_id: record.values.get(HOURS, "")
        for record in SourceRecord.objects.only("page_id", "values")
    }
    shops = ShopPage.objects.order_by("title", "pk").prefetch_related("seasons", "special_days")
    today = timezone.localdate()
    for page in shops.iterator(chunk_size=500):
        try:
            schedule = schedule_of_page(page)
            problems = contradictions(schedule, today=today)
            # What cannot be read back from the public document would be shown as unknown.
            Schedule.from_osm(schedule.to_osm())
        except HoursError as error:
            problems = list(error.problems)
        text = said.get(page.pk, "")
        problems += written_overlaps(text)
        if text and page.hours_note and page.hours_kind == HoursKind.UNKNOWN:
            problems += opening_rows.refusals(text)
        for problem in problems:
            yield page, problem


def _as_json(page: ShopPage, problem: Problem) -> str:
    finding = {"page": page.pk, "title": page.title, "code": problem.code, "text": str(problem)}
    return json.dumps(finding, ensure_ascii=False)


def _summary(found: int, shops: int) -> str:
    if not found:
        return _("Nothing contradicts itself.")
    text = ngettext(
        "%(found)d contradiction in %(shops)d shop.",
        "%(found)d contradictions in %(shops)d shops.",
        found,
    )
    return text % {"found": found, "shops": shops}
