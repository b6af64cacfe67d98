"""The door to jobs for the rooms above."""

from core.jobs.queue import Progress, enqueue, job, routine

__all__ = ["Progress", "enqueue", "job", "routine"]
