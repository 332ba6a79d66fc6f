"""Two sizes of the same test: one for every change, one for a long night (`make test-full`)."""

import os
from typing import TypeVar

T = TypeVar("T")

FULL = os.environ.get("KW_FULL") == "1"


def pick(reduced: T, full: T) -> T:
    """The size of this run."""
    return full if FULL else reduced
