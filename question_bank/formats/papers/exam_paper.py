"""The paper of one mã đề as a candidate gets it: parts with the ministry's instructions (QĐ 764/QĐ-BGDĐT), questions, HẾT."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from question_bank.formats.outgoing_text import Losses
from question_bank.formats.papers import heads
from question_bank.formats.papers.contract import Form, Heading, Place
from question_bank.formats.papers.parts import Numbered, Part, numbered
from question_bank.formats.word_out import layout, text
from question_bank.formats.word_out.asked import ON_PAPER, Asked, asked
from question_bank.formats.word_out.lines import Lines
from question_bank.formats.word_out.package import word_file
from question_bank.formats.word_out.pictures import Pictures
from question_bank.formats.word_out.text import BOLD, ITALIC
from question_bank.kinds import shape
from question_bank.rules.matrix.table import PartColumn, Table, vietnamese

_FROM_TO = "Thí sinh trả lời từ câu 1 đến câu {n}."
_INSTRUCTIONS = {
    "single_choice": f"{_FROM_TO} Mỗi câu hỏi thí sinh chỉ chọn một phương án.",
    "multiple_choice": f"{_FROM_TO} Mỗi câu hỏi thí sinh chọn tất cả các phương án đúng.",
    "true_false_group": f"{_FROM_TO} Trong mỗi ý a), b), c), d) ở mỗi câu, thí sinh chọn đúng hoặc sai.",
    "ordering": f"{_FROM_TO} Thí sinh sắp xếp các mục của mỗi câu theo thứ tự đúng.",
    "matching": f"{_FROM_TO} Thí sinh ghép mỗi mục ở cột bên trái với một mục ở cột bên phải.",
    "cloze": f"{_FROM_TO} Thí sinh điền vào từng chỗ trống.",
    "drag_words": f"{_FROM_TO} Thí sinh điền vào mỗi chỗ trống một từ cho sẵn.",
    "stimulus": "Thí sinh đọc dữ kiện chung và trả lời từ câu 1 đến câu {n}.",
    "essay": "Tự luận. Thí sinh trình bày bài làm từ câu 1 đến câu {n}.",
}
_SAID_BY_NAME = frozenset({"essay", "stimulus"})
"""Parts whose name says enough: the ministry prints it with the points, I. ĐỌC HIỂU (4,0 điểm)."""
_DRAFT = " – BẢN CHƯA CHỐT"
_NOT_PRINTED = "(Câu này chỉ làm được trên máy.)"
_RULES = ("- Thí sinh không được sử dụng tài liệu.", "- Giám thị không giải thích gì thêm.")


def paper_file(heading: Heading, table: Table, form: Form, pictures: Mapping[str, bytes], *, is_final: bool = True) -> bytes:
    """The paper as a .docx; one that may still change says so on every page."""
    shelf = Pictures(pictures)
    body = [heads.two_columns(heading, counts_pages=True), heads.candidate_box(form.code), *parts(table, form, shelf), *_end()]
    return word_file("".join(body), shelf, footer=heads.footer(f"Mã đề {form.code}{'' if is_final else _DRAFT}"))


def parts(table: Table, form: Form, shelf: Pictures) -> Iterator[str]:
    """Every part that has questions: its head and instruction, then the questions."""
    for part in table.parts:
        if found := numbered(form, part.code):
            yield _instruction(part, len(found), found[-1].last)
            for each in found:
                yield from _shared(each, shelf, len(found) == 1) if each.parts else _question(each, shelf)


def printed(place: Place, lines: Lines) -> Asked:
    """The question of a form as paper shows it; a variant of a question with variables is of the kind it asks."""
    kind = shape.text(shape.at(place.content, "body", "asks")) if place.kind == "parameterised" else place.kind
    return asked(kind, place.content, lines, place.order)


def _instruction(part: PartColumn, count: int, last: int) -> str:
    if part.name and part.kind in _SAID_BY_NAME:
        worth = f"{heads.part_name(part)} ({vietnamese(part.points * count)} điểm)"
        return text.paragraph(text.run(worth, BOLD), before=8, after=2, keep=True)
    told = _INSTRUCTIONS.get(part.kind, _FROM_TO).format(n=last)
    if last == 1:
        told = told.replace("từ câu 1 đến câu 1", "câu 1")
    return text.paragraph(text.run(f"{heads.part_name(part)}. ", BOLD), text.run(told, BOLD), before=8, after=2, align="both", keep=True)


def _question(each: Numbered, shelf: Pictures) -> Iterator[str]:
    place = each.place
    worth = f" ({vietnamese(place.points)} điểm)" if place.kind == "essay" else ""
    question = printed(place, Lines(shelf, Losses()))
    yield from layout.stem(text.run(f"{each.label}{worth}. ", BOLD), question.stem)
    yield from _below(question)


def _shared(each: Numbered, shelf: Pictures, is_alone: bool) -> Iterator[str]:
    """A shared stimulus and its questions; one that is alone in its part needs no words of which questions it is for."""
    lines = Lines(shelf, Losses())
    stem = printed(each.place, lines).stem
    yield from layout.plain(stem) if is_alone else layout.stem(text.run(f"{each.label}. ", BOLD), stem)
    is_even = len({part.points for part in each.parts}) == 1
    for part in each.parts:
        inner = asked(part.kind, part.content, lines, part.order)
        yield from layout.stem(text.run(f"Câu {part.number}{_worth(part, is_even)}. ", BOLD), inner.stem)
        yield from _below(inner)


def _worth(part: Part, is_even: bool) -> str:
    """The points of a question about a stimulus, where a candidate could not tell."""
    return f" ({vietnamese(part.points)} điểm)" if part.points is not None and (part.kind == "essay" or not is_even) else ""


def _below(question: Asked) -> Iterator[str]:
    if question.kind not in ON_PAPER:
        yield text.paragraph(text.run(_NOT_PRINTED, ITALIC))
    yield from layout.body(question)


def _end() -> Sequence[str]:
    rule = text.run("-" * 14)
    end = text.paragraph(rule, text.run(" HẾT ", BOLD), rule, align="center", before=8, after=4, keep=True)
    return [end, *(text.paragraph(text.run(each, ITALIC), keep=each != _RULES[-1]) for each in _RULES)]
