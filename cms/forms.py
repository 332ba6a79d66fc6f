"""The admin form of every page."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from cms.slugs import german_slug


class PageForm(WagtailAdminPageForm):
    """Nobody has to think of an address: it is made from the title."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        self._settle_address()
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    def _settle_address(self) -> None:
        """An address that only follows from the title gives way; a chosen one is refused."""
        title, slug = self.cleaned_data.get("title"), self.cleaned_data.get("slug")
        if not title or "slug" in self.errors or "slug" not in self.fields:
            return
        if not slug or ("slug" in self.changed_data and slug == german_slug(title)):
            named = type(self.instance)(pk=self.instance.pk, title=title)
            self.cleaned_data["slug"] = named.free_slug_below(self.parent_page)
