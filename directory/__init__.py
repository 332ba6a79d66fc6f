"""Shops, and the taxonomies that order them: districts, categories, trades, services."""
