"""The sample town (보기 마을): invented trainees and postings, for the demo and for tests."""

from service.town.loader import Town, TownCourse, load_town

__all__ = ["Town", "TownCourse", "load_town"]
