"""The clock is right about nights, also in spring, in autumn and after a long sleep."""

import datetime as dt
import threading
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cms.clock import Clock, Memory, last_due

BERLIN = ZoneInfo("Europe/Berlin")


def local(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=BERLIN)


def clock(tmp_path: Path, minutely=lambda: None, nightly=lambda: None) -> Clock:
    return Clock(memory=Memory(tmp_path / "night"), minutely=minutely, nightly=nightly)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (local(2026, 5, 2, 3, 9), local(2026, 5, 1, 3, 10)),
        (local(2026, 5, 2, 3, 10), local(2026, 5, 2, 3, 10)),
        (local(2026, 5, 2, 23, 59), local(2026, 5, 2, 3, 10)),
        # The clocks go forward and back between two and three.
        (local(2026, 3, 29, 3, 30), local(2026, 3, 29, 3, 10)),
        (local(2026, 10, 25, 3, 30), local(2026, 10, 25, 3, 10)),
        (dt.datetime(2026, 1, 1, 2, 10, tzinfo=dt.UTC), local(2026, 1, 1, 3, 10)),
    ],
)
def test_last_due(now: dt.datetime, due: dt.datetime) -> None:
    assert last_due(now) == due


def test_a_night_is_done_once_and_caught_up_after_a_sleep(tmp_path: Path) -> None:
    nights: list[int] = []
    ticking = clock(tmp_path, nightly=lambda: nights.append(1))

    ticking.tick(local(2026, 5, 1, 12, 0))  # the first start of all
    ticking.tick(local(2026, 5, 1, 12, 1))
    ticking.tick(local(2026, 5, 2, 3, 9))
    assert len(nights) == 1
    ticking.tick(local(2026, 5, 2, 3, 10))
    ticking.tick(local(2026, 5, 2, 3, 11))
    assert len(nights) == 2
    ticking.tick(local(2026, 5, 6, 9, 0))  # asleep for four nights
    ticking.tick(local(2026, 5, 6, 9, 1))
    assert len(nights) == 3


def test_another_process_knows_of_the_last_night(tmp_path: Path) -> None:
    clock(tmp_path).tick(local(2026, 5, 2, 3, 10))

    assert not clock(tmp_path).night_is_due(local(2026, 5, 2, 3, 12))


@pytest.mark.parametrize("content", ["", "yesterday", "2026-05-02T03:10:00"])
def test_an_unreadable_memory_is_no_memory(tmp_path: Path, content: str) -> None:
    memory = Memory(tmp_path / "night")
    memory.path.write_text(content)

    assert memory.read() is None


def test_a_memory_of_the_far_future_is_not_believed(tmp_path: Path) -> None:
    ticking = clock(tmp_path)
    ticking.memory.write(local(2030, 1, 1))

    assert ticking.night_is_due(local(2026, 5, 2, 12, 0))


def test_failures_are_logged_and_the_rest_is_done(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("broken")

    nights: list[int] = []
    ticking = clock(tmp_path, minutely=fail, nightly=lambda: nights.append(1))

    ticking.tick(local(2026, 5, 2, 12, 0))

    assert nights == [1]
    assert "scheduled publishing" in caplog.text


def test_ticks_at_full_minutes_and_stops_when_told(tmp_path: Path) -> None:
    waits: list[float] = []

    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout or 0.0)
            self.set()
            return True

    with time_machine.travel(dt.datetime(2026, 5, 2, 12, 0, 42, tzinfo=dt.UTC), tick=False):
        clock(tmp_path).run(Stop())

    assert waits == [18.0]
