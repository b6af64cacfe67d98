"""Questions that went out in a file and come in again: nobody's change makes no version, one change makes one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.actor import SYSTEM
from core.db import session
from question_bank.formats.registry import TARGETS
from question_bank.models import Revision, State
from question_bank.operations.export_questions import export_questions
from question_bank.operations.import_file import import_file
from question_bank.operations.save_question import Draft, save_question
from question_bank.queries.banks import BankView
from question_bank.queries.questions import question_by_ref
from question_bank.rules.filter import Filter
from tests.support.every_kind import bank_of_every_kind
from tests.support.questions import choice_content, new_bank, new_levels, new_question
from tests.support.reviewing import new_desk

FORMULA = r"<p>Cho hàm số \(f(x)=\dfrac{1}{2}x^3-0{,}5x\le 2\) và điểm \(M\left(1;-2\right)\).</p><p>Tính \(f'(1)\).</p>"


def out_and_in(bank: BankView, code: str, edit: tuple[bytes, bytes] = (b"", b"")) -> Mapping[str, int]:
    made = export_questions(SYSTEM, bank, code, Filter())
    return import_file(SYSTEM, bank.code, made.data.replace(*edit) if edit[0] else made.data, made.filename).outcomes


@pytest.mark.parametrize("code", TARGETS)
def test_what_nobody_changed_makes_no_version_whatever_the_format_holds(app: Flask, code: str) -> None:
    bank = bank_of_every_kind()
    versions = session.scalar(select(func.count()).select_from(Revision))
    outcomes = out_and_in(bank, code)
    assert set(outcomes) == {"same"} and outcomes["same"] > 4
    assert session.scalar(select(func.count()).select_from(Revision)) == versions


def test_a_formula_keeps_its_latex_and_an_option_the_feedback_that_word_cannot_hold(app: Flask) -> None:
    bank, content = new_bank(), choice_content(FORMULA)
    content["body"]["options"][0]["feedback"] = "<p>Xem lại đạo hàm.</p>"
    new_question(bank, content, ref="C1")
    assert out_and_in(bank, "docx") == {"same": 1}
    found = question_by_ref(bank.id, "C1")
    assert found is not None and found.current is not None and found.current.content == content


def test_what_somebody_changed_in_the_file_is_a_new_version_alone(app: Flask) -> None:
    bank = new_bank()
    for ref, stem in (("C1", FORMULA), ("C2", r"<p>Giải \(x<1\), chọn số <b>lớn</b>.</p>")):
        new_question(bank, choice_content(stem), ref=ref)
    assert out_and_in(bank, "gift", ("chọn số".encode(), "chọn số nguyên".encode())) == {"same": 1, "revised": 1}
    changed = question_by_ref(bank.id, "C2")
    assert changed is not None and changed.current is not None and "số nguyên" in changed.current.content["stem"]


def test_labels_that_word_reads_from_the_text_itself_are_not_taken_for_a_change(app: Flask) -> None:
    bank = new_bank()
    new_levels()
    letter = "<p>Chủ đề: [10A1] Xin lùi hạn nộp</p><p>Kính gửi thầy.</p>"
    new_question(bank, {**choice_content("<p>Thư nào đúng mẫu? [TH]</p>"), "explanation": letter}, ref="C1")
    assert out_and_in(bank, "docx") == {"same": 1}


def test_an_option_that_begins_with_a_star_is_not_the_answer_for_that(app: Flask) -> None:
    bank, content = new_bank(), choice_content("<p>Nhập gì để tìm mọi tệp Word?</p>")
    content["body"]["options"][0]["text"] = "<code>*.docx</code>"
    content["body"]["options"][1]["text"] = "Bao*"
    new_question(bank, content, ref="C1")
    assert out_and_in(bank, "docx") == {"same": 1}


@pytest.mark.parametrize("code", ["docx", "json"])
def test_a_file_that_knows_the_approved_wording_only_leaves_the_one_that_waits(app: Flask, code: str) -> None:
    desk = new_desk()
    question = desk.approved()
    desk.rewrite(question, "<p>Hai cộng hai bằng mấy?</p>")
    waiting = question.pending_revision_id
    assert waiting is not None
    assert out_and_in(desk.bank, code) == {"same": 1} and question.pending_revision_id == waiting


def test_a_file_without_labels_leaves_those_that_wait(app: Flask) -> None:
    new_levels()
    desk, content = new_desk(), choice_content(r"<p>Giải \(x<1\), chọn số.</p>")
    draft = Draft("single_choice", content, level="NB", state=State.REVIEW)
    question = desk.approve(save_question(desk.writer, desk.bank.id, draft).question)
    save_question(desk.writer, desk.bank.id, replace(draft, level="TH"), question)
    assert out_and_in(desk.bank, "gift", ("chọn số".encode(), "chọn số nguyên".encode())) == {"revised": 1}
    assert (question.labels.level, question.proposed.level) == ("NB", "TH")
