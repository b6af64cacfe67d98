from __future__ import annotations

import pytest

from accounts.rules.roles import OWN_WORK, ROLES, Held, RoleCode, grants_of, is_staff, label_of, place_word, powers_of
from core.actor import Place, signed_in_actor
from core.permissions import Permission as P


def actor(*held: Held):  # type: ignore[no-untyped-def]
    return signed_in_actor(1, "An", grants_of(held))


def test_an_administrator_may_do_everything_everywhere_but_a_learners_own_work() -> None:
    admin = actor(Held("administrator", "/"))
    assert {permission for permission in P if not admin.may(permission, Place("/1/4/", 7))} == OWN_WORK


def test_a_role_reaches_below_its_organisation_and_not_beside_it() -> None:
    manager = actor(Held("manager", "/1/4/"))
    assert manager.may(P.PEOPLE_MANAGE, Place("/1/4/9/"))
    assert not manager.may(P.PEOPLE_MANAGE, Place("/1/"))
    assert not manager.may(P.PEOPLE_MANAGE, Place("/1/40/"))


def test_a_role_at_an_exam_reaches_that_exam_only() -> None:
    marker = actor(Held("marker", exam_id=7))
    assert marker.may(P.EXAMS_MARK, Place("/1/", 7))
    assert not marker.may(P.EXAMS_MARK, Place("/1/", 8))
    assert not marker.may(P.EXAMS_MARK, Place("/1/"))


@pytest.mark.parametrize(
    ("role", "holds", "lacks"),
    [
        ("council_chair", {P.EXAMS_SEAL, P.EXAMS_RELEASE, P.CERTIFICATES_REVOKE, P.ROLES_GRANT}, {P.BANK_VIEW, P.EXAMS_SIT}),
        ("secretary", {P.EXAMS_CANDIDATES, P.PEOPLE_MANAGE, P.CERTIFICATES_ISSUE}, {P.EXAMS_SEAL, P.CERTIFICATES_REVOKE}),
        ("question_board", {P.BANK_WRITE, P.EXAMS_PREPARE}, {P.EXAMS_CANDIDATES}),
        ("invigilator", {P.EXAMS_INVIGILATE}, {P.EXAMS_MARK, P.BANK_VIEW}),
        ("marker", {P.EXAMS_MARK}, {P.EXAMS_VIEW, P.PEOPLE_VIEW}),
        ("teacher", {P.BANK_WRITE, P.EXAMS_VIEW, P.PEOPLE_VIEW}, {P.CURRICULUM_EDIT, P.PEOPLE_MANAGE, P.EXAMS_PREPARE}),
        ("manager", {P.PEOPLE_MANAGE, P.AUDIT_VIEW, P.ROLES_GRANT}, {P.EXAMS_SEAL, P.JOBS_VIEW, P.CERTIFICATES_ISSUE}),
        ("student", {P.EXAMS_SIT}, {P.EXAMS_VIEW}),
        ("parent", {P.CHILDREN_FOLLOW}, set(P) - {P.CHILDREN_FOLLOW}),
    ],
)
def test_roles_hold_what_the_council_expects(role: str, holds: set[P], lacks: set[P]) -> None:
    assert holds <= ROLES[role].permissions
    assert not lacks & ROLES[role].permissions


def test_whoever_only_sits_exams_is_no_staff() -> None:
    assert not is_staff(["student", "candidate", "parent", "no-such-role"])
    assert is_staff(["student", "marker"])


def test_a_role_that_is_no_longer_data_gives_nothing_and_breaks_nothing() -> None:
    assert grants_of([Held("gone", "/")]) == ()
    assert powers_of("gone") == frozenset()
    assert str(label_of("gone")) == "gone"


def test_every_role_code_is_data() -> None:
    assert set(ROLES) == set(RoleCode)


@pytest.mark.parametrize(("organisation", "exam", "word"), [(None, None, "/"), (4, None, "organisation:4"), (None, 7, "exam:7")])
def test_a_place_is_one_word(organisation: int | None, exam: int | None, word: str) -> None:
    assert place_word(organisation, exam) == word
