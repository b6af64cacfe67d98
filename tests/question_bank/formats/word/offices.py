"""Files of LibreOffice 7.4 (saved by it from texts of ours, `libreoffice/*.docx`) and of WPS Office, and traps of headings and tags."""

from __future__ import annotations

from pathlib import Path

from tests.support.metafiles import QUADRATIC
from tests.support.word_files import p, question, r, table, word_file
from tests.support.wps_files import boxed, kingsoft_equation, wp, wps_file, wr

from .conventions import ESSAY, SHORT, TRUTHS, Expected, four, one

SAVED: dict[str, list[Expected]] = {
    "so-tu-dong": [*one("B"), *one("A")],
    "tab": [*one("B"), *one("C")],
    "bang": [*one("B"), *one("B"), *one("D")],
    "dung-sai": [(TRUTHS, "ĐSSĐ", "kept"), (TRUTHS, "ĐSĐS", "kept")],
    "cong-thuc": [(SHORT, "1", "kept"), (SHORT, "0,5", "kept"), (SHORT, "2,5", "kept")],
    "khung-hinh": [*one("C"), *one("A"), *one("B")],
    "dap-an-cuoi": [*one("A"), *one("C"), *one("B")],
    "du-kien-chung": [*one("1) A; 2) B", "changed", "stimulus"), (ESSAY, "", "kept")],
    "luu-lai-tep-word": [*one("B"), (TRUTHS, "ĐSĐS", "kept"), (SHORT, "2,5", "kept"), (ESSAY, "", "kept")],
}
"""By the convention that the file shows: automatic numbers, tabs and highlight, tables, truths in lists and tables, equations, frames and
pictures, a key at the end with bookmarks, a shared text with a footnote, a file of Word saved again."""
RED, UNDERLINED = {"colour": "FF0000"}, {"underline": "single"}
STATEMENTS = [p(r(x, "u" if x in "ac" else ""), f") Ý {x}.") for x in "abcd"]

FILES: dict[str, tuple[bytes, list[Expected]]] = {
    **{f"LibreOffice: {name}": ((Path(__file__).parent / "libreoffice" / f"{name}.docx").read_bytes(), said) for name, said in SAVED.items()},
    "WPS: numbers of its own styles, every toggle said": (
        wps_file(
            wp("Hỏi một?", style="6"), wp("1", style="7"), wp(wr("2", **UNDERLINED), style="7"), wp("3", style="7"),
            wp("Hỏi hai?", style="6"), wp(wr("1", **UNDERLINED), style="7"), wp("2", style="7"),
        ),
        [*one("B"), *one("A")],
    ),
    "WPS: a table without borders, red, an equation of its own": (
        wps_file(
            wp("Câu 1: Giải ", kingsoft_equation("e1"), "."), table((wp("A. một"), wp(wr("B. hai", **RED))), (wp("C. ba"), wp("D. bốn"))),
            pictures={"e1.wmf": QUADRATIC},
        ),
        one("B", "changed"),
    ),
    "WPS: three parts, a text box, a key in a table": (
        wps_file(
            wp(wr("PHẦN I. Câu trắc nghiệm nhiều phương án lựa chọn", bold=1)), wp("Câu 1. Đọc rồi chọn.", boxed(wp("Chữ trong khung."))),
            wp("A. 1\tB. 2\tC. 3\tD. 4"), wp(wr("PHẦN II. Câu trắc nghiệm đúng sai", bold=1)), wp("Câu 1. Cho."), *(wp(f"{x}) Ý {x}.") for x in "abcd"),
            wp(wr("PHẦN III. Câu trắc nghiệm trả lời ngắn", bold=1)), wp("Câu 1. Tính."), wp("HẾT"), wp("BẢNG ĐÁP ÁN"),
            wp("PHẦN I"), table((wp("Câu"), wp("1")), (wp("Đáp án"), wp("C"))), wp("PHẦN II"), wp("Câu 1: ĐSSĐ"), wp("PHẦN III"), wp("Câu 1: 12"),
        ),
        [*one("C"), (TRUTHS, "ĐSSĐ", "kept"), (SHORT, "12", "kept")],
    ),
    "parts that are Roman numbers alone": (
        word_file(p("I."), *question(1, "A"), p("II."), p("Câu 1. Cho."), *(p(f"{'*' if x in 'ac' else ''}{x}) Ý {x}.") for x in "abcd"), p("III."), p("Câu 1. Tính."), p("Đáp án: 7")),
        [*one("A"), (TRUTHS, "ĐSĐS", "kept"), (SHORT, "7", "kept")],
    ),
    "parts of Roman numbers with kinds": (
        word_file(p("I. Nhiều lựa chọn"), *question(1, "A"), p("II. Đúng – sai"), p("Câu 1. Cho."), *STATEMENTS, p("III. Trả lời ngắn (1,5 điểm)"), p("Câu 1. Tính."), p("Đáp án: 7")),
        [*one("A"), (TRUTHS, "ĐSĐS", "kept"), (SHORT, "7", "kept")],
    ),
    "parts of a literature paper": (
        word_file(p("I. ĐỌC HIỂU (6,0 điểm)"), p("Câu 1. Ai?"), p("Đáp án: Nam Cao"), p("II. VIẾT (4,0 điểm)"), p("Câu 2. Viết đoạn văn.")),
        [(SHORT, "Nam Cao", "kept"), (ESSAY, "", "changed")],
    ),
    "Roman numbers within a question": (
        word_file(p("Câu 1. Xét các phát biểu:"), p("I. ADN."), p("II. Nhân đôi."), p("III. ARN"), p("Số phát biểu đúng là"), *four("1", "2", "3", "4"), p("Chọn C"), *question(2, "B")),
        [*one("C"), *one("B")],
    ),
    "levels and points behind the labels of statements": (
        word_file(p("PHẦN II. Đúng sai"), p("Câu 1. Cho."), *(p(f"{y}) [{n}, {x}] Ý {y} [SAI]") for n, x, y in zip("0123", ("NB", "TH", "VD", "NB"), "abcd", strict=True))),
        [(TRUTHS, "SSSS", "changed")],
    ),
    "a line behind the last statement": (
        word_file(p("PHẦN II. Đúng sai"), p("Câu 1. Cho."), *STATEMENTS, p("Dòng lạc.")),
        [(TRUTHS, "ĐSĐS", "changed")],
    ),
    "the key of the file in one line": (word_file(*question(1, ""), *question(2, ""), p("Bảng đáp án: 1B 2A")), [*one("B"), *one("A")]),
}  # fmt: skip
