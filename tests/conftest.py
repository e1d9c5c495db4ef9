"""Fixtures for every test: the shared measuring data, where it is present."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring data, which is no part of the project."""
    folder = Path(os.environ.get("IEUM_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"measuring data not found at {folder}; set IEUM_SHARED to run this test")
    return folder
