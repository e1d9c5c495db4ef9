"""Records (기록): the frozen values that travel the whole road."""

from matcher.records.posting import Employer, Posting
from matcher.records.trainee import CareerEntry, Consents, Course, Trainee, Wishes

__all__ = ["CareerEntry", "Consents", "Course", "Employer", "Posting", "Trainee", "Wishes"]
