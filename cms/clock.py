"""What happens by itself: scheduled publishing every minute, the nightly jobs once a night.

The clock keeps the moment of its last night in a small file. A machine that slept at ten past three
catches up as soon as it wakes; losing the file costs one more run, which does no harm.
"""

import datetime as dt
import logging
import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

logger = logging.getLogger(__name__)

NIGHT = dt.time(3, 10)
"""When the nightly jobs are due, in the town's own time."""

MINUTE = 60.0


def last_due(now: dt.datetime) -> dt.datetime:
    """The latest ten past three that is not after `now`, in the current time zone.

    >>> last_due(dt.datetime(2026, 3, 1, 2, 0, tzinfo=dt.UTC)).isoformat()
    '2026-02-28T03:10:00+01:00'
    """
    local = timezone.localtime(now)
    due = dt.datetime.combine(local.date(), NIGHT, tzinfo=local.tzinfo)
    if due > local:
        due = dt.datetime.combine(local.date() - dt.timedelta(days=1), NIGHT, tzinfo=local.tzinfo)
    return due


@dataclass(frozen=True, slots=True)
class Memory:
    """Remembers in a file when the last night was done."""

    path: Path

    def read(self) -> dt.datetime | None:
        """The remembered moment; `None` when there is none, or nothing readable."""
        try:
            moment = dt.datetime.fromisoformat(self.path.read_text().strip())
        except (OSError, ValueError):
            return None
        return moment if timezone.is_aware(moment) else None

    def write(self, moment: dt.datetime) -> None:
        """Replace the remembered moment at once, so that no half-written file is ever read."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".new")
        draft.write_text(moment.isoformat())
        draft.replace(self.path)


class Clock:
    """Calls `minutely` at every full minute and `nightly` once a night, until told to stop."""

    def __init__(
        self, *, memory: Memory, minutely: Callable[[], object], nightly: Callable[[], object]
    ) -> None:
        self.memory = memory
        self.minutely = minutely
        self.nightly = nightly

    def night_is_due(self, now: dt.datetime) -> bool:
        """Whether the last night at or before `now` has not been done yet."""
        done = self.memory.read()
        return done is None or done < last_due(now) or done > now + dt.timedelta(days=1)

    def tick(self, now: dt.datetime) -> None:
        """Do what is due; a failure is logged and never stops the clock."""
        self._do("scheduled publishing", self.minutely)
        if self.night_is_due(now):
            # Noted before it is run: a night that fails is reported, not repeated every minute.
            self.memory.write(now)
            self._do("the nightly jobs", self.nightly)

    def run(self, stop: threading.Event) -> None:
        """Tick now, then at each full minute; minutes that pass during a tick are left out."""
        while not stop.is_set():
            self.tick(timezone.now())
            seconds = timezone.now().timestamp()
            stop.wait(MINUTE * (math.floor(seconds / MINUTE) + 1) - seconds)

    @staticmethod
    def _do(what: str, job: Callable[[], object]) -> None:
        try:
            job()
        except Exception:
            logger.exception("The clock could not do %s", what)
