"""Checks that several kinds share: the document itself, rows of options, shares and score tables."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from core.words import say
from question_bank.kinds import shape
from question_bank.kinds.contract import Problem

MAX_HTML = 100_000
MAX_OPTIONS = 26
"""An option has a letter for a name on paper."""


def check_document(content: object) -> list[Problem]:
    """The document's outline: an object with a stem that says something, and text we can store."""
    if not isinstance(content, dict):
        return [Problem("", say("Nội dung câu hỏi không đúng cấu trúc."))]
    problems = []
    if shape.is_empty_html(shape.text(content.get("stem"))):
        problems.append(Problem("stem", say("Câu hỏi chưa có nội dung.")))
    if not isinstance(content.get("explanation", ""), str):
        problems.append(Problem("explanation", say("Lời giải phải là văn bản.")))
    for part in ("body", "key"):
        if not isinstance(content.get(part, {}), dict):
            problems.append(Problem(part, say("Nội dung câu hỏi không đúng cấu trúc.")))
    return problems + _check_strings(content)


def _check_strings(content: object) -> list[Problem]:
    problems = []
    found = shape.strings(content)
    if len(max(found, key=len, default="")) > MAX_HTML:
        problems.append(Problem("", say("Một đoạn văn bản dài quá %(n)d ký tự.", n=MAX_HTML)))
    if not shape.is_storable(" ".join(found)):
        problems.append(Problem("", say("Văn bản có ký tự không lưu được.")))
    return problems


def check_rows(value: object, place: str, at_least: int, at_most: int = MAX_OPTIONS, same_allowed: bool = False) -> list[Problem]:
    """A list of {id, text} rows: how many, names that differ, texts that are there and differ."""
    rows = shape.rows(value)
    if len(rows) < at_least:
        return [Problem(place, say("Cần ít nhất %(n)d mục.", n=at_least))]
    if len(rows) > at_most:
        return [Problem(place, say("Không được quá %(n)d mục.", n=at_most))]
    problems = []
    names: set[str] = set()
    texts: set[str] = set()
    for index, row in enumerate(rows):
        name, text = row.get("id"), shape.text(row.get("text"))
        if not shape.is_id(name) or name in names:
            problems.append(Problem(f"{place}.{index}.id", say("Mã của mục bị thiếu, sai hoặc trùng.")))
        if shape.is_empty_html(text):
            problems.append(Problem(f"{place}.{index}.text", say("Mục này còn trống.")))
        elif text.strip() in texts and not same_allowed:
            problems.append(Problem(f"{place}.{index}.text", say("Mục này trùng với một mục ở trên.")))
        if not isinstance(row.get("feedback", ""), str):
            problems.append(Problem(f"{place}.{index}.feedback", say("Nhận xét phải là văn bản.")))
        names.add(shape.text(name))
        texts.add(text.strip())
    return problems


def check_share(value: object, place: str, lowest: Decimal = Decimal(0)) -> list[Problem]:
    """A part of the points: a decimal string from `lowest` to 1."""
    share = shape.decimal(value)
    if share is not None and lowest <= share <= 1:
        return []
    return [Problem(place, say("Tỉ lệ điểm phải là số từ %(low)s đến 1.", low=str(lowest)))]


def check_unknown(names: Mapping[str, object], known: Sequence[str], place: str) -> list[Problem]:
    """Names in the key that the body does not have."""
    strangers = [name for name in names if name not in known]
    return [Problem(place, say("Đáp án nhắc đến mục không có trong câu hỏi."))] if strangers else []


def check_score_table(value: object, place: str, count: int) -> list[Problem]:
    """{"how many are right": share}: never falling as more are right, and all right is worth 1."""
    if value is None:
        return []
    if not isinstance(value, dict):
        return [Problem(place, say("Bảng điểm không đúng cấu trúc."))]
    wanted = {str(right) for right in range(count + 1)}
    shares = [shape.decimal(value.get(str(right), "0")) for right in range(count + 1)]
    if not set(value) <= wanted or None in shares:
        return [Problem(place, say("Bảng điểm có dòng không đọc được."))]
    known = [share for share in shares if share is not None]
    if known != sorted(known) or known[0] < 0 or known[-1] != 1:
        return [Problem(place, say("Bảng điểm phải tăng dần từ 0 đến 1 khi số ý đúng tăng."))]
    return []
