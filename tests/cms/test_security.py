"""What every answer carries, and what none ever does."""

import re
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from cms import health

pytestmark = pytest.mark.django_db


def policy(response) -> dict[str, list[str]]:
    directives = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in directives}


@pytest.fixture
def editor_client(client: Client) -> Client:
    user = get_user_model().objects.create_superuser("chief", "chief@example.org", "pass-word-1")
    client.force_login(user)
    return client


@pytest.mark.parametrize("path", ["/", "/en/", "/laeden/", "/laeden/?q=buch", "/no-such-page/"])
def test_visitors_get_no_cookie_and_one_page_for_all(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_public_policy_allows_nothing_foreign_and_nothing_inline(client: Client) -> None:
    rules = policy(client.get("/"))

    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == ["'self'"]
    assert rules["style-src"] == ["'self'"]
    assert rules["frame-ancestors"] == ["'self'"]
    assert rules["base-uri"] == ["'none'"]
    assert "unsafe" not in str(rules)


def test_the_admin_has_a_policy_of_its_own_without_foreign_hosts(client: Client) -> None:
    rules = policy(client.get("/admin/login/"))

    assert rules["default-src"] == ["'none'"]
    allowed = {source for sources in rules.values() for source in sources}
    assert allowed <= {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/no-such-page/", "/healthz"])
def test_headers_of_every_answer(client: Client, path: str) -> None:
    response = client.get(path)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]
    assert "Content-Security-Policy" in response


def test_public_pages_carry_no_inline_script_or_style(client: Client) -> None:
    html = client.get("/").content.decode()

    scripts = re.findall(r"<script\b([^>]*)>", html)
    assert all("src=" in attributes or "application/" in attributes for attributes in scripts)
    assert "<style" not in html
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html)


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/account/"])
def test_the_admin_loads_nothing_from_other_hosts(editor_client: Client, path: str) -> None:
    response = editor_client.get(path, follow=True)

    assert response.status_code == HTTPStatus.OK
    html = response.content.decode()
    loaded = re.findall(
        r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=\"([^\"]+)\"", html
    )
    assert not [address for address in loaded if re.match(r"(https?:)?//", address)]
    assert "gravatar" not in html


def test_the_admin_speaks_german_by_default(client: Client) -> None:
    assert "Anmelden" in client.get("/admin/login/").content.decode()


def test_pages_are_compressed(client: Client) -> None:
    response = client.get("/", headers={"Accept-Encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"


def test_uploads_are_served_where_the_settings_say_so(
    client: Client, settings, media_root: Path
) -> None:
    media_root.mkdir(parents=True)
    (media_root / "note.txt").write_text("hello")
    (media_root.parent / "secret.txt").write_text("no")

    found = client.get("/media/note.txt")
    outside = client.get("/media/../secret.txt")
    listing = client.get("/media/")

    assert b"".join(found.streaming_content) == b"hello"
    found.close()
    assert found["X-Content-Type-Options"] == "nosniff"
    assert outside.status_code == HTTPStatus.BAD_REQUEST
    assert listing.status_code == HTTPStatus.NOT_FOUND


def test_healthz_says_ok(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (HTTPStatus.OK, b"ok")
    assert "no-store" in response["Cache-Control"]


def test_healthz_says_when_the_database_is_gone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        def cursor(self):
            raise connection.Database.OperationalError("gone")

    monkeypatch.setattr(health, "Error", connection.Database.OperationalError)
    monkeypatch.setattr(health, "connection", Gone())

    assert client.get("/healthz").status_code == HTTPStatus.SERVICE_UNAVAILABLE


def test_search_is_limited(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SEARCH_RATE_LIMIT", "2/minute")
    address = {"REMOTE_ADDR": "198.51.100.77"}

    answers = [client.get("/laeden/?q=buch", **address).status_code for _ in range(3)]

    assert answers == [HTTPStatus.OK, HTTPStatus.OK, HTTPStatus.TOO_MANY_REQUESTS]
    assert client.get("/laeden/", **address).status_code == HTTPStatus.OK
