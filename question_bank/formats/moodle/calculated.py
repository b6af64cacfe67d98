"""Moodle's calculated questions (`calculated`, `calculatedsimple`, `calculatedmulti`), read as questions with variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.words import Message, say
from question_bank.formats.assemble import ONE, Assembled
from question_bank.formats.moodle.node import Node
from question_bank.formats.xml import Element
from question_bank.kinds import written_number
from question_bank.kinds.expression import BadExpression, is_name, read
from question_bank.kinds.parameterised import check_template
from question_bank.kinds.placeholders import MAX_DECIMALS
from question_bank.kinds.variants import DEFAULT_DECIMALS, MAX_VARIANTS, NoVariants, Variants, drawn_variants

_PLACE = re.compile(r"\{(=)?((?:[^{}]|\{[^{}]*\}){1,400})\}")
_VARIABLE = re.compile(r"\{([^{}=:]{1,60})\}")
_CALLS = (("log(", "ln("), ("pi()", "pi"), ("fmod(", "mod("), ("deg2rad(", "rad("), ("rad2deg(", "deg("), ("**", "^"))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Set:
    """A variable of the file: its name there, its name here, its row of ours, the values it was given."""

    said: str
    name: str
    row: Mapping[str, object]
    values: tuple[str, ...]


class _CannotRead(Exception):
    """Why the question is refused."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def read_calculated(node: Node) -> Assembled | None:
    """A `parameterised` question; None, with the reason on the node, where its formulas say what ours cannot."""
    try:
        return _made(node)
    except _CannotRead as error:
        node.reasons.append(error.message)
        return None


def _made(node: Node) -> Assembled:
    sets = _sets(node)
    names = {each.said: each.name for each in sets}
    asked, right = _choices(node, names) if node.element.get("type") == "calculatedmulti" else _number(node, names)
    body: dict[str, object] = {
        "decimals": _decimals(node),
        "variables": [dict(each.row) for each in sets],
        "conditions": [],
        **asked,
        "variants": [],
    }
    count = min(MAX_VARIANTS, max((len(each.values) for each in sets), default=0) or 20)
    key: dict[str, object] = {**right, "seed": 1, "count": count, "variants": []}
    content = {
        "stem": _filled(node.html("questiontext"), names), "body": body,
        "key": key, "explanation": _filled(node.html("generalfeedback"), names),
    }  # fmt: skip
    if problems := check_template(content):
        raise _CannotRead(problems[0].message)
    node.reasons.append(say("Giá trị của các biến được lấy lại trong cùng khoảng."))
    body["variants"], key["variants"] = _variants(content)
    return Assembled("parameterised", content)


def _variants(content: Mapping[str, object]) -> Variants:
    try:
        return drawn_variants(content)
    except NoVariants as error:
        raise _CannotRead(error.message) from error


def _sets(node: Node) -> list[_Set]:
    found = [_set(node, each, place) for place, each in enumerate(node.element.iterfind("dataset_definitions/dataset_definition"))]
    if not found:
        raise _CannotRead(say("Câu tính toán không có bộ giá trị nào cho biến."))
    return found


def _set(node: Node, element: Element, place: int) -> _Set:
    said = node.word("name/text", element)
    name = said if is_name(said) else f"x{_LETTERS[place % 26]}{place // 26 or ''}"
    items = [written_number.parse(node.word("value", each)) for each in element.iterfind("dataset_items/dataset_item")]
    values = tuple(written_number.canonical(each) for each in items[:MAX_VARIANTS] if each is not None)
    low, high, places = (node.number_at(element, path) for path in ("minimum/text", "maximum/text", "decimals/text"))
    if low is None or high is None or low > high:
        return _Set(said, name, {"name": name, "type": "list", "values": list(values)}, values)
    step = Decimal(1).scaleb(-int(max(0, min(MAX_DECIMALS, places or 0))))
    ends = {"low": written_number.canonical(low), "high": written_number.canonical(high), "step": written_number.canonical(step)}
    return _Set(said, name, {"name": name, "type": "range", **ends}, values)


def _number(node: Node, names: Mapping[str, str]) -> tuple[dict[str, object], dict[str, object]]:
    answers = list(node.below("answer"))
    whole = next((each for each in answers if _share(each) >= ONE), None)
    if whole is None:
        raise _CannotRead(say("Câu tính toán không có đáp án được trọn điểm."))
    if len(answers) > 1:
        node.reasons.append(say("Chỉ đáp án trọn điểm đầu tiên được giữ, các đáp án khác bị bỏ."))
    if node.word("feedback/text", whole):
        node.reasons.append(say("Nhận xét của từng đáp án bị bỏ."))
    formula = _formula(node.word("text", whole), names)
    unit = next((node.word("unit_name", each) for each in node.element.iterfind("units/unit")), "")
    return {"asks": "numerical", "unit": unit}, {"answer": formula, "tolerance": _tolerance(node, whole, formula)}


def _tolerance(node: Node, answer: Element, formula: str) -> str:
    """Type 1 is relative to the answer, 2 is plain; the third of Moodle's is close to the first."""
    spread = written_number.canonical(abs(node.number_at(answer, "tolerance") or Decimal(0)))
    kind = node.word("tolerancetype", answer) or "1"
    if kind == "3":
        node.reasons.append(say("Sai số hình học được thay bằng sai số tương đối."))
    return spread if kind == "2" or spread == "0" else f"abs({formula}) * {spread}"


def _choices(node: Node, names: Mapping[str, str]) -> tuple[dict[str, object], dict[str, object]]:
    if not node.flag("single", otherwise=True):
        raise _CannotRead(say("Câu tính toán chọn nhiều đáp án chưa được hỗ trợ."))
    answers = list(node.below("answer"))[:26]
    right = next((letter for letter, each in zip(_LETTERS, answers, strict=False) if _share(each) >= ONE), "")
    if any(0 < _share(each) < ONE for each in answers):
        node.reasons.append(say("Điểm một phần của phương án bị bỏ."))
    options = [{"id": letter, "text": _filled(node.html_of(each), names)} for letter, each in zip(_LETTERS, answers, strict=False)]
    return {"asks": "single_choice", "options": options}, {"right": right}


def _share(answer: Element) -> Decimal:
    return (written_number.parse(answer.get("fraction", "0")) or Decimal(0)) / 100


def _decimals(node: Node) -> int:
    """As Moodle rounds what it shows, where it counts decimals."""
    for each in node.below("answer"):
        length = node.number_at(each, "correctanswerlength")
        if node.word("correctanswerformat", each) == "1" and length is not None and 0 <= length <= MAX_DECIMALS:
            return int(length)
    return DEFAULT_DECIMALS


def _filled(text: str, names: Mapping[str, str]) -> str:
    """A text whose places `{a}` and `{={a}*2}` are ours, `{a}` and `{=a*2}`."""

    def place(found: re.Match[str]) -> str:
        if found.group(1):
            return f"{{={_formula(found.group(2), names)}}}"
        return _VARIABLE.sub(lambda one: f"{{{names[one[1]]}}}" if one[1] in names else one[0], found[0])

    return _PLACE.sub(place, text)


def _formula(text: str, names: Mapping[str, str]) -> str:
    """PHP's spelling in ours. Values are put in brackets by Moodle, so a variable is one thing to the signs about it."""
    formula = _VARIABLE.sub(lambda found: f"({names.get(found[1].strip(), found[1])})", text)
    for theirs, ours in _CALLS:
        formula = re.sub(rf"(?<![A-Za-z0-9_]){re.escape(theirs)}", ours, formula)
    try:
        asked = read(formula).names
    except BadExpression as error:
        raise _CannotRead(say("Công thức “%(text)s” không đọc được: %(why)s", text=text[:100], why=error.message)) from error
    if unknown := asked - set(names.values()):
        raise _CannotRead(say("Công thức “%(text)s” dùng biến không có giá trị: %(name)s.", text=text[:100], name=min(unknown)[:40]))
    return formula
