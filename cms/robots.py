"""Files that machines ask every host for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse


def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; filtered lists say themselves that they are no pages."""
    lines = [
        "User-agent: *",
        f"Disallow: {settings.ADMIN_PATH}",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask without reading the page first."""
    return HttpResponseRedirect(static("img/favicon.svg"))
