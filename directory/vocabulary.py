"""What the search knows of our taxonomies: rows become terms."""

from collections.abc import Iterator

from directory.models.taxonomy import Category, District, Service, Trade
from search import vocabulary
from search.vocabulary import Term


def district_terms() -> Iterator[Term]:
    for row in District.objects.all():
        yield Term(
            facet="district",
            id=row.pk,
            slug=row.slug,
            labels={"de": row.name},
            parent_id=row.parent_id,
            words=tuple(row.alias_list),
            position=row.position,
            merged_into_id=row.merged_into_id,
            point=row.point,
        )


def category_terms() -> Iterator[Term]:
    for row in Category.objects.all():
        yield Term(
            facet="category",
            id=row.pk,
            slug=row.slug,
            labels=row.labels,
            parent_id=row.parent_id,
            words=row.words,
            position=row.position,
            merged_into_id=row.merged_into_id,
            icon=row.icon,
        )


def trade_terms() -> Iterator[Term]:
    """A trade implies its category: a farrier is found among the metal workers too."""
    for row in Trade.objects.all():
        yield Term(
            facet="trade",
            id=row.pk,
            slug=row.slug,
            labels=row.labels,
            implies=(("category", row.category_id),),
            words=row.words,
        )


def service_terms() -> Iterator[Term]:
    for row in Service.objects.all():
        yield Term(
            facet="service",
            id=row.pk,
            slug=row.slug,
            labels=row.labels,
            words=row.words,
            position=row.position,
            merged_into_id=row.merged_into_id,
            icon=row.icon,
        )


def register() -> None:
    """Tell the search where its terms come from."""
    vocabulary.register_source("district", district_terms)
    vocabulary.register_source("category", category_terms)
    vocabulary.register_source("trade", trade_terms)
    vocabulary.register_source("service", service_terms)
