from .campaigns import CampaignIndexPage, CampaignPage, CampaignShop
from .stories import StoryIndexPage, StoryPage, StoryShop, StoryTag

__all__ = [
    "CampaignIndexPage",
    "CampaignPage",
    "CampaignShop",
    "StoryIndexPage",
    "StoryPage",
    "StoryShop",
    "StoryTag",
]
