"""A person leaves this browser, or all the others."""

from __future__ import annotations

from accounts.operations.revoke_sessions import revoke_session, revoke_sessions
from core import audit
from core.actor import Actor
from core.errors import NotSignedIn


def sign_out(actor: Actor, session_id: int | None) -> None:
    """End the session of this browser; nothing happens to a visitor."""
    if actor.person_id is not None and session_id is not None:
        revoke_session(session_id)
        audit.record(actor, "people.signed_out", f"person:{actor.person_id}")


def sign_out_others(actor: Actor, session_id: int | None) -> int:
    """End every other session of the actor; returns how many."""
    if actor.person_id is None:
        raise NotSignedIn
    ended = revoke_sessions(actor.person_id, but=session_id)
    audit.record(actor, "people.others_signed_out", f"person:{actor.person_id}", ended=ended)
    return ended
