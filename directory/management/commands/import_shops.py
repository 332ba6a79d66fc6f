"""`manage.py import_shops FILE --source NAME`: shops from GeoJSON with OpenStreetMap tags."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from directory.imports.geojson import UnreadableFileError, read
from directory.imports.services import Options, Outcome, ShopImport
from directory.imports.values import column_length
from directory.models import DirectoryPage
from search.engines.database import optimise


class Command(BaseCommand):
    """See the module."""

    help = "Import shops from a GeoJSON file with OpenStreetMap tags, again and again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="where the ids come from, such as osm")
        parser.add_argument(
            "--create-districts",
            action="store_true",
            help="make unknown suburbs and towns districts of the top level",
        )
        parser.add_argument("--publish", action="store_true", help="publish what is new")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, only report")
        parser.add_argument("--report", type=Path, help="one line of JSON for each row")
        parser.add_argument("--licence", default="", help="default: what the file says")
        parser.add_argument("--attribution", default="", help="default: what the file says")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            source = read(options["file"])
        except UnreadableFileError as error:
            raise CommandError(str(error), returncode=2) from error
        name = options["source"].strip()
        if not 0 < len(name) <= column_length("source"):
            raise CommandError(
                _("--source needs a name of at most %s characters.") % column_length("source"),
                returncode=2,
            )
        if options["report"]:
            self._check_report(options["report"], file=options["file"])
        directory = DirectoryPage.objects.order_by("path").first()
        if directory is None:
            raise CommandError(_("There is no list of shops to import into."), returncode=2)
        run = ShopImport(
            directory=directory,
            options=Options(
                source=name,
                publish=options["publish"],
                create_districts=options["create_districts"],
                licence=options["licence"] or source.licence,
                attribution=options["attribution"] or source.attribution,
            ),
        )
        outcomes = []
        for outcome in run.run(source, dry_run=options["dry_run"]):
            outcomes.append(outcome)
            if options["verbosity"] > 1 or outcome.result == "refused":
                self.stderr.write(f"{outcome.row} {outcome.external_id}: {outcome.reason}")
        if options["report"]:
            self._write_report(options["report"], outcomes)
        if not options["dry_run"]:
            optimise()
        self._summary(outcomes, run, dry_run=options["dry_run"])

    def _check_report(self, path: Path, *, file: Path) -> None:
        """An import whose report is lost cannot be told from one that went well: ask first."""
        if path.resolve() == file.resolve():
            raise CommandError(_("The report would overwrite the file itself."), returncode=2)
        try:
            with path.open("a", encoding="utf-8"):
                pass
        except OSError as error:
            raise CommandError(
                _("The report cannot be written to %s. Nothing was imported.") % path, returncode=2
            ) from error

    def _write_report(self, path: Path, outcomes: list[Outcome]) -> None:
        try:
            path.write_text("".join(f"{o.as_line()}\n" for o in outcomes), encoding="utf-8")
        except OSError as error:
            self.stderr.write(_("The report could not be written: %s") % error)

    def _summary(self, outcomes: list[Outcome], run: ShopImport, *, dry_run: bool) -> None:
        counts = Counter(outcome.result for outcome in outcomes)
        numbers = {name: counts[name] for name in ("created", "updated", "unchanged", "refused")}
        summary = (
            _(
                "%(created)s created, %(updated)s updated, %(unchanged)s unchanged, "
                "%(refused)s refused"
            )
            % numbers
        )
        self.stdout.write(_("(dry run)") + f" {summary}" if dry_run else summary)
        if run.finder.created:
            names = ", ".join(district.name for district in run.finder.created)
            self.stdout.write(_("New districts: %s") % names)
        for tag, count in run.unmapped.most_common():
            self.stdout.write(
                _("Without category: %(count)s × %(tag)s") % {"count": count, "tag": tag}
            )
