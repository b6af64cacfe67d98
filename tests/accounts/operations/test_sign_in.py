"""Wrong passwords, locks, and what a stranger may learn from them."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from accounts.models import BrowserSession, UnknownName
from accounts.operations.check_sign_in import check_sign_in
from accounts.operations.forget_old import forget_old
from accounts.operations.set_active import deactivate_person
from accounts.operations.sign_in import CLOSED, WRONG, SignedIn, sign_in
from accounts.queries.people import person_row
from accounts.rules.hashing import hash_one_time
from core.actor import SYSTEM
from core.clock import now
from core.db import session
from tests.accounts.conftest import PASSWORD, Town


def attempt(username: str, password: str = "sai-mat-khau") -> SignedIn:
    return sign_in(check_sign_in(username, password), address="10.0.0.1", agent="test")


def test_the_right_password_gives_a_token_that_is_not_kept(town: Town) -> None:
    outcome = attempt(" ANH ", PASSWORD)
    assert outcome.token
    assert session.scalars(select(BrowserSession.token_hash)).all() != [outcome.token]


def test_wrong_password_and_unknown_name_read_the_same(town: Town) -> None:
    assert attempt("anh").refusal == attempt("khong-co-ai").refusal == WRONG


@pytest.mark.parametrize("username", ["anh", "khong-co-ai"])
def test_thirty_wrong_tries_lock_longer_and_longer(town: Town, clock: time_machine.Coordinates, username: str) -> None:
    minutes: list[object] = []
    for _ in range(30):
        said = attempt(username).refusal
        minutes.append(dict(said.params).get("minutes", 0) if said else None)
        clock.shift(3601)
    assert minutes == [0] * 4 + [1] * 5 + [15] * 10 + [60] * 11


def test_a_locked_account_does_not_tell_whether_the_password_was_right(town: Town, clock: time_machine.Coordinates) -> None:
    for _ in range(5):
        attempt("anh")
    assert attempt("anh", PASSWORD) == attempt("anh", "sai")
    clock.shift(61)
    assert attempt("anh", PASSWORD).token


def test_tries_while_locked_do_not_lengthen_the_lock(town: Town, clock: time_machine.Coordinates) -> None:
    for _ in range(25):
        attempt("anh")
    assert person_row(town.pupil.id).failed_sign_ins == 5


def test_a_right_password_forgets_the_wrong_ones(town: Town) -> None:
    for _ in range(4):
        attempt("anh")
    attempt("anh", PASSWORD)
    assert person_row(town.pupil.id).failed_sign_ins == 0


def test_a_closed_account_is_named_only_to_who_knows_its_password(town: Town) -> None:
    deactivate_person(SYSTEM, town.pupil.id)
    assert attempt("anh").refusal == WRONG
    assert attempt("anh", PASSWORD).refusal == CLOSED


def test_an_account_without_a_password_lets_nobody_in(town: Town) -> None:
    person_row(town.pupil.id).password_hash = ""
    assert attempt("anh", "").refusal == WRONG


def test_an_old_hash_is_made_anew_at_sign_in(town: Town) -> None:
    person_row(town.pupil.id).password_hash = hash_one_time(PASSWORD)
    attempt("anh", PASSWORD)
    assert "m=19456" in person_row(town.pupil.id).password_hash


@pytest.mark.parametrize("username", ["", "x" * 5000, "' or 1=1 --", "\x00", "anh\u202e", "%"])
def test_strange_names_are_only_wrong(town: Town, username: str) -> None:
    assert attempt(username).refusal == WRONG


def test_old_tries_and_sessions_are_forgotten(town: Town, clock: time_machine.Coordinates) -> None:
    attempt("khong-co-ai")
    attempt("anh", PASSWORD)
    clock.shift(2 * 86_400)
    forget_old()
    assert session.scalar(select(func.count()).select_from(UnknownName)) == 0
    assert session.scalar(select(func.count()).select_from(BrowserSession)) == 1
    clock.shift(120 * 86_400)
    forget_old()
    assert session.scalar(select(func.count()).select_from(BrowserSession)) == 0


def test_a_locked_account_takes_as_long_as_a_name_that_nobody_has(town: Town) -> None:
    person_row(town.pupil.id).locked_until = now() + timedelta(minutes=5)
    session.flush()

    def spent(username: str) -> float:
        before = time.process_time()
        assert not check_sign_in(username, "mot-mat-khau-nao-do").is_right
        return time.process_time() - before

    spent("khong.ai")  # the first makes the hash that nobody has
    locked = min(spent(town.pupil.username) for _ in range(3))
    unknown = min(spent("khong.ai.ca") for _ in range(3))
    assert locked > unknown / 2
