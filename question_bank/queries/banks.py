"""Banks: who owns them and how many questions stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from accounts import api as accounts
from core.db import session
from core.errors import NotFound
from question_bank.models import Bank, Question


@dataclass(frozen=True)
class BankView:
    """A bank and the organisation that owns it; `organisation_path` is what policies ask about."""

    id: int
    code: str
    name: str
    organisation_id: int
    organisation_path: str
    organisation_name: str
    subject_code: str | None
    needs_review: bool = False
    cooling_days: int = 0


@dataclass(frozen=True)
class BankCount:
    """A bank as the index shows it."""

    bank: BankView
    ready: int
    draft: int
    review: int
    retired: int

    @property
    def total(self) -> int:
        """What a person would call the size of the bank: retired questions do not count."""
        return self.ready + self.draft + self.review


def bank(code_or_id: str | int) -> BankView | None:
    """The bank of that code (text) or id (number)."""
    wanted = Bank.id == code_or_id if isinstance(code_or_id, int) else Bank.code == code_or_id
    found = session.scalar(select(Bank).where(wanted))
    return _view(found) if found else None


def bank_view(code_or_id: str | int) -> BankView:
    """The same, for pages: NotFound when there is none."""
    found = bank(code_or_id)
    if found is None:
        raise NotFound
    return found


def needs_review_now(bank_id: int) -> bool:
    """Whether the bank has review, which nobody changes before the transaction ends. For long work, which others may act beside."""
    return session.get_one(Bank, bank_id, with_for_update={"read": True}, populate_existing=True).needs_review


def banks_by_ids(ids: Iterable[int]) -> dict[int, BankView]:
    """The banks of those ids, by id; unknown ids are left out."""
    found = list(session.scalars(select(Bank).where(Bank.id.in_(set(ids)))))
    owners = accounts.organisations(entry.organisation_id for entry in found)
    return {entry.id: _with(entry, owners[entry.organisation_id]) for entry in found}


def banks_in(paths: Sequence[str]) -> list[BankView]:
    """The banks of every organisation within the subtrees `paths`, by name."""
    organisations = {found.id: found for found in accounts.organisations_in(paths)}
    wanted = select(Bank).where(Bank.organisation_id.in_(organisations)).order_by(Bank.name, Bank.code)
    return [_with(entry, organisations[entry.organisation_id]) for entry in session.scalars(wanted)]


def bank_counts(paths: Sequence[str]) -> list[BankCount]:
    """The banks within `paths` with their counts; three queries whatever their number."""
    banks = banks_in(paths)
    counted = (
        select(Question.bank_id, Question.state, func.count())
        .where(Question.bank_id.in_([found.id for found in banks]))
        .group_by(Question.bank_id, Question.state)
    )
    counts = {(bank_id, state): count for bank_id, state, count in session.execute(counted)}
    return [BankCount(b, *(counts.get((b.id, state), 0) for state in ("ready", "draft", "review", "retired"))) for b in banks]


def _view(found: Bank) -> BankView:
    return _with(found, accounts.organisation(found.organisation_id))


def _with(found: Bank, organisation: accounts.OrganisationView) -> BankView:
    return BankView(
        found.id, found.code, found.name, found.organisation_id, organisation.path, organisation.name, found.subject_code,
        found.needs_review, found.cooling_days,
    )  # fmt: skip
