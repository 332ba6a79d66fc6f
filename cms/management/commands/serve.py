"""`manage.py serve`: the whole site as one command.

Web server, clock and task worker are children of this process. It starts them again when they die
and stops them all on Ctrl-C or SIGTERM. Larger installations run the three apart: gunicorn with
`cms.wsgi`, `manage.py clock`, `manage.py db_worker`.
"""

import os
import socket
import sys
import urllib.error
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.supervisor import Child, Supervisor


class Command(BaseCommand):
    """Serves until it is told to stop; ends with 1 when the web server cannot be kept running."""

    help = "Serve the site: web server, clock and task worker as one command."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Address, port and size of the web server."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument(
            "--port",
            type=int,
            default=int(os.environ.get("PORT") or 8000),
            help="port to listen on",
        )
        parser.add_argument("--workers", type=int, default=1, help="web server processes")
        parser.add_argument("--threads", type=int, default=8, help="threads of each of them")
        parser.add_argument(
            "--ready-message", default="", help="text printed once the site answers"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        self._refuse_busy_port(host, port)
        shown = f"[{host}]" if ":" in host else host
        own = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, shown)  # noqa: S104

        def ready() -> bool:
            try:
                with urllib.request.urlopen(f"http://{own}:{port}/healthz", timeout=2):
                    return True
            except urllib.error.HTTPError:
                # It answers; what it says (an unknown host name, say) is not ours to judge.
                return True
            except OSError:
                return False

        def announce() -> None:
            self.stdout.write(
                options["ready_message"] or f"Serving on http://{own}:{port}/ (Ctrl-C stops)"
            )
            self.stdout.flush()

        code = Supervisor(
            self._children(
                bind=f"{shown}:{port}", workers=options["workers"], threads=options["threads"]
            ),
            ready=ready,
            on_ready=announce,
        ).run()
        if code:
            raise CommandError("The web server does not start.", returncode=code)

    @staticmethod
    def _children(*, bind: str, workers: int, threads: int) -> list[Child]:
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        options = [f"--settings={os.environ['DJANGO_SETTINGS_MODULE']}"]
        gunicorn = [
            *(sys.executable, "-m", "gunicorn", "cms.wsgi:application"),
            *("--chdir", str(settings.BASE_DIR)),
            *("--bind", bind),
            *("--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)),
            # Longer than any address of ours; what is longer still is no question.
            *("--limit-request-line", "8190"),
            *("--graceful-timeout", "8", "--log-level", "warning", "--no-control-socket"),
        ]
        if Path("/dev/shm").is_dir():  # noqa: S108
            # The workers' heartbeat must not wait for a disk.
            gunicorn += ["--worker-tmp-dir", "/dev/shm"]  # noqa: S108
        return [
            Child(name="web server", command=gunicorn, vital=True),
            Child(name="clock", command=[*manage, "clock", *options]),
            Child(
                name="task worker",
                command=[
                    *(*manage, "db_worker", *options),
                    *("--queue-name", "*", "--no-reload", "--verbosity", "0"),
                ],
            ),
        ]

    @staticmethod
    def _refuse_busy_port(host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Cannot listen on {host}:{port} ({error.strerror}). "
                    "Is something running there already? --port chooses another.",
                    returncode=2,
                ) from error
