"""Numbers without gaps, however many take them at once and however many of them fail."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from certificates.models import NumberSeries
from certificates.operations.award_certificates import award_certificates
from certificates.operations.take_number import lock_series, take_number
from certificates.queries import integrity
from core.actor import SYSTEM
from core.db import db, session, transaction
from tests.certificates.released import SITE, Released, awarded, certificates_in, organisation, released_exam

THREADS = 8


class PowerCut(Exception):
    """Something that fails between taking a number and keeping it."""


def test_first_number_of_a_series_is_one(app: Flask) -> None:
    place, _ = organisation()
    with transaction():
        assert [take_number(lock_series(place, "it_basic", 2026)) for _ in range(3)] == [1, 2, 3]


def test_issuers_types_and_years_count_apart(app: Flask) -> None:
    (one, _), (other, _) = organisation(), organisation()
    with transaction():
        taken = [
            take_number(lock_series(place, kind, year))
            for place, kind, year in ((one, "a", 2026), (other, "a", 2026), (one, "b", 2026), (one, "a", 2027), (one, "a", 2026))
        ]
    assert taken == [1, 1, 1, 1, 2]


def test_number_comes_back_when_the_transaction_fails(app: Flask) -> None:
    place, _ = organisation()
    with pytest.raises(PowerCut), transaction():
        take_number(lock_series(place, "it_basic", 2026))
        raise PowerCut
    with transaction():
        assert take_number(lock_series(place, "it_basic", 2026)) == 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_any_mix_of_success_and_failure_leaves_no_gap(app: Flask, succeeds: list[bool]) -> None:
    place, _ = organisation()
    kept = []
    for success in succeeds:
        try:
            with transaction():
                number = take_number(lock_series(place, "it_basic", 2026))
                if not success:
                    raise PowerCut
            kept.append(number)
        except PowerCut:
            pass
    assert kept == list(range(1, sum(succeeds) + 1))


def test_many_threads_with_failures_leave_no_gap(app: Flask) -> None:
    place, _ = organisation()

    def take(seed: int) -> list[int]:
        chance, kept = random.Random(seed), []
        for _ in range(12):
            with app.app_context():
                try:
                    with transaction():
                        number = take_number(lock_series(place, "it_basic", 2026))
                        if chance.random() < 0.35:
                            raise PowerCut
                    kept.append(number)
                except PowerCut:
                    pass
        return kept

    with ThreadPoolExecutor(THREADS) as pool:
        kept = sorted(number for numbers in pool.map(take, range(THREADS)) for number in numbers)
    assert kept == list(range(1, len(kept) + 1))
    assert session.scalars(select(NumberSeries.last).where(NumberSeries.organisation_id == place)).one() == len(kept)


def test_exams_awarded_at_once_share_one_book_without_gaps(app: Flask) -> None:
    place = organisation()
    exams = [released_exam([True, True, False, True], place=place) for _ in range(5)]

    def run(order: tuple[int, Released]) -> None:
        chance = random.Random(order[0])
        for _ in range(30):  # as the worker does: again, until it goes through
            with app.app_context():
                try:
                    with transaction():
                        award_certificates(SYSTEM, order[1].exam_id, SITE, lambda done, of: _perhaps_fail(chance))
                    return
                except PowerCut:
                    continue
        raise AssertionError("never went through")

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(run, enumerate([*exams, *exams])))
    numbers = sorted(c.n for exam in exams for c in certificates_in(exam.exam_id))
    assert numbers == list(range(1, 16))
    assert list(integrity.faults()) == []


def _perhaps_fail(chance: random.Random) -> None:
    if chance.random() < 0.5:
        raise PowerCut


def test_database_itself_refuses_a_number_twice(app: Flask) -> None:
    _, certificates = awarded([True, True])
    session.rollback()
    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.execute(text("UPDATE certificates_certificate SET n = 1 WHERE id = :id"), {"id": certificates[1].id})


def test_year_is_the_local_one(app: Flask, clock) -> None:  # type: ignore[no-untyped-def]
    clock.move_to("2026-12-31T16:59:00+00:00")
    _, before = awarded()
    clock.move_to("2026-12-31T17:01:00+00:00")  # already New Year's Day in Viet Nam
    _, after = awarded()
    assert (before[0].year, before[0].issued_on) == (2026, date(2026, 12, 31))
    assert (after[0].year, after[0].issued_on) == (2027, date(2027, 1, 1))
