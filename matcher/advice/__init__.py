"""Advice (조언): what is missing, what would change the list, what to ask, and why a job is out."""

from matcher.advice.advising import advise
from matcher.advice.below import below
from matcher.advice.changes import changes, of_posting
from matcher.advice.results import Advice, Gap, Question, Relaxation, WhatIf

__all__ = [
    "Advice",
    "Gap",
    "Question",
    "Relaxation",
    "WhatIf",
    "advise",
    "below",
    "changes",
    "of_posting",
]
