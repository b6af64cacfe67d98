"""A question with variables: every form (mã đề) and every practice set gets one of its variants, worked out beforehand."""

from __future__ import annotations

from collections.abc import Mapping

from core.words import Message, say
from question_bank.kinds import checks, shape
from question_bank.kinds.contract import Answer, Content, Kind, Mark, Order, Problem
from question_bank.kinds.numerical import MAX_UNIT, Numerical
from question_bank.kinds.placeholders import MAX_COMPUTED, MAX_DECIMALS, check_places, computed_places
from question_bank.kinds.short_answer import ShortAnswer
from question_bank.kinds.single_choice import SingleChoice
from question_bank.kinds.variables import check_conditions, check_expression, check_variables, work_of
from question_bank.kinds.variants import CHOICE, DEFAULT_DECIMALS, MAX_VARIANTS, NUMERICAL, SHORT, NoVariants, drawn_variants

_INNER: Mapping[str, Kind] = {NUMERICAL: Numerical(), SHORT: ShortAnswer(), CHOICE: SingleChoice()}
_TYPED = (NUMERICAL, SHORT)
MAX_REMOVED = 200
MAX_WORK = 3_000
"""`Expression.weight` of the computed places of one variant."""
MAX_CHARACTERS = 1_000_000
"""Of all variants together: a revision is read whole."""


class Parameterised(Kind):
    """body: {"asks": "numerical" | "short_answer" | "single_choice", "decimals": n, "unit"?, "options"?: [{"id", "text"}],
    "variables": [{"name", "type": "range", "low", "high", "step"} | {"name", "type": "list", "values": [...]}], "conditions"?: ["a != b"],
    "variants": [{"id": "v1", "values": {"a": "2"}, "stem", "body"}]};
    key: {"answer"?: expression, "tolerance"?: expression, "right"?: id, "seed": n, "count": n,
    "removed"?: ["a=2; b=3"], "variants": [{"id": "v1", "key", "explanation"}]}.

    The two halves of a variant are a whole content of the kind that `asks` names (a short answer is a national one). What is shown is
    of that kind, so nobody who sits meets a variable. `for_form` takes the first variant that the order names; without an order the
    first stands for all.
    """

    code = "parameterised"
    label = say("Câu hỏi tham số")
    marking = "machine"
    html_places = (
        "body.options.*.text",
        "body.options.*.feedback",
        "key.accepted.*.feedback",
        "body.variants.*.stem",
        "body.variants.*.body.options.*.text",
        "body.variants.*.body.options.*.feedback",
        "key.variants.*.explanation",
    )

    def blank(self) -> dict[str, object]:
        variables = [{"name": name, "type": "range", "low": "2", "high": "9", "step": "1"} for name in "ab"]
        options = [{"id": name, "text": ""} for name in "abcd"]
        body = {"asks": NUMERICAL, "decimals": DEFAULT_DECIMALS, "variables": variables, "conditions": [], "unit": "", "options": options}
        body["variants"] = []
        key = {"answer": "", "tolerance": "0", "right": "", "seed": 1, "count": 20, "removed": [], "variants": []}
        return {"stem": "", "body": body, "key": key, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        problems = checks.check_document(content) + check_template(content)
        if problems:
            return problems
        return _check_variants(content)

    def for_form(self, content: Content, order: Order = None) -> Content:
        if _is_settled(content):
            return content
        asked, right = _by_id(content, "body"), _by_id(content, "key")
        name = next((name for name in order or () if name in asked), next(iter(asked), ""))
        chosen, answer = asked.get(name, {}), right.get(name, {})
        return {
            "stem": shape.text(chosen.get("stem")),
            "body": {**shape.mapping(chosen.get("body")), "asks": _asks(content), "variant": name},
            "key": dict(shape.mapping(answer.get("key"))),
            "explanation": shape.text(answer.get("explanation")),
        }

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        asked = self.for_form(content, order)
        return _inner(asked).show(asked, order)

    def orderable(self, content: Content) -> tuple[str, ...]:
        """The variants and the options that may move: one shuffle chooses the variant and places the options."""
        asked = self.for_form(content)
        return (*_by_id(content, "body"), *_inner(asked).orderable(asked))

    def normalise(self, content: Content, raw: object) -> Answer:
        asked = self.for_form(content)
        return _inner(asked).normalise(asked, raw)

    def mark(self, content: Content, answer: Answer) -> Mark:
        asked = self.for_form(content)
        return _inner(asked).mark(asked, answer)

    def key(self, content: Content, order: Order = None) -> str:
        asked = self.for_form(content, order)
        return _inner(asked).key(asked, order)


def _asks(content: object) -> str:
    asks = shape.text(shape.at(content, "body", "asks"))
    return asks if asks in _INNER else NUMERICAL


def _inner(asked: Content) -> Kind:
    return _INNER[_asks(asked)]


def _is_settled(content: Content) -> bool:
    return isinstance(shape.at(content, "body", "variant"), str)


def _by_id(content: object, side: str) -> dict[str, Mapping[str, object]]:
    """One half of each variant by its id."""
    return {shape.text(row.get("id")): row for row in shape.rows(shape.at(content, side, "variants"))}


def check_template(content: object) -> list[Problem]:
    """All that is wrong with what variants are made from."""
    if shape.text(shape.at(content, "body", "asks")) not in _INNER:
        return [Problem("body.asks", say("Chưa chọn dạng câu hỏi."))]
    rows = shape.rows(shape.at(content, "body", "variables"))
    names = {shape.text(row.get("name")) for row in rows}
    conditions = shape.at(content, "body", "conditions") or []
    problems = check_variables(rows, "body.variables")
    problems += check_conditions(conditions if isinstance(conditions, list) else [None], names, "body.conditions")
    problems += _check_numbers(content) + _check_places(content, names)
    return problems + (_check_typed(content, names) if _asks(content) in _TYPED else _check_options(content))


def _check_numbers(content: object) -> list[Problem]:
    problems = []
    if not _between(shape.at(content, "body", "decimals"), 0, MAX_DECIMALS):
        problems.append(Problem("body.decimals", say("Số chữ số thập phân từ 0 đến %(n)d.", n=MAX_DECIMALS)))
    if not _between(shape.at(content, "key", "count"), 1, MAX_VARIANTS):
        problems.append(Problem("key.count", say("Số biến thể từ 1 đến %(n)d.", n=MAX_VARIANTS)))
    if not _between(shape.at(content, "key", "seed"), 0, 10**9):
        problems.append(Problem("key.seed", say("Nội dung câu hỏi không đúng cấu trúc.")))
    removed = shape.at(content, "key", "removed") or []
    if not isinstance(removed, list) or len(removed) > MAX_REMOVED or not all(isinstance(each, str) for each in removed):
        problems.append(Problem("key.removed", say("Không được quá %(n)d mục.", n=MAX_REMOVED)))
    return problems


def _check_places(content: object, names: set[str]) -> list[Problem]:
    """Places in the texts that no variant could fill."""
    template = shape.mapping(content)
    texts = [("stem", template.get("stem")), ("explanation", template.get("explanation"))]
    if _asks(content) == CHOICE:
        options = shape.rows(shape.at(content, "body", "options"))
        texts += [(f"body.options.{index}.text", row.get("text")) for index, row in enumerate(options)]
    computed = [each for _, html in texts for each in computed_places(shape.text(html))]
    if len(computed) > MAX_COMPUTED:
        return [Problem("stem", say("Lời dẫn, phương án và lời giải có nhiều nhất %(n)d chỗ tính bằng biểu thức.", n=MAX_COMPUTED))]
    if work_of(computed) > MAX_WORK:
        return [Problem("stem", say("Các biểu thức trong câu phải tính quá nhiều; hãy viết gọn lại."))]
    return [problem for place, html in texts for problem in check_places(shape.text(html), names, place)]


def _between(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _check_typed(content: object, names: set[str]) -> list[Problem]:
    problems = check_expression(shape.at(content, "key", "answer"), names, "key.answer")
    if _asks(content) == NUMERICAL:
        problems += check_expression(shape.at(content, "key", "tolerance") or "0", names, "key.tolerance")
        if len(shape.text(shape.at(content, "body", "unit"))) > MAX_UNIT:
            problems.append(Problem("body.unit", say("Đơn vị đo quá dài hoặc không phải văn bản.")))
    return problems


def _check_options(content: object) -> list[Problem]:
    options = shape.at(content, "body", "options")
    problems = checks.check_rows(options, "body.options", at_least=2)
    if shape.at(content, "key", "right") not in shape.ids(shape.rows(options)):
        problems.append(Problem("key.right", say("Chưa chọn phương án đúng.")))
    return problems


def _check_variants(content: object) -> list[Problem]:
    asked, right = (shape.rows(shape.at(content, side, "variants")) for side in ("body", "key"))
    names = shape.ids(asked)
    if not 1 <= len(asked) <= MAX_VARIANTS or len(set(names)) < len(names) or not all(map(shape.is_id, names)):
        return [Problem("body.variants", why_none(content))]
    inner = _INNER[_asks(content)]
    if names != shape.ids(right) or any(_is_faulty(pair, inner) for pair in zip(asked, right, strict=True)):
        return [Problem("body.variants", say("Có biến thể không dùng được. Hãy sinh lại."))]
    if sum(len(text) for row in (*asked, *right) for text in shape.strings(row)) > MAX_CHARACTERS:
        return [Problem("body.variants", say("Các biến thể dài quá; hãy giảm số biến thể hoặc rút ngắn câu hỏi."))]
    return []


def why_none(template: object) -> Message:
    """Why a faultless template has no variants: what stood in the way, or that nobody asked for them yet."""
    try:
        drawn_variants(shape.mapping(template))
    except NoVariants as error:
        return error.message
    return say("Chưa có biến thể nào. Hãy bấm Sinh lại biến thể.")


def _is_faulty(pair: tuple[Mapping[str, object], Mapping[str, object]], inner: Kind) -> bool:
    asked, right = pair
    whole = {"stem": asked.get("stem"), "body": asked.get("body"), "key": right.get("key"), "explanation": right.get("explanation")}
    return not isinstance(asked.get("values"), dict) or bool(inner.check(whole))
