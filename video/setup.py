"""What video brings to the application: the names of its acts, and how lengths of video are printed."""

from __future__ import annotations

from flask import Flask

from accounts.api import describe_acts
from video.rules.acts import ACTS
from video.rules.lengths import write_seconds


def init_app(app: Flask) -> None:
    describe_acts(ACTS)
    app.jinja_env.filters["playing_time"] = write_seconds
