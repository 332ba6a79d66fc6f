"""A real browser, Debian's Chromium, that can reach nothing but the server under test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from tests.conftest import forget
from tests.e2e import town as demo
from tests.e2e.accessibility import BEGIN, END

CHROMIUM = "/usr/bin/chromium"
OWN_HOSTS = {"127.0.0.1", "localhost"}
LOCAL_SCHEMES = {"data", "blob", "about", "chrome-error"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def base_url() -> None:
    """Tests name the live server themselves. (Playwright's own fixture is written in a way that
    pytest warns of.)"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "de-DE",
        "timezone_id": "Europe/Berlin",
        "viewport": {"width": 1280, "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def town_files(django_db_setup: None, django_db_blocker: Any) -> Path:
    """Database and media of the demo town, to copy from."""
    with django_db_blocker.unblock():
        return demo.made()


@pytest.fixture
def town(town_files: Path, transactional_db: None, media_root: Path, settings: Any) -> None:
    """The test begins with the demo town as it is on the day of loading."""
    settings.MEDIA_ROOT = str(town_files / "media")
    demo.lay(town_files)
    forget()


@pytest.fixture
def context(
    transactional_db: None, live_server: Any, context: BrowserContext
) -> Iterator[BrowserContext]:
    """A context whose pages fail the test when they ask a foreign host for anything, when a script
    of theirs fails, or when the content security policy had to refuse something."""
    complaints: list[str] = []

    def on_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in LOCAL_SCHEMES and parts.hostname not in OWN_HOSTS:
            complaints.append(f"foreign request: {request.url}")

    examined = False

    def on_console(message: ConsoleMessage) -> None:
        nonlocal examined
        if message.text in {BEGIN, END}:
            examined = message.text == BEGIN
        elif examined:
            return
        elif message.type == "error" and "Content Security Policy" in message.text:
            complaints.append(f"refused by policy: {message.text}")

    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", lambda error: complaints.append(f"script failed: {error.error}"))
    context.set_default_timeout(15_000)
    yield context
    # Before the database is emptied below it: no request may be under way then.
    context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def phone(page: Page) -> Page:
    """The page on a small phone."""
    page.set_viewport_size({"width": 360, "height": 780})
    return page


@pytest.fixture
def desktop(page: Page) -> Page:
    """The page on a desktop."""
    page.set_viewport_size({"width": 1280, "height": 900})
    return page
