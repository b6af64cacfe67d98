"""Gunicorn's settings, for `make run` and for production alike (`gunicorn wsgi:app` reads this file by itself)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

worker_class = "gthread"
workers = 2
threads = 64
preload_app = True  # imported once; a killed worker is back at once
timeout = 60
graceful_timeout = 10
keepalive = 5
accesslog = None  # requests are counted in /metrics; addresses of people stay out of logs
loglevel = "warning"
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None


def child_exit(_server: Any, worker: Any) -> None:
    """A worker that is gone no longer counts as a live gauge."""
    import os

    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
