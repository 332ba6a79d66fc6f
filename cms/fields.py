"""Model fields of ours."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """A StreamField whose blocks stay out of migrations.

    Blocks are code: a new one, or another label, changes no table and needs no migration.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Migrations build the field without its blocks.
        super().__init__(*(args or ([],)), **kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
