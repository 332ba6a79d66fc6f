"""Every model of the directory."""

from directory.models.directory_page import DirectoryPage
from directory.models.hours import ShopSeason, ShopSpecialDay
from directory.models.shops import ShopPage, ShopPhoto, ShopTag, ShopTranslation
from directory.models.sources import SourceRecord
from directory.models.taxonomy import Category, District, Postcode, Service, Trade

__all__ = [
    "Category",
    "DirectoryPage",
    "District",
    "Postcode",
    "Service",
    "ShopPage",
    "ShopPhoto",
    "ShopSeason",
    "ShopSpecialDay",
    "ShopTag",
    "ShopTranslation",
    "SourceRecord",
    "Trade",
]
