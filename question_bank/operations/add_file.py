"""Keep a file of a bank: what a practical question starts from."""

from __future__ import annotations

import hashlib

from core import audit, clock, storage
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from question_bank.kinds import handed_file
from question_bank.kinds.contract import FileLimits
from question_bank.models import BankFile
from question_bank.queries.files import file_of_bank

LARGEST = 20_000_000


def add_file(actor: Actor, bank_id: int, name: str, data: bytes) -> BankFile:
    """The kept file; the same content twice in one bank is kept once. Invalid, with what is wrong, for what is no Office file."""
    name = handed_file.clean_name(name)
    refusal = handed_file.refusal_of(FileLimits(handed_file.OFFICE, LARGEST), name, data)
    if refusal is not None:
        raise Invalid(refusal)
    digest = hashlib.sha256(data).hexdigest()
    known = file_of_bank(bank_id, digest)
    if known is not None:
        return known
    kept = BankFile(
        bank_id=bank_id, sha256=digest, name=name, stored=storage.put("bank-files", data), size=len(data),
        created_by=actor.person_id, created_at=clock.now(),
    )  # fmt: skip
    session.add(kept)
    session.flush()
    audit.record(actor, "question_bank.file_added", f"bank_file:{kept.id}", sha256=digest, size=len(data))
    return kept
