"""A change of a taxonomy row reaches the search at once, in the same transaction."""

from typing import Any

from django.db.models import Model, ProtectedError
from django.db.models.signals import post_delete, post_init, post_save, pre_delete
from django.utils.translation import gettext as _

from cms.models import SiteSettings
from directory.models.taxonomy import Category, District, Postcode, Service, Trade
from directory.taxonomy.usage import users_of
from search import store, vocabulary

FACETS: dict[type[Model], str] = {
    District: "district",
    Category: "category",
    Trade: "trade",
    Service: "service",
}

# What documents derive from a row beside its id. When one of these moves, holders follow.
STRUCTURE = ("parent_id", "merged_into_id", "category_id")


def connect() -> None:
    uid = "directory.holiday_region"
    post_init.connect(remember_region, sender=SiteSettings, dispatch_uid=uid)
    post_save.connect(settings_saved, sender=SiteSettings, dispatch_uid=uid)
    models: tuple[type[Model], ...] = (*FACETS, Postcode)
    for model in models:
        uid = f"directory.taxonomy.{model.__name__}"
        post_init.connect(remember_structure, sender=model, dispatch_uid=uid)
        post_save.connect(term_saved, sender=model, dispatch_uid=uid)
        post_delete.connect(term_deleted, sender=model, dispatch_uid=uid)
    for model in FACETS:
        pre_delete.connect(
            refuse_when_used, sender=model, dispatch_uid=f"directory.{model.__name__}"
        )


def remember_region(instance: SiteSettings, **kwargs: Any) -> None:
    instance._region_was = instance.__dict__.get("region")


def settings_saved(instance: SiteSettings, created: bool = False, **kwargs: Any) -> None:
    """Another state has other holidays, and so each shop other hours."""
    was = getattr(instance, "_region_was", None)
    remember_region(instance)
    if created or was != instance.region:
        store.mark_everything()


def structure(row: Model) -> dict[str, Any]:
    """The structural fields that were loaded; a deferred one is not fetched for this."""
    loaded = row.__dict__
    return {name: loaded[name] for name in STRUCTURE if name in loaded}


def remember_structure(instance: Model, **kwargs: Any) -> None:
    instance._structure_was = structure(instance)  # type: ignore[attr-defined]


def term_saved(instance: Model, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    """Bump the vocabulary; re-sync documents when the tree around the row has changed."""
    vocabulary.touch()
    was = getattr(instance, "_structure_was", {})
    remember_structure(instance)
    if created or raw or was == structure(instance):
        return
    facet = FACETS.get(type(instance))
    if facet is not None:
        store.sync_holders(facet=facet, ids=family(instance))


def refuse_when_used(instance: Model, **kwargs: Any) -> None:
    """Foreign keys protect the row by themselves; many-to-many rows and drafts would not."""
    users = users_of(instance)
    if users:
        raise ProtectedError(
            _("“%(name)s” is in use: %(users)s")
            % {"name": instance, "users": ", ".join(user.title for user in users[:10])},
            {instance},
        )


def term_deleted(instance: Model, **kwargs: Any) -> None:
    vocabulary.touch()


def family(row: Model) -> list[int]:
    """The row's id and those of its children."""
    ids = [row.pk]
    if isinstance(row, (District, Category)):
        ids += type(row)._default_manager.filter(parent_id=row.pk).values_list("pk", flat=True)
    return ids
