"""The editors' side of the taxonomies."""
