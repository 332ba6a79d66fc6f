"""The app of shops and taxonomies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Connects the taxonomies with the search when everything is loaded."""

    name = "directory"
    label = "directory"
    verbose_name = _("Directory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from directory import places, signal_handlers, vocabulary

        signal_handlers.connect()
        vocabulary.register()
        places.register()
