"""The door to jobs for the rooms above."""

from core.jobs.queue import Interrupted, Progress, enqueue, job, routine, unwatched

__all__ = ["Interrupted", "Progress", "enqueue", "job", "routine", "unwatched"]
