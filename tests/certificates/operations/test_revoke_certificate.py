"""Revocation: by a decision, once, at once, and nothing is deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from certificates.models import Certificate, CertificateState
from certificates.operations.revoke_certificate import Revocation, revoke_certificate
from certificates.queries.verification import Verdict, verify
from certificates.rules.revocation import RevocationKind
from core import audit
from core.actor import SYSTEM, Actor
from core.db import session, transaction
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.permissions import Permission as P
from tests.certificates.released import awarded


def because(certificate: Certificate) -> Revocation:
    return Revocation(RevocationKind.FRAUD, "Thi hộ.", "15/QĐ-TTTH", certificate.issued_on)


def revoke(actor: Actor, certificate: Certificate, given: Revocation) -> Certificate:
    with transaction():
        return revoke_certificate(actor, certificate.id, given, certificate.issued_on + timedelta(days=1))


def test_revoked_at_once_for_everybody(app: Flask) -> None:
    _, (certificate,) = awarded()
    assert verify(certificate.code).verdict == Verdict.VALID
    session.rollback()
    revoke(SYSTEM, certificate, because(certificate))
    found = verify(certificate.code)
    assert found.verdict == Verdict.REVOKED
    assert found.revoked_at is not None


def test_reason_and_decision_stay_in_the_register(app: Flask, person_with: Callable[..., int], actor_with: Callable[..., Actor]) -> None:
    exam, (certificate,) = awarded()
    chair = person_with()
    revoke(actor_with(P.CERTIFICATES_REVOKE, path=exam.organisation_path, person_id=chair), certificate, because(certificate))
    kept = session.get_one(Certificate, certificate.id)
    assert (kept.state, kept.revocation_kind, kept.revoked_by) == (CertificateState.REVOKED, "fraud", chair)
    assert (kept.revocation_reason, kept.revocation_decision) == ("Thi hộ.", "15/QĐ-TTTH")
    entry = session.scalars(audit.records(subject=f"certificate:{certificate.id}")).first()
    assert entry is not None
    assert (entry.act, entry.person_id, entry.detail["decision"]) == ("certificates.revoked", chair, "15/QĐ-TTTH")


def test_second_revocation_is_a_conflict(app: Flask) -> None:
    _, (certificate,) = awarded()
    revoke(SYSTEM, certificate, because(certificate))
    with pytest.raises(Conflict):
        revoke(SYSTEM, certificate, because(certificate))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"decision_number": " "}, "decision_number"),
        ({"decided_on": date(2999, 1, 1)}, "decided_on"),
        ({"decided_on": date(2020, 1, 1)}, "decided_on"),
    ],
)
def test_revocation_needs_reason_and_decision(app: Flask, wrong: dict[str, object], field: str) -> None:
    _, (certificate,) = awarded()
    with pytest.raises(Invalid) as refusal:
        revoke(SYSTEM, certificate, replace(because(certificate), **wrong))  # type: ignore[arg-type]
    assert set(refusal.value.fields) == {field}
    assert session.get_one(Certificate, certificate.id).state == CertificateState.VALID


def test_holder_and_stranger_are_refused(app: Flask, actor_with: Callable[..., Actor]) -> None:
    exam, (certificate,) = awarded()
    own = actor_with(P.CERTIFICATES_REVOKE, path="/", person_id=exam.people[0].id)
    for actor in (own, actor_with(P.CERTIFICATES_VIEW, path="/"), actor_with(P.CERTIFICATES_REVOKE, path="/999/")):
        with pytest.raises(NotAllowed):
            revoke(actor, certificate, because(certificate))


def test_what_does_not_exist_is_not_found(app: Flask) -> None:
    with pytest.raises(NotFound), transaction():
        revoke_certificate(SYSTEM, 1, Revocation(RevocationKind.LENT, "x", "1", date(2026, 1, 1)), date(2026, 1, 1))
