"""The pages of the life of a question: the queue, remarks, the rules of a bank, readers, a suspected leak. With a stranger at every door."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.clock import now
from core.db import session, transaction
from question_bank.models import Comment, Question, State
from question_bank.operations.comment_question import comment_question
from question_bank.operations.note_use import note_use
from question_bank.operations.suspect_leak import suspect_leak
from question_bank.operations.write_revision import relabel
from question_bank.queries.questions import question_row
from question_bank.queries.review import threads_of
from question_bank.rules.life import Labels
from tests.support.counting import Count
from tests.support.people import person_with, sign_in_as
from tests.support.questions import new_bank, new_levels, new_topic
from tests.support.reviewing import Desk, digest, new_desk

HOSTILE = '"><script>alert(1)</script>\u202e{{7*7}}'
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(autouse=True)
def without_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def desk(app: Flask) -> Desk:
    with transaction():
        return new_desk(cooling_days=10)


def enter(client: FlaskClient, desk: Desk, who: str = "judge") -> None:
    sign_in_as(client, person_id=getattr(desk, who).person_id)


def queue_of(desk: Desk) -> str:
    return f"/banks/{desk.bank.code}/review"


def test_the_queue_is_walked_and_decided_within_its_filter(desk: Desk, client: FlaskClient) -> None:
    topic = new_topic("T1")
    first, second, third = (desk.write(f"<p>Câu số {n}</p>") for n in (1, 2, 3))
    first.topic_id = third.topic_id = topic.id
    enter(client, desk)
    page = client.get(f"{queue_of(desk)}?topic=T1").text
    assert "Câu số 1" in page and f"question={third.id}&amp;topic=T1" in page and second.ref not in page
    answer = client.post(f"/questions/{first.id}/approve", data={"sha256": digest(first), "topic": "T1", "kind": ""})
    assert answer.headers["Location"].endswith(f"{queue_of(desk)}?question={third.id}&topic=T1")
    assert "Câu số 3" in client.get(answer.headers["Location"]).text
    client.post(f"/questions/{third.id}/return", data={"sha256": digest(third), "reason": "Thiếu phương án nhiễu", "topic": "T1"})
    assert [question_row(each.id).state for each in (first, second, third)] == [State.READY, State.REVIEW, State.DRAFT]
    assert "Bỏ lọc" in client.get(f"{queue_of(desk)}?topic=T1&kind=essay").text
    assert "Câu số 2" in client.get(f"{queue_of(desk)}?question={third.id}").text, "what does not wait gives way to the queue"


def test_a_page_of_the_queue_asks_the_same_however_long_it_is(
    desk: Desk, client: FlaskClient, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    asked = []
    enter(client, desk)
    for more in (1, 6):
        for number in range(more):
            question = desk.write(f"<p>Câu {more}.{number}</p>")
            comment_question(desk.judge, question, "stem", "Lời dẫn dài")
        with queries() as count:
            assert client.get(queue_of(desk)).status_code == 200
        asked.append(count.n)
    assert asked[0] == asked[1] <= 22, asked


def test_the_page_of_a_question_asks_the_same_however_long_its_life(
    desk: Desk, client: FlaskClient, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    asked, question = [], desk.approved()
    enter(client, desk)
    for turn in range(2):
        for number in range(3):
            desk.rewrite(question, f"<p>Bản {turn}.{number}</p>")
            comment_question(desk.judge, question, "stem", "Lời dẫn dài")
        with queries() as count:
            assert client.get(f"/questions/{question.id}").status_code == 200
        asked.append(count.n)
    assert asked[0] == asked[1] <= 32, asked


def test_labels_that_wait_are_told_where_the_question_is_read_and_changed(desk: Desk, client: FlaskClient) -> None:
    new_levels()
    question = desk.approved()
    enter(client, desk, "writer")
    asked = {"chosen": str(question.id), "ids": str(question.id), "level": "VD", "asked": "", "topic": "", "outcome": "", "act": ""}
    assert "chờ người khác duyệt" in client.post(f"/banks/{desk.bank.code}/bulk/preview", data=asked).text
    relabel(desk.writer, question, Labels(None, None, "VD"), needs_review=True)
    page = client.get(f"/questions/{question.id}").text
    assert "<ins>VD</ins>" in page and "Đổi nhãn" in page and "So sánh hai phiên bản</a>" not in page
    assert 'value="VD" selected' in client.get(f"/questions/{question.id}/edit").text
    desk.submit(question)
    enter(client, desk)
    page = client.get(queue_of(desk)).text
    assert "<ins>VD</ins>" in page and "Hai phiên bản" not in page
    client.post(f"/questions/{question.id}/approve", data={"sha256": digest(question)})
    assert question_row(question.id).level == "VD" and "<ins>VD</ins>" not in client.get(f"/questions/{question.id}").text


def test_an_author_reads_that_another_will_decide_and_is_refused_all_the_same(desk: Desk, client: FlaskClient) -> None:
    mine = desk.write(by=desk.judge)
    enter(client, desk)
    page = client.get(queue_of(desk)).text
    assert "người khác sẽ duyệt" in page and "data-approve" not in page
    for act, data in (("approve", {}), ("return", {"reason": "Tôi tự trả lại"})):
        refused = client.post(f"/questions/{mine.id}/{act}", data={"sha256": digest(mine), **data})
        assert refused.status_code == 403 and question_row(mine.id).state == State.REVIEW


def test_drafts_are_handed_in_together_and_strange_numbers_do_no_harm(desk: Desk, client: FlaskClient) -> None:
    drafts = [desk.write(f"<p>Nháp {n}</p>", state=State.DRAFT) for n in range(2)]
    enter(client, desk, "writer")
    page = client.get(f"{queue_of(desk)}/drafts").text
    assert "Nháp 0" in page and "Nháp 1" in page
    sent = [str(each.id) for each in drafts] + ["x", "-1", "9" * 30, "²"]
    assert client.post(f"{queue_of(desk)}/drafts", data={"question": sent}).status_code == 302
    assert {question_row(each.id).state for each in drafts} == {State.REVIEW}
    assert "Không có câu nào cần gửi" in client.get(f"{queue_of(desk)}/drafts").text


def test_what_is_said_stays_words_and_what_is_refused_stays_typed(desk: Desk, client: FlaskClient) -> None:
    question = desk.write()
    enter(client, desk)
    address = f"/questions/{question.id}/comments"
    assert client.post(address, data={"place": "stem", "text": HOSTILE, "from": "review", "topic": HOSTILE}).status_code == 302
    [thread] = threads_of(question.id)
    refused = client.post(address, data={"place": "options:z", "text": HOSTILE})
    assert refused.status_code == 422 and "không có chỗ đó" in refused.text
    too_long = client.post(f"{address}/{thread.remark.id}/answer", data={"text": "dài" * 700})
    assert too_long.status_code == 422 and "dài" * 700 in too_long.text
    client.post(f"{address}/{thread.remark.id}/answer", data={"text": HOSTILE})
    page = client.get(f"/questions/{question.id}").text
    assert page.count("&lt;script&gt;alert(1)") >= 2 and "<script>alert" not in page and "{{7*7}}" in page
    assert client.post(f"{address}/{thread.remark.id}/resolve", data={"from": "review"}).status_code == 302
    assert session.get_one(Comment, thread.remark.id, populate_existing=True).resolved_by == desk.judge.person_id


def test_a_return_without_a_reason_keeps_the_page(desk: Desk, client: FlaskClient) -> None:
    first, second = desk.write("<p>Câu trước</p>"), desk.write("<p>Câu sau</p>")
    enter(client, desk)
    refused = client.post(f"/questions/{second.id}/return", data={"sha256": digest(second), "reason": "ồ"})
    assert refused.status_code == 422 and "Câu sau" in refused.text and "ồ</textarea>" in refused.text
    stale = client.post(f"/questions/{first.id}/approve", data={"sha256": "không phải"})
    assert "vừa được sửa" in client.get(stale.headers["Location"]).text and question_row(first.id).state == State.REVIEW


def test_the_author_reads_beside_the_editor_what_is_asked(desk: Desk, client: FlaskClient) -> None:
    question = desk.write()
    comment_question(desk.judge, question, "options:b", "Nên là 3")
    enter(client, desk)
    client.post(f"/questions/{question.id}/return", data={"sha256": digest(question), "reason": "Phương án nhiễu quá dễ"})
    enter(client, desk, "writer")
    page = client.get(f"/questions/{question.id}/edit").text
    assert "Người duyệt trả lại câu này" in page and "Phương án nhiễu quá dễ" in page and "<strong>Phương án B</strong>: Nên là 3" in page


def test_the_rules_are_changed_by_who_approves(desk: Desk, client: FlaskClient) -> None:
    address = f"/banks/{desk.bank.code}/rules"
    enter(client, desk)
    assert 'value="10"' in client.get(address).text
    for days in ("-1", "x", "99999", ""):
        assert client.post(address, data={"name": "Toán", "needs_review": "y", "cooling_days": days}).status_code == 422
    question = desk.write()
    refused = client.post(address, data={"name": "Toán", "cooling_days": "5"})
    assert refused.status_code == 422 and "chờ duyệt" in refused.text
    desk.approve(question)
    assert client.post(address, data={"name": "Toán 12", "cooling_days": "5"}).status_code == 302
    bank = question_row(question.id).bank
    session.refresh(bank)
    assert (bank.name, bank.needs_review, bank.cooling_days) == ("Toán 12", False, 5)


def test_a_leak_is_told_wherever_the_question_stands(desk: Desk, client: FlaskClient) -> None:
    question = desk.rewrite(desk.approved(), "<p>Bản đang chờ</p>")
    note_use([question.id], now(), 3)
    enter(client, desk, "writer")
    page = client.get(f"/questions/{question.id}").text
    assert "đang nghỉ" in page and "Đang nghỉ" in page
    assert client.get(f"/banks/{desk.bank.code}").text.count("Đang nghỉ") == 1
    empty = client.post(f"/questions/{question.id}/leak", data={"reason": " "})
    assert empty.status_code == 422 and "lý do nghi lộ" in empty.text
    assert client.post(f"/questions/{question.id}/leak", data={"reason": HOSTILE}).status_code == 302
    page = client.get(f"/questions/{question.id}").text
    assert "&lt;script&gt;alert(1)" in page and "Câu này bị nghi lộ" in page and "leak/lift" not in page
    assert client.post(f"/questions/{question.id}/leak/lift", data={"reason": "Tôi tự cho dùng"}).status_code == 403
    enter(client, desk)
    assert "Nghi lộ" in client.get(queue_of(desk)).text
    assert client.post(f"/questions/{question.id}/leak/lift", data={"reason": "Câu khác bị lộ"}).status_code == 302
    assert question_row(question.id).suspected_leak_at is None


def test_readers_are_counted_for_all_and_named_for_who_approves(desk: Desk, client: FlaskClient) -> None:
    question = desk.approved()
    enter(client, desk, "writer")
    client.get(f"/questions/{question.id}")
    assert "1 người" in client.get(f"/questions/{question.id}").text
    assert client.get(f"/questions/{question.id}/readers").status_code == 403
    enter(client, desk)
    page = client.get(f"/questions/{question.id}/readers").text
    assert "Nguyễn Thị Soạn" in page and "Trang câu hỏi" in page


def doors(question: Question, desk: Desk) -> list[tuple[str, str]]:
    one = f"/questions/{question.id}"
    pages = [
        ("GET", address)
        for address in (one, f"{one}/readers", queue_of(desk), f"{queue_of(desk)}/drafts", f"/banks/{desk.bank.code}/rules")
    ]
    acts = ("approve", "return", "comments", "comments/1/resolve", "comments/1/answer", "leak", "leak/lift", "retire", "restore")
    posts = [*(f"{one}/{act}" for act in acts), f"{queue_of(desk)}/drafts", f"/banks/{desk.bank.code}/rules"]
    return [*pages, *(("POST", address) for address in posts)]


def test_a_stranger_finds_no_door_and_changes_nothing(desk: Desk, client: FlaskClient) -> None:
    question, foreign = desk.write(), new_desk()
    suspect_leak(desk.judge, question.id, "Thấy ở ngoài")
    sent = {"sha256": digest(question), "reason": "Để tôi xem", "place": "stem", "text": "Chào", "question": str(question.id)}
    for role, organisation_id, answers in (("manager", foreign.bank.organisation_id, {404}), ("student", desk.bank.organisation_id, {403})):
        sign_in_as(client, person_id=person_with(role, organisation_id=organisation_id))
        for method, address in doors(question, desk):
            assert client.open(address, method=method, data=sent).status_code in answers, (role, method, address)
    found = question_row(question.id)
    assert (found.state, found.suspected_leak_reason, threads_of(found.id)) == (State.REVIEW, "Thấy ở ngoài", [])


def test_a_bank_without_review_says_so_instead_of_an_empty_queue(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    assert "Ngân hàng này không qua duyệt" in client.get(f"/banks/{bank.code}/review").text


def test_a_reason_that_comes_too_late_stays_in_its_box(client: FlaskClient, desk: Desk) -> None:
    with transaction():
        question = desk.write()
        read = digest(question)
        desk.rewrite(question, "<p>Chữ mới</p>")
    sign_in_as(client, person_id=desk.judge.person_id)
    refused = client.post(f"/questions/{question.id}/return", data={"sha256": read, "reason": "Phương án nhiễu quá dễ"})
    assert refused.status_code == 422 and "Phương án nhiễu quá dễ</textarea>" in refused.text and "Chữ mới" in refused.text


def test_a_leak_that_somebody_else_marked_leaves_the_reason_in_its_box(client: FlaskClient, desk: Desk) -> None:
    with transaction():
        question = desk.approved()
        suspect_leak(desk.judge, question.id, "Có trên mạng")
    sign_in_as(client, person_id=desk.judge.person_id)
    refused = client.post(f"/questions/{question.id}/leak", data={"reason": "Học sinh đã chép"})
    assert refused.status_code == 422 and "Học sinh đã chép" in refused.text


def test_a_reason_for_what_another_has_decided_is_refused_with_its_words(client: FlaskClient, desk: Desk) -> None:
    with transaction():
        question = desk.write()
        read = digest(question)
        desk.approve(question)
    sign_in_as(client, person_id=desk.judge.person_id)
    refused = client.post(f"/questions/{question.id}/return", data={"sha256": read, "reason": "Phương án nhiễu quá dễ"})
    assert refused.status_code == 422 and "Phương án nhiễu quá dễ" in refused.text
