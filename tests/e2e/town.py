"""The demo town as files, made once and copied for each test that wants it.

Loading takes many seconds: it writes pages as editors would and scales pictures. The copy lies
beside the migrated database under `var/`, and is made anew when code, content or the day changed:
dates of the demo are counted from the day of loading.
"""

import fcntl
import gc
import hashlib
import shutil
import sqlite3
import warnings
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from search.models import Entry
from tests import ground

FOLDER: Path = settings.BASE_DIR / "var" / "test-town"
PASSWORD = "ein-langes-wort-fuer-tests"


def made() -> Path:
    """The folder with the town's database and media. Whoever comes first makes it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = FOLDER / name()
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for old in FOLDER.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            draft = FOLDER / "draft"
            build(draft)
            draft.rename(folder)
    return folder


def name() -> str:
    """The day, and a hash over everything that the town is made of."""
    total = hashlib.sha256(ground.fingerprint().encode())
    for path in sorted((settings.BASE_DIR / "stories" / "demo").rglob("*.webp")):
        total.update(path.read_bytes())
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        # They say which sizes of a picture are kept.
        total.update(path.read_bytes())
    return f"{timezone.localdate().isoformat()}-{total.hexdigest()[:16]}"


def build(folder: Path) -> None:
    """Load the demo into files of its own, and look at every page, so that pictures are scaled."""
    before = settings.DATABASES["default"]["NAME"]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copyfile(ground.migrated(), folder / "db.sqlite3")
    ground.use(folder / "db.sqlite3")
    try:
        with override_settings(MEDIA_ROOT=str(folder / "media")), warnings.catch_warnings():
            # Wagtail leaves the temporary files of scaled pictures to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            call_command("load_demo", password=PASSWORD, verbosity=0)
            visitor = Client()
            for path in ("/", *Entry.objects.exclude(path="").values_list("path", flat=True)):
                visitor.get(path)
            gc.collect()
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        ground.use(Path(before))
    for rest in folder.glob("db.sqlite3-*"):
        rest.unlink()


def lay(folder: Path) -> None:
    """Make the database of this test the town's."""
    connection.ensure_connection()
    copy = sqlite3.connect(folder / "db.sqlite3")
    copy.backup(connection.connection)
    copy.close()
    connection.close()
