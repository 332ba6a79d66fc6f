"""The project's own app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """Hooks up what the lower app offers."""

    name = "cms"
    verbose_name = _("Website")

    def ready(self) -> None:
        """Name the jobs of the night; their modules are imported only when it comes."""
        from . import nightly

        nightly.register("search.hours", nightly.lazily("search.store", "roll"))
        nightly.register("search.store", nightly.lazily("search.store", "reconcile"))
        nightly.register("search.optimise", nightly.lazily("search.engines.database", "optimise"))
