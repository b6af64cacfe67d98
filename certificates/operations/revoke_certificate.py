"""Revocation: by a decision, at once and for ever; the row stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from certificates import policies
from certificates.models import Certificate, CertificateState
from certificates.rules.revocation import RevocationKind
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid, NotFound
from core.words import Message, say


@dataclass(frozen=True)
class Revocation:
    """Why, and by which decision. `reason` stays inside; the public page says only the kind."""

    kind: RevocationKind
    reason: str
    decision_number: str
    decided_on: date


def revoke_certificate(actor: Actor, certificate_id: int, given: Revocation, today: date) -> Certificate:
    """Revoke a valid certificate. Conflict when it is revoked already, Invalid names what is missing."""
    locked = select(Certificate).where(Certificate.id == certificate_id).with_for_update().execution_options(populate_existing=True)
    found = session.scalar(locked)
    if found is None:
        raise NotFound
    policies.require_revokes(actor, found.place, found.person_id)
    if found.is_revoked:
        raise Conflict(say("Chứng chỉ này đã bị thu hồi trước đó."))
    _check(given, found.issued_on, today)
    found.state, found.revoked_at, found.revoked_by = CertificateState.REVOKED, clock.now(), actor.person_id
    found.revocation_kind, found.revocation_reason = given.kind, given.reason.strip()
    found.revocation_decision, found.revocation_decided_on = given.decision_number.strip(), given.decided_on
    session.flush()
    audit.record(
        actor, "certificates.revoked", f"certificate:{found.id}", number=found.number, kind=given.kind, decision=found.revocation_decision
    )
    return found


def _check(given: Revocation, issued_on: date, today: date) -> None:
    wrong: dict[str, Message] = {}
    if not given.reason.strip():
        wrong["reason"] = say("Hãy ghi lí do thu hồi.")
    if not given.decision_number.strip():
        wrong["decision_number"] = say("Hãy nhập số quyết định thu hồi.")
    if given.decided_on > today:
        wrong["decided_on"] = say("Ngày quyết định không thể ở tương lai.")
    elif given.decided_on < issued_on:
        wrong["decided_on"] = say("Ngày quyết định không thể trước ngày cấp chứng chỉ.")
    if wrong:
        raise Invalid(fields=wrong)
