"""A reader of "everything after n" misses nothing, whoever writes, in whatever order."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from directory.models import ShopPage
from search import store
from search.models import Entry, StoreState
from tests.factories import ShopFactory
from tests.sizes import pick

pytestmark = pytest.mark.django_db(transaction=True)


class Reader:
    """Follows the store by its numbers, and remembers what it was told."""

    def __init__(self) -> None:
        self.cursor = 0
        self.told: dict[int, tuple[int, str]] = {}

    def poll(self, limit: int = 1000) -> None:
        entries = store.changes_after(self.cursor, limit=limit)
        numbers = [entry.changed_version for entry in entries]
        assert numbers == sorted(set(numbers))
        for entry in entries:
            before = self.told.get(entry.page_id)
            assert before is None or before[0] < entry.changed_version, "a number went back"
            self.told[entry.page_id] = (entry.changed_version, entry.content_hash)
            self.cursor = entry.changed_version
        self.nothing_came_late()

    def nothing_came_late(self) -> None:
        """What is there up to the cursor was all told."""
        there = Entry.objects.filter(changed_version__lte=self.cursor)
        for page_id, number, content in there.values_list(
            "page_id", "changed_version", "content_hash"
        ):
            assert self.told[page_id] == (number, content), "a change appeared late"

    def knows_everything(self) -> bool:
        rows = Entry.objects.values_list("page_id", "changed_version", "content_hash")
        return self.told == {pk: (number, content) for pk, number, content in rows}


def in_threads(*jobs: Callable[[], None]) -> None:
    """Run each with a connection of its own; the first failure is raised here."""
    failures: list[BaseException] = []

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
        assert not thread.is_alive()
    if failures:
        raise failures[0]


def edit(pk: int, title: str) -> None:
    page = ShopPage.objects.get(pk=pk).get_latest_revision_as_object()
    page.title = title
    page.save_revision().publish()


def test_every_order_of_three_writers() -> None:
    """All begin together and hold their drafts; they commit in each of the six orders."""
    shops = [ShopFactory().pk for _ in range(3)]
    reader = Reader()
    reader.poll()
    for order in itertools.permutations(range(3)):
        together = threading.Barrier(3)
        turns = [threading.Event() for _ in range(4)]
        turns[0].set()

        def write(writer: int, order=order, together=together, turns=turns) -> None:
            page = ShopPage.objects.get(pk=shops[writer]).get_latest_revision_as_object()
            page.title = f"{order} {writer}"
            together.wait(timeout=60)
            position = order.index(writer)
            assert turns[position].wait(timeout=60)
            page.save_revision().publish()
            turns[position + 1].set()

        def read(turns=turns) -> None:
            for turn in turns:
                assert turn.wait(timeout=60)
                reader.poll()

        in_threads(*(lambda writer=writer: write(writer) for writer in range(3)), read)

        assert reader.knows_everything()
        numbers = [reader.told[shops[writer]][0] for writer in order]
        assert numbers == sorted(numbers), "numbers are not in the order of the commits"


def test_many_writers_at_once() -> None:
    """Nobody waits for anybody: edits, unpublishing and deletion as they come."""
    shops = [ShopFactory().pk for _ in range(4)]
    rounds = pick(6, 40)
    done = threading.Event()
    reader = Reader()

    def write(writer: int) -> None:
        for number in range(rounds):
            edit(shops[writer], f"Runde {number} von {writer}")
            if number % 3 == 2:
                ShopPage.objects.get(pk=shops[writer]).unpublish()
        if writer == 0:
            ShopPage.objects.get(pk=shops[writer]).delete()

    def write_all() -> None:
        try:
            in_threads(*(lambda writer=writer: write(writer) for writer in range(4)))
        finally:
            done.set()

    def read() -> None:
        while not done.is_set():
            reader.poll(limit=2)
        reader.poll()

    in_threads(write_all, read)

    assert reader.knows_everything()
    assert Entry.objects.get(page_id=shops[0]).gone
    assert StoreState.objects.get().version == reader.cursor
    assert not store.reconcile().mended


def test_a_change_that_is_rolled_back_takes_no_number() -> None:
    pk = ShopFactory().pk
    before = StoreState.objects.get().version

    def fail() -> None:
        with store.batch():
            edit(pk, "Nie gewesen")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert StoreState.objects.get().version == before
    assert Entry.objects.get(page_id=pk).read().title != "Nie gewesen"
    assert not connection.in_atomic_block


def test_two_first_writers_make_one_counter() -> None:
    StoreState.objects.all().delete()
    together = threading.Barrier(2)
    shops = [ShopFactory.build().title for _ in range(2)]

    def write(title: str) -> None:
        together.wait(timeout=60)
        ShopFactory(title=title)

    in_threads(*(lambda title=title: write(title) for title in shops))

    assert StoreState.objects.count() == 1
    assert Entry.objects.count() == 2
