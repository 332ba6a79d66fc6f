"""Keeps child processes running until it is told to stop, then stops them all."""

import contextlib
import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.2
GRACE_SECONDS = 10.0
"""How long a child may take to end by itself before it is killed."""
QUICK_SECONDS = 5.0
"""A child that dies sooner than this after its start has not really started."""
STEADY_SECONDS = 60.0
"""A child that lived this long starts afresh: no delay before its next start."""
MAX_DELAY_SECONDS = 30.0


@dataclass(slots=True, kw_only=True)
class Child:
    """One process to keep running. A `vital` one that cannot be started ends everything."""

    name: str
    command: Sequence[str]
    vital: bool = False
    vital_tries: int = 3
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    next_start: float = 0.0
    failures: int = field(default=0)

    def start(self) -> None:
        """Start it in a session of its own: a Ctrl-C in the terminal reaches only the supervisor,
        which then stops everything once and in order."""
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, start_new_session=True
        )
        self.started = time.monotonic()

    def signal(self, number: int) -> None:
        """Send a signal to the process and whatever it has started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    @property
    def gave_up(self) -> bool:
        """Whether it is vital and has died at once, time after time."""
        return self.vital and self.failures >= self.vital_tries

    def look(self, now: float) -> None:
        """Start it when it is due; note its end and decide how long to wait before the next try."""
        if self.process is None:
            if now >= self.next_start:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        lived = now - self.started
        self.failures = 0 if lived >= STEADY_SECONDS else self.failures + 1
        if lived >= QUICK_SECONDS:
            self.failures = min(self.failures, 1)
        delay = min(MAX_DELAY_SECONDS, 2.0 ** (self.failures - 1)) if self.failures else 0.0
        logger.warning("%s ended with code %s; starts again in %g s", self.name, code, delay)
        # Whatever it left behind must not hold its port or its files.
        self.signal(signal.SIGKILL)
        self.process = None
        self.next_start = now + delay


class Supervisor:
    """Runs the children until SIGINT, SIGTERM or SIGHUP arrives, or a vital child gives up."""

    def __init__(
        self,
        children: Sequence[Child],
        *,
        ready: Callable[[], bool] = lambda: True,
        on_ready: Callable[[], object] = lambda: None,
    ) -> None:
        self.children = children
        self.ready = ready
        self.on_ready = on_ready
        self.stopping = False

    def run(self) -> int:
        """Return the exit code: 0 after a signal, 1 when a vital child could not be kept alive."""
        previous = {
            number: signal.signal(number, self._stop)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        announced = False
        try:
            while not self.stopping:
                now = time.monotonic()
                for child in self.children:
                    child.look(now)
                    if child.gave_up:
                        logger.error("%s does not start; giving up", child.name)
                        return 1
                if not announced and self.ready():
                    announced = True
                    self.on_ready()
                time.sleep(POLL_SECONDS)
            return 0
        finally:
            self._end()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _end(self) -> None:
        """Ask every child to end, wait for all of them together, kill what is left."""
        running = [child for child in self.children if child.process is not None]
        for child in running:
            if child.process is not None and child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in running:
            if child.process is None:
                continue
            try:
                child.process.wait(timeout=max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                logger.warning("%s did not end in time", child.name)
            child.signal(signal.SIGKILL)
            child.process.wait()
