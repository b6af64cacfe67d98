"""The variants of a parameterised question: made once from its template, each a whole question with its answer worked out.

A paper, a mark and a review read variants only; nothing is computed while people sit or are marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import islice

from core.words import Message, say
from question_bank.kinds import national_number, shape, written_number
from question_bank.kinds.contract import Content
from question_bank.kinds.expression import BadExpression, read
from question_bank.kinds.placeholders import MAX_DECIMALS, Filling, rounded
from question_bank.kinds.variables import Drawn, draws, numbers_of, variables_of, words_of

NUMERICAL, SHORT, CHOICE = "numerical", "short_answer", "single_choice"
MAX_VARIANTS = 50
DEFAULT_DECIMALS = 2
MAX_FAILED = 100
"""Sets of values that make no good question before no further ones are tried: each costs as much as a good one."""

Variant = dict[str, object]
Variants = tuple[list[dict[str, object]], list[dict[str, object]]]
"""What is asked, for the body: {"id", "values", "stem", "body"}; and what is right, for the key: {"id", "key", "explanation"}."""


class NoVariants(ValueError):
    """Not one variant can be made; `message` is what stood in the way of the last one tried."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def drawn_variants(template: Content) -> Variants:
    """As many variants as the key's `count` asks for, from its `seed`; fewer when there are no more. NoVariants when there is none.

    `template` is a content whose variables, conditions and expressions have no fault.
    """
    body = shape.mapping(template.get("body"))
    conditions = [read(shape.text(text)) for text in _list(body.get("conditions"))]
    found = draws(variables_of(shape.rows(body.get("variables"))), conditions, whole(shape.at(template, "key", "seed"), 1))
    removed = set(_list(shape.at(template, "key", "removed")))
    return _made(template, (drawn for drawn in found if told(drawn) not in removed))


def told(drawn: Mapping[str, object]) -> str:
    """The values of a variant in one line, by which the key's `removed` names those that an author does not want."""
    return "; ".join(f"{name}={value}" for name, value in drawn.items())


def _made(template: Content, drawn: Iterable[Drawn]) -> Variants:
    """The first `count` of these values that can be worked out, until MAX_FAILED could not; NoVariants when none can."""
    trouble = say("Không có bộ giá trị nào thoả mọi điều kiện.")
    made: list[Variant] = []

    def attempts() -> Iterable[Variant]:
        nonlocal trouble
        failed = 0
        for values in drawn:
            try:
                yield variant(template, values)
            except BadExpression as error:
                trouble, failed = error.message, failed + 1
            if failed == MAX_FAILED:
                trouble = say("%(n)d bộ giá trị đã thử đều không dùng được; hãy thêm điều kiện. Lần cuối: %(why)s", n=failed, why=trouble)
                return

    made.extend(islice(attempts(), whole(shape.at(template, "key", "count"), 1)))
    if not made:
        raise NoVariants(trouble)
    numbered = [{"id": f"v{n}", **each} for n, each in enumerate(made, start=1)]
    asked, right = ("id", "values", "stem", "body"), ("id", "key", "explanation")
    return [{name: each[name] for name in asked} for each in numbered], [{name: each[name] for name in right} for each in numbered]


def variant(template: Content, drawn: Drawn) -> Variant:
    """One variant: {"values", "stem", "body", "key", "explanation"}; BadExpression when these values make no good question."""
    try:
        return _filled(template, drawn)
    except ArithmeticError:  # a number with more digits than are kept of any
        raise BadExpression(say("Có số quá lớn hoặc quá dài để viết ra.")) from None


def _filled(template: Content, drawn: Drawn) -> Variant:
    decimals = whole(shape.at(template, "body", "decimals"), DEFAULT_DECIMALS)
    filling = Filling(numbers_of(drawn), words_of(drawn), min(decimals, MAX_DECIMALS))
    asks = shape.at(template, "body", "asks")
    make = _choice if asks == CHOICE else _short if asks == SHORT else _numerical
    body, key = make(template, filling)
    stem, explanation = (filling.fill(shape.text(template.get(name))) for name in ("stem", "explanation"))
    return {"values": dict(drawn), "stem": stem, "body": body, "key": key, "explanation": explanation}


def _numerical(template: Content, filling: Filling) -> tuple[dict[str, object], dict[str, object]]:
    right = _answer(template, filling)
    tolerance = shape.text(shape.at(template, "key", "tolerance")) or "0"
    spread = read(tolerance).number(filling.numbers)
    if spread < 0:
        raise BadExpression(say("Sai số cho phép phải là số không âm."))
    row = {"value": _kept(right), "tolerance": _kept(rounded(spread, MAX_DECIMALS)), "fraction": "1"}
    return {"unit": shape.text(shape.at(template, "body", "unit"))}, {"accepted": [row]}


def _short(template: Content, filling: Filling) -> tuple[dict[str, object], dict[str, object]]:
    text = national_number.with_comma(_kept(_answer(template, filling)))
    if national_number.value_of(text) is None:
        raise BadExpression(say("Đáp án %(text)s không viết được trong bốn ô.", text=text[:40]))
    return {"format": "national"}, {"accepted": [{"text": text, "fraction": "1"}]}


def _choice(template: Content, filling: Filling) -> tuple[dict[str, object], dict[str, object]]:
    rows = [_option(row, filling) for row in shape.rows(shape.at(template, "body", "options"))]
    if len({row["text"] for row in rows}) < len(rows):
        raise BadExpression(say("Có hai phương án trùng nhau với các giá trị này."))
    return {"options": rows}, {"right": shape.text(shape.at(template, "key", "right"))}


def _option(row: Mapping[str, object], filling: Filling) -> dict[str, object]:
    filled = {name: filling.fill(shape.text(row.get(name))) for name in ("text", "feedback") if row.get(name)}
    return {**row, **filled}


def _answer(template: Content, filling: Filling) -> Decimal:
    text = shape.text(shape.at(template, "key", "answer"))
    return rounded(read(text).number(filling.numbers), filling.decimals)


def _kept(number: Decimal) -> str:
    """A number as contents keep it, of a length that can be read again."""
    text = written_number.canonical(number)
    if written_number.parse(text) is None:
        raise BadExpression(say("Đáp án %(text)s quá lớn hoặc quá dài.", text=text[:40]))
    return text


def whole(value: object, otherwise: int) -> int:
    """The value when it is a whole number that is not negative."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else otherwise


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
