"""The part of a shop's admin form in which opening hours are kept."""
