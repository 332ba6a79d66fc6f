"""Writing rows: shops are created, updated by external id, or left alone."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from directory import opening_rows
from directory.imports.districts import MAX_NAME_LENGTH, DistrictFinder, district_name, fill_centres
from directory.imports.geojson import Row, Source
from directory.imports.values import HOURS, Values, column, values_of
from directory.models import DirectoryPage, ShopPage, SourceRecord
from directory.taxonomy.osm import TagIndex, match_tags
from search import store

logger = logging.getLogger(__name__)

CHUNK = 50


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The fate of one row; `result` is created, updated, unchanged or refused."""

    row: int
    external_id: str
    result: str
    reason: str = ""

    def as_line(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True, kw_only=True)
class Options:
    """`source` names where the rows come from; ids are unique within it."""

    source: str
    publish: bool = False
    create_districts: bool = False
    licence: str = ""
    attribution: str = ""


class _DryRunError(Exception):
    """Ends a transaction whose outcome was only to be looked at."""


class ShopImport:
    """One run over the rows of a source.

    What the source said last time is kept beside each shop. Only what it says differently now is
    written, so that an unchanged source never overwrites what an editor has changed meanwhile.
    """

    def __init__(self, *, directory: DirectoryPage, options: Options) -> None:
        self.directory, self.options = directory, options
        self.finder = DistrictFinder(create=options.create_districts)
        self.index = TagIndex.load()
        self.unmapped: Counter[str] = Counter()

    def run(self, source: Source, *, dry_run: bool = False) -> Iterator[Outcome]:
        """The outcome of each row, in order. A dry run leaves no trace."""
        if not dry_run:
            yield from self._chunks(source)
            return
        outcomes: list[Outcome] = []
        try:
            with transaction.atomic():
                outcomes += self._chunks(source)
                raise _DryRunError
        except _DryRunError:
            yield from outcomes

    def _chunks(self, source: Source) -> Iterator[Outcome]:
        for start in range(0, len(source.rows), CHUNK):
            # The store follows once per chunk, in the same transaction.
            with store.batch():
                outcomes = [self._take(row) for row in source.rows[start : start + CHUNK]]
            yield from outcomes
        fill_centres()

    def _take(self, row: Row) -> Outcome:
        if row.refused:
            return self._outcome(row, "refused", row.refused)
        try:
            with transaction.atomic():
                return self._write(row)
        except Exception as error:
            # Whatever is wrong with one row, the others go on.
            logger.exception("Row %s could not be imported", row.number)
            self.finder.forget_undone()
            detail = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            return self._outcome(row, "refused", _("Unexpected: %s") % detail)

    def _write(self, row: Row) -> Outcome:
        values = self._complete(row)
        record = SourceRecord.objects.filter(
            source=self.options.source, external_id=row.external_id
        ).first()
        page = record.page if record else self._existing(row)
        reason = "; ".join(values.remarks)
        if page is None:
            page = self._create(row, values)
            self._remember(row, page, values)
            return self._outcome(row, "created", reason)
        said = record.values if record else {}
        changed = {name: new for name, new in values.fields.items() if said.get(name) != new}
        gone = [name for name in said if name not in values.fields]
        # A page that an editor took offline stays offline.
        to_publish = self.options.publish and page.first_published_at is None
        if not (changed or gone or to_publish):
            return self._outcome(row, "unchanged", reason)
        self._update(page, changed, gone)
        self._remember(row, page, values)
        return self._outcome(row, "updated", reason)

    def _complete(self, row: Row) -> Values:
        """The fields of a row with category, trade, services and district, all as plain values."""
        values = values_of(row)
        match = match_tags(row.tags, index=self.index)
        if match.categories:
            values.fields["primary_category"] = match.categories[0]
            values.fields["categories"] = sorted(set(match.categories[1:]) - {match.categories[0]})
        else:
            tag = business_tag(row)
            self.unmapped[tag or "–"] += 1
            values.remarks.append(_("no category for %s") % tag if tag else _("no business tag"))
        if match.trades:
            values.fields["trade"] = match.trades[0]
        if match.services:
            values.fields["services"] = sorted(match.services)
        district = self.finder.find(point=row.point, tags=row.tags)
        if district is not None:
            values.fields["district"] = district.pk
            suburb = row.tags.get("addr:suburb", "")
            if len(suburb) > MAX_NAME_LENGTH and district_name(suburb) == district.name:
                values.remark_short("addr:suburb", MAX_NAME_LENGTH)
        values.put("source_licence", self.options.licence, said_as="licence")
        values.put("source_attribution", self.options.attribution, said_as="attribution")
        return values

    def _existing(self, row: Row) -> ShopPage | None:
        return ShopPage.objects.filter(
            source=self.options.source, external_id=row.external_id
        ).first()

    def _create(self, row: Row, values: Values) -> ShopPage:
        page = ShopPage(
            source=self.options.source,
            external_id=row.external_id,
            live=False,
            has_unpublished_changes=True,
            locale=self.directory.locale,
        )
        assign(page, values.fields)
        page.slug = page.free_slug_below(self.directory)
        self.directory.add_child(instance=page)
        revision = page.save_revision(clean=False)
        if self.options.publish:
            revision.publish()
        return page

    def _update(self, page: ShopPage, changed: dict[str, Any], gone: list[str]) -> None:
        """Change the newest draft; publish it where that publishes nobody's unfinished words."""
        had_draft = page.live and page.has_unpublished_changes
        newest = page.get_latest_revision_as_object()
        empty = {name: empty_value(name) for name in gone}
        assign(newest, {**empty, **changed})
        revision = newest.save_revision(clean=False)
        if (page.live and not had_draft) or (
            self.options.publish and page.first_published_at is None
        ):
            revision.publish()

    def _remember(self, row: Row, page: ShopPage, values: Values) -> None:
        SourceRecord.objects.update_or_create(
            source=self.options.source,
            external_id=row.external_id,
            defaults={"page": page, "values": values.fields},
        )

    def _outcome(self, row: Row, result: str, reason: str) -> Outcome:
        return Outcome(row=row.number, external_id=row.external_id, result=result, reason=reason)


def business_tag(row: Row) -> str:
    """The tag that says what a row is, for reports: `shop=…` or another business key."""
    for key in ("shop", "craft", "amenity", "healthcare", "office", "tourism", "leisure"):
        if row.tags.get(key):
            return f"{key}={row.tags[key]}"
    return ""


def assign(page: ShopPage, fields: dict[str, Any]) -> None:
    """Set plain values on a page: ids for relations, raw blocks for texts."""
    for name, value in fields.items():
        if name in ("primary_category", "trade", "district"):
            setattr(page, f"{name}_id", value)
        elif name == "body":
            setattr(page, name, json.dumps(value))
        elif name == HOURS:
            opening_rows.take(page=page, text=value)
        elif name in ("categories", "services"):
            # Given ids, the relation would be written at once, past the draft.
            model = column(name).related_model
            setattr(page, name, list(model._default_manager.filter(pk__in=value)))
        else:
            setattr(page, name, value)


def empty_value(name: str) -> Any:
    """What a field holds when the source says nothing of it any more."""
    if name in ("categories", "services", "body"):
        return []
    if name == HOURS:
        return ""
    field = column(name)
    return field.get_default() if field.has_default() else (None if field.null else "")
