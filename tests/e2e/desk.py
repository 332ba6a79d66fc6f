"""What editors do at their desk, said in their words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Response, expect

EDITOR = "redaktion"
HELD = "kw-autosave-held"
AUTOSAVED = re.compile(r"/(add/directory/shoppage/\d+|\d+/edit)/$")


def sign_in(context: BrowserContext, live_server: Any, *, name: str = EDITOR) -> Page:
    """A page of somebody who has signed in."""
    client = Client()
    client.force_login(get_user_model()._default_manager.get(username=name))
    cookie = client.cookies["kw_session"]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    # The form begins to look for changes some seconds after it was loaded.
    page.add_init_script(
        "addEventListener('w-unsaved:watch-edits',"
        " () => document.documentElement.setAttribute('data-watches-edits', ''), true)"
    )
    page.add_init_script(
        "addEventListener('w-unsaved:add', (event) => {"
        f" if (document.cookie.includes('{HELD}')) event.stopImmediatePropagation(); }}, true)"
    )
    return page


def hold_autosave(page: Page) -> None:
    """Nothing is kept by itself from now on; what people send by a button is.

    A request that is refused would not do: then Wagtail asks before it publishes.
    """
    page.context.add_cookies([{"name": HELD, "value": "yes", "domain": "127.0.0.1", "path": "/"}])


def let_autosave(page: Page) -> None:
    """The end of `hold_autosave`."""
    page.context.clear_cookies(name=HELD)


def open_tab(page: Page, name: str) -> None:
    """Show one of the form's tabs."""
    page.get_by_role("tab", name=name).click()


def fill(page: Page, label: str, text: str) -> None:
    """Write into the field with this label, in the tab that is open."""
    page.get_by_role("textbox", name=label).locator("visible=true").first.fill(text)


@contextmanager
def kept(page: Page) -> Iterator[None]:
    """Wait until autosave has sent what is changed inside, and the form knows the answer."""

    def is_autosave(answer: Response) -> bool:
        path = urlsplit(answer.url).path
        return answer.request.method == "POST" and bool(AUTOSAVED.search(path))

    page.locator("html[data-watches-edits]").wait_for(state="attached")
    with page.expect_response(is_autosave) as sent:
        yield
    if sent.value.ok:
        expect(page.locator(".w-autosave-indicator__state--saved")).to_be_visible()


def publish(page: Page) -> None:
    """Publish what the form holds, now or when its schedule says; it stands beside "save"."""
    # Nothing lies over the buttons any more, and nothing is being kept.
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)
    expect(page.locator(".w-autosave-indicator__state--saving:visible")).to_have_count(0)
    page.get_by_role("button", name="Mehr Aktionen").click()
    button = page.locator("footer [name=action-publish]")
    expect(button).to_be_enabled()
    with page.expect_navigation(timeout=60_000):
        button.click()
    expect(page.locator(".messages")).to_contain_text(re.compile("veröffentlicht|geplant"))


def save(page: Page) -> None:
    """Save a draft by the button, and wait for the answer."""
    with page.expect_navigation():
        page.get_by_role("button", name="Entwurf speichern").click()


def errors(page: Page) -> str:
    """Everything that the form says is wrong, seen or in another tab."""
    return " ".join(page.locator(".error-message, .w-field__errors").all_text_contents())


def found(page: Page, live_server: Any, query: str) -> list[str]:
    """The shops that a resident finds."""
    page.goto(f"{live_server.url}/laeden/?kind=shop&{query}")
    return page.locator("#results .cards h3").all_inner_texts()
