"""What the sources of imports said last time."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceRecord(models.Model):
    """What a source said last time about one shop, as plain values by field."""

    source = models.CharField(_("source"), max_length=80)
    external_id = models.CharField(_("id at the source"), max_length=120)
    page = models.ForeignKey(
        "directory.ShopPage", on_delete=models.CASCADE, related_name="source_records"
    )
    values = models.JSONField(_("values"), default=dict)
    seen_at = models.DateTimeField(_("last read"), auto_now=True)

    class Meta:
        verbose_name = _("record of a source")
        verbose_name_plural = _("records of sources")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"], name="directory_source_record_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.external_id}"
