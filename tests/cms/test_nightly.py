"""The night does everything it can, and says what it could not."""

import io

import pytest
from django.core.management import CommandError, call_command

from cms import nightly


@pytest.fixture(autouse=True)
def no_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "_jobs", {})


def fail() -> None:
    raise ValueError("no")


def test_one_failing_job_never_stops_the_rest(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []
    nightly.register("first", lambda: done.append("first"))
    nightly.register("broken", fail)
    nightly.register("last", lambda: "3 mended")
    out = io.StringIO()

    results = nightly.run_all(stdout=out)

    assert done == ["first"]
    assert [(result.name, result.failed) for result in results] == [
        ("first", False),
        ("broken", True),
        ("last", False),
    ]
    assert out.getvalue() == "first: done\nbroken: FAILED: ValueError: no\nlast: 3 mended\n"
    assert "The nightly job broken failed" in caplog.text


def test_a_job_keeps_its_place_when_it_is_registered_again() -> None:
    nightly.register("one", lambda: "old")
    nightly.register("two", lambda: "two")
    nightly.register("one", lambda: "new")

    assert [str(result) for result in nightly.run_all()] == ["one: new", "two: two"]


def test_a_lazy_job_imports_when_it_runs() -> None:
    job = nightly.lazily("platform", "python_implementation")

    assert job() == "CPython"


def test_the_command_ends_with_an_error_after_doing_everything() -> None:
    done: list[str] = []
    nightly.register("broken", fail)
    nightly.register("good", lambda: done.append("good"))

    with pytest.raises(CommandError, match="broken"):
        call_command("nightly", stdout=io.StringIO())
    assert done == ["good"]


def test_the_command_is_content_when_all_is_well() -> None:
    nightly.register("good", lambda: None)
    out = io.StringIO()

    call_command("nightly", stdout=out)

    assert out.getvalue() == "good: done\n"
