"""Uploads served by the application itself, where `SERVE_MEDIA` says so."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.static import serve


def upload(request: HttpRequest, path: str) -> HttpResponseBase:
    """One uploaded file; no list of the folder's contents."""
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))
