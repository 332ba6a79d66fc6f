"""`manage.py nightly`: do now what the clock does every night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms import nightly


class Command(BaseCommand):
    """Runs all registered jobs; ends with an error if one of them failed, after doing the rest."""

    help = "Run the jobs of the night: reconcile the public store, refresh statistics."

    def handle(self, *args: Any, **options: Any) -> None:
        results = nightly.run_all(stdout=self.stdout)
        failed = [result.name for result in results if result.failed]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}")
