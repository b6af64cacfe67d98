"""A practical exam of the demo: a report to set in Word, a file to hand in, and somebody's work that waits for its marker."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from accounts import api as accounts
from core import clock
from core.actor import SYSTEM, signed_in_actor
from exams import api as exams
from question_bank import api as question_bank
from web.demo.people import Cast

TITLE = "Báo cáo hoạt động câu lạc bộ Tin học"
LINES = (
    TITLE,
    "1. Tình hình chung",
    "Trong quý III, câu lạc bộ tổ chức 6 buổi sinh hoạt với 42 thành viên tham gia. Các buổi sinh hoạt tập trung vào soạn thảo văn bản và bảng tính.",
    "2. Kế hoạch quý IV",
    "Câu lạc bộ dự kiến mở thêm một lớp trình chiếu và tham gia hội thi Tin học trẻ của thành phố.",
)  # fmt: skip
RULES = (
    # rule, where, expected, tolerance, share
    ("style", TITLE, "Title", "", "0.15"),
    ("align", TITLE, "giữa", "", "0.1"),
    ("style", "1. Tình hình chung", "Heading 1", "", "0.1"),
    ("style", "2. Kế hoạch quý IV", "Heading 1", "", "0.1"),
    ("size", "Trong quý III", "14", "", "0.1"),
    ("align", "Trong quý III", "đều", "", "0.1"),
    ("table", "", "4 x 3", "", "0.1"),
    ("header", "", "Trung tâm Tin học", "", "0.1"),
    ("page_number", "", "", "", "0.1"),
    ("margin", "trái", "3", "0,1", "0.05"),
)
TASKS = (
    "Đặt kiểu <strong>Title</strong> cho tên báo cáo và căn giữa; đặt kiểu <strong>Heading 1</strong> cho hai tiêu đề mục.",
    "Hai đoạn nội dung dùng cỡ chữ 14, căn đều hai bên.",
    "Cuối mục 1, chèn bảng 4 dòng, 3 cột ghi số thành viên theo tháng.",
    "Đầu trang ghi “Trung tâm Tin học”; chân trang có số trang tự động.",
    "Đặt lề trái 3 cm.",
)


def load_practical_exam(cast: Cast, bank_id: int) -> None:
    """Open from an hour ago for a month; one candidate has sat it, another may."""
    _questions(bank_id)
    opens_at = clock.now() - timedelta(hours=1)
    details = exams.ExamDetails(
        code="CNTT-TH-2026-12", name="Thi thực hành ứng dụng CNTT, ca 1", organisation_id=cast.organisations["trungtam"],
        opens_at=opens_at, closes_at=opens_at + timedelta(days=30), duration_seconds=60 * 60, late_entry_seconds=None,
        late_arrival_seconds=300, forms_count=1, certificate_kind=None, shuffles_questions=False, takeover_needs_leave=False,
        releases_by_itself=False, shows_key=True,
    )  # fmt: skip
    exam = exams.create_exam(SYSTEM, details)
    lines = (
        exams.LinePlan(None, None, "office_practical", 1, Decimal(7)),
        exams.LinePlan(None, None, "file_upload", 1, Decimal(3)),
    )
    exams.save_part(SYSTEM, exam, None, exams.PartDetails("TH", "Thực hành", bank_id, Decimal(0), lines))
    people = accounts.people([cast.people[name] for name in ("thisinh", "thisinh02")])
    exams.register_candidates(SYSTEM, exam, list(people.values()), "P102")
    accounts.grant_exam_role(SYSTEM, cast.people["giamkhao"], "marker", exam.id, organisation_path=exam.organisation_path)
    exams.seal_paper(SYSTEM, exam)
    actor = signed_in_actor(cast.people["thisinh02"], "thisinh02", ())
    files = {1: ("bao-cao.docx", _saved(_worked)), 2: ("so-do.pdf", b"%PDF-1.4\n%%EOF\n")}
    exams.record_sitting(actor, exam.id, {}, opens_at + timedelta(minutes=2), opens_at + timedelta(minutes=40), files)


def _questions(bank_id: int) -> None:
    start = question_bank.add_file(SYSTEM, bank_id, "bao-cao.docx", _saved(lambda document: None))
    rules = [
        {"id": f"k{n}", "rule": rule, "where": where, "expected": expected, "tolerance": tolerance, "share": share}
        for n, (rule, where, expected, tolerance, share) in enumerate(RULES, start=1)
    ]
    body = {
        "app": "docx", "most_bytes": 10_000_000, "start": {"name": start.name, "sha256": start.sha256, "size": start.size},
        "tasks": [{"id": f"t{n}", "text": text} for n, text in enumerate(TASKS, start=1)],
    }  # fmt: skip
    office = _content("<p>Định dạng báo cáo trong tệp khởi đầu theo các yêu cầu sau rồi nộp lại tệp.</p>", body, {"rules": rules})
    rubric = [
        {"id": "r1", "text": "Đủ ba mức: ý chính, ý phụ, ví dụ", "fraction": "0.6"},
        {"id": "r2", "text": "Trình bày rõ, đọc được khi in", "fraction": "0.4"},
    ]
    drawn = _content(
        "<p>Vẽ sơ đồ tư duy về <strong>an toàn thông tin cá nhân</strong> bằng phần mềm em quen dùng, rồi nộp tệp PDF hoặc ảnh.</p>",
        {"endings": "pdf png jpg", "most_bytes": 10_000_000}, {"rubric": rubric, "model_answer": ""},
    )  # fmt: skip
    questions = [
        {"ref": "IU03-TH1", "kind": "office_practical", "topic": "IU03.3", "level": "VD", "content": office},
        {"ref": "IU06-TH1", "kind": "file_upload", "topic": "IU06", "level": "VD", "content": drawn},
    ]
    question_bank.import_file(SYSTEM, "CNTT-CB", json.dumps(questions).encode(), "thuc-hanh.json", "json")


def _content(stem: str, body: dict[str, Any], key: dict[str, Any]) -> dict[str, Any]:
    return {"stem": stem, "body": body, "key": key, "explanation": ""}


def _saved(change: Callable[[Document], None]) -> bytes:
    """The report as a Word file, after `change`."""
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    change(document)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _worked(document: Document) -> None:
    """What a fair candidate does: nearly all; the margin and one alignment are forgotten."""
    title, one, text, two, plan = document.paragraphs
    title.style, title.alignment = document.styles["Title"], WD_ALIGN_PARAGRAPH.CENTER
    one.style = two.style = document.styles["Heading 1"]
    for paragraph in (text, plan):
        for run in paragraph.runs:
            run.font.size = Pt(14)
    document.add_table(rows=4, cols=3)
    section = document.sections[0]
    section.left_margin = Cm(2)
    section.header.paragraphs[0].text = "Trung tâm Tin học"
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    section.footer.paragraphs[0]._p.append(field)
