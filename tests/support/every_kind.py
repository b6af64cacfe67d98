"""One question of every kind, worded as a teacher words it (most from the demo), in a bank and in a sealed paper."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from accounts import api as accounts
from core import clock
from core.actor import SYSTEM
from core.db import transaction
from exams.operations.create_exam import ExamDetails, create_exam
from exams.operations.register_candidates import register_candidates
from exams.operations.save_part import LinePlan, PartDetails, save_part
from exams.operations.seal_paper import seal_paper
from question_bank.kinds.registry import KINDS
from question_bank.operations.import_file import import_file
from question_bank.queries.banks import BankView
from tests.question_bank.kinds import contents
from tests.support.people import person_with
from tests.support.questions import new_bank, new_organisation

DEMO = Path(__file__).resolve().parents[2] / "web" / "demo"
_RULES = [
    {"rule": "style", "where": "Chương 1", "expected": "Heading 1", "share": "0.6"},
    {"rule": "header", "expected": "Trường THPT Chu Văn An", "share": "0.4"},
]


@cache
def every_question() -> dict[str, dict[str, Any]]:
    """Content by kind, in the order in which people choose kinds."""
    found = _written()
    for path in sorted(DEMO.glob("questions/*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            found.setdefault(row["kind"], row["content"])
    return {code: found[code] for code in KINDS}


def _written() -> dict[str, dict[str, Any]]:
    """The kinds of which the demo keeps no file."""
    upload = "<p>Vẽ sơ đồ tư duy về <strong>an toàn thông tin cá nhân</strong> bằng phần mềm em quen dùng, rồi nộp tệp PDF hoặc ảnh.</p>"
    office = "<p>Định dạng báo cáo theo các yêu cầu sau rồi nộp lại tệp.</p>"
    passage = "<p>Đọc đoạn sau và trả lời các câu tiếp theo: “Ngày 01/4/2022, mạng của trường chuyển sang dùng <code>IPv6</code>.”</p>"
    tasks = ["Đặt kiểu <strong>Heading 1</strong> cho tiêu đề của chương.", "Đầu trang ghi “Trường THPT Chu Văn An”."]
    work = contents.office(_RULES) | {"stem": office}
    work["body"]["tasks"] = [{"id": f"t{n}", "text": text} for n, text in enumerate(tasks, start=1)]
    return {
        "file_upload": contents.file_upload("pdf png jpg") | {"stem": upload},
        "office_practical": work,
        "description": contents.description() | {"stem": passage},
    }


def bank_of_every_kind(subject_code: str | None = None, topic_code: str | None = None) -> BankView:
    """A bank with the questions of `every_question`, all in one topic when there is one."""
    bank = new_bank(new_organisation().id, subject_code)
    rows = [{"ref": f"K-{code}", "kind": code, "topic": topic_code, "content": content} for code, content in every_question().items()]
    pictures = {path.name: path.read_bytes() for path in DEMO.glob("pictures/*.png")}
    outcome = import_file(SYSTEM, bank.code, json.dumps(rows).encode(), "moi-dang.json", "json", pictures=pictures)
    assert outcome.outcomes["added"] == len(rows), outcome
    return bank


@dataclass(frozen=True)
class PaperOfKinds:
    """A sealed exam that is open now and asks one question of every kind, a point each, for one candidate."""

    exam_id: int
    person_id: int


def paper_of_every_kind() -> PaperOfKinds:
    """Committed."""
    person_id = person_with("candidate", name="Trần Thị Bình")
    with transaction():
        bank, opens_at = bank_of_every_kind(), clock.now() - timedelta(minutes=1)
        exam = create_exam(SYSTEM, ExamDetails(
            code=f"{bank.code}-DU", name="Kỳ thi đủ mọi dạng câu hỏi", organisation_id=bank.organisation_id, opens_at=opens_at,
            closes_at=opens_at + timedelta(hours=2), duration_seconds=3600, late_entry_seconds=None, late_arrival_seconds=300, forms_count=1,
            certificate_kind=None, shuffles_questions=False, takeover_needs_leave=True, releases_by_itself=False, shows_key=True,
        ))  # fmt: skip
        lines = tuple(LinePlan(None, None, code, 1, Decimal(1)) for code in KINDS)
        save_part(SYSTEM, exam, None, PartDetails("P", "Phần chung", bank.id, Decimal(0), lines))
        register_candidates(SYSTEM, exam, list(accounts.people([person_id]).values()), "P1")
        seal_paper(SYSTEM, exam)
        return PaperOfKinds(exam.id, person_id)
