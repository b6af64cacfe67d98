"""The door to video for the rooms above: lessons, schedule, moments, what was watched; and the operations that load lessons from outside."""

from __future__ import annotations

from video.models import Episode, Series
from video.operations.add_media import add_media_from_file
from video.operations.publish_episode import publish_episode
from video.operations.record_watch import Report as WatchReport
from video.operations.record_watch import record_watch
from video.operations.run_ffmpeg import run_ffmpeg
from video.operations.save_captions import save_captions
from video.operations.save_episode import EpisodeDetails, create_episode
from video.operations.save_programme import ProgrammeDetails, create_programme
from video.operations.save_series import SeriesDetails, create_series
from video.operations.save_spans import save_spans
from video.operations.schedule_broadcast import Showing, schedule_broadcast
from video.queries.broadcasts import BroadcastView, broadcasts_between, coming, on_now
from video.queries.episodes import EpisodeView, episode, episode_named, episode_names, episodes, find_episodes
from video.queries.moments import Moment, moments_for
from video.queries.programmes import episode_for
from video.queries.watching import shares_of, watch_url
from video.rules.cues import CueText
from video.rules.spans import SpanDraft

__all__ = [
    "BroadcastView",
    "CueText",
    "Episode",
    "EpisodeDetails",
    "EpisodeView",
    "Moment",
    "ProgrammeDetails",
    "Series",
    "SeriesDetails",
    "Showing",
    "SpanDraft",
    "WatchReport",
    "add_media_from_file",
    "broadcasts_between",
    "coming",
    "create_episode",
    "create_programme",
    "create_series",
    "episode",
    "episode_for",
    "episode_named",
    "episode_names",
    "episodes",
    "find_episodes",
    "moments_for",
    "on_now",
    "publish_episode",
    "record_watch",
    "run_ffmpeg",
    "save_captions",
    "save_spans",
    "schedule_broadcast",
    "shares_of",
    "watch_url",
]
