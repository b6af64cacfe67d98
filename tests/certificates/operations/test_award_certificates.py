"""Awarding: who gets one, how many, in which order, and what is written with it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.models import Person
from certificates.models import Certificate
from certificates.operations.ask_for_award import ask_for_award
from certificates.operations.award_certificates import CHUNK, award_certificates
from certificates.rules.content import sha256_of
from core import audit
from core.actor import SYSTEM
from core.db import keep_so_far, session, transaction
from core.errors import Conflict, Invalid
from core.events import announce
from core.jobs.models import Job
from core.jobs.worker import run_all_jobs
from exams import api as exams
from exams.events import ResultsReleased
from tests.certificates.released import SITE, award, awarded, certificates_in, person, released_exam


def jobs(kind: str) -> list[Job]:
    return list(session.scalars(select(Job).where(Job.kind == kind).order_by(Job.id)))


def test_only_those_who_passed_get_one_in_the_order_of_the_list(app: Flask) -> None:
    exam, certificates = awarded([True, False, None, True, True])
    assert [c.person_id for c in certificates] == [exam.people[n].id for n in (0, 3, 4)]
    assert [c.n for c in certificates] == [1, 2, 3]


def test_awarding_again_changes_nothing(app: Flask) -> None:
    exam, before = awarded([True, True])
    assert award(exam).issued == 0
    assert [c.code for c in certificates_in(exam.exam_id)] == [c.code for c in before]


def test_late_result_is_awarded_by_another_run(app: Flask) -> None:
    from exams.models import Score

    exam, before = awarded([True, None, True])
    with transaction():
        late = session.scalars(select(Score).where(Score.exam_id == exam.exam_id, Score.passed.is_(None))).one()
        late.passed = late.is_complete = True
    assert award(exam).issued == 1
    after = certificates_in(exam.exam_id)
    assert [c.n for c in after] == [1, 2, 3]
    assert after[2].person_id == exam.people[1].id
    assert [c.number for c in after[:2]] == [c.number for c in before]


def test_exam_without_a_certificate_or_before_its_release_gives_none(app: Flask) -> None:
    assert award(released_exam(kind=None)).issued == 0
    assert award(released_exam(is_released=False)).issued == 0


def test_unknown_type_is_refused(app: Flask) -> None:
    with pytest.raises(Invalid):
        award(released_exam(kind="nothing"))


def test_interrupted_run_goes_on_where_it_was(app: Flask) -> None:
    exam = released_exam([True] * (CHUNK + 7))
    seen = []

    def cut(done: int, of: int) -> None:
        keep_so_far()
        seen.append((done, of))
        if len(seen) == 1:
            raise ConnectionError

    with pytest.raises(ConnectionError), transaction():
        award_certificates(SYSTEM, exam.exam_id, SITE, cut)
    assert len(certificates_in(exam.exam_id)) == CHUNK
    with transaction():
        assert award_certificates(SYSTEM, exam.exam_id, SITE, cut).issued == 7
    assert [c.n for c in certificates_in(exam.exam_id)] == list(range(1, CHUNK + 8))
    assert [c.person_id for c in certificates_in(exam.exam_id)] == [p.id for p in exam.people]


def test_release_heard_twice_gives_one_certificate_each(app: Flask) -> None:
    exam = released_exam([True, True, False])
    for _ in range(2):
        with transaction():
            announce(ResultsReleased(exam.exam_id))
            announce(ResultsReleased(exam.exam_id))
        run_all_jobs()
    assert len(jobs("certificates.award")) == 1
    assert [c.n for c in certificates_in(exam.exam_id)] == [1, 2]
    assert all(c.pdf_name for c in certificates_in(exam.exam_id))
    assert [job.state for job in session.scalars(select(Job))] == ["done"] * session.scalar(select(func.count()).select_from(Job))


def test_news_that_is_rolled_back_awards_nothing(app: Flask) -> None:
    exam = released_exam()
    with pytest.raises(ConnectionError), transaction():
        announce(ResultsReleased(exam.exam_id))
        raise ConnectionError
    run_all_jobs()
    assert certificates_in(exam.exam_id) == []


def test_job_that_is_done_again_after_a_crash_gives_no_second_certificate(app: Flask) -> None:
    exam = released_exam([True, True])
    with transaction():
        announce(ResultsReleased(exam.exam_id))
    run_all_jobs()
    with transaction():
        for job in session.scalars(select(Job)):
            job.state = "queued"
    run_all_jobs()
    assert [c.n for c in certificates_in(exam.exam_id)] == [1, 2]


def test_asking_by_hand_waits_for_a_run_under_way_and_may_be_repeated_later(app: Flask) -> None:
    exam = released_exam()
    view = exams.exam_view(exam.exam_id)
    session.rollback()
    with transaction():
        ask_for_award(SYSTEM, view)
        ask_for_award(SYSTEM, view)
    assert len(jobs("certificates.award")) == 1
    run_all_jobs()
    with transaction():
        ask_for_award(SYSTEM, view)
    assert len(jobs("certificates.award")) == 2
    run_all_jobs()
    assert len(certificates_in(exam.exam_id)) == 1


def test_asking_for_an_exam_without_certificates_is_refused(app: Flask) -> None:
    exam = released_exam(kind=None)
    with pytest.raises(Conflict):
        ask_for_award(SYSTEM, exams.exam_view(exam.exam_id))


def test_certificate_keeps_what_was_true_at_issue(app: Flask) -> None:
    exam, (certificate,) = awarded()
    with transaction():
        who = session.get_one(Person, exam.people[0].id)
        who.full_name, who.birth_place = "Tên Đã Đổi", "Nơi khác"
    kept = session.get_one(Certificate, certificate.id)
    assert kept.content["holder"]["full_name"] == kept.full_name == "Trần Thị Bình 1"
    assert kept.content["holder"]["birth_place"] == "Đắk Lắk"
    assert kept.content_sha256 == sha256_of(kept.content)


def test_content_holds_result_decision_and_address(app: Flask) -> None:
    _, (certificate,) = awarded()
    content = certificate.content
    assert [part["on_ten"] for part in content["result"]["parts"]] == ["8.25", "8.25"]
    assert content["result"]["candidate_number"] == "0001"
    assert content["decision"] == {"number": "128/QĐ-TTTH", "decided_on": "2026-11-20"}
    assert content["verify_url"].startswith("https://thi.example/verify/")
    assert content["verify_url"].endswith(content["code"])


def test_each_award_is_recorded_printed_and_told(app: Flask) -> None:
    quiet = person("Không Có Thư", email="")
    exam, certificates = awarded([True, True], people=[person("Lê Có Thư", email="co@thi.example"), quiet])
    for certificate in certificates:
        acts = session.scalars(audit.records(subject=f"certificate:{certificate.id}")).all()
        assert [entry.act for entry in acts] == ["certificates.awarded"]
    assert [job.arguments["certificate_id"] for job in jobs("certificates.print")] == [c.id for c in certificates]
    letters = [job.arguments for job in jobs("core.send_mail")]
    assert [letter["to"] for letter in letters] == ["co@thi.example"]
    assert certificates[0].number in letters[0]["subject"]
    assert certificates[0].content["verify_url"] in letters[0]["text"]
    assert exam.people[0].citizen_id not in letters[0]["text"]


def test_awarding_costs_few_queries_a_certificate(app: Flask, queries) -> None:  # type: ignore[no-untyped-def]
    exam = released_exam([True] * 10, people=[person(email="") for _ in range(10)])
    with queries() as count:
        award(exam)
    assert count.n <= 9 + 10 * 8, count
