"""Measurements of the parts, by name: ``ieum bench NAME``."""
