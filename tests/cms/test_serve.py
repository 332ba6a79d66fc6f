"""`manage.py serve` for real: it answers, keeps its children alive, and leaves none behind."""

import itertools
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from cms.supervisor import Child, Supervisor


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(tmp_path: Path) -> dict[str, str]:
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "DEBUG": "0",
    }


def manage(*arguments: str) -> list[str]:
    return [sys.executable, "-W", "ignore", str(settings.BASE_DIR / "manage.py"), *arguments]


def descendants(parent: int) -> list[int]:
    """The ids of all processes below `parent`, by the parent that each names in /proc."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(stat.parent.name)] = int(fields[1])
    found = {parent}
    while more := {pid for pid, above in parents.items() if above in found} - found:
        found |= more
    return sorted(found - {parent})


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_until(condition, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return answer.read() == b"ok"
    except OSError:
        return False


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A site of its own, served on a free port."""
    port = free_port()
    process = subprocess.Popen(
        manage("serve", "--port", str(port), "--ready-message", "Ready."),
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process, port
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=30)
        if process.stdout:
            process.stdout.close()


@pytest.mark.slow
def test_serves_keeps_its_children_and_leaves_none(served, tmp_path: Path) -> None:
    process, port = served
    assert wait_until(lambda: healthy(port), 60), "it never answered"
    # Web server with its worker, clock, task worker.
    assert wait_until(lambda: len(descendants(process.pid)) >= 4, 20)
    children = descendants(process.pid)

    clock = next(
        pid for pid in children if b"\0clock\0" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )
    os.kill(clock, signal.SIGKILL)
    assert wait_until(
        lambda: any(
            pid not in children and b"\0clock\0" in Path(f"/proc/{pid}/cmdline").read_bytes()
            for pid in descendants(process.pid)
        ),
        20,
    ), "the clock was not started again"
    children = sorted({*children, *descendants(process.pid)})

    busy = subprocess.run(
        manage("serve", "--port", str(port)),
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert busy.returncode == 2
    assert f"Cannot listen on 127.0.0.1:{port}" in busy.stderr

    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
    assert wait_until(lambda: not any(alive(pid) for pid in children), 5)
    assert not healthy(port)
    assert "Ready." in process.stdout.read()


def test_gives_up_on_a_vital_child_that_never_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.supervisor.POLL_SECONDS", 0.01)
    web = Child(name="web", command=[sys.executable, "-c", "raise SystemExit(3)"], vital=True)
    web.vital_tries = 2

    assert Supervisor([web]).run() == 1
    assert web.failures == 2


def test_a_child_that_is_not_vital_is_tried_later_and_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[float] = []
    child = Child(name="worker", command=["unused"])

    class Dead:
        pid = 2**22 + 1
        returncode = 1

        def poll(self) -> int:
            return 1

    def start() -> None:
        started.append(now)
        child.process = Dead()  # type: ignore[assignment]
        child.started = now

    monkeypatch.setattr(Child, "start", lambda self: start())
    now = 0.0
    while now < 120:
        child.look(now)
        now += 0.5

    waits = [round(later - earlier) for earlier, later in itertools.pairwise(started)]
    assert waits[:6] == sorted(waits[:6])
    assert max(waits) <= 31


def test_a_child_that_will_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.supervisor.GRACE_SECONDS", 0.3)
    deaf = Child(
        name="deaf",
        command=[
            sys.executable,
            "-c",
            "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
        ],
    )
    supervisor = Supervisor([deaf])
    supervisor.ready = lambda: True
    began = time.monotonic()

    def stop() -> None:
        time.sleep(0.3)
        supervisor.stopping = True

    supervisor.on_ready = stop

    assert supervisor.run() == 0
    assert deaf.process is not None
    assert deaf.process.returncode == -signal.SIGKILL
    assert time.monotonic() - began < 10
