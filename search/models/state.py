"""The row that orders all writes."""

import uuid

from django.db import models


class StoreState(models.Model):
    """The one row that orders all writes to the store.

    `lineage` names this history: it changes when a backup was restored, so that an index or a
    feed cursor of another history is recognised. `version` is the number given last;
    `vocabulary` is another one after every change of a label or word.
    """

    lineage = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveBigIntegerField(default=0, editable=False)
    vocabulary = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="search_one_store_state"),
        ]

    def __str__(self) -> str:
        return f"{self.lineage}@{self.version}"
