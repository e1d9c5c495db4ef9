"""The store: what cannot be rebuilt (people, postings, digests, what was mailed)."""

from service.store.changes import Change, Edit, Origin, Plan
from service.store.clearances import Clearance
from service.store.digests import DigestBook, DigestRow, State
from service.store.drafts import DraftBook
from service.store.editing import InvalidEdit
from service.store.engine import StoreError
from service.store.imports import ImportBook
from service.store.records import UnknownRecord
from service.store.store import Store

__all__ = [
    "Change",
    "Clearance",
    "DigestBook",
    "DigestRow",
    "DraftBook",
    "Edit",
    "ImportBook",
    "InvalidEdit",
    "Origin",
    "Plan",
    "State",
    "Store",
    "StoreError",
    "UnknownRecord",
]
