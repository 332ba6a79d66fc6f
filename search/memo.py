"""What many documents need is looked up once while they are built together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

Value = TypeVar("Value")


class _Memo(threading.local):
    values: dict[str, object] | None = None


_memo = _Memo()


@contextmanager
def scope() -> Iterator[None]:
    """Inside, `remember` asks once for each key. Scopes may lie in each other."""
    outer = _memo.values
    if outer is None:
        _memo.values = {}
    try:
        yield
    finally:
        _memo.values = outer


def remember(key: str, make: Callable[[], Value]) -> Value:
    """The value of a key, made anew outside of any scope."""
    if _memo.values is None:
        return make()
    if key not in _memo.values:
        _memo.values[key] = make()
    return cast("Value", _memo.values[key])
