"""The sample town (보기 마을): invented trainees and postings, for the demo and for tests."""

from service.town.loader import Town, load_town, town_courses, town_of

__all__ = ["Town", "load_town", "town_courses", "town_of"]
