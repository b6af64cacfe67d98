"""What the worker does for this room by the clock."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app

from accounts.operations.forget_old import forget_old
from accounts.operations.send_digest import send_digest
from accounts.queries.notifications import Digest, due_digests
from accounts.rules.letters import digest_lines, digest_subject
from accounts.rules.notices import DAYS, last_letter_before
from core import clock, storage
from core.http.language import speaking, translate
from core.jobs.api import routine

# Lists of people hold birthdays and citizens' numbers: one that nobody applied goes within a day, sealed passwords within hours.
KEPT = {"people-imports": timedelta(hours=24), "people-import-results": timedelta(hours=1)}
LETTERS_AT_ONCE = 200


@routine("accounts.forget_old", seconds=1800)
def forget() -> None:
    """Drop old tries, ended sessions, notifications read long ago, and files of imports."""
    forget_old()
    for folder, kept in KEPT.items():
        _forget_files(folder, kept)


@routine("accounts.send_digests", seconds=600)
def send_digests() -> None:
    """Write to those who have unread notifications: at most once a day or a week each, in the morning."""
    now, zone = clock.now(), current_app.config["TIME_ZONE"]
    before = [(digest, instant) for digest in DAYS if (instant := last_letter_before(digest, now, zone))]
    for digest in due_digests(before, now, LETTERS_AT_ONCE):
        with speaking(digest.language):
            send_digest(digest, translate(digest_subject(digest.total)), _text_of(digest, current_app.config["PUBLIC_URL"]))


def _text_of(digest: Digest, site: str) -> str:
    notices = [(notice.message, f"{site}/notifications/{notice.id}") for notice in digest.notices]
    lines = digest_lines(digest.full_name, notices, digest.total, f"{site}/notifications", f"{site}/me#digest")
    return "\n".join(map(translate, lines))


def _forget_files(folder: str, kept: timedelta) -> None:
    store, oldest = storage.store(), clock.now() - kept
    for chunk in store.list(folder):
        stale = [entry["path"] for entry in chunk if entry["last_modified"] < oldest]
        if stale:
            store.delete(stale)
