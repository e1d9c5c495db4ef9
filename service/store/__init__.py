"""The store: what cannot be rebuilt (people, postings, digests, what was mailed)."""

from service.store.digests import DigestBook, DigestRow, State
from service.store.engine import StoreError
from service.store.store import Changes, Store, UnknownRecord

__all__ = ["Changes", "DigestBook", "DigestRow", "State", "Store", "StoreError", "UnknownRecord"]
