"""Open a bank for an organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accounts import api as accounts
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import say
from curriculum import api as curriculum
from question_bank import policies
from question_bank.models import Bank
from question_bank.queries.banks import bank

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True)
class NewBank:
    """A bank as asked for; `subject_code` None holds questions of any subject; `needs_review`: others than the authors approve."""

    code: str
    name: str
    organisation_id: int
    subject_code: str | None = None
    needs_review: bool = False


def create_bank(actor: Actor, asked: NewBank) -> Bank:
    """The new bank. Invalid for a bad or taken code or an unknown subject; NotAllowed outside the actor's organisations."""
    policies.require_write(actor, accounts.organisation(asked.organisation_id).path)
    if not _CODE.fullmatch(asked.code) or asked.code == "new":  # /banks/new is the form itself
        raise Invalid(fields={"code": say("Mã chỉ gồm chữ không dấu, số, dấu chấm và gạch ngang.")})
    if not asked.name.strip():
        raise Invalid(fields={"name": say("Hãy đặt tên cho ngân hàng câu hỏi.")})
    if bank(asked.code) is not None:
        raise Invalid(fields={"code": say("Mã này đã có ngân hàng khác dùng.")})
    if asked.subject_code is not None and curriculum.subject(asked.subject_code) is None:
        raise Invalid(fields={"subject_code": say("Không có môn với mã này.")})
    made = Bank(
        code=asked.code, name=asked.name.strip(), organisation_id=asked.organisation_id,
        subject_code=asked.subject_code, needs_review=asked.needs_review, created_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    audit.record(actor, "question_bank.bank_created", f"bank:{made.id}", code=made.code, name=made.name)
    return made
