"""The door to jobs for the rooms above."""

from core.jobs.queue import Interrupted, Progress, enqueue, job, routine

__all__ = ["Interrupted", "Progress", "enqueue", "job", "routine"]
