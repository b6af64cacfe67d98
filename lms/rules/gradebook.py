"""Cells of the gradebook as teachers type and read them, the columns of a term, and what differs between two states of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.words import Message, say
from lms.rules.grades import FINAL, KINDS, MIDTERM, REGULAR, TERMS, Entry, TermGrade, read_mark, term_grade, year_grade

MARKS, COMMENTS = "marks", "comments"
ABSENT = "V"
PASSED, FAILED = "Đ", "CĐ"
MOST_REGULAR = 8
"""Regular columns a term may have: the rule asks for 2 to 4, some teachers give more."""

NOT_A_MARK = say("Cần điểm từ 0 đến 10 với nhiều nhất một chữ số thập phân, V (vắng), hoặc để trống.")
NOT_A_COMMENT = say("Cần Đ (đạt), CĐ (chưa đạt), V (vắng), hoặc để trống.")


@dataclass(frozen=True)
class Column:
    """A column of one term. `item_id` is the outline item whose score fills it, None when marks are entered by hand."""

    id: int
    term: int
    kind: str
    position: int
    title: str
    item_id: int | None

    @property
    def label(self) -> Message:
        """TX1, TX2, GK, CK: the abbreviations of the ministry's record book."""
        if self.kind == REGULAR:
            return say("TX%(number)d", number=self.position)
        return say("GK") if self.kind == MIDTERM else say("CK")

    @property
    def meaning(self) -> Message:
        """The abbreviation spelt out."""
        if self.kind == REGULAR:
            return say("Điểm đánh giá thường xuyên %(number)d", number=self.position)
        return say("Điểm đánh giá giữa kỳ") if self.kind == MIDTERM else say("Điểm đánh giá cuối kỳ")


@dataclass(frozen=True)
class Cell:
    """What stands in one cell: a mark, a verdict, absent, or nothing. `is_manual`: a teacher's own, which no score overwrites."""

    value: Decimal | None = None
    passed: bool | None = None
    is_absent: bool = False
    is_manual: bool = True

    @property
    def text(self) -> str:
        """The cell as it is typed and shown: 8,5 · V · Đ · CĐ · nothing."""
        if self.is_absent:
            return ABSENT
        if self.passed is not None:
            return PASSED if self.passed else FAILED
        return mark_text(self.value)


EMPTY = Cell()


def mark_text(value: Decimal | None) -> str:
    """8,0: one decimal and a comma, as the record book writes marks; nothing for None."""
    return "" if value is None else f"{value:.1f}".replace(".", ",")


def read_cell(typed: str, assessment: str) -> Cell:
    """The cell that was typed, in any case and with point or comma. Raises ValueError when it is none of what the course takes."""
    text = typed.strip()
    if text.casefold() == ABSENT.casefold():
        return Cell(is_absent=True)
    if assessment == COMMENTS:
        known = {"": None, "đ": True, "d": True, "cđ": False, "cd": False}
        if text.casefold() not in known:
            raise ValueError(text)
        return Cell(passed=known[text.casefold()])
    return Cell(value=read_mark(text))


def refusal(assessment: str) -> Message:
    """What a cell takes, said to who typed something else."""
    return NOT_A_COMMENT if assessment == COMMENTS else NOT_A_MARK


def in_order(columns: Iterable[Column]) -> list[Column]:
    """By term, then regular, mid-term, final, as the record book has them."""
    return sorted(columns, key=lambda column: (column.term, KINDS.index(column.kind), column.position))


def columns_of_rule(regular_asked: int) -> list[tuple[int, str, int]]:
    """(term, kind, position) of every column that TT 22/2021 asks of a subject with that many regular marks a term."""
    term = [*((REGULAR, place) for place in range(1, regular_asked + 1)), (MIDTERM, 1), (FINAL, 1)]
    return [(number, kind, place) for number in TERMS for kind, place in term]


@dataclass(frozen=True)
class Year:
    """A pupil's grades in one subject: both terms and the year."""

    terms: Mapping[int, TermGrade]
    year: TermGrade

    def of(self, term: int) -> TermGrade:
        """The grade of term 1 or 2, or of the year (0)."""
        return self.terms[term] if term else self.year


def year_of(columns: Sequence[Column], cells: Mapping[int, Cell], regular_asked: int) -> Year:
    """All grades of one pupil. `cells`: column id -> cell."""
    terms = {
        term: term_grade(
            [
                Entry(column.kind, cell.value, cell.passed, cell.is_absent)
                for column in columns
                if column.term == term
                for cell in (cells.get(column.id, EMPTY),)
            ],
            regular_asked,
        )
        for term in TERMS
    }
    return Year(terms, year_grade(terms[1], terms[2]))


def missing_words(grade: TermGrade) -> list[Message]:
    """What a grade still waits for, in words."""
    said = {
        REGULAR: say("%(count)d điểm thường xuyên", count=grade.missing.get(REGULAR, 0)),
        MIDTERM: say("điểm giữa kỳ"),
        FINAL: say("điểm cuối kỳ"),
    }
    return [said[kind] for kind in KINDS if kind in grade.missing]
