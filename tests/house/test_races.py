"""Acts that two people do at the same moment: one is done, the others are told, nobody meets an error of the server."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select

from accounts.models import Group, GroupMember, Organisation, RoleAssignment, UnknownName
from core.audit import AuditRecord
from core.db import session
from core.jobs.models import Job
from exams.models import Candidate, Exam, ExamState, Form
from question_bank.models import Bank
from tests.exams.operations.test_seal_paper import planned
from tests.support.marking import close_window, held_exam, marked
from tests.support.people import person_with
from tests.support.questions import new_organisation
from tests.support.sittings import SINGLE
from tests.support.together import MANY, at_once


def count(what: type, *where: object) -> int:
    return session.scalar(select(func.count()).select_from(what).where(*where)) or 0  # type: ignore[arg-type]


def acts(act: str) -> int:
    return count(AuditRecord, AuditRecord.act == act)


def no_errors(statuses: list[int]) -> bool:
    return max(statuses) < 500


def test_a_paper_is_sealed_once(app: Flask) -> None:
    exam = planned()
    chair, exam_id = person_with("council_chair", exam_id=exam.id), exam.id
    got = at_once(app, chair, lambda browser: browser.post(f"/exams/{exam_id}/paper/seal").status_code)
    assert got == [302] + [409] * (MANY - 1)
    assert count(Form, Form.exam_id == exam_id) == exam.forms_count
    assert acts("exams.sealed") == 1


def test_results_are_released_once(app: Flask) -> None:
    exam = held_exam(questions=(("single_choice", SINGLE),))
    marked(exam, answers={1: "b"})
    close_window(exam)
    chair = person_with("council_chair", exam_id=exam.id)
    decision = {"decision_number": "1/QĐ", "decided_on": "2026-11-20"}
    got = at_once(app, chair, lambda browser: browser.post(f"/exams/{exam.id}/results/release", data=decision).status_code)
    assert got == [302] + [409] * (MANY - 1)
    assert session.get_one(Exam, exam.id).state == ExamState.RELEASED
    assert acts("exams.released") == 1
    assert count(Job, Job.kind == "certificates.award") == 1


def test_sealing_and_registering_at_once_leaves_no_candidate_without_a_form(app: Flask) -> None:
    exam = planned()
    exam_id, admin = exam.id, person_with("administrator")
    names = [f"vao.thi.{n}" for n in range(MANY)]
    for name in names:
        _named(name)
    turn = iter(range(MANY))

    def ask(browser) -> int:  # type: ignore[no-untyped-def]
        mine = next(turn)
        if mine == 0:
            return int(browser.post(f"/exams/{exam_id}/paper/seal").status_code)
        return int(browser.post(f"/exams/{exam_id}/candidates", data={"usernames": names[mine], "room": ""}).status_code)

    assert at_once(app, admin, ask) == [302] * MANY
    assert count(Candidate, Candidate.exam_id == exam_id) == MANY - 1
    assert count(Candidate, Candidate.exam_id == exam_id, Candidate.form_id.is_(None)) == 0
    assert len(set(session.scalars(select(Candidate.number).where(Candidate.exam_id == exam_id)))) == MANY - 1


def _named(username: str) -> int:
    from accounts.api import NewPerson, create_person
    from core.actor import SYSTEM

    return create_person(SYSTEM, NewPerson(f"Người {username}", username)).id


def test_the_same_thing_is_made_once(app: Flask) -> None:
    place, admin = new_organisation(), person_with("administrator")
    person, place_id = person_with(), place.id
    asks = {
        "/organisations/new": {"name": "Trường Mới", "code": "MOI", "kind": "school", "parent_id": place_id},
        "/groups/new": {"name": "12A9", "kind": "class", "school_year": "2026-2027", "organisation_id": place_id},
        "/banks/new": {"code": "NH-MOI", "name": "Ngân hàng mới", "organisation_id": place_id, "subject_code": ""},
        "/people/new": {"full_name": "Người Mới", "username": "nguoi.moi", "organisation_id": place_id, "gender": ""},
        f"/people/{person}/roles": {"role": "teacher", "organisation_id": place_id},
    }
    for url, data in asks.items():
        got = at_once(app, admin, lambda browser, url=url, data=data: browser.post(url, data=data).status_code)  # type: ignore[misc]
        assert no_errors(got), (url, got)
    assert count(Organisation, Organisation.code == "MOI") == 1
    assert count(Group, Group.name == "12A9") == 1
    assert count(Bank, Bank.code == "NH-MOI") == 1
    assert count(RoleAssignment, RoleAssignment.person_id == person) == 1


def test_a_person_enters_a_group_once(app: Flask) -> None:
    from accounts.api import create_group
    from core.actor import SYSTEM

    group, admin = create_group(SYSTEM, new_organisation().id, "12A1").id, person_with("administrator")
    person = _named("vao.lop")
    got = at_once(app, admin, lambda browser: browser.post(f"/groups/{group}/members", data={"usernames": "vao.lop"}).status_code)
    assert no_errors(got)
    assert count(GroupMember, GroupMember.person_id == person) == 1


def test_wrong_tries_at_a_name_that_nobody_has_are_all_counted(app: Flask) -> None:
    form = {"username": "khong.co.ai", "password": "sai-mat-khau"}
    got = at_once(app, None, lambda browser: browser.post("/sign-in", data=form).status_code)
    assert got == [422] * MANY
    assert session.scalars(select(UnknownName.failed_sign_ins)).one() == 5  # the fifth locks it, and a locked name counts no more
