"""`manage.py clock`: the clock on its own, for installations that run their processes apart."""

import signal
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from cms.clock import Clock, Memory
from cms.nightly import run_all


class Command(BaseCommand):
    """Ticks until it is told to stop. One clock is enough for any number of web processes."""

    help = "Publish what is scheduled every minute, and do the jobs of the night once a night."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()

        def ring(number: int, frame: FrameType | None) -> None:
            raise SystemExit(0)

        signal.signal(signal.SIGTERM, ring)
        signal.signal(signal.SIGINT, ring)
        clock = Clock(
            memory=Memory(Path(settings.VAR_DIR) / "last-night"),
            minutely=lambda: self._call(call_command, "publish_scheduled", verbosity=0),
            nightly=lambda: self._call(run_all),
        )
        clock.run(stop)

    @staticmethod
    def _call(job: Callable[..., object], *args: Any, **options: Any) -> None:
        """Do something as a request does it: with a database connection that is still alive."""
        close_old_connections()
        try:
            job(*args, **options)
        finally:
            close_old_connections()
