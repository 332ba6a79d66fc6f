"""The settings refuse what is unsafe, and the files around the code keep their promises."""

import hashlib
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT: Path = settings.BASE_DIR
PRODUCTION = {
    "SECRET_KEY": "k3y-" * 20,
    "ALLOWED_HOSTS": "www.example.org",
    "WAGTAILADMIN_BASE_URL": "https://www.example.org",
}


def setting(name: str, module: str, environment: dict[str, str], tmp_path: Path):
    """What a fresh process finds under `name` in the settings module."""
    program = (
        "import json; from django.conf import settings; "
        f"print(json.dumps(getattr(settings, {name!r}), default=str))"
    )
    base = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)}
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**base, "DJANGO_SETTINGS_MODULE": f"cms.settings.{module}", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if result.returncode:
        raise AssertionError(result.stderr)
    return json.loads(result.stdout)


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_refuses_to_start_without(name: str, tmp_path: Path) -> None:
    environment = {key: value for key, value in PRODUCTION.items() if key != name}

    with pytest.raises(AssertionError, match=f"ImproperlyConfigured.*{name}"):
        setting("SECRET_KEY", "production", environment, tmp_path)


def test_production_never_shows_debug_pages(tmp_path: Path) -> None:
    environment = {**PRODUCTION, "DEBUG": "1"}

    assert setting("DEBUG", "production", environment, tmp_path) is False


def test_a_checkout_makes_its_own_key_and_keeps_it(tmp_path: Path) -> None:
    first = setting("SECRET_KEY", "dev", {}, tmp_path)

    assert len(first) >= 50
    assert setting("SECRET_KEY", "dev", {}, tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_sqlite_is_set_up_for_many_at_once(tmp_path: Path) -> None:
    config = setting("DATABASES", "dev", {}, tmp_path)["default"]

    assert config["NAME"] == str(tmp_path / "db.sqlite3")
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert config["OPTIONS"]["timeout"] == 20


def test_a_relative_database_lies_below_the_project(tmp_path: Path) -> None:
    environment = {"DATABASE_URL": "sqlite:///var/elsewhere.sqlite3"}

    config = setting("DATABASES", "dev", environment, tmp_path)["default"]

    assert config["NAME"] == str(ROOT / "var" / "elsewhere.sqlite3")


def test_postgresql_takes_one_variable(tmp_path: Path) -> None:
    environment = {"DATABASE_URL": "postgres://town:secret@db:5432/kurze"}

    config = setting("DATABASES", "dev", environment, tmp_path)["default"]

    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert "init_command" not in config.get("OPTIONS", {})


@pytest.mark.django_db
def test_the_database_under_test_is_a_file_with_a_write_ahead_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)


def test_nothing_asks_foreign_hosts() -> None:
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False
    assert settings.WAGTAILEMBEDS_FINDERS == []


@pytest.mark.parametrize("name", ["base.txt", "dev.txt", "postgres.txt"])
def test_locked_dependencies_have_hashes_and_no_index(name: str) -> None:
    lines = (ROOT / "requirements" / name).read_text().splitlines()

    pinned = [line for line in lines if re.match(r"[a-z0-9]", line)]
    assert pinned
    assert all("==" in line and line.endswith("\\") for line in pinned)
    assert not [line for line in lines if "://" in line or line.startswith("--index")]


def test_the_lock_of_the_tests_has_the_versions_of_the_site() -> None:
    def versions(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text()
        return set(re.findall(r"^[a-z0-9][^ \\]*", text, re.MULTILINE))

    assert versions("base.txt") <= versions("dev.txt")
    assert versions("base.txt") <= versions("postgres.txt")


def test_the_vendor_lock_names_no_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())

    assert not [name for name, package in lock["packages"].items() if "resolved" in package]


def test_vendored_fonts_are_what_was_copied() -> None:
    fonts = ROOT / "static" / "vendor" / "fonts"
    sums = dict(
        reversed(line.split("  ")) for line in (fonts / "SHA256SUMS").read_text().splitlines()
    )

    assert {path.name for path in fonts.iterdir()} == {*sums, "SHA256SUMS"}
    for name, expected in sums.items():
        assert hashlib.sha256((fonts / name).read_bytes()).hexdigest() == expected, name


def test_every_variable_is_explained() -> None:
    source = "".join(path.read_text() for path in (ROOT / "cms" / "settings").glob("*.py"))
    asked = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    explained = set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))

    assert asked <= explained, asked - explained
