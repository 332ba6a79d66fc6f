from .entries import Entry, EntrySpan, EntryTerm
from .state import StoreState

__all__ = ["Entry", "EntrySpan", "EntryTerm", "StoreState"]
