"""What the tests of video share: films, and an episode to give them to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import SHARED
from tests.support.films import Films, new_episode
from tests.support.questions import new_organisation
from video.models import Episode


@pytest.fixture(scope="session")
def films() -> Films:
    """`films("plain")`: the path of a small film; see tests/support/films.py."""
    return Films(Path(os.environ[SHARED]) / "films")


@pytest.fixture
def bare_episode(app: Flask) -> Episode:
    """An episode without a film."""
    place = new_organisation()
    return new_episode(place.id, place.path)
