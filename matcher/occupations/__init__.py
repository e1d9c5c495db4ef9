"""Occupations (직종): free titles and postings to KECO 2018 groups, with what speaks for each."""

from matcher.occupations.keco import groups_2018, keco_2018_of_jobs_cd, keco_2025_of
from matcher.occupations.lexicon import Lexicon, Occupation
from matcher.occupations.mapper import Guess, OccupationMapper
from matcher.occupations.market import OccupationIndex
from matcher.occupations.records import (
    Reading,
    RecordOccupation,
    career_occupations,
    posting_occupation,
)

__all__ = [
    "Guess",
    "Lexicon",
    "Occupation",
    "OccupationIndex",
    "OccupationMapper",
    "Reading",
    "RecordOccupation",
    "career_occupations",
    "groups_2018",
    "keco_2018_of_jobs_cd",
    "keco_2025_of",
    "posting_occupation",
]
