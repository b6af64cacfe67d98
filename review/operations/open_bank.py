"""Open a bank for review, and close it again. From its opening on its questions count as seen."""

from __future__ import annotations

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import say
from question_bank import api as question_bank
from review.models import OpenBank


def open_bank(actor: Actor, bank: question_bank.BankView) -> None:
    """Let everybody of the bank's organisation and below practise its ready questions; nothing when it is open. Callers check the policy."""
    if bank.subject_code is None:
        raise Invalid(say("Ngân hàng này chưa gắn môn học nên chưa mở cho ôn tập được."))
    if session.get(OpenBank, bank.id) is not None:
        return
    opened = OpenBank(
        bank_id=bank.id, subject_code=bank.subject_code, organisation_path=bank.organisation_path, opened_by=actor.person_id,
        opened_at=clock.now(),
    )  # fmt: skip
    session.add(opened)
    session.flush()
    audit.record(actor, "review.bank_opened", f"bank:{bank.id}", code=bank.code)


def close_bank(actor: Actor, bank: question_bank.BankView) -> None:
    """Let nobody begin a set from it; answers and mastery stay, notebook pages come back if it is opened again. Callers check the policy."""
    found = session.get(OpenBank, bank.id)
    if found is None:
        return
    session.delete(found)
    session.flush()
    audit.record(actor, "review.bank_closed", f"bank:{bank.id}", code=bank.code)
