"""A shop: facts once for all languages, texts in German and any other."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.models import Orderable
from wagtail.search import index

from cms import navigation
from cms.blocks import DescriptionBlock, plain_text
from cms.fields import StreamField
from cms.models import BasePage
from cms.slugs import german_slug
from directory import opening, shop_view
from directory.enums import FINDABLE, Accuracy, Status, Wheelchair
from directory.forms import ShopPageForm
from directory.jsonld import shop_jsonld
from directory.models.hours import ShopHours
from directory.models.sources import SourceRecord
from directory.models.taxonomy import Category, District, Service, Trade
from directory.panels import shop_edit_handler
from directory.phone import dialable, validate_phone
from directory.slugs import taken_by_term
from search import lists, registry
from search.documents import Document, Text
from search.registry import Kind


class ShopTag(TaggedItemBase):
    """A tag on a shop."""

    content_object = ParentalKey(
        "directory.ShopPage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class ShopPage(ShopHours, BasePage):
    """The public profile of a shop."""

    language_neutral = True

    claim = models.CharField(
        _("claim"),
        max_length=160,
        blank=True,
        help_text=_("What makes the shop worth the way, in one sentence."),
    )
    body = StreamField(DescriptionBlock(), verbose_name=_("description"), blank=True)
    primary_category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Where people would look first."),
    )
    categories = ParentalManyToManyField(
        Category,
        verbose_name=_("further categories"),
        blank=True,
        related_name="+",
        help_text=_("Only what the shop really has on its shelves."),
    )
    trade = models.ForeignKey(
        Trade,
        verbose_name=_("trade"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The exact kind: who asks for a farrier finds the farrier first."),
    )
    district = models.ForeignKey(
        District,
        verbose_name=_("district"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("As the people there call it."),
    )
    tags = ClusterTaggableManager(
        through=ShopTag,
        verbose_name=_("tags"),
        blank=True,
        help_text=_("Goods and brands people ask for, separated by commas."),
    )
    services = ParentalManyToManyField(
        Service, verbose_name=_("services"), blank=True, related_name="+"
    )
    wheelchair = models.CharField(
        _("getting in with a wheelchair"),
        max_length=10,
        choices=Wheelchair.choices,
        default=Wheelchair.UNKNOWN,
        help_text=_("Is there a step at the door? Better “not known” than a guess."),
    )

    street = models.CharField(_("street"), max_length=120, blank=True)
    house_number = models.CharField(_("number"), max_length=20, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True)
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("For example 51.5426. The map of your choice shows it on a right click."),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("For example 7.2190."),
    )
    position_accuracy = models.CharField(
        _("this position is"), max_length=12, choices=Accuracy.choices, default=Accuracy.EXACT
    )
    phone = models.CharField(_("telephone"), max_length=80, blank=True, validators=[validate_phone])
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(
        _("website"), max_length=500, blank=True, help_text=_("With https:// in front.")
    )

    status = models.CharField(
        _("the shop"),
        max_length=12,
        choices=Status.choices,
        default=Status.OPEN,
        help_text=_(
            "A shop that has moved away or closed for good keeps its page, which says so; "
            "the search drops it."
        ),
    )
    status_until = models.DateField(
        _("closed until"), null=True, blank=True, help_text=_("The first day it opens again.")
    )
    moved_to = models.CharField(
        _("moved to"), max_length=200, blank=True, help_text=_("The new address, or the town.")
    )

    external_id = models.CharField(_("id at the source"), max_length=120, blank=True, db_index=True)
    source = models.CharField(_("source"), max_length=80, blank=True, db_index=True)
    source_licence = models.CharField(_("licence of the source"), max_length=120, blank=True)
    source_attribution = models.CharField(
        _("attribution"),
        max_length=200,
        blank=True,
        help_text=_("Shown with the shop, as the source’s licence asks."),
    )

    # A copy is another shop: it does not come from the source.
    exclude_fields_in_copy = ["source", "external_id"]

    template = "pages/shop_page.html"
    base_form_class = ShopPageForm
    parent_page_types = ["directory.DirectoryPage"]
    subpage_types: list[str] = []
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("claim"),
        index.SearchField("street"),
        index.FilterField("external_id"),
        index.FilterField("source"),
        index.FilterField("status"),
    ]
    edit_handler = shop_edit_handler(BasePage)

    class Meta:
        verbose_name = _("shop")
        verbose_name_plural = _("shops")

    # --- rules -----------------------------------------------------------------------------------

    def save(self, *args: Any, **kwargs: Any) -> None:
        # An alias shows the same shop again; the source knows of one.
        if self.alias_of_id:
            self.source = self.external_id = ""
        super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Settles what follows from the rest before anything is checked."""
        if not self.slug and self.title:
            parent = self.get_parent() if self.path else None
            plain = self.allowed_slug(german_slug(self.title))
            self.slug: str = self.free_slug_below(parent) if parent else plain
        if self.trade is not None and self.primary_category is None:
            self.primary_category = self.trade.category
        self.let_go_of_another_source()
        super().full_clean(*args, **kwargs)

    def let_go_of_another_source(self) -> None:
        """The drafts of a copy still name the source of the original; a copy has none."""
        records = SourceRecord.objects.filter(source=self.source, external_id=self.external_id)
        if self.external_id and records.exclude(page_id=self.pk).exists():
            self.source = self.external_id = ""

    def allowed_slug(self, slug: str) -> str:
        """Districts and categories have landing pages in the same room of addresses."""
        return slug if taken_by_term(slug) is None else f"{slug}-laden"

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        term = taken_by_term(self.slug) if self.slug else None
        if term is not None:
            errors["slug"] = _(
                "“%(slug)s” is the address of %(term)s. Add something, such as “%(slug)s-laden”."
            ) % {"slug": self.slug, "term": term}
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            errors[missing] = _("A position needs both numbers. Fill in this one too, or none.")
        if self.status == Status.CLOSED_UNTIL and self.status_until is None:
            errors["status_until"] = _("Please say from which day the shop opens again.")
        if self.status == Status.MOVED and not self.moved_to:
            errors["moved_to"] = _("Please say where to: an address, or just the town.")
        errors.update(self.holiday_errors(self.holiday_rule))
        if errors:
            raise ValidationError(errors)

    # --- what is public --------------------------------------------------------------------------

    @property
    def point(self) -> tuple[float, float] | None:
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    def texts(self) -> dict[str, Text]:
        """Claim and description in each language in which there is one."""
        texts = {}
        if self.claim or self.body:
            texts[settings.LANGUAGE_CODE] = Text(lead=self.claim, body=plain_text(self.body))
        for row in self.translations.all():
            texts[row.language] = Text(lead=row.claim, body=plain_text(row.body))
        return texts

    def to_document(self, *, path: str) -> Document:
        """Everything of the shop that is public."""
        further = sorted(category.pk for category in self.categories.all())
        categories = [self.primary_category_id, *further]
        photo = next(iter(self.photos.all()), None)
        number = dialable(self.phone)
        schedule = opening.schedule_of_page(self)
        return Document(
            page_id=self.pk or 0,
            kind="shop",
            language=settings.LANGUAGE_CODE,
            path=path,
            slug=self.slug,
            title=self.title,
            translation_key=str(self.translation_key),
            texts=self.texts(),
            tags=tuple(sorted(tag.name for tag in self.tags.all())),
            terms={
                "category": tuple(dict.fromkeys(pk for pk in categories if pk)),
                "trade": (self.trade_id,) if self.trade_id else (),
                "district": (self.district_id,) if self.district_id else (),
                "service": tuple(sorted(service.pk for service in self.services.all())),
                "wheelchair": (self.wheelchair,) if self.wheelchair != Wheelchair.UNKNOWN else (),
            },
            point=self.point,
            published_at=self.first_published_at,
            listed=self.status in FINDABLE,
            image=photo.image_id if photo else None,
            facts={
                "street": self.street,
                "house_number": self.house_number,
                "postcode": self.postcode,
                "city": self.city,
                "phone": self.phone,
                "phone_uri": f"tel:{number}" if number else "",
                "email": self.email,
                "website": self.website,
                "wheelchair": self.wheelchair,
                "status": self.status,
                "status_until": self.status_until.isoformat() if self.status_until else None,
                "moved_to": self.moved_to,
                "exact": self.position_accuracy == Accuracy.EXACT,
                "opening_hours": schedule.to_osm(),
                "holiday_region": schedule.region,
                "hours_note": self.hours_note,
                "image_alt": photo.alt_text if photo else "",
                "external_id": self.external_id,
                "source": self.source,
                "source_licence": self.source_licence,
                "source_attribution": self.source_attribution,
            },
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        path = navigation.public_url(self) if self.pk and self.url_path else ""
        preview = getattr(request, "is_preview", False)
        card = shop_view.card_of(self, self.to_document(path=path), preview=preview)
        active = (get_language() or settings.LANGUAGE_CODE)[:2]
        rows = {row.language: row for row in self.translations.all()}
        said = rows.get(active, self)
        context["card"], context["hours"] = card, shop_view.view_of(card)
        context["texts"] = {
            "claim": said.claim,
            "body": said.body,
            "lang": settings.LANGUAGE_CODE
            if said is self and active != settings.LANGUAGE_CODE
            else "",
        }
        context["photos"] = list(self.photos.select_related("image")) if self.pk else []
        for name, kind in (("stories", "story"), ("campaigns", "campaign")):
            context[name] = lists.holding("shop", [self.pk], kind=kind) if self.pk else []
        context["back_url"], context["back_label"] = shop_view.way_back(card, request)
        context["jsonld"] = shop_jsonld(
            self, card, url=context.get("canonical_url", ""), claim=said.claim
        )
        return context


class ShopPhoto(Orderable):
    """A picture of a shop, in the order that editors gave it."""

    page = ParentalKey(ShopPage, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    alt_text = models.CharField(
        _("alternative text"),
        max_length=250,
        help_text=_("What is to be seen, for people who don’t see it. One sentence."),
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")


class ShopTranslation(Orderable):
    """Claim and description in another language than German."""

    page = ParentalKey(ShopPage, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=[pair for pair in settings.LANGUAGES if pair[0] != settings.LANGUAGE_CODE],
        default="en",
    )
    claim = models.CharField(_("claim"), max_length=160, blank=True)
    body = StreamField(DescriptionBlock(), verbose_name=_("description"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language"], name="directory_one_translation_a_language"
            )
        ]


registry.register(
    Kind(
        name="shop",
        label=_("Shops"),
        model=ShopPage,
        position=0,
        on_home="shops",
        prefetch=(
            *("categories", "services", "photos", "translations", "tagged_items__tag"),
            *("seasons", "special_days"),
        ),
        opening=opening.opening_of,
        dress=opening.dress,
        hours=opening.hours_in_words,
    )
)
