"""What a shop can be, in fixed words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Whether the shop trades. Closed and moved ones keep their page but are not found any more."""

    OPEN = "open", _("trades as usual")
    CLOSED_UNTIL = "closed_until", _("closed for a while")
    MOVED = "moved", _("has moved away")
    CLOSED = "closed", _("closed for good")


class Wheelchair(models.TextChoices):
    """Whether one gets in with a wheelchair."""

    YES = "yes", _("yes, step-free")
    LIMITED = "limited", _("with some help")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class Accuracy(models.TextChoices):
    """How exact a position is."""

    EXACT = "exact", _("exact: the door")
    APPROXIMATE = "approximate", _("approximate: the street or quarter")


#: Statuses whose shops are still to be found.
FINDABLE = (Status.OPEN, Status.CLOSED_UNTIL)


class HoursKind(models.TextChoices):
    """By what rule a shop opens."""

    WEEK = "week", _("at these hours")
    APPOINTMENT = "appointment", _("by appointment only")
    UNKNOWN = "unknown", _("not known")


class HolidayHours(models.TextChoices):
    """What holds on public holidays."""

    CLOSED = "closed", _("closed")
    AS_USUAL = "as_usual", _("as on that weekday")
    OWN = "own", _("own hours")
    UNKNOWN = "unknown", _("not known")


class Repeat(models.TextChoices):
    """Whether a special day comes again."""

    ONCE = "once", _("only this time")
    YEARLY = "yearly", _("every year on this date")
    EASTER = "easter", _("every year, with Easter")
