"""For the tests: fast, alone on its machine, and gone without a trace."""

import atexit
import shutil
import tempfile
from pathlib import Path

from .base import *
from .base import STORAGES, database

# Each process has a folder of its own, so that any number of runs may go on side by side.
_SCRATCH = Path(tempfile.mkdtemp(prefix="kurze-wege-test-"))
atexit.register(shutil.rmtree, _SCRATCH, ignore_errors=True)

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

DATABASES = {"default": database("sqlite://:memory:")}
# A file, as in real life: writers on several threads need it. It never waits for the disk.
DATABASES["default"]["TEST"] = {"NAME": str(_SCRATCH / "db.sqlite3")}
DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

VAR_DIR = _SCRATCH
MEDIA_ROOT = _SCRATCH / "media"
STATIC_ROOT = _SCRATCH / "static"
SERVE_MEDIA = True
STYLEGUIDE = True
# The live server knows no hashed names; one test of its own covers the real manifest.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SEARCH_RATE_LIMIT = "100000/minute"
