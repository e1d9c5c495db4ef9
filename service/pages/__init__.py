"""Pages (화면): server-rendered Korean, readable without a script, for counsellor and employer."""

from pathlib import Path

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
TEXTS = Path(__file__).parent / "texts"

__all__ = ["STATIC", "TEMPLATES", "TEXTS"]
