"""Send a person the letter about what they have not read."""

from __future__ import annotations

from accounts.queries.notifications import Digest
from accounts.queries.people import person_row
from core import clock
from core.mail import send_mail


def send_digest(digest: Digest, subject: str, text: str) -> None:
    """The letter leaves with this transaction, and what it tells of is not written about again."""
    person_row(digest.person_id).digested_at = clock.now()
    send_mail(digest.email, subject, text)
