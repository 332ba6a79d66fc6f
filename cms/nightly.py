"""What is done once a night. Apps register jobs; one that fails never stops the others."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

logger = logging.getLogger(__name__)

Job = Callable[[], object]


class Writable(Protocol):
    """A stream, or a command's output."""

    def write(self, text: str, /) -> object:
        """Take one line."""


_jobs: dict[str, Job] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How one job ended: what it said (`None` if it had nothing to say), or why it failed."""

    name: str
    report: str | None = None
    error: str | None = None

    @property
    def failed(self) -> bool:
        """Whether the job raised an error."""
        return self.error is not None

    def __str__(self) -> str:
        if self.failed:
            return f"{self.name}: FAILED: {self.error}"
        return f"{self.name}: {self.report or 'done'}"


def register(name: str, func: Job) -> None:
    """Add a job under a name of its own; the order of registration is the order of the night."""
    _jobs[name] = func


def lazily(module: str, function: str) -> Job:
    """A job whose module is imported when it runs: models may not be ready when it is named."""

    def job() -> Any:
        return getattr(import_module(module), function)()

    return job


def run_all(*, stdout: Writable | None = None) -> list[Result]:
    """Run every job and report each on a line of `stdout`."""
    results = []
    for name, job in _jobs.items():
        try:
            report = job()
            result = Result(name=name, report=None if report is None else str(report))
        except Exception as error:
            logger.exception("The nightly job %s failed", name)
            result = Result(name=name, error=f"{type(error).__name__}: {error}")
        results.append(result)
        if stdout is not None:
            stdout.write(f"{result}\n")
    return results
