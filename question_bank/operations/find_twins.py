"""Look through a whole bank for questions that read alike, and keep what people decide on the pairs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import ColumnElement, delete, select

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, NotFound
from core.jobs.api import Progress, enqueue
from core.words import say
from question_bank import policies
from question_bank.models import Band, Print, Question, State, Twin, TwinSearch
from question_bank.operations.retire_question import retire_question
from question_bank.queries.banks import BankView
from question_bank.queries.questions import question_row
from question_bank.rules.similarity import ALIKE, share, unpacked

FIND = "question_bank.find_twins"
STEP = 500
MOST_PAIRS = 20_000
"""More are not kept: nobody decides on so many, and the most alike families come first by their bands."""


def ask_for_search(actor: Actor, bank: BankView) -> TwinSearch:
    """Have the bank looked through by a job; once while one is on its way."""
    policies.require_write(actor, bank.organisation_path)
    found = session.get(TwinSearch, bank.id, with_for_update=True)
    if found is None:
        found = TwinSearch(bank_id=bank.id, asked_at=clock.now(), found=0)
        session.add(found)
    elif found.done_at is None:
        return found
    found.asked_at, found.done_at = clock.now(), None
    session.flush()
    found.job_id = enqueue(FIND, {"bank": bank.id}, key=f"find_twins:{bank.id}:{found.asked_at.timestamp():.6f}").id
    return found


def find_twins(bank_id: int, progress: Progress) -> None:
    """Replace the pairs that nobody has decided on. The same questions always give the same pairs."""
    pairs = sorted(set(_candidates(bank_id)))
    twins = [twin for start in range(0, len(pairs), STEP) for twin in _compared(bank_id, pairs[start : start + STEP])]
    progress(len(pairs), len(pairs))  # others may have decided while the pairs were compared
    kept = {tuple(sorted(pair)) for pair in session.execute(select(Twin.first_id, Twin.other_id).where(_kept(bank_id)))}
    session.execute(delete(Twin).where(Twin.bank_id == bank_id, Twin.kept_at.is_(None)), execution_options={"synchronize_session": False})
    best = sorted(twins, key=lambda twin: (twin.has_other_numbers, -twin.share))[:MOST_PAIRS]
    session.add_all(twin for twin in best if (twin.first_id, twin.other_id) not in kept)
    search = session.get_one(TwinSearch, bank_id)
    search.done_at, search.found = clock.now(), len(best)
    session.flush()


def keep_both(actor: Actor, bank: BankView, first_id: int, other_id: int) -> None:
    """The two are not the same: they are not told of again."""
    policies.require_write(actor, bank.organisation_path)
    twin = _pair(bank, first_id, other_id)
    twin.kept_at, twin.kept_by = clock.now(), actor.person_id
    audit.record(actor, "question_bank.twins_kept", f"question:{twin.other_id}", first=first_id, other=other_id)


def retire_twin(actor: Actor, bank: BankView, first_id: int, other_id: int, retired_id: int) -> Question:
    """Take one of the two out of use. Conflict when it is already, NotFound for a pair that is none."""
    policies.require_write(actor, bank.organisation_path)
    _pair(bank, first_id, other_id)
    if retired_id not in (first_id, other_id):
        raise NotFound
    question = question_row(retired_id)
    retire_question(actor, question)
    return question


def _pair(bank: BankView, first_id: int, other_id: int) -> Twin:
    twin = session.get(Twin, (other_id, first_id))
    if twin is None or twin.bank_id != bank.id:
        raise NotFound
    if twin.kept_at is not None:
        raise Conflict(say("Hai câu này đã được xem là khác nhau."))
    return twin


def _kept(bank_id: int) -> ColumnElement[bool]:
    return (Twin.bank_id == bank_id) & Twin.kept_at.is_not(None)


def _candidates(bank_id: int) -> Iterator[tuple[int, int]]:
    """Pairs (older, newer) that share a band: each question with the first of its band and with the one before it.

    Every pair of a large family would be its square; a chain through it names every member once or twice.
    """
    rows = select(Band.hash, Band.question_id).join(Question, Question.id == Band.question_id)
    rows = rows.where(Band.bank_id == bank_id, Question.state != State.RETIRED).order_by(Band.hash, Band.question_id)
    for _, group in groupby(session.execute(rows), key=lambda row: row[0]):
        first, *others = (row[1] for row in group)
        before = first
        for question_id in others:
            yield first, question_id
            yield before, question_id
            before = question_id


def _compared(bank_id: int, pairs: list[tuple[int, int]]) -> Iterator[Twin]:
    ids = {number for pair in pairs for number in pair}
    rows = session.execute(select(Print.question_id, Print.shingles, Print.numbers).where(Print.question_id.in_(ids)))
    prints = {question_id: (unpacked(shingles), numbers) for question_id, shingles, numbers in rows}
    for first_id, other_id in pairs:
        (one, numbers), (other, others) = prints[first_id], prints[other_id]
        common = share(one, other)
        if common >= ALIKE:
            yield Twin(first_id=first_id, other_id=other_id, bank_id=bank_id, share=common, has_other_numbers=numbers != others)
