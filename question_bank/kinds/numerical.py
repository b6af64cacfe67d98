"""A number with a tolerance."""

from collections.abc import Mapping
from decimal import Decimal

from core.words import say
from question_bank.kinds import answers, checks, marks, shape, written_number
from question_bank.kinds.contract import Answer, Content, InvalidAnswer, Kind, Mark, Order, Part, Problem

MAX_ACCEPTED = 100
MAX_UNIT = 40
ANYTHING = "*"


class Numerical(Kind):
    """body: {"unit"?: text}; key: {"accepted": [{"value", "tolerance"?, "fraction", "feedback"?}]}.

    Values are strings, read with a comma or a point. The first accepted row that fits gives its
    fraction. The value "*" fits any number, is worth 0 and carries the feedback for all other answers.
    A candidate may write the unit or leave it out. Answer: "2.5".
    """

    code = "numerical"
    label = say("Số có sai số cho phép")
    marking = "machine"
    html_places = ("key.accepted.*.feedback",)

    def blank(self) -> dict[str, object]:
        key = {"accepted": [{"value": "", "tolerance": "0", "fraction": "1"}]}
        return {"stem": "", "body": {"unit": ""}, "key": key, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        problems = checks.check_document(content)
        unit = shape.at(content, "body", "unit")
        if unit is not None and (not isinstance(unit, str) or len(unit) > MAX_UNIT):
            problems.append(Problem("body.unit", say("Đơn vị đo quá dài hoặc không phải văn bản.")))
        rows = _accepted(content)
        if not rows:
            return [*problems, Problem("key.accepted", say("Chưa có đáp án."))]
        if len(rows) > MAX_ACCEPTED:
            return [*problems, Problem("key.accepted", say("Không được quá %(n)d mục.", n=MAX_ACCEPTED))]
        for index, row in enumerate(rows):
            problems += _check_row(row, f"key.accepted.{index}")
        if not problems and _full_row(content) is None:
            wanted = say("Cần một đáp án được trọn điểm và không bị đáp án ở trên che mất.")
            problems.append(Problem("key.accepted", wanted))
        return problems

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        body = {"unit": shape.text(shape.at(content, "body", "unit"))}
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": body}

    def normalise(self, content: Content, raw: object) -> Answer:
        text = answers.read_text(raw, written_number.MAX_LENGTH + MAX_UNIT).strip()
        if not text:
            return None
        number = written_number.parse(text, shape.text(shape.at(content, "body", "unit")))
        if number is None:
            raise InvalidAnswer(say("Hãy ghi một số, ví dụ 2,5 hoặc -3e8, không có dấu phân cách hàng nghìn."))
        return written_number.canonical(number)

    def mark(self, content: Content, answer: Answer) -> Mark:
        given = written_number.parse(shape.text(answer))
        share = _share(content, given) if given is not None else Decimal(0)
        row = _full_row(content)
        right = None if row is None else shape.text(row.get("value"))
        return marks.machine_mark(share, (Part("answer", answer, right, share == 1),), given is not None)

    def key(self, content: Content, order: Order = None) -> str:
        row = _full_row(content)
        value = written_number.parse(shape.text(row.get("value"))) if row else None
        if row is None or value is None:
            return ""
        tolerance = _tolerance(row)
        spread = f" ± {written_number.with_comma(tolerance)}" if tolerance else ""
        unit = shape.text(shape.at(content, "body", "unit"))
        return f"{written_number.with_comma(value)}{spread} {unit}".strip()


def _accepted(content: object) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(content, "key", "accepted"))


def _tolerance(row: Mapping[str, object]) -> Decimal:
    return written_number.parse(shape.text(row.get("tolerance", "0"))) or Decimal(0)


def _check_row(row: Mapping[str, object], place: str) -> list[Problem]:
    problems = checks.check_share(row.get("fraction"), f"{place}.fraction")
    value, tolerance = shape.text(row.get("value")), row.get("tolerance", "0")
    if value == ANYTHING:
        if shape.decimal(row.get("fraction")):
            problems.append(Problem(f"{place}.fraction", say("Dòng cho mọi số khác phải là 0 điểm.")))
    elif written_number.parse(value) is None:
        problems.append(Problem(f"{place}.value", say("Đáp án phải là một số.")))
    read = written_number.parse(shape.text(tolerance))
    if read is None or read < 0:
        problems.append(Problem(f"{place}.tolerance", say("Sai số cho phép phải là số không âm.")))
    if not isinstance(row.get("feedback", ""), str):
        problems.append(Problem(f"{place}.feedback", say("Nhận xét phải là văn bản.")))
    return problems


def _fits(row: Mapping[str, object], given: Decimal) -> bool:
    value = shape.text(row.get("value"))
    if value == ANYTHING:
        return True
    right = written_number.parse(value)
    return right is not None and written_number.is_near(given, right, _tolerance(row))


def _share(content: object, given: Decimal) -> Decimal:
    for row in _accepted(content):
        if _fits(row, given):
            return shape.decimal(row.get("fraction")) or Decimal(0)
    return Decimal(0)


def _full_row(content: object) -> Mapping[str, object] | None:
    """The first row worth all the points that no earlier row hides."""
    for row in _accepted(content):
        value = written_number.parse(shape.text(row.get("value")))
        if value is not None and shape.decimal(row.get("fraction")) == 1 and _share(content, value) == 1:
            return row
    return None
