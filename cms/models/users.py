"""The people who write: editors and administrators. Visitors have no accounts."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Ours from the first migration, so that it can grow without replacing a table in use."""
