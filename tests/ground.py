"""The migrated database that every test starts from, made once and copied.

Migrations take many seconds: they load the whole vocabulary. The copy is kept under `var/`, named
after a hash of everything that it depends on, and made anew when any of that has changed.
"""

import contextlib
import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

FOLDER: Path = settings.BASE_DIR / "var" / "test-ground"
PARTS = ("cms", "directory", "search", "stories")


def fingerprint() -> str:
    """A hash over our code and data and the locked libraries."""
    total = hashlib.sha256()
    files = [settings.BASE_DIR / "requirements" / "dev.txt"]
    for part in PARTS:
        found = sorted((settings.BASE_DIR / part).rglob("*"))
        files += [path for path in found if path.suffix in {".py", ".json", ".lark"}]
    for path in files:
        total.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def migrated() -> Path:
    """The database after all migrations. Whoever comes first makes it, the others wait."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{fingerprint()}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            for old in FOLDER.glob("*.sqlite3*"):
                old.unlink()
            draft = path.with_suffix(".sqlite3-draft")
            use(draft)
            call_command("migrate", verbosity=0)
            connection.close()
            draft.rename(path)
    return path


def use(path: Path) -> None:
    """Let Django's connection mean this file."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = str(path)
    connection.settings_dict["NAME"] = str(path)


def lay() -> None:
    """Start with a copy of the migrated database, in this process's own folder."""
    path = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    shutil.copyfile(migrated(), path)
    use(path)


@contextlib.contextmanager
def kept() -> Iterator[Path]:
    """A copy of the database as it is now."""
    path = Path(settings.DATABASES["default"]["TEST"]["NAME"]).with_name("ground.sqlite3")
    shutil.copyfile(settings.DATABASES["default"]["NAME"], path)
    yield path
    path.unlink()


def lay_again(path: Path) -> None:
    """Put the copy back after Django has emptied every table."""
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    copy.backup(connection.connection)
    copy.close()
    connection.close()
