"""What the worker does for this room by the clock."""

from __future__ import annotations

from datetime import timedelta

from accounts.operations.forget_old import forget_old
from core import clock, storage
from core.jobs.api import routine

# Lists of people hold birthdays and citizens' numbers: one that nobody applied goes within a day, sealed passwords within hours.
KEPT = {"people-imports": timedelta(hours=24), "people-import-results": timedelta(hours=1)}


@routine("accounts.forget_old", seconds=1800)
def forget() -> None:
    """Drop old tries, ended sessions, and files of imports."""
    forget_old()
    for folder, kept in KEPT.items():
        _forget_files(folder, kept)


def _forget_files(folder: str, kept: timedelta) -> None:
    store, oldest = storage.store(), clock.now() - kept
    for chunk in store.list(folder):
        stale = [entry["path"] for entry in chunk if entry["last_modified"] < oldest]
        if stale:
            store.delete(stale)
