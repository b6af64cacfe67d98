"""The head of a test's documents as the ministry sets it: who tests on the left, what on the right; and the foot with its pages."""

from __future__ import annotations

from question_bank.formats.papers.contract import Heading
from question_bank.formats.word_out import text
from question_bank.formats.word_out.text import BOLD, ITALIC, Cell, Look, Tab
from question_bank.rules.matrix.table import PartColumn

_WORDS, _BOLD, _ITALIC = Look(size=12), Look(bold=True, size=12), Look(italic=True, size=12)
_SMALL, _RULE = Look(size=10), Look(size=7)
_LEFT = 0.42
_BOX = 106.0


def two_columns(heading: Heading, width: float = text.TEXT_WIDTH, *, counts_pages: bool = False) -> str:
    """SỞ …/TRƯỜNG … beside the title, the subject and the time; `counts_pages` says how many pages there are."""
    rows = [[Cell(_who(heading, counts_pages), is_middle=False), Cell(_what(heading), is_middle=False)]]
    return text.table(rows, [width * _LEFT, width * (1 - _LEFT)], borders=False) + text.paragraph()


def candidate_box(code: str) -> str:
    """Lines for the candidate's name and number beside the box with the mã đề."""
    wide = text.TEXT_WIDTH - _BOX
    lines = "".join(
        text.paragraph(text.run(f"{label}: ", BOLD), text.run("\t"), tabs=[Tab(wide - 18, leader="dot")], before=3)
        for label in ("Họ, tên thí sinh", "Số báo danh")
    )
    box = text.table([[Cell(_centred(text.run(f"Mã đề {code}", BOLD), before=5, after=5))]], [_BOX - 8])
    return text.table([[Cell(lines), Cell(box)]], [wide, _BOX], borders=False) + text.paragraph()


def title(words: str, under: str = "") -> str:
    """The name of a document in the middle of a page, and a line below it."""
    below = _centred(text.run(under, ITALIC), after=6) if under else ""
    return _centred(text.run(words, Look(bold=True, size=14)), before=4, after=0 if under else 6) + below


def part_name(part: PartColumn) -> str:
    """PHẦN I, and what the part is called where it is: PHẦN I. ĐỌC HIỂU."""
    return f"PHẦN {part.code}" + (f". {part.name.upper()}" if part.name else "")


def footer(left: str, width: float = text.TEXT_WIDTH) -> str:
    """`left`, and on the right which page of how many."""
    pages = [text.run("Trang ", _SMALL), text.field("PAGE", _SMALL), text.run("/", _SMALL), text.field("NUMPAGES", _SMALL)]
    return text.paragraph(text.run(f"{left}\t", _SMALL), *pages, tabs=[Tab(width, "right")])


def _who(heading: Heading, counts_pages: bool) -> str:
    above = _centred(text.run(heading.authority.upper(), _WORDS)) if heading.authority else ""
    pages = [text.run("(Đề có ", _ITALIC), text.field("NUMPAGES", _ITALIC), text.run(" trang)", _ITALIC)]
    below = _centred(*pages, before=3) if counts_pages else ""
    return f"{above}{_centred(text.run(heading.school.upper(), _BOLD))}{_centred(text.run('—' * 10, _RULE))}{below}"


def _what(heading: Heading) -> str:
    subject = _centred(text.run(f"Môn: {heading.subject.upper()}", _BOLD)) if heading.subject else ""
    time = f"Thời gian làm bài: {heading.minutes} phút, không kể thời gian phát đề"
    return f"{_centred(text.run(heading.title.upper(), _BOLD))}{subject}{_centred(text.run(time, _ITALIC))}"


def _centred(*runs: str, before: float = 0, after: float = 0) -> str:
    return text.paragraph(*runs, align="center", before=before, after=after)
