"""The matrices of the demo: Toán in the national format and the multiple choice of the IT-application exam, each asked for one draw."""

from __future__ import annotations

from decimal import Decimal

from accounts import api as accounts
from core.actor import Actor
from curriculum import api as curriculum
from question_bank import api as question_bank
from web.demo.people import Cast

Part = question_bank.PartColumn
TOAN = (
    # chapter, questions of part I (NB, TH, VD), II and III
    ("TOAN12.1", (2, 1, 0), (0, 1, 0), (0, 0, 1)),
    ("TOAN12.2", (2, 0, 0), (0, 0, 0), (0, 0, 1)),
    ("TOAN12.3", (1, 0, 0), (0, 0, 0), (0, 1, 0)),
    ("TOAN12.4", (1, 1, 0), (0, 0, 1), (0, 0, 1)),
    ("TOAN12.5", (1, 2, 0), (0, 0, 1), (0, 1, 0)),
    ("TOAN12.6", (0, 1, 0), (0, 1, 0), (0, 0, 1)),
)
IT_PARTS = (
    Part("I", "single_choice", Decimal("0.25"), None, 30),
    Part("II", "multiple_choice", Decimal("0.5"), None, 3),
    Part("III", "matching", Decimal("0.5"), None, 2),
)
IT = (*((f"IU0{n}", (2, 2, 1), (0, 0, 0), (0, 0, 0)) for n in range(1, 7)), (None, (0, 0, 0), (1, 1, 1), (1, 1, 0)))
LEVELS = ("NB", "TH", "VD")
Line = tuple[str | None, tuple[int, int, int], tuple[int, int, int], tuple[int, int, int]]


def load_matrices(cast: Cast) -> None:
    """Both matrices, each with a paper that the worker draws."""
    teacher, board = (accounts.actor_of(cast.people[name]) for name in ("giaovien", "bande"))
    toan = question_bank.start_matrix(teacher, question_bank.NewMatrix("TOAN12", "national:toan", "Thi thử tốt nghiệp môn Toán, đợt 2"))
    _fill(teacher, toan.id, 90, question_bank.matrix_view(toan.id).table.parts, "toan", TOAN)
    question_bank.ask_for_draw(teacher, toan.id, question_bank.Asked(2, True, codes=("0201",), spread=Decimal("0.03")), seed="khoa-bang")
    basic = question_bank.start_matrix(board, question_bank.NewMatrix("CNTT-CB", "empty", "Ứng dụng CNTT cơ bản, phần trắc nghiệm"))
    _fill(board, basic.id, 45, IT_PARTS, "it_standard", IT)
    question_bank.ask_for_draw(board, basic.id, question_bank.Asked(4, codes=("1101",)), seed="khoa-bang")


def _fill(actor: Actor, matrix_id: int, minutes: int, parts: tuple[Part, ...], subject: str, lines: tuple[Line, ...]) -> None:
    topics = {topic.code: topic.id for topic in curriculum.topics(subject)}
    title = question_bank.matrix_view(matrix_id).title
    rows = tuple(
        question_bank.RowDraft(
            topics[code] if code else None, "" if code else "Tổng hợp các mô đun", (),
            {(part.code, level): n for part, counts in zip(parts, per_part, strict=True) for level, n in zip(LEVELS, counts, strict=True)},
        )
        for code, *per_part in lines
    )  # fmt: skip
    question_bank.save_matrix(actor, matrix_id, question_bank.MatrixDraft(title, minutes, Decimal(10), (), parts, rows))
