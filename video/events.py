"""News from TV lessons for the rooms above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EpisodeWatched:
    """A person's believed share of an episode (0 to 1) has grown by a tenth or more, or reached the end."""

    person_id: int
    episode_id: int
    share: float
