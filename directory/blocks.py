"""Blocks with which other pages show shops."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import PageChooserBlock

from search.cards import cards_of_pages


class ShopCardBlock(PageChooserBlock):
    """A shop inside a text, as the public document has it: a draft or hidden one shows nothing."""

    class Meta:
        icon = "pin"
        label = _("Shop")
        template = "blocks/shop_card.html"
        description = _("A shop’s card, always up to date.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(page_type="directory.ShopPage", **kwargs)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        # Pages with several such blocks look all cards up at once and pass them on.
        found = context.get("block_cards")
        if found is None:
            found = cards_of_pages([value.pk]) if value is not None else {}
        context["card"] = found.get(value.pk) if value is not None else None
        return context
