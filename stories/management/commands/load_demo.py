"""Fill the site with the made-up town."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.engines.database import optimise
from stories.demo.accounts import create_accounts
from stories.demo.load import load_demo

DEFAULT_PASSWORD = "kurze-wege-demo"  # noqa: S105 (known to everyone: for the demo only)


class Command(BaseCommand):
    """Fill the site with a made-up Herne; a site that has it already is left alone."""

    help = "Load the demo town: districts, shops, stories, campaigns, pages and two logins."

    def add_arguments(self, parser: CommandParser) -> None:
        """The password for the two logins."""
        parser.add_argument(
            "--password",
            default=os.environ.get("DEMO_PASSWORD", DEFAULT_PASSWORD),
            help="for both new logins (or DEMO_PASSWORD in the environment)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Create the logins, then the town in the editor's name."""
        accounts = create_accounts(password=options["password"])
        loaded = load_demo(user=accounts.editor)
        if loaded:
            optimise()
        if options["verbosity"] > 0:
            self.stdout.write(
                "The demo town is loaded. Logins: redaktion, admin."
                if loaded
                else "The demo town is here already; nothing was changed."
            )
