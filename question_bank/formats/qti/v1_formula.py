"""Canvas's formula questions as questions with variables, whose values are drawn anew within the same bounds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from core.words import say
from question_bank.formats.assemble import Assembled
from question_bank.formats.qti import making
from question_bank.formats.qti.making import Refusal
from question_bank.formats.xml import Element
from question_bank.kinds import written_number
from question_bank.kinds.parameterised import check_template
from question_bank.kinds.placeholders import MAX_DECIMALS
from question_bank.kinds.variants import MAX_VARIANTS, NoVariants, drawn_variants

_PLACE = re.compile(r"\[([A-Za-z][A-Za-z0-9_]{0,15})\]")
_USUAL_COUNT = 20


def formula(stem: str, element: Element, explanation: str) -> Assembled:
    """From the item's <calculated>; raises Refusal where our expressions cannot say the same."""
    calculated = element.find(".//calculated")
    formulas = [] if calculated is None else [_words(each) for each in calculated.iterfind("formulas/formula")]
    if calculated is None or len(formulas) != 1:
        raise Refusal(say("Câu có công thức nhiều bước của Canvas: hãy tạo lại bằng dạng “Câu có tham số”."))
    variables = [_variable(each) for each in calculated.iterfind("vars/var")]
    names = {str(row["name"]) for row in variables}
    sets = len(calculated.findall("var_sets/var_set")) or _USUAL_COUNT
    key: dict[str, object] = {
        "answer": formulas[0], "tolerance": _tolerance(_words(calculated.find("answer_tolerance")), formulas[0]), "seed": 1,
        "count": min(MAX_VARIANTS, sets), "variants": [],
    }  # fmt: skip
    body: dict[str, object] = {
        "asks": "numerical", "unit": "", "decimals": _decimals(calculated), "variables": variables, "conditions": [], "variants": []
    }  # fmt: skip
    content = making.document(_filled(stem, names), body, key, _filled(explanation, names))
    if problems := check_template(content):
        raise Refusal(problems[0].message)
    try:
        body["variants"], key["variants"] = drawn_variants(content)
    except NoVariants as error:
        raise Refusal(error.message) from error
    return Assembled("parameterised", {**content, "body": body, "key": key}, (say("Giá trị của các biến được lấy lại trong cùng khoảng."),))


def _variable(element: Element) -> Mapping[str, object]:
    low, high = (written_number.canonical(written_number.parse(_words(element.find(end))) or Decimal(0)) for end in ("min", "max"))
    step = Decimal(1).scaleb(-_places(element.get("scale", "0")))
    return {"name": element.get("name", ""), "type": "range", "low": low, "high": high, "step": written_number.canonical(step)}


def _decimals(calculated: Element) -> int:
    formulas = calculated.find("formulas")
    return 0 if formulas is None else _places(formulas.get("decimal_places", "0"))


def _places(text: str) -> int:
    return min(MAX_DECIMALS, int(text)) if text.isascii() and text.isdigit() and len(text) <= 2 else 0


def _tolerance(text: str, answer: str) -> str:
    """A number, or a part of the answer where it is written as a percentage."""
    read = written_number.parse(text.removesuffix("%").strip()) or Decimal(0)
    return f"abs({answer}) * {written_number.canonical(read / 100)}" if text.endswith("%") and read else written_number.canonical(read)


def _filled(text: str, names: set[str]) -> str:
    """`[x]` of Canvas as `{x}` of ours."""
    return _PLACE.sub(lambda found: f"{{{found[1]}}}" if found[1] in names else found[0], text)


def _words(element: Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""
