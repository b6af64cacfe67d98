"""The sitting over HTTP, on both databases: no acknowledged answer is lost, doubled or changed."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import func, select, text

from core import clock as now_clock
from core.audit import AuditRecord
from core.db import db, session, transaction
from core.http.signing import sign
from core.jobs.models import Job
from exams.models import Candidate, EndReason, Exam, Incident, JournalBatch, Notice, Sitting, SittingState
from exams.operations.allow_takeover import allow_takeover
from exams.operations.close_overdue import close_overdue
from exams.operations.end_sitting import end_sitting
from exams.operations.give_extra_time import give_extra_time
from exams.operations.tell_sitting import send_message
from exams.queries.sitting import journal_of, journal_texts
from exams.rules.journal import chain, fold, receipt_of
from exams.rules.permit import PURPOSE, Permit, write_permit
from tests.support.actors import actor_with
from tests.support.databases import House
from tests.support.people import sign_in_as
from tests.support.sittings import Page, ReadyExam, event, ready_exam


@pytest.fixture
def exam(app: Flask) -> ReadyExam:
    return ready_exam()


@pytest.fixture
def page(client: FlaskClient, exam: ReadyExam) -> Page:
    sign_in_as(client, person_id=exam.person_ids[0])
    return Page.start(client, exam.id)


def sitting_of(page: Page) -> Sitting:
    return session.execute(select(Sitting).where(Sitting.id == page.id).execution_options(populate_existing=True)).scalar_one()


def incidents(page: Page) -> list[str]:
    return list(session.scalars(select(Incident.kind).where(Incident.sitting_id == page.id).order_by(Incident.id)))


def kept(page: Page) -> list[str]:
    session.rollback()
    return journal_texts(page.id)


# Saving


def test_a_saved_answer_is_acknowledged_with_the_receipt_of_its_head(page: Page) -> None:
    answer = page.save(3, "a")
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["acked_seq"] == 1
    assert answer.json["receipt"] == receipt_of(page.heads[-1])
    assert kept(page) == page.texts
    assert fold(journal_of(page.id))[3].answer == "a"


def test_a_save_needs_few_statements(page: Page, queries: Any) -> None:
    page.save()
    page.change()
    with queries() as count:
        page.send(2)
    assert count.n == 2, count


def test_a_poll_reads_once_and_writes_nothing(page: Page, queries: Any) -> None:
    with queries() as count:
        assert page.poll().status_code == 200
    assert count.n == 1, count


def test_a_repeat_is_acknowledged_and_changes_nothing(page: Page) -> None:
    first = page.save()
    again = page.send(1)
    assert again.status_code == 200
    assert again.json["acked_seq"] == first.json["acked_seq"] == 1  # type: ignore[index]
    assert kept(page) == page.texts


def test_a_repeat_of_the_middle_is_acknowledged(page: Page) -> None:
    for letter in "abcd":
        page.save(1, letter)
    assert page.send(2, 3).json["acked_seq"] == 4  # type: ignore[index]
    assert kept(page) == page.texts


def test_a_gap_is_refused_with_the_last_acknowledged_number(page: Page) -> None:
    page.save()
    page.change()
    page.change()
    answer = page.send(3)
    assert (answer.status_code, answer.json["code"], answer.json["acked_seq"]) == (409, "gap", 1)  # type: ignore[index]
    assert page.send(2).status_code == 200
    assert kept(page) == page.texts


def test_an_overlap_appends_only_what_is_new(page: Page) -> None:
    page.save()
    page.save(2, "c")
    page.change(3, "d")
    page.change(4, "a")
    assert page.send(1).json["acked_seq"] == 4  # type: ignore[index]
    assert kept(page) == page.texts
    assert chain(page.heads[0], kept(page)) == sitting_of(page).chain_head == page.heads[-1]


@pytest.mark.parametrize("first", [1, 2])
def test_another_story_under_the_same_number_is_a_fork_and_changes_nothing(page: Page, first: int) -> None:
    page.save(1, "a")
    page.save(1, "b")
    before = kept(page)
    page.texts[first - 1] = event(first, 1, "d")
    for _ in range(3):
        answer = page.send(first)
        assert (answer.status_code, answer.json["code"]) == (409, "forked")  # type: ignore[index]
    assert kept(page) == before
    assert incidents(page) == ["forked"]


def test_a_new_event_after_another_history_is_a_fork(page: Page) -> None:
    page.save(1, "a")
    page.change(1, "b")
    assert page.send(2, head="0" * 64).json["code"] == "forked"  # type: ignore[index]
    assert len(kept(page)) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"events": ["not json"]},
        {"events": [event(1, 99)]},
        {"events": [event(2)]},
        {"events": [event(1)] * 2},
        {"events": ["x" * 70_000]},
        {"events": {"a": 1}},
        {"events": [event(1)], "first_seq": "1"},
        {"events": [event(1)], "head": "forged"},
        {"events": [event(1, 1, "\ud800")]},
    ],
)
def test_what_no_page_sends_is_refused(page: Page, body: dict[str, Any]) -> None:
    answer = page.post("journal", {"first_seq": 1, "head": page.heads[0], "notices_seen": 0, **body})
    assert answer.status_code == 422
    assert answer.json["code"] == "bad_batch"  # type: ignore[index]
    assert kept(page) == []


@pytest.mark.parametrize("body", ["", "[]", "{", '{"events": [], "notices_seen": -1}', '{"events": [], "notices_seen": true}'])
def test_a_body_that_is_not_ours_is_refused(page: Page, body: str) -> None:
    headers = {"Authorization": f"Sitting {page.started['token']}"}
    assert page.client.post(f"/sittings/{page.id}/journal", data=body, headers=headers, content_type="application/json").status_code == 422


def test_a_huge_body_is_refused_unread(page: Page) -> None:
    headers = {"Authorization": f"Sitting {page.started['token']}"}
    assert (
        page.client.post(f"/sittings/{page.id}/journal", data="x" * 500_000, headers=headers, content_type="application/json").status_code
        == 413
    )


# Whose sitting it is


def test_a_forged_token_opens_nothing(page: Page) -> None:
    page.change()
    words = write_permit(Permit(page.id, 1, 5, 5, 300))
    genuine = page.started["token"]
    tokens = ["", "x", f"{words}.{'A' * 32}", sign("other", words), genuine[:-1] + ("A" if genuine[-1] != "A" else "B"), words]
    for token in tokens:
        assert page.post("journal", {"events": page.texts}, token=token or " ").status_code == 403
    assert kept(page) == []


def test_a_token_opens_only_its_own_sitting(app: Flask, client: FlaskClient) -> None:
    exam = ready_exam(candidates=2)
    sign_in_as(client, person_id=exam.person_ids[0])
    mine = Page.start(client, exam.id)
    sign_in_as(client, person_id=exam.person_ids[1])
    theirs = Page.start(client, exam.id)
    body = {"first_seq": 1, "events": [event(1)], "head": theirs.heads[0], "notices_seen": 0}
    assert mine.post("journal", body, sitting_id=theirs.id).status_code == 403
    assert mine.post("hand-in", {"final_seq": 0, "head": theirs.heads[0]}, sitting_id=theirs.id).status_code == 403
    assert kept(theirs) == []


def test_a_token_of_a_sitting_that_is_not_there_is_not_found(page: Page) -> None:
    token = sign(PURPOSE, write_permit(Permit(999_999, 1, 5, 5, 300)))
    for body in ({"events": []}, {"first_seq": 1, "events": [event(1)], "head": "0" * 64}):
        assert page.post("journal", body, sitting_id=999_999, token=token).status_code == 404


def test_someone_who_is_not_a_candidate_finds_nothing(client: FlaskClient, exam: ReadyExam) -> None:
    sign_in_as(client, "candidate")
    assert client.get(f"/sit/{exam.id}").status_code == 404
    assert client.get(f"/sit/{exam.id}/check").status_code == 404
    assert client.get(f"/papers/{exam.sha256}").status_code == 404
    assert client.post(f"/sit/{exam.id}/start", json={"device": "may-so-01"}).status_code == 404


# Starting


@pytest.mark.parametrize(
    "device", ["\ud800-may-so-01", "\0-may-so-01", "máy số 01", "may so 01", "a" * 7, "a" * 65, 12345678, None, ["may-so-01"]]
)
def test_a_machine_has_a_plain_name(client: FlaskClient, exam: ReadyExam, device: object) -> None:
    sign_in_as(client, person_id=exam.person_ids[0])
    assert client.post(f"/sit/{exam.id}/start", json={"device": device}).status_code == 422
    assert session.scalar(select(func.count()).select_from(Sitting).where(Sitting.exam_id == exam.id)) == 0


def test_starting_again_on_the_same_machine_gives_the_same_sitting(page: Page, exam: ReadyExam) -> None:
    page.save(2, "c")
    again = Page.start(page.client, exam.id)
    assert again.id == page.id
    assert again.texts == page.texts
    assert again.heads[-1] == again.started["head"]
    assert again.started["order"] == page.started["order"]
    assert sitting_of(page).live_session == 1


def test_starting_twenty_times_at_once_makes_one_sitting(app: Flask, exam: ReadyExam) -> None:
    clients = [app.test_client() for _ in range(8)]
    for each in clients:
        sign_in_as(each, person_id=exam.person_ids[0])
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda each: _in_thread(app, lambda: each.post(f"/sit/{exam.id}/start", json={"device": "may-so-01"})), clients)
        )
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json["sitting"] for answer in answers}) == 1


def _in_thread(app: Flask, do: Any) -> Any:
    with app.app_context():
        return do()


def test_another_machine_needs_leave_and_the_old_page_is_told(client: FlaskClient, page: Page, exam: ReadyExam) -> None:
    page.save()
    refused = client.post(f"/sit/{exam.id}/start", json={"device": "may-so-02"})
    assert (refused.status_code, refused.json["code"]) == (409, "other_machine")  # type: ignore[index]
    with transaction():
        allow_takeover(actor_with(), page.id)
    new = Page.start(client, exam.id, "may-so-02")
    assert new.texts == page.texts
    assert page.save(2).json["code"] == "taken_over"  # type: ignore[index]
    assert page.poll().json["code"] == "taken_over"  # type: ignore[index]
    assert page.hand_in().json["code"] == "taken_over"  # type: ignore[index]
    assert new.save(2, "d").status_code == 200
    assert incidents(page) == ["takeover"]
    third = client.post(f"/sit/{exam.id}/start", json={"device": "may-so-03"})
    assert third.json["code"] == "other_machine"  # type: ignore[index]  # the leave served once


def test_a_mock_exam_moves_freely(app: Flask, client: FlaskClient) -> None:
    exam = ready_exam(takeover_needs_leave=False)
    sign_in_as(client, person_id=exam.person_ids[0])
    Page.start(client, exam.id)
    assert Page.start(client, exam.id, "may-so-02").save().status_code == 200


@pytest.mark.parametrize(
    ("opens_in", "fields", "code"),
    [(60, {}, "too_early"), (-600, {"late_entry_seconds": 300}, "too_late"), (-8000, {}, "too_late")],
)
def test_a_start_outside_its_time_is_refused(app: Flask, client: FlaskClient, opens_in: int, fields: dict[str, Any], code: str) -> None:
    exam = ready_exam(opens_in=opens_in, **fields)
    sign_in_as(client, person_id=exam.person_ids[0])
    answer = client.post(f"/sit/{exam.id}/start", json={"device": "may-so-01"})
    assert (answer.status_code, answer.json["code"]) == (409, code)  # type: ignore[index]
    assert session.scalar(select(func.count()).select_from(Sitting)) == 0


def test_a_late_start_still_ends_at_the_close(app: Flask, client: FlaskClient) -> None:
    exam = ready_exam(opens_in=-5400, lasts=7200, duration_seconds=3600)
    sign_in_as(client, person_id=exam.person_ids[0])
    page = Page.start(client, exam.id)
    assert sitting_of(page).deadline_at == session.get_one(Exam, exam.id).closes_at


def test_start_gives_the_key_and_the_paper_opens_with_it(page: Page, exam: ReadyExam) -> None:
    from core.sealing import unseal

    sealed = page.client.get(f"/papers/{exam.sha256}")
    assert sealed.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert unseal(page.started["key"], sealed.data) == exam.document
    assert sorted(page.started["order"]) == [1, 2, 3, 4, 5]


def test_the_paper_is_there_early_but_not_too_early(app: Flask, client: FlaskClient) -> None:
    soon, later = ready_exam(opens_in=800), ready_exam(opens_in=1000)
    sign_in_as(client, person_id=soon.person_ids[0])
    assert client.get(f"/papers/{soon.sha256}").status_code == 200
    sign_in_as(client, person_id=later.person_ids[0])
    assert client.get(f"/papers/{later.sha256}").status_code == 404


# Time


def test_what_was_given_before_the_deadline_may_arrive_late(page: Page) -> None:
    deadline = sitting_of(page).deadline_at
    page.change(1, "a", at=deadline - timedelta(seconds=1))
    page.change(2, "b", at=deadline + timedelta(seconds=1))
    with time_machine.travel(deadline + timedelta(seconds=60), tick=False):
        answer = page.send(1)
    assert (answer.status_code, answer.json["acked_seq"], answer.json["arrival"]) == (200, 2, "too_late")  # type: ignore[index]
    assert [batch.arrival for batch in journal_of(page.id)] == ["late", "too_late"]
    assert set(fold(journal_of(page.id))) == {1}
    assert incidents(page) == ["late", "too_late"]


def test_grace_covers_the_way_to_the_server(page: Page) -> None:
    deadline = sitting_of(page).deadline_at
    with time_machine.travel(deadline + timedelta(seconds=4), tick=False):
        assert page.save(1, "a", at=deadline).json["arrival"] == "on_time"  # type: ignore[index]
    assert incidents(page) == []


def test_beyond_the_allowance_it_is_kept_and_not_scored(page: Page) -> None:
    deadline = sitting_of(page).deadline_at
    with time_machine.travel(deadline + timedelta(seconds=301), tick=False):
        answer = page.save(1, "a", at=deadline - timedelta(seconds=5))
    assert (answer.json["acked_seq"], answer.json["arrival"]) == (1, "too_late")  # type: ignore[index]
    assert fold(journal_of(page.id)) == {}
    assert len(kept(page)) == 1


def test_a_page_whose_clock_is_wrong_loses_nothing_before_the_deadline(page: Page) -> None:
    assert page.save(1, "a", at=now_clock.now() + timedelta(hours=9)).json["arrival"] == "on_time"  # type: ignore[index]


def test_the_server_closes_what_no_page_handed_in_and_still_takes_late_answers(page: Page) -> None:
    page.save(1, "a")
    deadline = sitting_of(page).deadline_at
    with time_machine.travel(deadline + timedelta(seconds=5), tick=False):
        assert close_overdue() == 0
    with time_machine.travel(deadline + timedelta(seconds=6), tick=False):
        assert close_overdue() == 1
        assert close_overdue() == 0
        closed = sitting_of(page)
        assert (closed.state, closed.end_reason, closed.receipt) == (SittingState.ENDED, EndReason.DEADLINE, receipt_of(page.heads[1]))
        late = page.save(2, "b", at=deadline - timedelta(seconds=3)).json
    assert (late["arrival"], late["state"], late["receipt"]) == ("late", "ended", receipt_of(page.heads[2]))  # type: ignore[index]
    assert sitting_of(page).receipt == receipt_of(page.heads[2])
    job = session.execute(select(Job).where(Job.kind == "exams.mark_sitting")).scalar_one()
    assert job.run_at == deadline + timedelta(seconds=305)


def test_extra_time_reaches_a_running_sitting_with_its_next_exchange(page: Page, exam: ReadyExam) -> None:
    before = sitting_of(page).deadline_at
    with transaction():
        give_extra_time(actor_with(), exam.candidate_ids[0], 600, "Mất điện 10 phút")
    answer = page.poll().json
    assert answer is not None
    assert answer["notices"][0]["kind"] == "extra_time"
    assert sitting_of(page).deadline_at == before + timedelta(minutes=10)
    assert page.poll(1).json["notices"] == []  # type: ignore[index]
    assert page.save().json["notices"] != []  # type: ignore[index]
    with time_machine.travel(before + timedelta(seconds=300), tick=False):
        assert page.save(2).json["arrival"] == "on_time"  # type: ignore[index]
        assert close_overdue() == 0


def test_extra_time_before_the_start_counts_in_the_deadline(app: Flask, client: FlaskClient, exam: ReadyExam) -> None:
    with transaction():
        give_extra_time(actor_with(), exam.candidate_ids[0], 900, "Khuyết tật vận động")
    sign_in_as(client, person_id=exam.person_ids[0])
    sitting = sitting_of(Page.start(client, exam.id))
    assert sitting.deadline_at - sitting.started_at == timedelta(seconds=3600 + 900)


def test_a_message_reaches_only_running_sittings(page: Page) -> None:
    with transaction():
        assert send_message(actor_with(), [page.id, 999], "Câu 3: đọc “tăng” thành “giảm”.", "correction") == 1
    assert page.poll().json["notices"][0]["text"].startswith("Câu 3")  # type: ignore[index]
    page.hand_in()
    with transaction():
        assert send_message(actor_with(), [page.id], "Muộn") == 0
    assert session.scalar(select(func.count()).select_from(Notice)) == 1


def test_a_forced_end_takes_what_was_given_before_it(page: Page) -> None:
    page.save(1, "a")
    with transaction():
        end_sitting(page.id, EndReason.FORCED, reason="Vi phạm quy chế")
    ended_at = sitting_of(page).ended_at
    assert ended_at is not None
    with time_machine.travel(ended_at + timedelta(seconds=30), tick=False):
        assert page.save(2, "b", at=ended_at - timedelta(seconds=1)).json["arrival"] == "late"  # type: ignore[index]
        assert page.save(3, "c", at=ended_at + timedelta(seconds=10)).json["arrival"] == "too_late"  # type: ignore[index]
    assert set(fold(journal_of(page.id))) == {1, 2}
    assert incidents(page)[0] == "forced_hand_in"


# Handing in


def test_twenty_hand_ins_give_one_receipt(page: Page) -> None:
    page.save(1, "a")
    answers = [page.hand_in().json for _ in range(20)]
    assert {answer["receipt"] for answer in answers} == {receipt_of(page.heads[-1])}  # type: ignore[index]
    assert len({answer["ended_at"] for answer in answers}) == 1  # type: ignore[index]
    assert sitting_of(page).end_reason == EndReason.HANDED_IN
    assert session.scalar(select(func.count()).select_from(Job).where(Job.kind == "exams.mark_sitting")) == 1


def test_handing_in_is_in_the_audit_trail_once_with_its_receipt(page: Page, exam: ReadyExam) -> None:
    for _ in range(3):
        page.hand_in()
    record = session.scalars(select(AuditRecord).where(AuditRecord.act == "exams.handed_in")).one()
    assert (record.person_id, record.subject) == (exam.person_ids[0], f"sitting:{page.id}")
    assert record.detail == {"receipt": sitting_of(page).receipt}


def test_handing_in_waits_for_every_answer(page: Page) -> None:
    page.save(1, "a")
    page.change(2, "b")
    answer = page.hand_in()
    assert (answer.status_code, answer.json["code"], answer.json["acked_seq"]) == (409, "not_saved", 1)  # type: ignore[index]
    assert page.send(2).status_code == 200
    assert page.hand_in().status_code == 200


def test_handing_in_another_story_is_refused(page: Page) -> None:
    page.save(1, "a")
    assert page.hand_in(head="0" * 64).json["code"] == "forked"  # type: ignore[index]
    assert page.hand_in(final_seq=0, head=page.heads[0]).json["code"] == "not_saved"  # type: ignore[index]
    assert sitting_of(page).state == SittingState.RUNNING


@pytest.mark.parametrize("head", ["z" * 64, "1_" * 32, "٣" * 64, "0x" + "0" * 62, "A" * 64, "", None])
def test_handing_in_with_what_is_no_head_is_refused(page: Page, head: object) -> None:
    assert page.hand_in(head=head).status_code == 422
    assert sitting_of(page).state == SittingState.RUNNING


@pytest.mark.parametrize("final_seq", [2**70, -(2**70), 1.0, "1", True])
def test_handing_in_with_what_is_no_number_is_refused(page: Page, final_seq: object) -> None:
    assert page.hand_in(final_seq=final_seq).status_code in (400, 422)
    assert sitting_of(page).state == SittingState.RUNNING


def test_nothing_is_taken_after_handing_in(page: Page, exam: ReadyExam) -> None:
    page.save(1, "a")
    page.hand_in()
    assert page.send(1).status_code == 200  # a repeat is still acknowledged
    answer = page.save(2, "b")
    assert (answer.status_code, answer.json["code"], answer.json["receipt"]) == (409, "ended", receipt_of(page.heads[1]))  # type: ignore[index]
    assert len(kept(page)) == 1
    assert page.client.post(f"/sit/{exam.id}/start", json={"device": "may-so-01"}).json["code"] == "ended"  # type: ignore[index]


def test_the_page_of_an_ended_sitting_shows_its_receipt(page: Page, exam: ReadyExam) -> None:
    receipt = page.hand_in().json["receipt"]  # type: ignore[index]
    assert receipt in page.client.get(f"/sit/{exam.id}").text


# Many at once


def test_two_threads_with_the_same_batch_keep_it_once(app: Flask, page: Page) -> None:
    for letter in "abcd":
        page.change(1, letter)
    answers = together(app, [lambda: page.send(1)] * 8)
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.json["acked_seq"] for answer in answers} == {4}
    assert kept(page) == page.texts


def test_overlapping_batches_from_many_threads_make_one_chain(app: Flask, page: Page) -> None:
    for n in range(12):
        page.change(1 + n % 5, "abcd"[n % 4])
    together(app, [lambda last=last: page.send(1, last) for last in range(1, 13)])
    assert page.send(1).json["acked_seq"] == 12  # type: ignore[index]
    assert kept(page) == page.texts


def test_a_close_and_a_save_at_the_same_moment_agree(app: Flask, page: Page) -> None:
    page.save(1, "a")
    deadline = sitting_of(page).deadline_at
    page.change(2, "b", at=deadline - timedelta(milliseconds=1))
    session.commit()
    with time_machine.travel(deadline + timedelta(seconds=6), tick=False):
        saved, _ = together(app, [lambda: page.send(2), lambda: _closed(app)])
    assert saved.status_code == 200
    sitting = sitting_of(page)
    assert (sitting.state, sitting.acked_seq, sitting.receipt) == (SittingState.ENDED, 2, receipt_of(page.heads[2]))


def _closed(app: Flask) -> None:
    with app.app_context(), transaction():
        close_overdue()


def test_sixty_four_candidates_saving_at_once_lose_nothing(app: Flask) -> None:
    exam = ready_exam(candidates=64)
    pages = []
    for person_id in exam.person_ids:
        client = app.test_client()
        sign_in_as(client, person_id=person_id)
        pages.append(Page.start(client, exam.id))
    session.commit()

    def work(page: Page) -> bool:
        return all(page.save(1 + n % 5, "abcd"[n % 4]).status_code == 200 for n in range(6))

    assert all(together(app, [lambda page=page: work(page) for page in pages]))
    for page in pages:
        assert kept(page) == page.texts
        assert sitting_of(page).chain_head == page.heads[-1]
    assert session.scalar(select(func.count()).select_from(JournalBatch)) == 64 * 6
    assert session.scalar(select(func.count()).select_from(Candidate)) == 64


def together(app: Flask, jobs: list[Any]) -> list[Any]:
    """Run the jobs in as many threads, let go at one moment."""
    gate = threading.Barrier(len(jobs))

    def run(job: Any) -> Any:
        with app.app_context():
            gate.wait()
            return job()

    session.commit()
    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(run, job) for job in jobs]]


# When what stands below gives way


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_a_database_that_drops_its_connections_costs_no_answer(app: Flask, page: Page) -> None:
    page.save(1, "a")
    session.execute(
        text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
    )
    page.change(2, "b")
    answers = [page.send(2).status_code for _ in range(2)]
    assert answers[-1] == 200, answers
    assert kept(page) == page.texts


def test_a_full_disk_is_no_acknowledgement_and_costs_no_saved_answer(tmp_path: Path) -> None:
    house = House("sqlite", tmp_path, tmp_path, "full")  # of its own: pages that other tests left free would be room
    room = {"pages": 1}  # SQLite takes fewer pages than there are to mean: not one more
    with house.open() as app:
        exam, client = ready_exam(), app.test_client()
        sign_in_as(client, person_id=exam.person_ids[0])
        page = Page.start(client, exam.id)
        page.save(1, "a")
        session.commit()
        sqlalchemy_event.listen(db.engine, "checkout", lambda connection, *_: connection.execute(f"PRAGMA max_page_count={room['pages']}"))
        page.change(2, {"text": "đầy " * 5_000})
        assert {page.send(2).status_code for _ in range(3)} == {500}
        assert len(kept(page)) == 1
        room["pages"] = 1_000_000
        assert page.send(2).status_code == 200
        assert kept(page) == page.texts
    house.close()


def test_the_next_candidate_on_the_machine_meets_only_their_own_sitting(app: Flask, client: FlaskClient) -> None:
    exam = ready_exam(candidates=2)
    sign_in_as(client, person_id=exam.person_ids[0])
    first = Page.start(client, exam.id)
    first.save(1, "a")
    sign_in_as(client, person_id=exam.person_ids[1])
    second = Page.start(client, exam.id)
    assert second.id != first.id
    assert second.texts == []
