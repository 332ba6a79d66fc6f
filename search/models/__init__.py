from .entries import Entry, EntryTerm
from .state import StoreState

__all__ = ["Entry", "EntryTerm", "StoreState"]
