"""`manage.py search query WORDS …`: the results page on a terminal."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from search import store, vocabulary
from search.engines import get_engine
from search.engines.database import optimise
from search.filters import FILTERS, NEAR
from search.filters.near import RADII
from search.parse import Parsed, parse
from search.results import Results
from search.vocabulary import Vocabulary


class Command(BaseCommand):
    """See the module."""

    help = "Ask the search, or look after its store."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        query = actions.add_parser("query", help="print what the results page shows")
        query.add_argument("words", nargs="?", default="", help='"" finds everything')
        for each in FILTERS:
            query.add_argument(f"--{each.param}", default="", metavar="SLUG")
        query.add_argument("--near", default="", help="postcode, district or LAT,LON")
        query.add_argument(
            "--radius", default="", choices=["", *map(str, RADII)], help="metres around --near"
        )
        query.add_argument(
            "--sort", default="", choices=["", "relevance", "distance", "name", "newest"]
        )
        query.add_argument("--page", default="1")
        query.add_argument("--language", default=settings.LANGUAGE_CODE)
        query.add_argument("--json", action="store_true", help="one JSON object, nothing else")
        actions.add_parser("sync", help="compare the store with the pages and mend it")
        actions.add_parser("optimise", help="refresh the database's statistics")
        actions.add_parser("new-lineage", help="begin a new history, after restoring a backup")

    def handle(self, *args: Any, **options: Any) -> None:
        match options["action"]:
            case "query":
                self.query(options)
            case "sync":
                self.stdout.write(str(store.sync_everything()))
            case "optimise":
                self.stdout.write(optimise())
            case "new-lineage":
                self.stdout.write(str(store.rotate_lineage().lineage))

    def query(self, options: dict[str, Any]) -> None:
        names = ("near", "radius", "sort", "page", *(each.param for each in FILTERS))
        params = {name: options[name] for name in names} | {"q": options["words"]}
        with translation.override(options["language"]):
            known = vocabulary.get()
            parsed = parse(params, known=known, language=options["language"])
            if parsed.unknown:
                raise CommandError(complaint(parsed.unknown), returncode=2)
            results = get_engine().search(parsed.query)
            if options["json"]:
                self.stdout.write(json.dumps(as_json(results, known), ensure_ascii=False))
            else:
                self.table(parsed, results)

    def table(self, parsed: Parsed, results: Results) -> None:
        for hit in results.hits:
            why = "; ".join(str(reason) for reason in hit.reasons)
            self.stdout.write(f"{hit.document.title}  {hit.document.path}  {why}".rstrip())
        self.stdout.write(f"{results.total} / {results.page} / {results.pages}")


def complaint(unknown: list[tuple[str, str]]) -> str:
    """What was asked for and is not there. Unlike the results page nothing is left out here."""
    texts = {NEAR.param: _("--near: we don’t know the place “%(value)s”.")}
    other = _("--%(option)s: “%(value)s” does not exist.")
    return " ".join(
        texts.get(option, other) % {"option": option, "value": value} for option, value in unknown
    )


def as_json(results: Results, known: Vocabulary) -> dict[str, Any]:
    """The machine-readable form of a results page; slugs for districts and categories."""

    def slugs(hit_terms: Any, facet: str) -> list[str]:
        terms = (known.resolve(facet, term_id) for term_id in hit_terms.get(facet, ()))
        return list(dict.fromkeys(term.slug for term in terms if term))

    return {
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "hits": [
            {
                "id": hit.document.page_id,
                "kind": hit.document.kind,
                "title": hit.document.title,
                "slug": hit.document.slug,
                "url": hit.document.path,
                "external_id": hit.document.facts.get("external_id") or None,
                "district": next(iter(slugs(hit.document.terms, "district")), None),
                "categories": slugs(hit.document.terms, "category"),
                "reasons": [str(reason) for reason in hit.reasons],
            }
            for hit in results.hits
        ],
        "facets": {
            name: [
                {"value": value.value, "label": value.label, "count": value.count}
                for value in values
            ]
            for name, values in results.facets.items()
        },
    }
