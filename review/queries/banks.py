"""Open banks: what may be practised, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from core.db import session
from question_bank import api as question_bank
from review import policies
from review.models import OpenBank

PRACTISED = frozenset(kind.code for kind in question_bank.kinds() if kind.marking == "machine")
"""Kinds that are marked at once: a person's mark would make the pupil wait, a description asks nothing."""
SHARED = "stimulus"
"""The one kind of these of which it hangs on the question: a part of it may be an essay."""


@dataclass(frozen=True)
class OpenBankView:
    """A bank that is open, and since when."""

    bank_id: int
    subject_code: str
    opened_by: int | None
    opened_at: datetime


def open_banks(paths: Sequence[str], subject_code: str | None = None) -> dict[str, list[int]]:
    """The ids of the banks open to who practises at `paths`, by subject code."""
    columns = (OpenBank.subject_code, OpenBank.bank_id, OpenBank.organisation_path)
    near = OpenBank.organisation_path.in_(policies.paths_above(paths))
    found = select(*columns).where(or_(near, *(OpenBank.organisation_path.startswith(path) for path in paths)))
    if subject_code is not None:
        found = found.where(OpenBank.subject_code == subject_code)
    by_subject: dict[str, list[int]] = {}
    for subject, bank_id, path in session.execute(found.order_by(OpenBank.bank_id)):
        if policies.covers(path, paths):
            by_subject.setdefault(subject, []).append(bank_id)
    return by_subject


def opened(bank_ids: Iterable[int]) -> dict[int, OpenBankView]:
    """Which of those banks are open to anybody, by id."""
    columns = (OpenBank.bank_id, OpenBank.subject_code, OpenBank.opened_by, OpenBank.opened_at)
    return {row.bank_id: OpenBankView(*row) for row in session.execute(select(*columns).where(OpenBank.bank_id.in_(set(bank_ids))))}


def waiting_for_people(revision_ids: Iterable[int]) -> set[int]:
    """Those of the wordings of which a person marks something, so that nobody can practise them: one query."""
    wordings = question_bank.revisions(revision_ids)
    return {each.id for each in wordings.values() if not question_bank.kind_of(each.kind).is_marked_at_once(each.content)}
