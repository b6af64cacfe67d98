"""Awarding: everybody who passed a released exam gets one numbered certificate, in the order of the candidate list."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from accounts import api as accounts
from certificates.models import Certificate, CertificateState
from certificates.operations.take_number import lock_series, take_number
from certificates.queries.certificates import holders_in_exam, is_held
from certificates.queries.issuing import PRINT
from certificates.queries.types import signatory_of, type_of
from certificates.rules.codes import BYTES, code_from
from certificates.rules.content import Content, compose, sha256_of
from certificates.rules.letters import awarded_letter
from certificates.rules.names import fold, same_number
from certificates.rules.types import CertificateType, Numbers, Signatory, numbers_of
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.jobs.api import Progress, enqueue
from core.mail import send_mail
from exams import api as exams

CHUNK = 20
"""Certificates a transaction: what is lost and done again when the worker dies, and how long others wait for the series."""


@dataclass(frozen=True)
class Site:
    """What certificates need to know of where they are issued: the address of the public page and the zone of the calendar."""

    public_url: str
    zone: str


@dataclass(frozen=True)
class Awarded:
    """How many passed, and how many of them were given a certificate now."""

    passed: int
    issued: int


@dataclass(frozen=True)
class Award:
    """What the certificates of one exam have in common."""

    exam: exams.ExamView
    kind: CertificateType
    issuer: accounts.OrganisationView
    parent: str
    signatory: Signatory
    site: Site


def award_certificates(actor: Actor, exam_id: int, site: Site, progress: Progress) -> Awarded:
    """Award a released exam that earns a certificate; nothing for any other. May be repeated: who has one keeps it.

    Calls `progress`, which commits, after each chunk, so that an interrupted run goes on where it was.
    """
    exam = exams.exam_view(exam_id)
    if exam.certificate_kind is None or exam.released_at is None:
        return Awarded(0, 0)
    award = _award(exam, type_of(exam.certificate_kind), site)
    passed = [result for result in exams.results_of_exam(exam_id) if result.passed is True]
    holders = accounts.people([result.person_id for result in passed])
    have = holders_in_exam(exam_id, award.kind.code)
    issued = 0
    for done, result in enumerate(passed, start=1):
        if result.person_id not in have:
            issued += award_certificate(actor, award, result, holders[result.person_id]) is not None
        if done % CHUNK == 0 or done == len(passed):
            session.flush()
            progress(done, len(passed))
    return Awarded(len(passed), issued)


def award_certificate(actor: Actor, award: Award, result: exams.Result, holder: accounts.PersonView) -> Certificate | None:
    """One certificate with its number, letter, print job and audit record; None when the holder has it already."""
    now = clock.now()
    issued_on = clock.local_day(now, award.site.zone)
    series = lock_series(award.issuer.id, award.kind.code, issued_on.year)
    if is_held(award.exam.id, award.kind.code, holder.id):  # another run was quicker, before the lock was ours
        return None
    n = take_number(series)
    numbers, code = numbers_of(award.kind, award.issuer.code, issued_on.year, n), code_from(secrets.token_bytes(BYTES))
    content = compose(
        kind=award.kind, numbers=numbers, code=code, public_url=award.site.public_url, signatory=award.signatory,
        issuer={"code": award.issuer.code, "name": award.issuer.name, "parent": award.parent},
        holder=_holder(holder), exam=_exam(award.exam), result=_result(result),
        decision={"number": award.exam.decision_number or "", "decided_on": award.exam.decided_on}, issued_on=issued_on,
    )  # fmt: skip
    made = _row(award, holder, numbers, code, content)
    made.year, made.n, made.issued_on, made.issued_at = issued_on.year, n, issued_on, now
    session.add(made)
    session.flush()
    _tell(actor, made, holder.email, award.site)
    return made


def _award(exam: exams.ExamView, kind: CertificateType, site: Site) -> Award:
    issuer = accounts.organisation(exam.organisation_id)
    parent = accounts.organisation(issuer.parent_id).name if issuer.parent_id else ""
    return Award(exam, kind, issuer, parent, signatory_of(issuer.code), site)


def _row(award: Award, holder: accounts.PersonView, numbers: Numbers, code: str, content: Content) -> Certificate:
    full_name = content["holder"]["full_name"]
    return Certificate(
        code=code, type_code=award.kind.code, organisation_id=award.issuer.id, organisation_path=award.exam.organisation_path,
        exam_id=award.exam.id, person_id=holder.id, number=numbers.number, serial=numbers.serial,
        number_search=same_number(numbers.number), serial_search=same_number(numbers.serial),
        full_name=full_name, name_search=fold(full_name)[:160], birth_on=holder.birth_on,
        content=content, content_sha256=sha256_of(content), state=CertificateState.VALID,
    )  # fmt: skip


def _tell(actor: Actor, made: Certificate, email: str, site: Site) -> None:
    audit.record(actor, "certificates.awarded", f"certificate:{made.id}", number=made.number, exam=made.exam_id, person=made.person_id)
    enqueue(PRINT, {"certificate_id": made.id}, key=f"{PRINT}:{made.id}")
    if email:
        subject, text = awarded_letter(made.content, site.public_url)
        send_mail(email, subject, text)


def _holder(person: accounts.PersonView) -> dict[str, object]:
    kept = ("full_name", "birth_on", "birth_place", "gender", "ethnicity", "citizen_id")
    return {name: getattr(person, name) for name in kept}


def _exam(exam: exams.ExamView) -> dict[str, object]:
    return {"code": exam.code, "name": exam.name, "held_on": exam.held_on}


def _result(result: exams.Result) -> dict[str, object]:
    parts = [{"code": part.code, "name": part.name, "on_ten": part.on_ten} for part in result.parts]
    return {"candidate_number": result.candidate_number, "receipt": result.receipt, "on_ten": result.on_ten, "parts": parts}
