"""Menus, languages and canonical addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.models import Page, Site

from search.cards import localized
from search.public import page_path, public_pages

if TYPE_CHECKING:
    from cms.models.pages import BasePage


@dataclass(frozen=True, kw_only=True)
class Item:
    """An entry of a menu."""

    title: str
    url: str
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language in which the present page can be read; `name` is written in itself."""

    code: str
    name: str
    url: str
    current: bool = False


_NAMES = {"de": "Deutsch", "en": "English"}


def active_language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def menus(request: HttpRequest) -> dict[str, list[Item]]:
    """The main and the footer menu, in the reader's language where a page has it."""
    site = Site.find_for_request(request)
    found: dict[str, list[Item]] = {"main": [], "footer": []}
    if site is None:
        return found
    root = site.root_page
    pages = list(
        public_pages()
        .child_of(root)
        .filter(show_in_menus=True)
        .select_related("content_type", "locale")
        .order_by("path")
    )
    active = active_language()
    if active != settings.LANGUAGE_CODE and pages:
        keys = [page.translation_key for page in pages]
        there = public_pages().filter(translation_key__in=keys, locale__language_code=active)
        twins = {
            page.translation_key: page for page in there.select_related("content_type", "locale")
        }
        pages = [twins.get(page.translation_key, page) for page in pages]
    for page in pages:
        model = page.content_type.model_class()
        url = public_url(page, site=site)
        title = page.title
        if page.locale.language_code != active:
            title = str(getattr(model, "menu_title", "")) or title
        found[getattr(model, "menu", "main")].append(
            Item(title=title, url=url, current=_is_current(request.path, url))
        )
    return found


def _is_current(path: str, url: str) -> bool:
    return path.startswith(url)


def public_url(page: Page, *, site: Site | None = None) -> str:
    """The root-relative address of a page for the active reader."""
    language = page.locale.language_code
    url = page_path(_below_root(page, site), language=language)
    return localized(url, language=language)


def public_twin(page: Page) -> Page | None:
    """The public translation of a page into the active language, if the page is not in it."""
    active = active_language()
    if not page.pk or page.locale.language_code == active:
        return None
    twins = public_pages().filter(translation_key=page.translation_key)
    return twins.filter(locale__language_code=active).select_related("locale").first()


def _below_root(page: Page, site: Site | None) -> str:
    roots = [path for _pk, path, *_rest in Site.get_site_root_paths()]
    if site is not None:
        roots.append(site.root_page.url_path)
    for root in sorted(set(roots), key=len, reverse=True):
        if page.url_path.startswith(root):
            return page.url_path[len(root) :]
    return page.url_path.lstrip("/")


def for_page(page: BasePage, request: HttpRequest) -> dict[str, Any]:
    """The addresses of a page in all languages; a page never saved has none yet."""
    if not page.pk or not page.url_path:
        return {}
    twins: dict[str, Page] = {page.locale.language_code: page}
    others = public_pages().filter(translation_key=page.translation_key).exclude(pk=page.pk)
    twins |= {twin.locale.language_code: twin for twin in others.select_related("locale")}
    languages, alternates = [], []
    for code, _name in settings.LANGUAGES:
        own = twins.get(code)
        fallback = own or twins.get(settings.LANGUAGE_CODE)
        with override(code):
            url = public_url(fallback) if fallback else reverse("wagtail_serve", args=[""])
        languages.append(
            Language(
                code=code, name=_NAMES.get(code, code), url=url, current=code == active_language()
            )
        )
        if own or page.language_neutral:
            alternates.append({"code": code, "url": request.build_absolute_uri(url)})
    with override(active_language() if page.language_neutral else page.locale.language_code):
        canonical = request.build_absolute_uri(public_url(page))
    return {
        "languages": languages,
        "alternates": alternates if len(alternates) > 1 else [],
        "canonical_url": canonical,
        "noindex": False,
    }


def languages_of_path(path: str) -> list[Language]:
    """The languages of an address that is no page: the same path under each prefix."""
    from django.urls import translate_url

    return [
        Language(
            code=code,
            name=_NAMES.get(code, code),
            url=translate_url(path, code),
            current=code == active_language(),
        )
        for code, _name in settings.LANGUAGES
    ]
