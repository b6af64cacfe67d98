"""A test of all four types in two mã đề, as the documents take it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from question_bank.formats.papers.contract import Heading
from question_bank.rules.matrix.table import LevelColumn, PartColumn, Table, Unit
from tests.question_bank.formats.test_writers import document
from tests.question_bank.kinds.contents import cloze, group, hotspot, stimulus

HEADING = Heading("Sở GD&ĐT Hà Nội", "Trường THPT <A> & B", "Kiểm tra cuối kì I", "Toán", 90)


@dataclass(frozen=True)
class Question:
    number: int
    part: str
    kind: str
    content: dict[str, Any]
    order: tuple[str, ...] | None = None
    points: Decimal = Decimal("0.25")
    question_id: int = 1
    topic: str = "Hàm số"
    level: str = "Biết"


@dataclass(frozen=True)
class Paper:
    code: str
    questions: tuple[Question, ...]


def choice(stem: str = "<p>Khoảng nghịch biến là \\([0; 5)\\)?</p>", explanation: str = "") -> dict[str, Any]:
    options = [{"id": name, "text": f"Ý {name}"} for name in "abcd"]
    return document({"options": options}, {"right": "b"}, stem, explanation)


def typed(said: str = "2,5") -> dict[str, Any]:
    return document({"format": "national"}, {"accepted": [{"text": said, "fraction": "1"}]}, "<p>Tính \\(\\frac{5}{2}\\).</p>")


def essay() -> dict[str, Any]:
    return document({"lines": 10}, {"rubric": [], "model_answer": "<p>Bài làm mẫu</p>"}, "<p>Chứng minh.</p>")


PARTS = (
    PartColumn("I", "single_choice", Decimal("0.25"), None, 2),
    PartColumn("II", "true_false_group", Decimal(1), None, 1),
    PartColumn("III", "short_answer", Decimal("0.5"), None, 1),
    PartColumn("IV", "essay", Decimal(1), None, 1),
)
LEVELS = (LevelColumn("NB", "Biết", ("NB",)), LevelColumn("TH", "Hiểu", ("TH",)), LevelColumn("VD", "Vận dụng", ("VD", "VDC")))
UNITS = (
    Unit(0, 1, "T.1", "Đạo hàm", "Tính đơn điệu", ((1, "Nhận biết được tính đơn điệu."),), {("I", "NB"): 1, ("II", "TH"): 1}),
    Unit(1, 2, "T.2", "Đạo hàm", "Cực trị", (), {("I", "NB"): 1}),
    Unit(2, 3, "T.3", "Xác suất", "Bayes & <điều kiện>", (), {("III", "VD"): 1, ("IV", "VD"): 1}),
)
TABLE = Table(PARTS, LEVELS, UNITS, Decimal(3))


def form(code: str, order: str = "abcd", *, first: dict[str, Any] | None = None, swapped: bool = False) -> Paper:
    """A mã đề; `swapped` puts the two choices the other way round."""
    choices = [(1, first or choice(explanation="Vì thế.")), (2, choice("<p>Câu khác</p>"))]
    asked = [
        Question(number, "I", "single_choice", content, tuple(order), question_id=question_id)
        for number, (question_id, content) in enumerate(reversed(choices) if swapped else choices, start=1)
    ]
    return Paper(
        code,
        (
            *asked,
            Question(1, "II", "true_false_group", {**group("ĐSĐS"), "explanation": ""}, points=Decimal(1), question_id=3),
            Question(1, "III", "short_answer", typed(), points=Decimal("0.5"), question_id=4),
            Question(1, "IV", "essay", essay(), points=Decimal(1), question_id=5),
        ),
    )


FORMS = (form("0101"), form("0102", "dcba", swapped=True))


def shared(code: str, order: tuple[str, ...] | None = None) -> Paper:
    """A mã đề of one shared stimulus: a choice, a text with gaps, an essay, a place on a picture."""
    parts = [("single_choice", choice("<p>Hỏi một</p>", "Vì một.")), ("cloze", cloze()), ("essay", essay()), ("hotspot", hotspot(1))]
    content = {**stimulus(parts, ["1", "1", "2", "2"]), "explanation": "<p>Vì cả bài.</p>"}
    return Paper(code, (Question(1, "I", "stimulus", content, order, points=Decimal("1.5"), question_id=9),))


SHARED_TABLE = Table((PartColumn("I", "stimulus", Decimal("1.5"), None, 1),), LEVELS, UNITS, Decimal("1.5"))
