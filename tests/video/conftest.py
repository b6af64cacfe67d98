"""What the tests of video share: an episode to give films to."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.films import new_episode
from tests.support.questions import new_organisation
from video.models import Episode


@pytest.fixture
def bare_episode(app: Flask) -> Episode:
    """An episode without a film."""
    place = new_organisation()
    return new_episode(place.id, place.path)
