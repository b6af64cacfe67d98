"""Html of the bank as lines of Word: runs with their looks, formulas, pictures and tables; what Word loses is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml import etree
from lxml import html as parser

from core.maths import with_formulas
from core.words import say
from question_bank.formats.outgoing_text import Losses, writable
from question_bank.formats.word_out import formulas, text, widths
from question_bank.formats.word_out.pictures import Pictures
from question_bank.formats.word_out.text import PLAIN, Cell, Look
from question_bank.formats.xml import Element

_SPACES = re.compile(r"[ \t\n\r\f]+")
_REFERENCE = re.compile(r"&#(?:[xX][0-9a-fA-F]+|\d+);?")
_SIGNS = re.compile(r"<m:t[^>]*>([^<]*)</m:t>")
_LOOKS: dict[str, dict[str, Any]] = {
    "b": {"bold": True}, "strong": {"bold": True}, "i": {"italic": True}, "em": {"italic": True}, "var": {"italic": True},
    "u": {"underline": True}, "ins": {"underline": True}, "s": {"strike": True}, "del": {"strike": True}, "sub": {"script": "sub"},
    "sup": {"script": "sup"}, "code": {"typewriter": True}, "kbd": {"typewriter": True}, "pre": {"typewriter": True}, "samp": {"typewriter": True},
    **{f"h{depth}": {"bold": True} for depth in range(2, 6)}, "dt": {"bold": True}, "th": {"bold": True},
}  # fmt: skip
_BLOCKS = frozenset("p div h2 h3 h4 h5 li blockquote figure figcaption dl dt dd pre ul ol hr caption".split())
_UNUSUAL = {
    **dict.fromkeys(("ul", "ol"), say("Danh sách thành các dòng có dấu đầu dòng.")),
    **dict.fromkeys(("h2", "h3", "h4", "h5"), say("Đề mục thành dòng chữ đậm.")),
    **dict.fromkeys(
        ("code", "kbd", "samp", "mark", "small", "abbr", "var"), say("Kiểu chữ riêng (mã lệnh, tô nền, chữ nhỏ…) thành chữ thường.")
    ),
    **dict.fromkeys(
        ("blockquote", "figure", "figcaption", "dl", "pre", "hr"), say("Khối trích dẫn, chú thích hình, đoạn mã thành đoạn thường.")
    ),
    **dict.fromkeys(("th", "caption", "col"), say("Tên bảng và ô tiêu đề của bảng thành ô thường.")),
    "a": say("Liên kết chỉ còn chữ."),
    "math": say("Công thức MathML nhập lại thành LaTeX."),
}
_DISPLAY = say("Công thức đứng riêng một dòng nhập lại thành công thức trong dòng.")
_CHANGED = say("Có công thức mà Word ghi khác đi, nhập lại không y nguyên.")
_BROKEN = say("Có công thức sai cú pháp, được giữ dưới dạng mã LaTeX.")
_NO_PICTURE = say("Có hình không nằm trong ngân hàng nên bị bỏ.")
_TOO_WIDE = say("Bảng rộng hơn %(n)d cột, các cột thừa bị bỏ.", n=63)
_CONTROL = say("Ký tự điều khiển không ghi được đã thành dấu cách.")
_NESTED = say("Ô bảng có nhiều đoạn nhập lại thành một đoạn.")
MOST_COLUMNS = 63
"""Word opens no table that has more."""
_BOLD_SHARE = 1.1
"""Heads of tables are often bold, and bold letters are wider."""
THING = "\ufffc"


@dataclass(slots=True)
class Line:
    """Runs of one line, how wide they are in points, the signs a reader sees (THING for what is no sign), and the looks all share.

    A table is a line whose `is_table` is set; its xml is a w:tbl.
    """

    xml: str = ""
    width: float = 0
    text: str = ""
    looks: set[Look] = field(default_factory=set)
    is_table: bool = False
    indent: float = 0


@dataclass(slots=True)
class _Grid:
    rows: list[list[tuple[int, int, list[Line]]]] = field(default_factory=list)


class Lines:
    """Turns html to lines. `told` takes the losses; `pictures` the pictures that are shown."""

    def __init__(self, pictures: Pictures, told: Losses) -> None:
        self._pictures = pictures
        self._told = told

    def of(self, html: object) -> list[Line]:
        """The lines of a field's html that hold something."""
        cleaned = _REFERENCE.sub(self._held, self._told.html(html))
        if not cleaned:
            return []
        found: list[tuple[str, bool]] = []

        def remember(latex: str, display: bool) -> str:
            found.append((latex, display))
            return f'<object data="{len(found) - 1}"></object>'

        root = parser.fragment_fromstring(with_formulas(cleaned, remember), create_parent="div")
        return _Walk(self._pictures, self._told, found).lines(root)

    def _held(self, reference: re.Match[str]) -> str:
        """A sign written by its number, when XML can hold that sign."""
        sign = unescape(reference[0])
        is_held = bool(sign) and writable(sign) == sign
        self._told.tell(_CONTROL, not is_held)
        return reference[0] if is_held else " "


class _Walk:
    """One field's way, without recursion: html may be nested deeper than Python calls."""

    def __init__(self, pictures: Pictures, told: Losses, latex: list[tuple[str, bool]]) -> None:
        self._pictures = pictures
        self._told = told
        self._latex = latex
        self._looks = [PLAIN]
        self._pages: list[list[Line]] = [[]]
        self._line = Line()
        self._indent = 0.0
        self._grids: list[_Grid] = []
        self._counts: list[int] = []
        self._skipped: Element | None = None

    def lines(self, root: Element) -> list[Line]:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if self._skipped is not None:
                if event == "end" and element is self._skipped:
                    self._skipped = None
                    self._say(element.tail)
            elif event == "start":
                self._open(element)
            else:
                self._close(element)
                if element is not root:
                    self._say(element.tail)
        self._end_line()
        return self._pages[0]

    def _open(self, element: Element) -> None:
        name = str(element.tag)
        self._told.tell(_UNUSUAL.get(name, _NO_PICTURE), name in _UNUSUAL)
        self._looks.append(self._looks[-1]._replace(**_LOOKS.get(name, {})))
        if name in _BLOCKS:
            self._end_line()
        if (special := self._special(name)) is not None:
            special(element)
        if name in ("object", "math"):
            self._skipped = element
            self._looks.pop()
        else:
            self._say(element.text)

    def _special(self, name: str) -> Callable[[Element], None] | None:
        return {
            "br": self._break, "img": self._picture, "object": self._formula, "math": self._mathml, "li": self._item, "ul": self._list,
            "ol": self._list, "table": self._table, "tr": self._table_row, "td": self._table_cell, "th": self._table_cell,
        }.get(name)  # fmt: skip

    def _close(self, element: Element) -> None:
        name = str(element.tag)
        self._looks.pop()
        if name in _BLOCKS:
            self._end_line()
        if name in ("ul", "ol") and self._counts:
            self._counts.pop()
            self._indent -= 18
        elif name in ("td", "th") and self._grids and len(self._pages) > 1:
            self._end_line()
            self._grids[-1].rows[-1].append((_whole(element, "colspan"), _whole(element, "rowspan"), self._pages.pop()))
        elif name == "table" and self._grids:
            self._put_table(self._grids.pop())

    def _say(self, said: str | None) -> None:
        words = _SPACES.sub(" ", said or "")
        if not self._line.text or self._line.text[-1] == " ":
            words = words.lstrip(" ")
        if words:
            look = self._looks[-1]
            self._put(text.run(words, look), widths.of_text(words), words)
            if words.strip():
                self._line.looks.add(look)

    def _put(self, xml: str, width: float, signs: str) -> None:
        self._line.xml += xml
        self._line.width += width
        self._line.text += signs

    def _break(self, element: Element) -> None:
        self._end_line()

    def _end_line(self) -> None:
        if self._line.text.strip():
            self._line.indent = self._indent
            self._pages[-1].append(self._line)
        self._line = Line()

    def _picture(self, element: Element) -> None:
        source = str(element.get("src", ""))
        asked = (_whole(element, "width", 0), _whole(element, "height", 0))
        made = self._pictures.drawn(source.removeprefix("media:"), str(element.get("alt", ""))[:300], asked)
        self._told.tell(_NO_PICTURE, made is None)
        if made:
            self._put(*made, THING)
            self._line.looks.add(PLAIN)

    def _formula(self, element: Element) -> None:
        latex, display = self._latex[int(element.get("data", "0"))]
        made = formulas.formula(latex, display)
        self._told.tell(_DISPLAY, display)
        if made.xml:
            self._told.tell(_CHANGED, not made.is_whole)
            self._put(made.xml, _formula_width(made.xml), THING)
        else:
            self._told.tell(_BROKEN)
            self._put(text.run(latex, Look(typewriter=True)), widths.of_text(latex) * 1.3, latex)
        self._line.looks.add(PLAIN)

    def _mathml(self, element: Element) -> None:
        made = formulas.raw(element)
        self._put(made, _formula_width(made), THING)
        self._line.looks.add(PLAIN)

    def _list(self, element: Element) -> None:
        self._counts.append(_whole(element, "start") - 1 if element.tag == "ol" else -1_000_000)
        self._indent += 18

    def _item(self, element: Element) -> None:
        if not self._counts:
            return
        self._counts[-1] += 1
        label = f"{self._counts[-1]}. " if self._counts[-1] > 0 else "– "
        self._put(text.run(label), widths.of_text(label), label)

    def _table(self, element: Element) -> None:
        self._end_line()
        self._grids.append(_Grid())

    def _table_row(self, element: Element) -> None:
        if self._grids:
            self._grids[-1].rows.append([])

    def _table_cell(self, element: Element) -> None:
        if self._grids and self._grids[-1].rows:
            self._pages.append([])

    def _put_table(self, grid: _Grid) -> None:
        cells = [cell for row in grid.rows for cell in row]
        if not cells:
            return
        self._told.tell(_NESTED, any(len(lines) > 1 or any(line.is_table for line in lines) for _, _, lines in cells))
        self._told.tell(_TOO_WIDE, any(sum(columns for columns, _, _ in row) > MOST_COLUMNS for row in grid.rows))
        said = "\n".join(line.text for _, _, lines in cells for line in lines)
        self._pages[-1].append(Line(_table_xml(grid), text.TEXT_WIDTH, f"{THING}{said}", {PLAIN}, is_table=True))


def _table_xml(grid: _Grid) -> str:
    """Rows of one width; columns as wide as their longest words ask, together a page at most."""
    wanted: dict[int, float] = {}
    covered: dict[int, tuple[int, int]] = {}
    rows = [_row_cells(row, covered, wanted) for row in grid.rows]
    count = max(_columns_of(row) for row in rows)
    for row in rows:
        if missing := count - _columns_of(row):
            row.append(Cell("<w:p/>", missing))
    widths_ = [wanted.get(at, 30) for at in range(count)]
    factor = min(1.0, text.TEXT_WIDTH / sum(widths_))
    return text.table(rows, [width * factor for width in widths_], centred=True)


def _row_cells(row: list[tuple[int, int, list[Line]]], covered: dict[int, tuple[int, int]], wanted: dict[int, float]) -> list[Cell]:
    """A row with what cells above cover put in: `covered` is {column: (columns, rows still to come)}. What is too far right is left out."""
    made, at, waiting = [], 0, list(row)
    while at < MOST_COLUMNS and (waiting or any(place >= at for place in covered)):
        room = min((place for place in covered if place > at), default=MOST_COLUMNS) - at
        if at in covered:
            columns, left = covered.pop(at)
            made.append(Cell("<w:p/>", columns, 0))
        elif waiting:
            columns, left, lines = waiting.pop(0)
            columns = min(columns, room)
            made.append(Cell(_cell_xml(lines), columns, left))
            _widen(wanted, at, columns, lines)
        else:
            columns, left = room, 1
            made.append(Cell("<w:p/>", columns))
        if left > 1:
            covered[at] = (columns, left - 1)
        at += columns
    return made


def _columns_of(row: list[Cell]) -> int:
    return sum(cell.columns for cell in row)


def _widen(wanted: dict[int, float], at: int, columns: int, lines: list[Line]) -> None:
    needed = max((line.width for line in lines), default=0) / columns * _BOLD_SHARE + 12
    for column in range(at, at + columns):
        wanted[column] = max(wanted.get(column, 30), needed)


def _cell_xml(lines: list[Line]) -> str:
    # What is said below a table is about it.
    return "".join(line.xml if line.is_table else text.paragraph(line.xml, keep=True) for line in lines) or "<w:p/>"


def _formula_width(xml: str) -> float:
    return widths.of_formula(unescape("".join(_SIGNS.findall(xml))))


def _whole(element: Element, name: str, otherwise: int = 1) -> int:
    """A small whole number of an attribute."""
    said = str(element.get(name, ""))
    return int(said) if said.isascii() and said.isdigit() and 0 < len(said) < 4 else otherwise
