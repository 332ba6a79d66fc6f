"""StreamField blocks that every kind of page can use."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """A heading inside a text."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        preview_value = "Was es hier gibt"
        description = _("Divides a longer text.")


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"
        preview_value = "<p>In der alten Waschkaue hängen die Neuerscheinungen an Ketten.</p>"
        description = _("Paragraphs and lists.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=TEXT_FEATURES, **kwargs)


class PictureBlock(blocks.StructBlock):
    """A picture with what people who don't see it need to know."""

    image = ImageChooserBlock(label=_("Picture"))
    alt_text = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=250,
        help_text=_("What is to be seen, for people who don’t see it. One sentence."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    credit = blocks.CharBlock(
        label=_("Credit"),
        required=False,
        max_length=200,
        help_text=_("Left empty, the picture’s own credit is shown."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"
        preview_value = {"alt_text": "Ein Lesesessel am Fenster", "caption": "Hinten links"}
        description = _("A picture with alternative text, caption and credit.")


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Quote"), max_length=500, rows=3)
    who = blocks.CharBlock(label=_("Who said it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"
        preview_value = {
            "text": "Wir verkaufen keine Bücher, wir verleihen Sonntage.",
            "who": "Die Inhaberin",
        }
        description = _("Somebody’s words, set apart.")


class StoryBlock(blocks.StreamBlock):
    """The body of a text page."""

    heading = HeadingBlock()
    text = TextBlock()
    picture = PictureBlock()
    quote = QuoteBlock()

    class Meta:
        block_counts: dict[str, Any] = {}


class DescriptionBlock(blocks.StreamBlock):
    """The description of a shop: shorter, without pictures of its own."""

    heading = HeadingBlock()
    text = TextBlock()
    quote = QuoteBlock()


def plain_text(value: Any) -> str:
    """The words of a StreamField value, for search: no markup, blocks separated by lines."""
    if not value:
        return ""
    parts = []
    for bound in value:
        said = bound.block.get_searchable_content(bound.value)
        parts += [" ".join(text.split()) for text in said]
    return "\n".join(part for part in parts if part)
