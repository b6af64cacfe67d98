"""Rules over a Word document (python-docx)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from core.words import say
from question_bank.rules.office import compare, docx_fonts
from question_bank.rules.office.contract import Asked, NotThere, Rule, Seen, plain

EMU_IN_CM = 360_000
_PAPERS = MappingProxyType({"a3": ("29.7", "42"), "a4": ("21", "29.7"), "a5": ("14.8", "21"), "letter": ("21.59", "27.94")})
_WAYS = {"landscape": ("ngang", "landscape"), "portrait": ("dọc", "portrait")}
_SIDES = {"left": ("trái", "left"), "right": ("phải", "right"), "top": ("trên", "top"), "bottom": ("dưới", "bottom")}
_ALIGNMENTS = {
    "CENTER": ("giữa", "center"), "LEFT": ("trái", "left"), "RIGHT": ("phải", "right"), "JUSTIFY": ("đều", "đều hai bên", "justify"),
}  # fmt: skip
_ALIGNED = {"CENTER": say("căn giữa"), "LEFT": say("căn trái"), "RIGHT": say("căn phải"), "JUSTIFY": say("căn đều")}
_LISTS = {"number": ("số", "number"), "bullet": ("dấu đầu dòng", "ký hiệu", "kí hiệu", "bullet")}


def paragraphs_of(document: Any) -> Iterator[Paragraph]:
    """Every paragraph of the body, in tables and boxes too."""
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document._body)


def _found(document: Any, words: str) -> tuple[int, Paragraph]:
    """The first paragraph that holds the words, counted from 1; NotThere when none does."""
    for number, paragraph in enumerate(paragraphs_of(document), start=1):
        if compare.holds_text(paragraph.text, words):
            return number, paragraph
    raise NotThere(say("Không thấy đoạn có chữ “%(words)s”.", words=words[:80]))


def _place(number: int) -> str:
    return f"¶ {number}"


def style(document: Any, asked: Asked) -> Seen:
    number, paragraph = _found(document, asked.where)
    name = paragraph.style.name if paragraph.style is not None else ""
    return Seen(compare.same_text(name, asked.expected), plain(name or "Normal"), _place(number))


def text(document: Any, asked: Asked) -> Seen:
    for number, paragraph in enumerate(paragraphs_of(document), start=1):
        if compare.holds_text(paragraph.text, asked.expected, asked.tolerance):
            return Seen(True, plain(paragraph.text), _place(number))
    return Seen(False)


def emphasis(document: Any, asked: Asked, *, name: str) -> Seen:
    number, paragraph = _found(document, asked.where)
    ok = all(docx_fonts.value_of(run, paragraph, name) for run in docx_fonts.runs_over(paragraph, asked.where))
    return Seen(ok, say("có") if ok else say("không"), _place(number))


def size(document: Any, asked: Asked) -> Seen:
    number, paragraph = _found(document, asked.where)
    sizes = {docx_fonts.size_of(run, paragraph, document) for run in docx_fonts.runs_over(paragraph, asked.where)}
    ok = all(compare.within(each, asked.expected, asked.tolerance) for each in sizes)
    return Seen(bool(sizes) and ok, plain(", ".join(sorted(f"{compare.written(each)} pt" for each in sizes))), _place(number))


def font(document: Any, asked: Asked) -> Seen:
    number, paragraph = _found(document, asked.where)
    names = {docx_fonts.name_of(run, paragraph, document) for run in docx_fonts.runs_over(paragraph, asked.where)}
    ok = bool(names) and all(compare.same_text(name, asked.expected) for name in names)
    return Seen(ok, plain(", ".join(sorted(name or "?" for name in names))), _place(number))


def align(document: Any, asked: Asked) -> Seen:
    number, paragraph = _found(document, asked.where)
    name = docx_fonts.alignment_of(paragraph)
    return Seen(name == compare.chosen(asked.expected, _ALIGNMENTS), _ALIGNED.get(name) or plain(name.lower()), _place(number))


def line_spacing(document: Any, asked: Asked) -> Seen:
    number, paragraph = _found(document, asked.where)
    given = docx_fonts.format_of(paragraph, "line_spacing")
    lines = 1.0 if given is None else given if isinstance(given, float) else given.pt
    return Seen(compare.within(round(lines, 3), asked.expected, asked.tolerance), plain(compare.written(lines)), _place(number))


def first_line(document: Any, asked: Asked) -> Seen:
    number, paragraph = _found(document, asked.where)
    given = docx_fonts.format_of(paragraph, "first_line_indent") or 0
    return _centimetres(given, asked, _place(number))


def running(document: Any, asked: Asked, *, names: tuple[str, ...]) -> Seen:
    texts = [" ".join(p.text for p in part.paragraphs) for part in _running_parts(document, names)]
    found = next((each for each in texts if compare.holds_text(each, asked.expected, asked.tolerance)), None)
    shown = " · ".join(filter(str.strip, texts))
    return Seen(found is not None, plain(found or shown) if shown else None)


_HEADERS = ("header", "first_page_header", "even_page_header")
_FOOTERS = ("footer", "first_page_footer", "even_page_footer")


def _running_parts(document: Any, names: tuple[str, ...]) -> Iterator[Any]:
    for section in document.sections:
        for name in names:
            part = getattr(section, name)
            if not part.is_linked_to_previous:
                yield part


def page_number(document: Any, asked: Asked) -> Seen:
    ok = any("PAGE" in code.split() for part in _running_parts(document, _HEADERS + _FOOTERS) for code in _fields(part._element))
    return Seen(ok, say("có") if ok else None)


def contents(document: Any, asked: Asked) -> Seen:
    ok = any(code.split()[:1] == ["TOC"] for code in _fields(document.element.body))
    return Seen(ok, say("có") if ok else None)


def _fields(element: Any) -> Iterator[str]:
    """The instructions of every field below an element, in capitals."""
    yield from (str(each.get(qn("w:instr"), "")).upper() for each in element.iter(qn("w:fldSimple")))
    yield from (str(each.text or "").upper() for each in element.iter(qn("w:instrText")))


def page_size(document: Any, asked: Asked) -> Seen:
    section = document.sections[0]
    sides = sorted(round(side / EMU_IN_CM, 2) for side in (section.page_width or 0, section.page_height or 0))
    wanted = _PAPERS.get(compare.tidy(asked.expected)) or tuple(asked.expected.lower().replace("×", "x").split("x"))
    ok = len(wanted) == 2 and all(
        compare.within(side, each, asked.tolerance or "0.2") for side, each in zip(sides, _in_order(wanted), strict=True)
    )
    return Seen(ok, say("%(width)s × %(height)s cm", width=compare.written(sides[0]), height=compare.written(sides[1])))


def _in_order(sides: tuple[str, ...]) -> list[str]:
    return sorted(sides, key=lambda side: compare.number(side) or 0)


def orientation(document: Any, asked: Asked) -> Seen:
    section = document.sections[0]
    way = "landscape" if (section.page_width or 0) > (section.page_height or 0) else "portrait"
    return Seen(way == compare.chosen(asked.expected, _WAYS), say("trang ngang") if way == "landscape" else say("trang dọc"))


def margin(document: Any, asked: Asked) -> Seen:
    side = compare.chosen(asked.where, _SIDES)
    return _centimetres(getattr(document.sections[0], f"{side}_margin") or 0, asked)


def _centimetres(length: int, asked: Asked, where: str = "") -> Seen:
    found = round(length / EMU_IN_CM, 2)
    return Seen(compare.within(found, asked.expected, asked.tolerance or "0.05"), say("%(n)s cm", n=compare.written(found)), where)


def table(document: Any, asked: Asked) -> Seen:
    sizes = [f"{len(each.rows)} x {len(each.columns)}" for each in document.tables]
    at = compare.count_of(asked.where, 0)
    looked = sizes[at - 1 : at] if at else sizes
    wanted = compare.tidy(asked.expected).replace("×", "x").replace(" ", "")
    ok = any(each.replace(" ", "") == wanted for each in looked) if wanted else bool(looked)
    return Seen(ok, plain(", ".join(looked)) if looked else None)


def picture(document: Any, asked: Asked) -> Seen:
    body = document.element.body
    count = sum(1 for _ in body.iter(qn("pic:pic"))) + sum(1 for _ in body.iter("{urn:schemas-microsoft-com:vml}imagedata"))
    return Seen(count >= compare.count_of(asked.expected, 1), say("%(n)d hình", n=count))


def listing(document: Any, asked: Asked) -> Seen:
    number, paragraph = _found(document, asked.where)
    kind = docx_fonts.list_of(paragraph, document)
    wanted = compare.chosen(asked.expected, _LISTS) if asked.expected else kind
    found = say("danh sách đánh số") if kind == "number" else say("danh sách dấu đầu dòng") if kind else None
    return Seen(kind is not None and kind == wanted, found, _place(number))


_IN = say("Chữ có trong đoạn")
_ON = say("Chữ cần xét")
_CM = say("Số cm, ví dụ 2,5")
_PERCENT = say("± %")

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "style": Rule(say("Kiểu đoạn (style)"), style, _IN, say("Tên kiểu, ví dụ Heading 1"), needs_where=True, needs_expected=True),
        "text": Rule(say("Có nội dung"), text, None, say("Chữ phải có"), needs_expected=True, tolerance=_PERCENT),
        "bold": Rule(say("Chữ đậm"), partial(emphasis, name="bold"), _ON, needs_where=True),
        "italic": Rule(say("Chữ nghiêng"), partial(emphasis, name="italic"), _ON, needs_where=True),
        "underline": Rule(say("Chữ gạch chân"), partial(emphasis, name="underline"), _ON, needs_where=True),
        "size": Rule(
            say("Cỡ chữ"), size, _ON, say("Số pt, ví dụ 14"), needs_where=True, needs_expected=True, tolerance=say("± pt")
        ),
        "font": Rule(say("Phông chữ"), font, _ON, say("Tên phông"), needs_where=True, needs_expected=True),
        "align": Rule(say("Căn lề đoạn"), align, _IN, say("giữa, trái, phải hoặc đều"), needs_where=True, needs_expected=True),
        "line_spacing": Rule(
            say("Giãn dòng"), line_spacing, _IN, say("Số dòng, ví dụ 1,5"), needs_where=True, needs_expected=True, tolerance=say("±")
        ),
        "first_line": Rule(
            say("Thụt dòng đầu"), first_line, _IN, _CM, needs_where=True, needs_expected=True, tolerance=say("± cm")
        ),
        "list": Rule(say("Đoạn nằm trong danh sách"), listing, _IN, say("số hoặc dấu đầu dòng"), needs_where=True),
        "header": Rule(
            say("Đầu trang"), partial(running, names=_HEADERS), None, say("Chữ phải có"), needs_expected=True, tolerance=_PERCENT
        ),
        "footer": Rule(
            say("Chân trang"), partial(running, names=_FOOTERS), None, say("Chữ phải có"), needs_expected=True, tolerance=_PERCENT
        ),
        "page_number": Rule(say("Số trang tự động"), page_number),
        "page_size": Rule(say("Khổ giấy"), page_size, None, say("A4, A5… hoặc 21 x 29,7"), needs_expected=True, tolerance=say("± cm")),
        "orientation": Rule(say("Hướng giấy"), orientation, None, say("ngang hoặc dọc"), needs_expected=True),
        "margin": Rule(
            say("Lề trang"), margin, say("trái, phải, trên, dưới"), _CM, needs_where=True, needs_expected=True, tolerance=say("± cm")
        ),
        "table": Rule(say("Bảng"), table, say("Bảng thứ mấy"), say("Số dòng x số cột, ví dụ 4 x 3")),
        "picture": Rule(say("Hình ảnh"), picture, None, say("Ít nhất mấy hình")),
        "toc": Rule(say("Mục lục tự động"), contents),
    }
)  # fmt: skip
