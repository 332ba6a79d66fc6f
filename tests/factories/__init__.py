"""Pages, rows and documents for tests; every factory writes what an editor could have written."""

from .documents import make_documents, write_documents
from .pages import (
    CampaignFactory,
    ShopFactory,
    StoryFactory,
    campaigns_index,
    directory_page,
    english_home,
    home_page,
    stories_index,
    text_block,
)
from .taxonomy import CategoryFactory, DistrictFactory, ServiceFactory, TradeFactory

__all__ = [
    "CampaignFactory",
    "CategoryFactory",
    "DistrictFactory",
    "ServiceFactory",
    "ShopFactory",
    "StoryFactory",
    "TradeFactory",
    "campaigns_index",
    "directory_page",
    "english_home",
    "home_page",
    "make_documents",
    "stories_index",
    "text_block",
    "write_documents",
]
