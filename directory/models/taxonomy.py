"""What orders the shops: districts, categories, trades, services and postcodes.

Public documents hold the *ids* of these rows, never their labels. So renaming is free, and a
merged row stays (drafts and old revisions hold its id) and points to its heir.
"""

from typing import Any, Self

from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory.slugs import free_slug, taken_by_shop
from directory.taxonomy.boundaries import inner_point, read_boundary
from directory.taxonomy.icons import icon_choices
from directory.taxonomy.words import split_lines
from search import store

LATITUDE = [MinValueValidator(-90.0), MaxValueValidator(90.0)]
LONGITUDE = [MinValueValidator(-180.0), MaxValueValidator(180.0)]

schema_type_validator = RegexValidator(
    r"^[A-Z][A-Za-z0-9]*$",
    _("Write the type as schema.org does, for example “BookStore”."),
)
osm_tag_validator = RegexValidator(
    r"^[a-z][a-z0-9_:]*=[A-Za-z0-9_:\-]+$",
    _("Write key and value with an equals sign, for example “shop=books”."),
)


def validate_osm_tags(value: Any) -> None:
    """Every entry of the list is one ``key=value``."""
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise ValidationError(_('Write a list of tags, for example ["shop=books"].'))
    for entry in value:
        osm_tag_validator(entry)


class SluggedTerm(models.Model):
    """A named row with an address of its own: the slug comes from the name when left empty."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_(
            "Stands in web addresses. Leave it empty and it is made from the name. "
            "Better not change it later: links that people have saved hold it."
        ),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def slug_suffix(self) -> str:
        """The word that tells this row from one of the same name; "" means a number does."""
        return ""

    def ensure_slug(self) -> None:
        if not self.slug and self.name:
            self.slug = free_slug(self, name=self.name, suffix=self.slug_suffix())

    def clean(self) -> None:
        super().clean()
        self.ensure_slug()
        if self.slug and taken_by_shop(self.slug):
            raise ValidationError(
                {
                    "slug": _("A shop has the address “%(slug)s” already. Choose another one here.")
                    % {"slug": self.slug}
                }
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.ensure_slug()
        # What follows from it in the store belongs to the same transaction.
        with store.batch():
            super().save(*args, **kwargs)


class MergeableTerm(SluggedTerm):
    """A row that can be merged into another one of its kind; it stays and points there."""

    merged_into_id: int | None

    position = models.PositiveIntegerField(
        _("position"),
        default=0,
        help_text=_("Small numbers stand first; equal numbers are ordered by name."),
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged_terms",
    )

    class Meta:
        abstract = True

    @property
    def heir(self) -> Self:
        """The row that counts: the one this was merged into, or this one."""
        heir: Any = self.merged_into
        return heir or self


class TreeTerm(MergeableTerm):
    """A mergeable row on one of two levels."""

    parent_id: int | None

    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        limit_choices_to={"parent__isnull": True, "merged_into__isnull": True},
    )

    class Meta:
        abstract = True

    @property
    def level(self) -> int:
        """0 on top, 1 below."""
        return 0 if self.parent_id is None else 1

    @property
    @display(description=_("name"))
    def path_label(self) -> str:
        """ "Parent › child" for lists and choosers."""
        return str(self) if self.parent is None else f"{self.parent} › {self}"

    def clean(self) -> None:
        super().clean()
        problem = self.parent_problem()
        if problem:
            raise ValidationError({"parent": problem})

    def parent_problem(self) -> str:
        """Why the chosen parent cannot be one; "" when all is well."""
        parent: Any = self.parent
        if parent is None:
            return ""
        if self.pk is not None and parent.pk == self.pk:
            return str(_("An entry cannot belong to itself. Choose another one or none."))
        if parent.merged_into_id is not None:
            return str(
                _("“%(name)s” was merged into another entry. Choose that one instead.")
                % {"name": parent}
            )
        if parent.parent_id is not None:
            return str(
                _("There are two levels only, and “%(name)s” is on the second. Choose “%(top)s”.")
                % {"name": parent, "top": parent.parent}
            )
        terms: Any = type(self)._default_manager
        if self.pk is not None and terms.filter(parent_id=self.pk).exists():
            return str(
                _("Other entries belong to this one, so it must stay on top. Leave this empty.")
            )
        return ""


class District(TreeTerm):
    """A part of the town: a Stadtbezirk on top, its Stadtteile below."""

    aliases = models.TextField(
        _("other names"),
        blank=True,
        help_text=_(
            "What people also call it, one name a line. The search finds the shops by each of them."
        ),
    )
    boundary = models.JSONField(
        _("boundary (GeoJSON)"),
        null=True,
        blank=True,
        help_text=_(
            "Paste a GeoJSON polygon, if you have one. Residents and statistics often disagree on "
            "borders: draw what residents mean. The district chosen in a shop always counts; "
            "the boundary only helps imports to suggest one."
        ),
    )
    latitude = models.FloatField(
        _("latitude of the centre"),
        null=True,
        blank=True,
        validators=LATITUDE,
        help_text=_("“Near …” measures from here. Left empty, it is taken from the boundary."),
    )
    longitude = models.FloatField(
        _("longitude of the centre"), null=True, blank=True, validators=LONGITUDE
    )

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["position", "name"]

    def slug_suffix(self) -> str:
        # Where a Stadtteil has the name of its Stadtbezirk, the Bezirk keeps the plain word.
        return "stadtteil" if self.parent_id is not None else ""

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude of the centre."""
        if self.latitude is None or self.longitude is None:
            return None
        return (self.latitude, self.longitude)

    @property
    def alias_list(self) -> list[str]:
        return split_lines(self.aliases)

    def clean(self) -> None:
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError(
                {"latitude": _("Give both numbers of the centre, or leave both empty.")}
            )
        if self.boundary in (None, "", {}):
            self.boundary = None
            return
        try:
            self.boundary = read_boundary(self.boundary)
        except ValidationError as error:
            raise ValidationError({"boundary": error}) from error
        if self.point is None:
            self.latitude, self.longitude = inner_point(self.boundary)


class NamedInTwoLanguages(models.Model):
    """German and English names with the words people type for it."""

    name_en = models.CharField(
        _("English name"),
        max_length=120,
        blank=True,
        help_text=_("Left empty, English pages show the German name."),
    )
    search_words = models.TextField(
        _("search words"),
        blank=True,
        help_text=_(
            "Words that people type when they look for this, one a line: everyday words, "
            "goods, older words. Upper case and umlauts do not matter."
        ),
    )
    search_words_en = models.TextField(
        _("English search words"), blank=True, help_text=_("One a line.")
    )

    class Meta:
        abstract = True

    @property
    def labels(self) -> dict[str, str]:
        """The name by language; German is always there."""
        name: str = self.name  # type: ignore[attr-defined]
        return {"de": name, "en": self.name_en} if self.name_en else {"de": name}

    @property
    def words(self) -> tuple[str, ...]:
        return (*split_lines(self.search_words), *split_lines(self.search_words_en))

    def __str__(self) -> str:
        return self.labels.get((get_language() or "de")[:2], self.labels["de"])


class Category(NamedInTwoLanguages, TreeTerm):
    """What residents browse by, on two levels."""

    icon = models.CharField(_("icon"), max_length=60, blank=True, choices=icon_choices)
    schema_type = models.CharField(
        _("schema.org type"),
        max_length=60,
        blank=True,
        validators=[schema_type_validator],
        help_text=_("How search machines call this kind of shop, for example “BookStore”."),
    )
    osm_tags = models.JSONField(
        _("OpenStreetMap tags"),
        default=list,
        blank=True,
        validators=[validate_osm_tags],
        help_text=_(
            "Tags that lead here on import without a trade of their own, as a list: "
            '["shop=books"]. A trade\'s own tag needs no mention.'
        ),
    )

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "name"]


class Trade(NamedInTwoLanguages, SluggedTerm):
    """The exact kind of shop, as OpenStreetMap tells it: "Hufschmied" below "Metall & Schmiede"."""

    osm_tag = models.CharField(
        _("OpenStreetMap tag"),
        max_length=100,
        unique=True,
        validators=[osm_tag_validator],
        help_text=_("Key and value, for example “shop=books”."),
    )
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        on_delete=models.PROTECT,
        related_name="trades",
        limit_choices_to={"merged_into__isnull": True},
        help_text=_("Shops of this trade are found in this category."),
    )
    schema_type = models.CharField(
        _("schema.org type"),
        max_length=60,
        blank=True,
        validators=[schema_type_validator],
        help_text=_("Left empty, the category's type counts."),
    )

    class Meta:
        verbose_name = _("trade")
        verbose_name_plural = _("trades")
        ordering = ["name"]


class Service(NamedInTwoLanguages, MergeableTerm):
    """What a shop does for people beside selling: repairs, delivers, wraps gifts."""

    icon = models.CharField(_("icon"), max_length=60, blank=True, choices=icon_choices)
    osm_tags = models.JSONField(
        _("OpenStreetMap tags"),
        default=list,
        blank=True,
        validators=[validate_osm_tags],
        help_text=_('Tags that say on import that a shop offers this: ["delivery=yes"].'),
    )

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["position", "name"]


class Postcode(models.Model):
    """A postcode and its middle, so that "near 44623" can be measured."""

    code = models.CharField(
        _("postcode"),
        max_length=10,
        unique=True,
        validators=[RegexValidator(r"^[0-9A-Z][0-9A-Z \-]{1,9}$", _("Write the postcode only."))],
    )
    latitude = models.FloatField(_("latitude of the middle"), validators=LATITUDE)
    longitude = models.FloatField(_("longitude of the middle"), validators=LONGITUDE)

    class Meta:
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def point(self) -> tuple[float, float]:
        return (self.latitude, self.longitude)
