"""From the OpenStreetMap tags of a place to our trades, categories and services.

The matching is pure; only ``TagIndex.load`` asks the database, once for a whole file.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

# The keys that say what a place is, the telling ones first: a bakery with tables is a bakery.
KEYS = ("shop", "craft", "amenity", "healthcare", "office", "tourism", "leisure")

# Values that say "something", looked at only when no other tag says what.
VAGUE = frozenset({"yes"})

# Marks of a place that is no more.
GONE = ("disused", "abandoned", "demolished")


@dataclass(frozen=True, slots=True, kw_only=True)
class TagMatch:
    """Ids of what the tags mean, the first of each the primary one."""

    trades: tuple[int, ...] = ()
    categories: tuple[int, ...] = ()
    services: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TagIndex:
    """``"shop=books"`` → ids. A trade brings its category; other tags name a category at once."""

    trades: Mapping[str, int] = field(default_factory=dict)
    trade_categories: Mapping[int, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)
    services: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Self:
        """The index as the rows stand now; merged rows answer with what they were merged into."""
        from directory.models import Category, Service, Trade

        heirs = {
            pk: heir if heir is not None else pk
            for pk, heir in Category.objects.values_list("pk", "merged_into_id")
        }
        trades: dict[str, int] = {}
        trade_categories: dict[int, int] = {}
        for pk, tag, category_id in Trade.objects.values_list("pk", "osm_tag", "category_id"):
            trades[tag] = pk
            trade_categories[pk] = heirs[category_id]
        return cls(
            trades=trades,
            trade_categories=trade_categories,
            categories=_by_tag(Category.objects.values_list("pk", "merged_into_id", "osm_tags")),
            services=_by_tag(Service.objects.values_list("pk", "merged_into_id", "osm_tags")),
        )


def match_tags(tags: Mapping[str, str], *, index: TagIndex) -> TagMatch:
    """What a place with these tags is and offers. A value may name several, with ``;``.

    Tags nobody mapped are passed over, and so is everything about a place that is no more
    (``disused=yes``; keys such as ``disused:shop`` are never looked at).
    """
    if any(tags.get(mark, "").strip().lower() == "yes" for mark in GONE):
        return TagMatch()
    kinds = list(_kinds(tags))
    trades, categories = _meanings((k for k in kinds if not _is_vague(k)), index=index)
    if not categories:
        trades, categories = _meanings((k for k in kinds if _is_vague(k)), index=index)
    services = dict.fromkeys(
        index.services[tag] for tag in _pairs(tags, keys=sorted(tags)) if tag in index.services
    )
    return TagMatch(trades=trades, categories=categories, services=tuple(services))


def _meanings(pairs: Iterable[str], *, index: TagIndex) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Trades and categories in the order of the tags, each once."""
    trades: dict[int, None] = {}
    categories: dict[int, None] = {}
    for pair in pairs:
        trade = index.trades.get(pair)
        if trade is not None:
            trades[trade] = None
            categories[index.trade_categories[trade]] = None
        elif pair in index.categories:
            categories[index.categories[pair]] = None
    return tuple(trades), tuple(categories)


def _kinds(tags: Mapping[str, str]) -> Iterator[str]:
    return _pairs(tags, keys=KEYS)


def _pairs(tags: Mapping[str, str], *, keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        for value in str(tags.get(key) or "").split(";"):
            value = value.strip().lower()
            if value:
                yield f"{key}={value}"


def _is_vague(pair: str) -> bool:
    return pair.partition("=")[2] in VAGUE


def _by_tag(rows: Iterable[tuple[int, int | None, list[str] | None]]) -> dict[str, int]:
    """Tag → id. Where two rows claim a tag, the one that was not merged away has it."""
    index: dict[str, int] = {}
    for pk, heir, tags in sorted(rows, key=lambda row: (row[1] is None, -row[0])):
        for tag in tags or ():
            index[tag.strip().lower()] = pk if heir is None else heir
    return index
