"""Shops from files: reading, understanding, writing."""
