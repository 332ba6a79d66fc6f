"""What a town says about itself, once for all pages."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


class Region(models.TextChoices):
    """The German states, by the code that holiday calendars use."""

    BW = "BW", "Baden-Württemberg"
    BY = "BY", "Bayern"
    BE = "BE", "Berlin"
    BB = "BB", "Brandenburg"
    HB = "HB", "Bremen"
    HH = "HH", "Hamburg"
    HE = "HE", "Hessen"
    MV = "MV", "Mecklenburg-Vorpommern"
    NI = "NI", "Niedersachsen"
    NW = "NW", "Nordrhein-Westfalen"
    RP = "RP", "Rheinland-Pfalz"
    SL = "SL", "Saarland"
    SN = "SN", "Sachsen"
    ST = "ST", "Sachsen-Anhalt"
    SH = "SH", "Schleswig-Holstein"
    TH = "TH", "Thüringen"


@register_setting(icon="home")
class SiteSettings(BaseSiteSetting):
    """Name, sender and place of one site."""

    name = models.CharField(
        _("name of the site"),
        max_length=100,
        default="Kurze Wege",
        help_text=_("Stands at the top of every page."),
    )
    town = models.CharField(
        _("town"), max_length=100, blank=True, help_text=_("As residents call it.")
    )
    claim = models.CharField(
        _("claim"), max_length=200, blank=True, help_text=_("One sentence below the name.")
    )
    publisher = models.CharField(
        _("publisher"),
        max_length=200,
        blank=True,
        help_text=_("The association that answers for this site."),
    )
    footer_text = models.TextField(_("text at the foot of every page"), max_length=500, blank=True)
    email = models.EmailField(
        _("e-mail address"), blank=True, help_text=_("Where readers can write to.")
    )
    map_latitude = models.FloatField(
        _("latitude of the map's centre"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    map_longitude = models.FloatField(
        _("longitude of the map's centre"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    region = models.CharField(
        _("state"),
        max_length=2,
        choices=Region.choices,
        default=Region.NW,
        help_text=_("Decides which public holidays are kept."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("town"), FieldPanel("claim")], heading=_("Name")
        ),
        MultiFieldPanel(
            [FieldPanel("publisher"), FieldPanel("email"), FieldPanel("footer_text")],
            heading=_("Publisher"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("map_latitude"), FieldPanel("map_longitude")]),
                FieldPanel("region"),
            ],
            heading=_("Place"),
        ),
    ]

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
