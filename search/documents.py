"""The public document: all that residents, feeds and the town's app may read about a page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

#: Part of every content hash: raise it when the shape changes, and each entry is written anew.
DOCUMENT_VERSION = 1

TermId = int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a page says in one language: `lead` is a sentence or two, `body` plain text."""

    lead: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One public page. Nothing that is not public may ever be put in here.

    `path` is relative to the site's root and carries the language prefix of the page's own tree.
    `terms` maps a facet to ids of rows (never labels), the most important first.
    `point` is (latitude, longitude) in WGS 84. `published_at` is aware.
    `listed` is false for pages that stay readable but are not to be found any more.
    `facts` are plain JSON values whose names belong to the kind.
    `names` are the pages that this one speaks of, by facet. They are kept as terms to search by
    and are no part of the content: a page that is named need not be public itself.
    `hours_known` is the time for which the store knows when it is open; a stored document brings
    it along, and it is no part of the content either.
    """

    page_id: int
    kind: str
    language: str
    path: str
    slug: str
    title: str
    translation_key: str = ""
    texts: Mapping[str, Text] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    terms: Mapping[str, tuple[TermId, ...]] = field(default_factory=dict)
    point: tuple[float, float] | None = None
    published_at: datetime | None = None
    listed: bool = True
    image: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, tuple[int, ...]] = field(default_factory=dict, compare=False)
    hours_known: tuple[datetime, datetime] | None = field(default=None, compare=False)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; `from_json` reads them back to an equal document."""
        data = asdict(self)
        del data["names"], data["hours_known"]
        data["published_at"] = self.published_at.isoformat() if self.published_at else None
        data["tags"] = list(self.tags)
        data["terms"] = {facet: list(ids) for facet, ids in self.terms.items()}
        data["point"] = list(self.point) if self.point else None
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Document:
        values = dict(data)
        published = values["published_at"]
        values["published_at"] = datetime.fromisoformat(published) if published else None
        values["texts"] = {language: Text(**text) for language, text in values["texts"].items()}
        values["tags"] = tuple(values["tags"])
        values["terms"] = {facet: tuple(ids) for facet, ids in values["terms"].items()}
        values["point"] = tuple(values["point"]) if values["point"] else None
        return cls(**values)

    @property
    def content_hash(self) -> str:
        """SHA-256 over the canonical JSON: equal content, equal hash."""
        canonical = json.dumps(
            [DOCUMENT_VERSION, self.to_json()],
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=False,
        )
        return hashlib.sha256(canonical.encode()).hexdigest()
