"""A shop to hold terms."""

from typing import Any

import pytest

from directory.models import DirectoryPage, ShopPage


@pytest.fixture
def shop(db: Any) -> Any:
    """A published shop without any term."""
    page = DirectoryPage.objects.first().add_child(
        instance=ShopPage(title="Kleine Kaue", slug="kleine-kaue")
    )
    page.save_revision().publish()
    return ShopPage.objects.get(pk=page.pk)
