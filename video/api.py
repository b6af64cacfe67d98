"""The door to video for the rooms above."""

from __future__ import annotations

from video.queries.broadcasts import BroadcastView, broadcasts_between, coming, on_now
from video.queries.episodes import EpisodeView, episode, episode_named, episode_names, episodes, find_episodes
from video.queries.moments import Moment, moments_for
from video.queries.watching import shares_of, watch_url

__all__ = [
    "BroadcastView",
    "EpisodeView",
    "Moment",
    "broadcasts_between",
    "coming",
    "episode",
    "episode_named",
    "episode_names",
    "episodes",
    "find_episodes",
    "moments_for",
    "on_now",
    "shares_of",
    "watch_url",
]
