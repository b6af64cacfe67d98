"""The whole bank looked through for questions that read alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from core.actor import SYSTEM, Actor
from core.db import session, transaction
from core.errors import Conflict, NotAllowed, NotFound
from core.jobs.worker import run_all_jobs
from core.permissions import Permission as P
from question_bank.models import TwinSearch
from question_bank.operations.find_twins import ask_for_search, find_twins, keep_both, retire_twin
from question_bank.queries.banks import BankView
from question_bank.queries.duplicates import pairs_in
from tests.support.questions import choice_content, new_bank, new_question

STEM = r"<p>Đạo hàm của \(y=\frac{x}{2}+x^{3}\) tại điểm \(x_0=3\) là số nào trong các số sau đây?</p>"


def searched(bank: BankView) -> list[tuple[int, int, bool]]:
    """The pairs after a search."""
    with transaction():
        ask_for_search(SYSTEM, bank)
    run_all_jobs()
    session.expire_all()
    return [(twin.first_id, twin.other_id, twin.has_other_numbers) for twin in session.scalars(pairs_in(bank.id))]


def test_pairs_are_found_once_and_what_people_decide_stays(app: Flask) -> None:
    bank = new_bank()
    first = new_question(bank, choice_content(STEM))
    same = new_question(bank, choice_content(STEM.replace("Đạo hàm", "Đạo  hàm").replace(r"\frac", r"\dfrac")))
    other = new_question(bank, choice_content(STEM.replace("=3", "=7")))
    new_question(bank, choice_content("<p>Trong các số sau đây số nào là số nguyên tố lẻ nhỏ nhất?</p>"))
    new_question(new_bank(), choice_content(STEM))
    assert searched(bank) == [(first.id, same.id, False), (first.id, other.id, True), (same.id, other.id, True)]
    keep_both(SYSTEM, bank, first.id, other.id)
    with pytest.raises(Conflict):
        keep_both(SYSTEM, bank, first.id, other.id)
    assert searched(bank) == [(first.id, same.id, False), (same.id, other.id, True)]
    retire_twin(SYSTEM, bank, first.id, same.id, same.id)
    assert [twin.other_id for twin in session.scalars(pairs_in(bank.id))] == []
    assert searched(bank) == []


def test_one_search_at_a_time_and_only_by_those_who_write(app: Flask, actor_with: Callable[..., Actor]) -> None:
    bank = new_bank()
    with pytest.raises(NotAllowed):
        ask_for_search(actor_with(P.BANK_VIEW, path=bank.organisation_path), bank)
    first = ask_for_search(SYSTEM, bank)
    asked = first.asked_at
    assert ask_for_search(SYSTEM, bank).asked_at == asked and session.query(TwinSearch).count() == 1
    with pytest.raises(NotFound):
        keep_both(SYSTEM, bank, 1, 2)


def test_a_pair_that_is_kept_while_the_search_runs_is_not_told_of_again(app: Flask) -> None:
    bank = new_bank()
    first, other = new_question(bank, choice_content(STEM)), new_question(bank, choice_content(STEM))
    assert len(searched(bank)) == 1

    def progress(done: int, total: int) -> None:
        keep_both(SYSTEM, bank, first.id, other.id)
        session.flush()

    find_twins(bank.id, progress)
    assert session.scalars(pairs_in(bank.id)).all() == []
