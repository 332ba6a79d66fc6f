"""Models of every page's ground: people, media, settings of the site, pages of no domain."""

from .media import KWDocument, KWImage, KWRendition
from .pages import BasePage, HomePage, StandardPage
from .site_settings import SiteSettings
from .users import User

__all__ = [
    "BasePage",
    "HomePage",
    "KWDocument",
    "KWImage",
    "KWRendition",
    "SiteSettings",
    "StandardPage",
    "User",
]
