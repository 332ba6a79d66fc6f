"""Hooks the store up to the pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The store follows the pages from here on."""

    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from search import checks, signal_handlers, wagtail_actions

        checks.register()
        signal_handlers.register()
        wagtail_actions.make_atomic()
