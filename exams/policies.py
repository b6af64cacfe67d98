"""Who may do what to one exam, beyond holding a permission at its place."""

from __future__ import annotations

from core.actor import Actor, Place
from core.errors import NotAllowed
from core.permissions import Permission as P


def may_draw(actor: Actor, exam: Place, bank_path: str) -> bool:
    """Whoever plans an exam may draw from its own organisation's banks without reading them, and from banks they may read."""
    return bank_path == exam.organisation_path or actor.may(P.BANK_VIEW, Place(bank_path))


def require_draw(actor: Actor, exam: Place, bank_path: str) -> None:
    """Raise NotAllowed for a bank that the exam may not draw from."""
    if not may_draw(actor, exam, bank_path):
        raise NotAllowed
