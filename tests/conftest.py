"""What every test has around it: no network, files of its own, what the migrations laid down."""

import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connections
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from search import vocabulary
from tests import ground
from tests.sizes import FULL

# Playwright's synchronous interface runs an event loop; Django would refuse to touch the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

for name, examples in (("reduced", 25), ("full", 500)):
    hypothesis_settings.register_profile(
        name,
        deadline=None,
        max_examples=examples,
        database=None,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.function_scoped_fixture,
        ],
    )
hypothesis_settings.load_profile("full" if FULL else "reduced")

GROUND = pytest.StashKey[tuple[Path, Any]]()


@pytest.fixture(scope="session")
def full() -> bool:
    """Whether this is the long run."""
    return FULL


@pytest.fixture(autouse=True)
def media_root(settings: Any, tmp_path: Path) -> Path:
    """Uploads of one test are gone with it."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def clean_process(settings: Any) -> Iterator[None]:
    """Nothing remembered in the process is left over from the test before."""
    forget()
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)
    forget()


def forget() -> None:
    """Empty every cache that belongs to the state of a database."""
    cache.clear()
    ContentType.objects.clear_cache()
    # Its version goes back when a test's changes are rolled back, so it cannot see the difference.
    vocabulary._cache = None


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_blocker: Any, django_test_environment: None, request: pytest.FixtureRequest
) -> Iterator[None]:
    """A database as the migrations leave it: Site, pages, locales, categories, trades, services."""
    with django_db_blocker.unblock():
        ground.lay()
    with ground.kept() as path:
        request.config.stash[GROUND] = (path, django_db_blocker)
        yield
    with django_db_blocker.unblock():
        connections.close_all()


def flushes(item: pytest.Item) -> bool:
    """Whether the test writes for real, after which Django empties every table."""
    mark = item.get_closest_marker("django_db")
    return bool(
        {"live_server", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        or (mark and (mark.kwargs.get("transaction") or (mark.args and mark.args[0])))
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    """Lay the copy back after a flush, so that any test may follow any other."""
    result = yield
    if flushes(item) and GROUND in item.config.stash:
        path, blocker = item.config.stash[GROUND]
        with blocker.unblock():
            ground.lay_again(path)
            forget()
    return result


def pytest_configure(config: pytest.Config) -> None:
    """Tests read texts as people do; catalogues that changed are compiled once for all workers."""
    if not hasattr(config, "workerinput"):
        script = Path(__file__).resolve().parent.parent / "tools" / "compile_messages"
        subprocess.run([sys.executable, str(script)], check=True)
