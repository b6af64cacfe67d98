"""The application that a live server of the tests runs: like production but for rate limits, which a test would run into.

`gunicorn tests.support.live_app:app` serves it; `python -m tests.support.live_app` works as its background worker.
"""

from __future__ import annotations

from config import Settings
from core.jobs.worker import run_forever
from web.app import create_app

app = create_app(Settings())
app.config["RATE_LIMITS"] = False

if __name__ == "__main__":
    run_forever(app)
