"""For a checkout: `manage.py` and `make demo`.

`DEBUG=0` shows the site as visitors will see it (real 404 and 500 pages, hashed static files): the
demo runs like that. Settings may be kept in a file `.env` beside `manage.py`.
"""

import os
import secrets
from pathlib import Path

from .environment import BASE_DIR, env

# Before anything else: the shared settings read the environment when they are imported.
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

from .base import *
from .base import STORAGES, VAR_DIR


def kept_key(path: Path) -> str:
    """The secret key of this checkout, made on first use: no key is ever part of the code."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


DEBUG: bool = env.bool("DEBUG", default=True)
SECRET_KEY: str = env.str("SECRET_KEY", default="") or kept_key(VAR_DIR / "secret_key")
ALLOWED_HOSTS: list[str] = env.list(
    "ALLOWED_HOSTS", default=["127.0.0.1", "localhost", ".localhost", "[::1]"]
)
INTERNAL_IPS = ["127.0.0.1", "::1"]
SERVE_MEDIA = True
STYLEGUIDE = DEBUG

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)

if DEBUG:
    # `runserver` finds every file where it was written: nothing to collect after a change.
    STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
