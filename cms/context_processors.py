"""What every public template gets, whichever view renders it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms import navigation
from cms.models import SiteSettings
from search import results_page


def site(request: HttpRequest) -> dict[str, Any]:
    """Settings, menus and languages; nothing for the admin, which has its own."""
    if request.path.startswith(settings.ADMIN_PATH) and not getattr(request, "is_preview", False):
        return {}
    try:
        menus = navigation.menus(request)
        site_settings = SiteSettings.for_request(request)
    except (DatabaseError, AttributeError):
        # An error page must render even when the database is the error.
        menus, site_settings = {"main": [], "footer": []}, SiteSettings()
    return {
        "site_settings": site_settings,
        "main_menu": menus["main"],
        "footer_menu": menus["footer"],
        "languages": navigation.languages_of_path(request.path),
        "base": SimpleLazyObject(results_page.base_url),
    }
