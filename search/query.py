"""What is asked: one immutable value, the same from an address, a form or the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

SORTS = ("relevance", "distance", "name", "newest")
PAGE_SIZE = 20
#: Deeper pages help nobody and cost every store dearly.
MAX_PAGES = 500
MAX_WORDS_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """From where distances are counted: `point` is (latitude, longitude); `radius` in metres."""

    value: str
    label: str
    point: tuple[float, float]
    radius: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """`selected` maps the name of a filter to its one chosen value, already known to be valid.

    `language` is the reader's: of translated stories the matching one is found.
    """

    words: str = ""
    selected: Mapping[str, str] = field(default_factory=dict)
    near: Origin | None = None
    sort: str = ""
    page: int = 1
    language: str = "de"

    @property
    def effective_sort(self) -> str:
        """The order in force: as asked, else the nearest where no words are given."""
        if self.sort == "distance" and self.near is None:
            return "relevance"
        return self.sort or ("distance" if self.near and not self.words else "relevance")

    def with_(self, **changes: Any) -> SearchQuery:
        """A changed copy; anything but a change of page starts at the first page again."""
        if "page" not in changes:
            changes["page"] = 1
        return replace(self, **changes)

    def with_filter(self, name: str, value: str | None) -> SearchQuery:
        """A copy with one filter set, or taken away."""
        selected = {key: chosen for key, chosen in self.selected.items() if key != name}
        if value:
            selected[name] = value
        return self.with_(selected=selected)

    def params(self) -> list[tuple[str, str]]:
        """The parameters of the one address of this state, in a fixed order."""
        from search.filters import FILTERS

        pairs = [("q", self.words)]
        pairs += [(f.param, self.selected.get(f.name, "")) for f in FILTERS]
        if self.near is not None:
            pairs.append(("near", self.near.value))
            if self.near.radius is not None:
                pairs.append(("radius", str(self.near.radius)))
        pairs.append(("sort", self.sort))
        pairs.append(("page", str(self.page) if self.page > 1 else ""))
        return [(name, value) for name, value in pairs if value]

    def address(self, base: str = "") -> str:
        encoded = urlencode(self.params())
        return f"{base}?{encoded}" if encoded else base

    @property
    def is_everything(self) -> bool:
        return not (self.words or self.selected or self.near)
