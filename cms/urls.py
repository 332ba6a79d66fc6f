"""All addresses. Wagtail's pages come last: they answer for whatever is left."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.health import healthz
from cms.robots import favicon, robots
from cms.sitemap import PublicSitemap
from cms.styleguide import styleguide
from cms.uploads import upload

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path(settings.ADMIN_PATH.lstrip("/"), include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PublicSitemap}}, name="sitemap"),
    path("favicon.ico", favicon),
]

if settings.SERVE_MEDIA:
    urlpatterns += [
        path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", upload),
    ]

public: list[URLPattern | URLResolver] = [path("", include(wagtail_urls))]
if settings.STYLEGUIDE:
    public.insert(0, path("styleguide/", styleguide))

urlpatterns += i18n_patterns(
    *public,
    prefix_default_language=False,
)
