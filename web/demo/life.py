"""A bank whose questions are approved by others: some in each state of their life, with what was said of them."""

from __future__ import annotations

import json
from pathlib import Path

from accounts import api as accounts
from core.actor import SYSTEM, Actor
from question_bank import api as question_bank
from web.demo.people import Cast

FILE = Path(__file__).parent / "questions" / "toan12-kt.json"
CODE = "TOAN12-KT"
APPROVED = ("KT12-01", "KT12-02", "KT12-05", "KT12-08", "KT12-10")
WAITING = ("KT12-03", "KT12-04", "KT12-06", "KT12-07")


def load_life(cast: Cast) -> None:
    """The teacher writes, the manager judges: approved, waiting, returned, changed after approval, suspected, retired, left as a draft."""
    bank = question_bank.NewBank(CODE, "Toán 12, kiểm tra thường xuyên", cast.organisations["truong"], "toan", needs_review=True)
    bank_id = question_bank.create_bank(SYSTEM, bank).id
    question_bank.change_bank(SYSTEM, bank_id, question_bank.BankRules(bank.name, needs_review=True, cooling_days=30))
    writer, judge = accounts.actor_of(cast.people["giaovien"]), accounts.actor_of(cast.people["quanly"])
    question_bank.import_file(writer, CODE, FILE.read_bytes(), FILE.name, "json")
    _hand_in(writer, *APPROVED, *WAITING)
    for ref in APPROVED:
        question_bank.approve_question(judge, _id(ref), _digest(ref))
    _talk(writer, judge)
    _change(writer)
    reason = "Thấy câu này cùng bốn phương án trong một nhóm chat của học sinh khối 12, tối 18/11."
    question_bank.suspect_leak(writer, _id("KT12-05"), reason)
    question_bank.retire_question(judge, _question("KT12-10"))


def _talk(writer: Actor, judge: Actor) -> None:
    remark = question_bank.comment_question(
        judge, _question("KT12-04"), "stem", "Nên ghi rõ kết quả là số nguyên hay làm tròn, như đề minh họa của Bộ."
    )
    question_bank.answer_comment(
        writer, _question("KT12-04"), remark.id, "Kết quả đúng bằng 2 nên tôi nghĩ không cần thêm. Thầy cô thấy sao?"
    )
    question_bank.comment_question(judge, _question("KT12-06"), "key", "Lời giải tính ra 50 mà đáp án lại là 40.")
    question_bank.return_question(judge, _id("KT12-06"), _digest("KT12-06"), "Đáp án không khớp lời giải. Hãy sửa rồi gửi lại.")


def _change(writer: Actor) -> None:
    """A clearer stem for an approved question: papers keep the old one until it is approved."""
    changed = next(each for each in json.loads(FILE.read_text("utf-8")) if each["ref"] == "KT12-08")
    changed["content"]["stem"] = changed["content"]["stem"].replace("cho \\(A", "cho hai điểm \\(A")
    question_bank.import_file(writer, CODE, json.dumps([changed]).encode(), FILE.name, "json")
    _hand_in(writer, "KT12-08")


def _hand_in(writer: Actor, *refs: str) -> None:
    bank = question_bank.bank(CODE)
    assert bank is not None
    question_bank.submit_questions(writer, bank, [_id(ref) for ref in refs])


def _id(ref: str) -> int:
    return _question(ref).id


def _digest(ref: str) -> str:
    return _question(ref).reading


def _question(ref: str) -> question_bank.Question:
    bank = question_bank.bank(CODE)
    found = question_bank.question_by_ref(bank.id, ref) if bank else None
    assert found is not None
    return found
