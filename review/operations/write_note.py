"""A pupil's own words beside a mistake."""

from __future__ import annotations

from core.db import session
from core.errors import Invalid
from core.words import say
from review.models import Card

LONGEST = 2_000


def write_note(card: Card, note: str) -> None:
    """Keep the note of one's own card. Invalid when it is too long. Callers check whose card it is."""
    text = note.replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise Invalid(fields={"note": say("Ghi chú dài quá %(n)d ký tự.", n=LONGEST)})
    if any(c == "\x00" or "\ud800" <= c <= "\udfff" for c in text):
        raise Invalid(fields={"note": say("Ghi chú có ký tự không lưu được.")})
    card.note = text
    session.flush()
