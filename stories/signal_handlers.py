"""A deleted shop leaves the stories and campaigns that named it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete

from search import store
from stories.models import CampaignShop, StoryShop


def register() -> None:
    for model in (StoryShop, CampaignShop):
        post_delete.connect(shop_left, sender=model, dispatch_uid=f"stories.{model.__name__}")


def shop_left(sender: type, instance: Any, **kwargs: Any) -> None:
    store.mark_pages([instance.page_id])
