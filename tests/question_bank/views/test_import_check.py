"""The check page of an import: the file's page beside what was understood, mended one keystroke at a time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core.db import session
from question_bank.models import ImportItem, Question
from question_bank.queries.banks import BankView
from tests.question_bank.formats.word.conventions import FILES
from tests.question_bank.views.test_imports import send
from tests.support.counting import Count
from tests.support.people import sign_in_as
from tests.support.questions import new_bank
from tests.support.word_files import maths, p, question, r, t, word_file

TRAPS = word_file(
    p("Dữ kiện chung cho các câu từ 1 đến 2"),
    p("Một đoạn văn nhắc đến Câu 9."),
    *question(1, "A"),
    *question(2, "B"),
    p("Câu 3. Hỏi?"),
    p(r("A", "u"), ". một"),
    p(r("B", "u"), ". hai"),
    p("C. ba"),
    *question(5, "C"),
    p("Câu 6. Câu 5 nói gì?"),
    p("PHẦN II. Đúng sai"),
    p("Câu 1. Xét."),
    *(p(f"{letter}) Ý {letter}.") for letter in "abcd"),
    p("HẾT"),
    p("BẢNG ĐÁP ÁN"),
    p("Câu 5: C"),
)
"""Six heads of questions, one of them without a key, one with two; heads in a sentence and in the key are none."""

OPEN = word_file(
    p("PHẦN III. Trả lời ngắn"),
    p("Câu 1. Tính 1 + 1."),
    p("Câu 2. Tính 2 + 2."),
    p("Đáp án: 4"),
    p("Đáp án: 5"),
    p("Câu 3. Tính gần đúng."),
    p("Đáp án: ", maths(f"<m:rad><m:deg/><m:e>{t('2')}</m:e></m:rad>")),
    p("PHẦN I. Câu trắc nghiệm nhiều phương án lựa chọn."),
    p("Câu 4. Nêu ý nghĩa của bài thơ."),
    p("PHẦN IV. Khác"),
    p("Câu 5. Thủ đô của nước ta là thành phố nào?"),
)
"""Doubts about questions without options: no answer, two of them, a formula, a choice without options, perhaps an essay."""


@pytest.fixture
def bank(app: Flask, client: FlaskClient) -> BankView:
    """An empty bank, and somebody signed in who may write it."""
    app.config["WTF_CSRF_ENABLED"] = False
    found = new_bank()
    sign_in_as(client, "administrator")
    return found


def brought(client: FlaskClient, bank: BankView, data: bytes) -> str:
    return send(client, bank, data, "de.docx").headers["Location"]


def item(number: int) -> ImportItem:
    session.expire_all()
    return session.scalars(select(ImportItem).where(ImportItem.number == number)).one()


def press(client: FlaskClient, address: str, number: int, act: str, **fields: str) -> str:
    answer = client.post(f"{address}/items/{number}", data={"act": act, **fields}, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_as_many_questions_are_shown_as_heads_were_found(client: FlaskClient, bank: BankView) -> None:
    page = client.get(brought(client, bank, TRAPS)).text
    assert "Tìm thấy 6 dấu câu hỏi – hiện 6 câu" in page and page.count('class="import-item ') == 5 and "is-uneven" not in page


def test_the_page_of_the_file_stands_beside_what_was_understood(client: FlaskClient, bank: BankView) -> None:
    page = client.get(brought(client, bank, TRAPS)).text
    assert "<u>A</u>. một" in page and "Bảng đáp án: 5 – C" in page


def test_a_question_with_two_answers_is_mended_by_one_key(client: FlaskClient, bank: BankView) -> None:
    address = brought(client, bank, TRAPS)
    assert item(2).state == "refused"
    shown = press(client, address, 2, "right:b")
    assert (item(2).state, item(2).content["key"]) == ("changed", {"right": "b"})  # type: ignore[index]
    assert 'id="check-summary" hx-swap-oob="true"' in shown and 'value="right:b" aria-pressed="true"' in shown
    assert 'id="check-tabs" hx-swap-oob="true"' in shown, "their counts follow"
    press(client, address, 2, "right:b")
    assert (item(2).state, item(2).content["key"]) == ("refused", {"right": ""})  # type: ignore[index]


def test_a_fix_that_is_undone_leaves_the_question_as_it_was_read(client: FlaskClient, bank: BankView) -> None:
    address = brought(client, bank, TRAPS)
    for number, act in ((1, "right:p1.b"), (3, "right:b")):
        read = (item(number).state, item(number).verdict, item(number).content)
        assert "Đã sửa" in press(client, address, number, act)
        press(client, address, number, act)
        assert (item(number).state, item(number).verdict, item(number).content) == read


def test_truths_are_set_one_by_one(client: FlaskClient, bank: BankView) -> None:
    address = brought(client, bank, TRAPS)
    for act in ("truth:a:1", "truth:b:0", "truth:c:0", "truth:d:1"):
        press(client, address, 5, act)
    assert item(5).state == "changed" and item(5).content["key"]["truths"] == {"a": True, "b": False, "c": False, "d": True}  # type: ignore[index]


def test_an_answer_is_typed_and_a_key_makes_an_essay(client: FlaskClient, bank: BankView) -> None:
    address = brought(client, bank, OPEN)
    page = client.get(address).text
    assert page.count("data-answer") == 5 and "Còn 5 câu cần xem" in page
    for number, text in ((1, "2"), (2, "4"), (3, "0,5"), (5, "Hà Nội")):
        assert f'value="{text}"' in press(client, address, number, "answer", part="", answer=text)
    assert "Không phải câu tự luận" in press(client, address, 4, "essay:")
    assert [(item(n).kind, item(n).state, item(n).verdict) for n in range(1, 6)] == [
        *[("short_answer", "changed", "accepted")] * 3, ("essay", "changed", "accepted"), ("short_answer", "changed", "accepted"),
    ]  # fmt: skip
    client.post(f"{address}/apply")
    assert session.query(Question).count() == 5


def test_what_is_left_out_stays_out_and_what_was_mended_comes_in(client: FlaskClient, bank: BankView) -> None:
    address = brought(client, bank, TRAPS)
    press(client, address, 2, "right:c")
    assert "Lấy lại câu này" in press(client, address, 3, "leave")
    client.post(f"{address}/apply")
    assert item(3).outcome == "left_out" and item(2).outcome == "added"
    assert session.query(Question).count() == 3
    assert client.post(f"{address}/items/2", data={"act": "accept"}).status_code == 409


def test_accepting_ends_a_doubt_and_the_next_one_is_named(client: FlaskClient, bank: BankView) -> None:
    address = brought(client, bank, word_file(*(b for n in range(1, 24) for b in question(n, "A")), *question(30, "A")))
    page = client.get(address).text
    assert "Còn 1 câu cần xem" in page and "page=2#i24" in page.replace("&amp;", "&")
    assert "Không còn câu nào cần xem" in press(client, address, 24, "accept")
    assert "Còn 1 câu cần xem" in press(client, address, 24, "accept")


def test_without_scripts_a_button_comes_back_to_its_question(client: FlaskClient, bank: BankView) -> None:
    address = brought(client, bank, TRAPS)
    assert client.post(f"{address}/items/2", data={"act": "right:b"}).headers["Location"].endswith("#i2")


@pytest.mark.parametrize(
    ("number", "act"), [(2, ""), (2, "right:z"), (2, "drop table"), (2, "accept"), (2, "truth:a:1"), (2, "essay:"), (2, "answer")]
)
def test_what_cannot_be_done_is_refused_in_words(client: FlaskClient, bank: BankView, number: int, act: str) -> None:
    assert client.post(f"{brought(client, bank, TRAPS)}/items/{number}", data={"act": act}).status_code == 422
    assert item(number).state == "refused"


def test_who_only_reads_has_no_keys(client: FlaskClient, bank: BankView) -> None:
    address = brought(client, bank, TRAPS)
    assert client.post(f"{address}/items/99", data={"act": "leave"}).status_code == 404
    sign_in_as(client, "student")
    assert client.post(f"{address}/items/1", data={"act": "leave"}).status_code == 403


def test_a_key_costs_few_queries(client: FlaskClient, bank: BankView, queries: Callable[[], AbstractContextManager[Count]]) -> None:
    address = brought(client, bank, FILES["key of three parts"][0])
    with queries() as count:
        press(client, address, 1, "right:a")
    assert count.n <= 18, count


def test_questions_of_one_file_that_read_alike_name_each_other(client: FlaskClient, bank: BankView) -> None:
    stem = "Đạo hàm của hàm số bậc ba tại điểm có hoành độ bằng %s là số nào trong các số sau đây?"
    asked = [(stem % 3, "một", "hai"), ("Thủ đô của nước ta là thành phố nào?", "Huế", "Hà Nội"), (stem % 7, "hai", "một")]
    rows = [
        (p(f"Câu {number}. {words}"), p(r("A", "u"), f". {one}"), p(f"B. {two}")) for number, (words, one, two) in enumerate(asked, start=1)
    ]
    page = client.get(brought(client, bank, word_file(*(line for row in rows for line in row)))).text
    assert page.count("trong chính tệp này</a>") == 1 and "câu 1 trong chính tệp này" in page and "khác số hoặc hình" in page
    assert "trong chính tệp này" in press(client, f"/imports/{session.scalars(select(ImportItem.run_id)).first()}", 3, "accept")
