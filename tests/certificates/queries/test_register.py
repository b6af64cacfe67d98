"""The register: who sees which lines of it, and how they are found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from certificates.queries.register import RegisterFilter, count_by_state, issuers, register, years
from core.actor import SYSTEM, Actor
from core.db import session
from core.permissions import Permission as P
from tests.certificates.released import awarded, organisation, person

ActorWith = Callable[..., Actor]


def names(actor: Actor, **wanted: object) -> list[str]:
    return [c.full_name for c in session.scalars(register(actor, RegisterFilter(**wanted)))]  # type: ignore[arg-type]


def test_staff_sees_its_own_tree_and_its_own_exams(app: Flask, actor_with: ActorWith) -> None:
    top = organisation()
    one, _ = awarded(people=[person("Một")], place=organisation(top[0]))
    two, _ = awarded(people=[person("Hai")])
    assert names(actor_with(P.CERTIFICATES_VIEW, path=top[1])) == ["Một"]
    assert names(actor_with(P.CERTIFICATES_VIEW, exam_id=two.exam_id)) == ["Hai"]
    assert names(actor_with(P.CERTIFICATES_ISSUE, path="/")) == []
    assert sorted(names(SYSTEM)) == ["Hai", "Một"]
    assert [place.id for place in issuers(actor_with(P.CERTIFICATES_VIEW, path=top[1]))] == [one.organisation_id]
    assert [place.id for place in issuers(actor_with(P.CERTIFICATES_VIEW, exam_id=two.exam_id))] == [two.organisation_id]


def test_found_by_name_without_diacritics_number_serial_and_code(app: Flask) -> None:
    _, (an, _) = awarded([True, True], people=[person("Đỗ Đức Ổn"), person("Lê Thị Hoa")])
    for words in ("do duc on", "ỔN", an.number, an.serial, an.number[-6:], an.code, an.code.lower(), f"https://x/verify/{an.code}"):
        assert names(SYSTEM, words=words) == ["Đỗ Đức Ổn"], words


@pytest.mark.parametrize("words", ["không ai", "%", "_", "\0", "'; --", "x" * 160])
def test_words_that_match_nobody(app: Flask, words: str) -> None:
    awarded()
    assert names(SYSTEM, words=words) == []


def test_filters_and_counts(app: Flask) -> None:
    exam, certificates = awarded([True, True])
    year = certificates[0].year
    assert years() == [year]
    assert len(names(SYSTEM, year=year, type_code="it_basic", state="valid", organisation_path=exam.organisation_path)) == 2
    assert names(SYSTEM, year=year - 1) == names(SYSTEM, type_code="other") == names(SYSTEM, state="revoked") == []
    assert count_by_state(SYSTEM, RegisterFilter()) == {"valid": 2}


def test_book_runs_from_the_first_number_and_the_list_from_the_last(app: Flask) -> None:
    awarded([True] * 3)
    assert [c.n for c in session.scalars(register(SYSTEM, RegisterFilter(), oldest_first=True))] == [1, 2, 3]
    assert [c.n for c in session.scalars(register(SYSTEM, RegisterFilter()))] == [3, 2, 1]
