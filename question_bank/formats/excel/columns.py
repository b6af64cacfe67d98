"""The columns of a sheet of questions: what they are called, and how they are found again whatever their order and case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from core.folding import fold

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
USUAL_OPTIONS = 6
"""How many columns for options a template has; a question with more brings more."""

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "ref": "Mã", "kind": "Dạng", "stem": "Câu hỏi", "answer": "Đáp án", "table": "Bảng điểm", "unit": "Đơn vị",
        "explanation": "Lời giải", "topic": "Chủ đề", "outcome": "Yêu cầu cần đạt", "level": "Mức độ", "category": "Danh mục", "tags": "Nhãn",
    }
)  # fmt: skip
"""The words of the file itself: they are read back, so they are the same in every language of the interface."""

_BEFORE_OPTIONS = ("ref", "kind", "stem")
_OTHER_NAMES = {
    "ref": ("ma cau", "ma cau hoi", "id", "code"), "kind": ("dang cau hoi", "loai", "loai cau hoi", "type", "kind"),
    "stem": ("noi dung", "noi dung cau hoi", "de bai", "question", "stem"), "answer": ("dap an dung", "da", "answer", "key"),
    "table": ("cach tinh diem", "score table"), "unit": ("don vi do", "unit"), "explanation": ("giai thich", "huong dan giai", "explanation"),
    "topic": ("ma chu de", "topic"), "outcome": ("yccd", "ma yccd", "outcome"), "level": ("muc", "level"),
    "category": ("thu muc", "category"), "tags": ("the", "tags"),
}  # fmt: skip
_NAMES = {fold(heading): name for name, heading in HEADINGS.items()} | {
    other: name for name, all_ in _OTHER_NAMES.items() for other in all_
}
_OPTION_WORDS = ("phuong an ", "y ", "lua chon ", "option ")


def order_of(options: int) -> list[str]:
    """Names of the columns from left to right, with as many for options."""
    return [*_BEFORE_OPTIONS, *LETTERS[:options], *(name for name in HEADINGS if name not in _BEFORE_OPTIONS)]


def heading_of(name: str) -> str:
    """What stands above a column."""
    return HEADINGS.get(name, name)


def column_named(heading: str) -> str:
    """The column that a heading means: a name of `HEADINGS`, a capital letter for an option, "" for none of ours."""
    bare = fold(heading).strip(" *:.")
    for word in _OPTION_WORDS:
        bare = bare.removeprefix(word)
    return _NAMES.get(bare, bare.upper() if len(bare) == 1 and bare.upper() in LETTERS else "")


def places_in(row: Sequence[str]) -> dict[str, int]:
    """Column name -> place, for a row that is the head of a sheet of questions; {} for any other row."""
    found: dict[str, int] = {}
    for place, heading in enumerate(row):
        if name := column_named(heading):
            found.setdefault(name, place)
    return found if "stem" in found and "answer" in found else {}
