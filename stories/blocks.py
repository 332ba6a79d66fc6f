"""Blocks of told pages."""

from __future__ import annotations

from cms.blocks import StoryBlock
from directory.blocks import ShopCardBlock


class StoryBodyBlock(StoryBlock):
    """The body of a story: text, pictures, quotes and shops."""

    shop = ShopCardBlock()
