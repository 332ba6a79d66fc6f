"""How long a results page takes: `make bench`.

The floor is the cheapest honest answer the same database can give in the same run: reading the
twenty entries of a page by their keys. A figure of 30 means thirty times that.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 15
SIZES = (1_000, 10_000)


def median(work: Callable[[], object]) -> float:
    """Seconds of the middle run; the first one only warms up."""
    work()
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="kurze-wege-bench-"))
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'db.sqlite3'}"
    os.environ["VAR_DIR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from search.engines import get_engine
    from search.engines.database import optimise
    from search.models import Entry
    from search.query import PAGE_SIZE, Origin, SearchQuery
    from tests.factories import make_documents, write_documents

    queries = {
        "everything": SearchQuery(),
        "one word": SearchQuery(words="Blumen"),
        "two words": SearchQuery(words="Bücher Linde"),
        "word and district": SearchQuery(words="Brot", selected={"district": "nordbezirk"}),
        "open now": SearchQuery(selected={"open": "now"}),
        "word, open on Saturday": SearchQuery(words="Brot", selected={"open": "saturday"}),
        "near": SearchQuery(near=Origin(value="", label="", point=(51.538, 7.219), radius=2000)),
    }
    out = sys.stdout
    documents = make_documents(max(SIZES))
    for size, start in zip(SIZES, (0, *SIZES), strict=False):
        write_documents(documents[start:size])
        optimise()
        ids = list(Entry.objects.values_list("pk", flat=True)[:PAGE_SIZE])
        floor = median(lambda ids=ids: [e.read() for e in Entry.objects.filter(pk__in=ids)])
        out.write(f"{size} entries, floor {floor * 1000:.2f} ms\n")
        for name, query in queries.items():
            seconds = median(lambda query=query: get_engine().search(query))
            out.write(f"  {name:22} {seconds / floor:7.1f} × floor  ({seconds * 1000:.0f} ms)\n")


if __name__ == "__main__":
    main()
