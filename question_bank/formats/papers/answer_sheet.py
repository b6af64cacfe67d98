"""The sheet on which a test of the three-part format is answered by filling in circles: a PDF by typst, and its picture in Word."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from question_bank.formats.outgoing_text import writable
from question_bank.formats.papers.contract import Form, Heading
from question_bank.formats.papers.parts import Numbered, numbered
from question_bank.formats.word_out import text
from question_bank.formats.word_out.package import word_file
from question_bank.formats.word_out.pictures import Pictures
from question_bank.kinds import shape
from question_bank.rules.matrix.table import Table

HERE = Path(__file__).resolve().parents[2] / "print"
NUMBER_DIGITS, BOXES = 6, 4
"""Of a candidate's number; of a short answer (QĐ 764/QĐ-BGDĐT)."""
FILLED_IN = frozenset({"single_choice", "multiple_choice", "true_false_group", "short_answer", "numerical", "parameterised"})
_DOTS_AN_INCH = 220
_TOLD = {
    "choice": "Mỗi câu tô một ô ứng với phương án trả lời đúng.",
    "group": "Mỗi ý a), b), c), d) tô một ô Đúng hoặc Sai.",
    "typed": "Viết đáp số vào các ô vuông từ trái sang phải rồi tô ô tương ứng.",
}
_one_at_a_time = threading.Lock()


def sheet_pdf(heading: Heading, table: Table, forms: Sequence[Form]) -> bytes:
    """The sheet as a PDF, one for all mã đề."""
    return _pages(heading, table, forms, "pdf")[0]


def sheet_file(heading: Heading, table: Table, forms: Sequence[Form]) -> bytes:
    """The same in a .docx, each page a picture: circles stay where a scanner looks for them."""
    pages = _pages(heading, table, forms, "png")
    shelf = Pictures({f"{number}": page for number, page in enumerate(pages)})
    shown = (shelf.page(f"{number}", f"Phiếu trả lời trắc nghiệm, trang {number + 1}") for number in range(len(pages)))
    return word_file("".join(text.paragraph(each, align="center") for each in shown), shelf, bare=True)


def has_sheet(table: Table, forms: Sequence[Form]) -> bool:
    """Whether any part is of a kind that is answered by filling in circles; of shared stimuli, whether any of their questions is."""
    found = (each for form in forms for part in table.parts for each in numbered(form, part.code) if each.parts)
    return any(part.kind in FILLED_IN for part in table.parts) or any(type_ for each in found for _, type_, _ in _filled(each))


def _pages(heading: Heading, table: Table, forms: Sequence[Form], format: Literal["pdf", "png"]) -> list[bytes]:
    data = {
        **{name: writable(getattr(heading, name)) for name in ("authority", "school", "title", "subject")},
        "number_digits": NUMBER_DIGITS, "code_digits": max(len(form.code) for form in forms), "parts": list(_parts(table, forms)),
    }  # fmt: skip
    with _one_at_a_time:
        made = _compiler().compile(format=format, ppi=_DOTS_AN_INCH, sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    return [page for page in (made if isinstance(made, list) else [made]) if page]


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    return typst.Compiler(str(HERE / "answer_sheet.typ"), root=str(HERE), font_paths=fonts, ignore_system_fonts=True)


def _parts(table: Table, forms: Sequence[Form]) -> Iterator[dict[str, Any]]:
    """The parts to fill in; a place is as large as the largest question that stands there in any mã đề."""
    for part in table.parts:
        found = [filled for form in forms for each in numbered(form, part.code) for filled in _filled(each)]
        types = [type_ for type_ in _TOLD if any(each[1] == type_ for each in found)]
        # Questions about one text are of several kinds; of any other part there is one, whatever a stray question is.
        for type_ in types if part.kind == "stimulus" else [each[1] for each in found if each[1]][:1]:
            sizes: dict[int, int] = {}
            for number, _, size in (each for each in found if each[1] == type_):
                sizes[number] = max(size, sizes.get(number, 0))
            places = [{"number": str(number), "size": sizes[number]} for number in sorted(sizes)]
            yield {"code": part.code, "type": type_, "told": _TOLD[type_], "places": places}


def _filled(each: Numbered) -> list[tuple[int, str, int]]:
    """(number, type, size) of a question, or of each question of a shared stimulus."""
    if each.parts:
        return [(part.number, *_type_of(part.kind, part.content)) for part in each.parts]
    return [(each.first, *_type_of(each.place.kind, each.place.content))]


def _type_of(kind: str, content: Mapping[str, object]) -> tuple[str, int]:
    """How it is filled in, and how many options, statements or boxes it has; "" when it is written elsewhere."""
    body = shape.mapping(content.get("body"))
    kind = shape.text(body.get("asks")) if kind == "parameterised" else kind
    if kind in ("single_choice", "multiple_choice"):
        return "choice", len(shape.rows(body.get("options")))
    if kind == "true_false_group":
        return "group", len(shape.rows(body.get("statements")))
    return ("typed", BOXES) if kind == "numerical" or (kind == "short_answer" and body.get("format") == "national") else ("", 0)
