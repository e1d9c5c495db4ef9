"""Mapping (칸 연결): tables of any shape, by a proposal that a person confirms."""

from matcher.ingest.mapping.columns import ColumnMapping, WrongMapping
from matcher.ingest.mapping.proposal import Guess, Proposal, UnknownHeader
from matcher.ingest.mapping.reading import Saved, mapped

__all__ = ["ColumnMapping", "Guess", "Proposal", "Saved", "UnknownHeader", "WrongMapping", "mapped"]
